"""Drafts of forms, sealed, and who is reading a case just now."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0018"
down_revision = "0017"

FORMS = "'decide', 'note', 'approve', 'return'"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "drafts",
        sa.Column("staff_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("discarded_at", Instant(), nullable=True),
        sa.CheckConstraint(f"form IN ({FORMS})", name=op.f("ck_drafts_form")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_drafts_case_id_cases")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_drafts_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", "case_id", "form", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_case_id"), "drafts", ["case_id"])
    op.create_index(op.f("ix_drafts_saved_at"), "drafts", ["saved_at"])
    op.create_table(
        "presences",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("staff_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_presences_case_id_cases")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_presences_staff_id_staff")),
        sa.PrimaryKeyConstraint("case_id", "staff_id", name=op.f("pk_presences")),
    )
    op.create_index(op.f("ix_presences_seen_at"), "presences", ["seen_at"])
