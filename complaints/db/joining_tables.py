"""The tables of joining and parting: aliases between resources, what reviewers did, re-checks."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, Table, UniqueConstraint, text

from complaints.db.columns import audited, closed_set, excused, identifier, instant, key_to, words
from complaints.db.metadata import metadata
from complaints.domain.joining import AliasKind, AliasState, Deed

ACCEPTED = text("state = 'accepted'")

aliases = Table(
    "aliases",
    metadata,
    identifier(),
    key_to("resources", "resource_id"),
    key_to("resources", "target_id"),
    closed_set("kind", AliasKind),
    key_to("checks", "check_id", nullable=True),
    words("evidence"),
    closed_set("state", AliasState),
    key_to("staff", "answered_by", nullable=True),
    words("reason", nullable=True),
    instant("made_at"),
    instant("answered_at", nullable=True),
    UniqueConstraint("resource_id", "target_id"),
    CheckConstraint("resource_id <> target_id", name="two_resources"),
    CheckConstraint("(state = 'proposed') = (answered_by IS NULL)", name="answered"),
    CheckConstraint("state = 'proposed' OR (reason <> '' AND answered_at IS NOT NULL)", name="reasoned"),
    # A resource leads on to one other at most, else nobody could say where its complaints go.
    Index("uq_aliases_accepted", "resource_id", unique=True, sqlite_where=ACCEPTED, postgresql_where=ACCEPTED),
    Index("ix_aliases_target", "target_id"),
    info=audited(staff="answered_by", immutable=("resource_id", "target_id", "made_at")),
)

joinings = Table(
    "joinings",
    metadata,
    identifier(),
    closed_set("deed", Deed),
    key_to("cases", "from_case_id", index=True),
    key_to("cases", "to_case_id", index=True),
    key_to("resources", "resource_id"),
    Column("moved", Integer, CheckConstraint("moved >= 0", name="moved"), nullable=False),
    key_to("staff", "staff_id"),
    words("reason"),
    instant("made_at"),
    CheckConstraint("from_case_id <> to_case_id", name="two_cases"),
    CheckConstraint("reason <> ''", name="reasoned"),
    info=audited(case="from_case_id", staff="staff_id", immutable=True),
)

# How a complaint's words sound. It can be deleted with the words, and never reaches the log, which could not forget it.
wordings = Table(
    "wordings",
    metadata,
    Column("complaint_id", ForeignKey("complaints.id"), primary_key=True, autoincrement=False),
    Column("simhash", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
    *(Column(f"band_{band}", Integer, nullable=False) for band in range(4)),
    *(Index(f"ix_wordings_band_{band}", f"band_{band}", "complaint_id") for band in range(4)),
    info=excused("hashes of what people wrote, deleted with their words; kept to show copied wording to a reviewer"),
)

resource_rechecks = Table(
    "resource_rechecks",
    metadata,
    Column("resource_id", ForeignKey("resources.id"), primary_key=True, autoincrement=False),
    instant("asked_at"),
    info=excused("when a decided page was last looked at again, to do so at most once an hour; the finding is logged"),
)
