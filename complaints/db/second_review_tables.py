"""The table of blind second reviews."""

from sqlalchemy import CheckConstraint, Column, String, Table

from complaints.db.columns import audited, closed_set, identifier, instant, key_to, partial, words
from complaints.db.metadata import metadata
from complaints.domain.decisions import Outcome
from complaints.domain.second_reviews import SecondState

OUTCOMES = ", ".join(f"'{outcome.value}'" for outcome in Outcome)

second_reviews = Table(
    "second_reviews",
    metadata,
    identifier(),
    key_to("decisions", "decision_id", unique=True),
    key_to("cases", "case_id", index=True),
    closed_set("state", SecondState),
    key_to("staff", "reviewer_id", nullable=True),
    instant("lease_until", nullable=True),
    Column("outcome", String(20), CheckConstraint(f"outcome IN ({OUTCOMES})", name="outcome")),
    words("facts", nullable=True),
    words("explanation", nullable=True),
    instant("made_at"),
    instant("answered_at", nullable=True),
    CheckConstraint("(state = 'answered') = (outcome IS NOT NULL)", name="answered"),
    CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name="answered_at"),
    CheckConstraint("state NOT IN ('handed', 'answered') OR reviewer_id IS NOT NULL", name="somebody"),
    partial("ix_second_reviews_waiting", "state = 'waiting'", "id"),
    partial("ix_second_reviews_handed", "state = 'handed'", "reviewer_id"),
    partial("ix_second_reviews_answered", "state = 'answered'", "answered_at"),
    # No case is named as its subject: its history is open to whoever decided it, and would tell them.
    info=audited(staff="reviewer_id", immutable=("decision_id", "case_id", "made_at")),
)
