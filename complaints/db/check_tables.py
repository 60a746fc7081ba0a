"""The tables of findings and of what was captured."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from complaints.db.columns import (
    audited,
    closed_set,
    excused,
    identifier,
    instant,
    key_to,
    words,
)
from complaints.db.metadata import metadata
from complaints.domain.checks import Result

checks = Table(
    "checks",
    metadata,
    identifier(),
    key_to("cases", "case_id"),
    Column("step", String(40), nullable=False),
    Column("run", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    closed_set("result", Result),
    Column("code", String(80), nullable=False),
    words("params"),
    Column("confidence", Integer, CheckConstraint("confidence BETWEEN 0 AND 100", name="confidence"), nullable=False),
    instant("made_at"),
    UniqueConstraint("case_id", "step", "run"),
    info=audited(case="case_id", immutable=True),
)

awaited_runs = Table(
    "awaited_runs",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    instant("asked_at"),
    info=excused(
        "further runs of checks that were asked for and did not end yet; both the asking and the findings are logged"
    ),
)

evidence = Table(
    "evidence",
    metadata,
    identifier(),
    key_to("cases", "case_id"),
    Column("kind", String(20), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    words("url"),
    words("title"),
    words("text"),
    Column("language", String(2)),
    instant("captured_at"),
    instant("removed_at", nullable=True),
    Column("removed_why", String(20)),
    UniqueConstraint("case_id", "kind", "sha256"),
    Index("ix_evidence_sha256", "sha256"),
    Index(
        "ix_evidence_kept",
        "captured_at",
        sqlite_where=text("removed_at IS NULL"),
        postgresql_where=text("removed_at IS NULL"),
    ),
    # The row stays for ever; url, title and text are emptied when the evidence is removed.
    info=audited(
        case="case_id",
        immutable=("case_id", "kind", "media_type", "sha256", "size", "language", "captured_at"),
    ),
)
