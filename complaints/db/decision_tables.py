"""The tables of statements of reasons, proposals, decisions, the register and the notices."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from complaints.db.columns import (
    Through,
    audited,
    closed_set,
    identifier,
    instant,
    key_to,
    partial,
    words,
)
from complaints.db.metadata import metadata
from complaints.domain.decisions import Outcome, ProposalState
from complaints.domain.translating import PARTS
from complaints.domain.versions import Force

RESTRICTIVE = "outcome IN ('removal_requested', 'restricted')"

statements = Table(
    "statements",
    metadata,
    identifier(),
    key_to("cases", "case_id", index=True),
    key_to("staff", "author_id"),
    closed_set("outcome", Outcome),
    words("facts"),
    words("explanation"),
    Column("language", String(2), nullable=False),
    Column("manifestly_unfounded", Boolean, nullable=False),
    Column("automation", String(200), nullable=False),
    Column("appeal_until", Date, nullable=False),
    Column("ground", ForeignKey("grounds.code")),
    # The very version that was cited, whatever becomes of the ground.
    key_to("ground_versions", "ground_version", nullable=True),
    words("ground_explanation", nullable=True),
    words("passages", nullable=True),
    words("necessity", nullable=True),
    words("site_necessity", nullable=True),
    Column("scope", String(10), CheckConstraint("scope IN ('page', 'account', 'site')", name="scope")),
    Column("territory", String(300)),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("court_reference", String(300)),
    instant("written_at"),
    CheckConstraint("facts <> '' AND explanation <> ''", name="reasons"),
    CheckConstraint("NOT manifestly_unfounded OR outcome = 'no_violation'", name="unfounded"),
    CheckConstraint(
        f"NOT ({RESTRICTIVE}) OR (ground IS NOT NULL AND ground_explanation <> '' AND necessity <> ''"
        " AND scope IS NOT NULL AND territory <> '' AND starts_on IS NOT NULL AND ends_on IS NOT NULL)",
        name="restriction_complete",
    ),
    CheckConstraint("(ground IS NULL) = (ground_version IS NULL)", name="ground_version"),
    info=audited(case="case_id", staff="author_id", immutable=True),
)

statement_evidence = Table(
    "statement_evidence",
    metadata,
    Column("statement_id", ForeignKey("statements.id"), primary_key=True),
    Column("evidence_id", ForeignKey("evidence.id"), primary_key=True),
    info=audited(case=Through("statement_id", "statements", "case_id"), immutable=True),
)

# Passages of captures, by where they stand in the captured text. They stay with the statement when the evidence goes
# in its time, and are emptied when it is purged.
statement_quotes = Table(
    "statement_quotes",
    metadata,
    identifier(),
    key_to("statements", "statement_id"),
    Column("position", Integer, nullable=False),
    key_to("evidence", "evidence_id", index=True),
    Column("begins", Integer, CheckConstraint("begins >= 0", name="begins"), nullable=False),
    Column("ends", Integer, CheckConstraint("ends > begins", name="ends"), nullable=False),
    words("text"),
    UniqueConstraint("statement_id", "position"),
    info=audited(case=Through("statement_id", "statements", "case_id"), immutable=True),
)

statement_translations = Table(
    "statement_translations",
    metadata,
    identifier(),
    key_to("statements", "statement_id", unique=True),
    Column("language", String(2), nullable=False),
    *(words(name) for name in PARTS),
    CheckConstraint("facts <> '' AND explanation <> ''", name="reasons"),
    info=audited(case=Through("statement_id", "statements", "case_id"), immutable=True),
)

proposals = Table(
    "proposals",
    metadata,
    identifier(),
    key_to("cases", "case_id"),
    key_to("statements", "statement_id", unique=True),
    key_to("staff", "proposer_id"),
    closed_set("state", ProposalState),
    instant("made_at"),
    key_to("staff", "answered_by", nullable=True),
    instant("answered_at", nullable=True),
    words("reason", nullable=True),
    words("proportionality", nullable=True),
    CheckConstraint("answered_by IS NULL OR answered_by <> proposer_id", name="second_person"),
    CheckConstraint("(state = 'open') = (answered_by IS NULL)", name="answered"),
    Index("ix_proposals_case", "case_id"),
    Index(
        "uq_proposals_open",
        "case_id",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    info=audited(case="case_id", staff="proposer_id"),
)

decisions = Table(
    "decisions",
    metadata,
    identifier(),
    key_to("cases", "case_id", unique=True),
    key_to("statements", "statement_id", unique=True),
    closed_set("outcome", Outcome),
    key_to("staff", "decided_by"),
    key_to("staff", "approved_by", nullable=True),
    instant("decided_at"),
    CheckConstraint(
        f"NOT ({RESTRICTIVE}) OR (approved_by IS NOT NULL AND approved_by <> decided_by)", name="two_people"
    ),
    info=audited(case="case_id", staff="decided_by", immutable=True),
)

register_entries = Table(
    "register_entries",
    metadata,
    Column("decision_id", ForeignKey("decisions.id"), primary_key=True, autoincrement=False),
    key_to("resources", "resource_id", index=True),
    Column("category", ForeignKey("categories.code"), nullable=False),
    closed_set("outcome", Outcome),
    Column("link_shown", Boolean, nullable=False),
    instant("published_at"),
    # What the decision says now: its latest version, the statement that holds or held last, and whether it does.
    Column("version", Integer, nullable=False),
    Column("window_version", Integer, nullable=False),
    key_to("statements", "statement_id", unique=True),
    closed_set("force", Force),
    Column("appeal_until", Date, nullable=False),
    Column("ends_on", Date),
    CheckConstraint("window_version BETWEEN 1 AND version", name="window"),
    CheckConstraint(f"NOT ({RESTRICTIVE}) OR ends_on IS NOT NULL", name="ends"),
    partial("ix_register_entries_running", f"force = 'in_force' AND {RESTRICTIVE}", "ends_on", "decision_id"),
    Index("ix_register_entries_category", "category", "decision_id"),
    Index("ix_register_entries_outcome", "outcome", "decision_id"),
    Index("ix_register_entries_both", "category", "outcome", "decision_id"),
    info=audited(case=Through("decision_id", "decisions", "case_id")),
)

notices = Table(
    "notices",
    metadata,
    identifier(),
    # Whom it goes to: a reporter, or somebody affected who left an address with an objection.
    key_to("complaints", "complaint_id", nullable=True),
    key_to("appeals", "appeal_id", nullable=True),
    Column("kind", String(20), nullable=False),
    key_to("decisions", "decision_id"),
    Column("version", Integer, nullable=False),
    Column(
        "state", String(10), CheckConstraint("state IN ('waiting', 'sent', 'given_up')", name="state"), nullable=False
    ),
    Column("tries", Integer, nullable=False),
    instant("made_at"),
    instant("sent_at", nullable=True),
    CheckConstraint("(complaint_id IS NULL) <> (appeal_id IS NULL)", name="one_recipient"),
    UniqueConstraint("complaint_id", "decision_id", "version"),
    UniqueConstraint("appeal_id", "decision_id", "version"),
    Index(
        "ix_notices_waiting", "id", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")
    ),
    info=audited(complaint="complaint_id"),
)
