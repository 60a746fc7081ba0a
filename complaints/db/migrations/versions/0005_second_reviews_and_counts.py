"""Blind second reviews, and what is counted of the desk."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0005"
down_revision = "0004"

OUTCOMES = "'no_violation', 'out_of_scope', 'not_verifiable', 'referred', 'removal_requested', 'restricted'"
INDEXES = {"waiting": "id", "handed": "reviewer_id", "answered": "answered_at"}


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "second_reviews",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'handed', 'answered', 'expired')", name=op.f("ck_second_reviews_state")
        ),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name=op.f("ck_second_reviews_outcome")),
        sa.CheckConstraint("(state = 'answered') = (outcome IS NOT NULL)", name=op.f("ck_second_reviews_answered")),
        sa.CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name=op.f("ck_second_reviews_answered_at")),
        sa.CheckConstraint(
            "state NOT IN ('handed', 'answered') OR reviewer_id IS NOT NULL", name=op.f("ck_second_reviews_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_second_reviews_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_second_reviews_case_id_cases")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["staff.id"], name=op.f("fk_second_reviews_reviewer_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_reviews")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_second_reviews_decision_id")),
    )
    op.create_index(op.f("ix_second_reviews_case_id"), "second_reviews", ["case_id"])
    for state, column in INDEXES.items():
        where = sa.text(f"state = '{state}'")
        op.create_index(
            f"ix_second_reviews_{state}", "second_reviews", [column], sqlite_where=where, postgresql_where=where
        )
    op.create_table(
        "desk_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["category"], ["categories.code"], name=op.f("fk_desk_counts_category_categories")),
        sa.PrimaryKeyConstraint("day", "category", "language", "what", name=op.f("pk_desk_counts")),
    )
    op.create_table(
        "desk_counted",
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("what", name=op.f("pk_desk_counted")),
    )
