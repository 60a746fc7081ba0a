"""The tables of handing out work: skills, cases kept for somebody, who gave them to whom, conflicts of interest."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text, text

from complaints.db.casework_tables import cases
from complaints.db.columns import audited, closed_set, excused, identifier, instant, key_to, partial, words
from complaints.db.metadata import metadata
from complaints.domain.handing import Kept
from complaints.domain.intake import LANGUAGES
from complaints.domain.recusal import Reach

# Written out, not bound: only then do both databases see that the partial index answers.
WAITING = text("cases.state = 'waiting'")
ONLY_WAITING = text("state = 'waiting'")
SPOKEN = ", ".join(f"'{language}'" for language in LANGUAGES)
STANDING = "ended_at IS NULL"

# Each category and language in the order of the queue: the best case for any skills is the best of as many first rows.
Index(
    "ix_cases_waiting",
    *(cases.c[name] for name in ("category", "language", "rank", "id")),
    sqlite_where=ONLY_WAITING,
    postgresql_where=ONLY_WAITING,
)

staff_languages = Table(
    "staff_languages",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True, autoincrement=False),
    Column("language", String(2), CheckConstraint(f"language IN ({SPOKEN})", name="language"), primary_key=True),
    info=audited(staff="staff_id"),
)

staff_categories = Table(
    "staff_categories",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True, autoincrement=False),
    Column("category", ForeignKey("categories.code"), primary_key=True),
    info=audited(staff="staff_id"),
)

assignments = Table(
    "assignments",
    metadata,
    identifier(),
    key_to("cases", "case_id", index=True),
    # To whom; nobody where the case went back to the queue.
    key_to("staff", "staff_id", nullable=True),
    key_to("staff", "given_by"),
    words("reason"),
    instant("made_at"),
    CheckConstraint("reason <> ''", name="reasoned"),
    info=audited(case="case_id", staff="staff_id", immutable=True),
)

reservations = Table(
    "reservations",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    key_to("staff", "staff_id", index=True),
    closed_set("kind", Kept),
    key_to("assignments", "assignment_id", nullable=True),
    Column("until", instant("until").type, nullable=False, index=True),
    CheckConstraint("(kind = 'given') = (assignment_id IS NOT NULL)", name="given"),
    info=audited(case="case_id", staff="staff_id"),
)

recusals = Table(
    "recusals",
    metadata,
    identifier(),
    key_to("staff", "staff_id"),
    # On which case it was said; how far it reaches from what that case is about.
    key_to("cases", "case_id", index=True),
    closed_set("reach", Reach),
    key_to("resources", "resource_id"),
    words("reason"),
    instant("made_at"),
    instant("ended_at", nullable=True),
    key_to("staff", "ended_by", nullable=True),
    words("end_reason", nullable=True),
    CheckConstraint("reason <> ''", name="reasoned"),
    CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
    partial("uq_recusals_standing", STANDING, "staff_id", "reach", "resource_id", unique=True),
    info=audited(
        case="case_id",
        staff="staff_id",
        immutable=("staff_id", "case_id", "reach", "resource_id", "reason", "made_at"),
    ),
)

resource_accounts = Table(
    "resource_accounts",
    metadata,
    Column("resource_id", ForeignKey("resources.id"), primary_key=True, autoincrement=False),
    Column("account", Text, nullable=False),
    Index("ix_resource_accounts_account", "account", "resource_id"),
    info=excused("whose account a link belongs to, as its key says; derived, to find the cases of one account"),
)
