"""Deadlines: terms, the working calendar, and on each case until when it should be decided.

Open cases are counted by the workers, batch by batch, once the service runs (`deadlines.recount`).
"""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0010"
down_revision = "0009"

QUEUED = "state NOT IN ('received', 'checking', 'decided', 'closed', 'merged')"
INDEXES = {
    "ix_cases_queue_due": (["due_at", "id"], QUEUED),
    "ix_cases_queue_due_stage": (["due_stage", "rank", "id"], QUEUED),
    "ix_cases_turns": (["turns_at"], "turns_at IS NOT NULL"),
}
STAGES = "'early', 'soon', 'overdue', 'long_overdue'"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "deadline_terms",
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_deadline_terms_amount")),
        sa.CheckConstraint("unit IN ('clock_hours', 'hours', 'days')", name=op.f("ck_deadline_terms_unit")),
        sa.ForeignKeyConstraint(["category"], ["categories.code"], name=op.f("fk_deadline_terms_category_categories")),
        sa.PrimaryKeyConstraint("category", name=op.f("pk_deadline_terms")),
    )
    op.create_table(
        "working_weeks",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("opens", sa.String(length=5), nullable=False),
        sa.Column("closes", sa.String(length=5), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.CheckConstraint("weekdays <> ''", name=op.f("ck_working_weeks_some_weekday")),
        sa.CheckConstraint("opens < closes", name=op.f("ck_working_weeks_opens_first")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_weeks")),
    )
    op.create_table(
        "special_days",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_days")),
        sa.UniqueConstraint("day", name=op.f("uq_special_days_day")),
    )
    op.create_table(
        "recounts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recounts")),
    )
    with op.batch_alter_table("cases") as batch:
        batch.add_column(sa.Column("waits_since", Instant(), nullable=True))
        batch.add_column(sa.Column("due_at", Instant(), nullable=True))
        batch.add_column(sa.Column("due_stage", sa.String(length=20), nullable=True))
        batch.add_column(sa.Column("turns_at", Instant(), nullable=True))
        batch.create_check_constraint(op.f("ck_cases_due_stage"), f"due_stage IN ({STAGES})")
    for name, (columns, where) in INDEXES.items():
        op.create_index(name, "cases", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
