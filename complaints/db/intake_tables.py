"""The tables of complaints, their links, entries and contacts."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from complaints.db.columns import (
    audited,
    closed_set,
    identifier,
    instant,
    key_to,
    partial,
    sealed,
    words,
)
from complaints.db.metadata import metadata
from complaints.domain.intake import ComplaintState, EntryKind, LinkState, Source

complaints = Table(
    "complaints",
    metadata,
    identifier(),
    key_to("reporters", "reporter_id", index=True),
    Column("category", ForeignKey("categories.code"), nullable=False),
    words("description"),
    Column("language", String(2), nullable=False),
    closed_set("source", Source),
    closed_set("state", ComplaintState),
    sealed("receipt_hash", String(64), unique=True),
    sealed("nonce_hash", String(64), nullable=True, unique=True),
    sealed("network_token", String(64), nullable=True),
    Column("external_id", String(200)),
    instant("claimed_at", nullable=True),
    instant("filed_at"),
    partial("uq_complaints_external_id", "external_id IS NOT NULL", "external_id", unique=True),
    info=audited(
        complaint="id",
        reporter="reporter_id",
        immutable=(
            "reporter_id",
            "category",
            "description",
            "language",
            "source",
            "receipt_hash",
            "claimed_at",
            "filed_at",
        ),
    ),
)

contacts = Table(
    "contacts",
    metadata,
    identifier(),
    key_to("complaints", "complaint_id", unique=True),
    sealed("sealed_address", LargeBinary),
    instant("made_at"),
    info=audited(complaint="complaint_id"),
)

complaint_links = Table(
    "complaint_links",
    metadata,
    identifier(),
    key_to("complaints", "complaint_id"),
    Column("position", Integer, nullable=False),
    words("pasted"),
    closed_set("state", LinkState),
    UniqueConstraint("complaint_id", "position"),
    Index(
        "ix_complaint_links_pending",
        "id",
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
    info=audited(complaint="complaint_id", immutable=("complaint_id", "position", "pasted")),
)

complaint_entries = Table(
    "complaint_entries",
    metadata,
    identifier(),
    key_to("complaints", "complaint_id", index=True),
    closed_set("kind", EntryKind),
    words("text"),
    instant("made_at"),
    Index(
        "uq_complaint_entries_withdrawal",
        "complaint_id",
        unique=True,
        sqlite_where=text("kind = 'withdrawal'"),
        postgresql_where=text("kind = 'withdrawal'"),
    ),
    info=audited(complaint="complaint_id", immutable=True),
)
