"""The tables of what becomes of a decision that stands: its later versions, those that wait for a second person, and
the restrictions that come back before they end."""

from sqlalchemy import CheckConstraint, Column, Date, Integer, String, Table, UniqueConstraint

from complaints.db.columns import audited, closed_set, identifier, instant, key_to, partial, words
from complaints.db.decision_tables import RESTRICTIVE
from complaints.db.metadata import metadata
from complaints.domain.decisions import Outcome, ProposalState
from complaints.domain.versions import RereviewState, VersionKind

WITH_STATEMENT = "kind IN ('correction', 'renewal', 'changed')"
ON_APPEAL = "kind IN ('upheld', 'changed', 'reversed')"

# The decision itself is the first version; these are the ones after it.
decision_versions = Table(
    "decision_versions",
    metadata,
    identifier(),
    key_to("decisions", "decision_id"),
    key_to("cases", "case_id", index=True),
    Column("version", Integer, nullable=False),
    closed_set("kind", VersionKind),
    closed_set("outcome", Outcome),
    key_to("statements", "statement_id", nullable=True, unique=True),
    words("reason", nullable=True),
    Column("language", String(2)),
    key_to("staff", "made_by", nullable=True),
    key_to("staff", "approved_by", nullable=True),
    key_to("appeals", "appeal_id", nullable=True, unique=True),
    instant("made_at"),
    instant("announced_at", nullable=True),
    UniqueConstraint("decision_id", "version"),
    CheckConstraint("version > 1", name="later"),
    CheckConstraint(f"NOT ({WITH_STATEMENT}) OR statement_id IS NOT NULL", name="statement"),
    CheckConstraint("(kind = 'lapse') = (made_by IS NULL)", name="person"),
    CheckConstraint("kind = 'lapse' OR (reason <> '' AND language IS NOT NULL)", name="reasoned"),
    CheckConstraint(f"({ON_APPEAL}) = (appeal_id IS NOT NULL)", name="on_appeal"),
    CheckConstraint(
        f"statement_id IS NULL OR NOT ({RESTRICTIVE}) OR (approved_by IS NOT NULL AND approved_by <> made_by)",
        name="two_people",
    ),
    partial("ix_decision_versions_unannounced", "announced_at IS NULL", "id"),
    info=audited(
        case="case_id",
        staff="made_by",
        immutable=(
            "decision_id",
            "case_id",
            "version",
            "kind",
            "outcome",
            "statement_id",
            "reason",
            "language",
            "made_by",
            "approved_by",
            "appeal_id",
            "made_at",
        ),
    ),
)

amendments = Table(
    "amendments",
    metadata,
    identifier(),
    key_to("decisions", "decision_id", index=True),
    key_to("cases", "case_id"),
    # The version whose words it amends; what changed meanwhile it does not overwrite.
    Column("version", Integer, nullable=False),
    closed_set("kind", VersionKind),
    key_to("statements", "statement_id", unique=True),
    words("reason"),
    key_to("appeals", "appeal_id", nullable=True),
    key_to("staff", "proposer_id"),
    closed_set("state", ProposalState),
    instant("made_at"),
    key_to("staff", "answered_by", nullable=True),
    instant("answered_at", nullable=True),
    words("answer", nullable=True),
    words("proportionality", nullable=True),
    CheckConstraint("answered_by <> proposer_id", name="second_person"),
    CheckConstraint("(state = 'open') = (answered_by IS NULL)", name="answered"),
    CheckConstraint("state <> 'returned' OR answer <> ''", name="reasoned"),
    CheckConstraint(f"({ON_APPEAL}) = (appeal_id IS NOT NULL)", name="on_appeal"),
    partial("uq_amendments_open", "state = 'open'", "decision_id", unique=True),
    info=audited(case="case_id", staff="proposer_id"),
)

rereviews = Table(
    "rereviews",
    metadata,
    identifier(),
    key_to("decisions", "decision_id"),
    key_to("cases", "case_id", index=True),
    Column("ends_on", Date, nullable=False),
    closed_set("state", RereviewState),
    instant("made_at"),
    key_to("staff", "answered_by", nullable=True),
    instant("answered_at", nullable=True),
    words("reason", nullable=True),
    # Once for each end that a restriction is given.
    UniqueConstraint("decision_id", "ends_on"),
    CheckConstraint("(state = 'open') = (answered_at IS NULL)", name="answered"),
    CheckConstraint("state <> 'left' OR (answered_by IS NOT NULL AND reason <> '')", name="reasoned"),
    partial("ix_rereviews_open", "state = 'open'", "ends_on", "id"),
    info=audited(case="case_id", staff="answered_by", immutable=("decision_id", "case_id", "ends_on", "made_at")),
)
