"""Legal holds."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0021"
down_revision = "0020"

OPEN = sa.text("state IN ('proposed', 'standing', 'lifting')")


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "legal_holds",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("end_proposed_by", sa.Integer(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('proposed', 'standing', 'lifting', 'lifted', 'refused')", name=op.f("ck_legal_holds_state")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_legal_holds_reasoned")),
        sa.CheckConstraint("approved_by IS NULL OR approved_by <> proposed_by", name=op.f("ck_legal_holds_two_people")),
        sa.CheckConstraint(
            "ended_by IS NULL OR ended_by <> end_proposed_by", name=op.f("ck_legal_holds_two_people_end")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_legal_holds_case_id_cases")),
        sa.ForeignKeyConstraint(["proposed_by"], ["staff.id"], name=op.f("fk_legal_holds_proposed_by_staff")),
        sa.ForeignKeyConstraint(["approved_by"], ["staff.id"], name=op.f("fk_legal_holds_approved_by_staff")),
        sa.ForeignKeyConstraint(["end_proposed_by"], ["staff.id"], name=op.f("fk_legal_holds_end_proposed_by_staff")),
        sa.ForeignKeyConstraint(["ended_by"], ["staff.id"], name=op.f("fk_legal_holds_ended_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_holds")),
    )
    op.create_index(op.f("ix_legal_holds_case_id"), "legal_holds", ["case_id"])
    op.create_index(
        "uq_legal_holds_open",
        "legal_holds",
        ["case_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("legal_holds")
