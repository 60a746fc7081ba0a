"""Restrictions of protected sources: the first of two seniors, the auditors' sample, and who is on duty."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("senior_id", sa.Integer(), nullable=False),
        sa.Column("proportionality", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_approvals_proposal_id_proposals")),
        sa.ForeignKeyConstraint(["senior_id"], ["staff.id"], name=op.f("fk_approvals_senior_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
        sa.UniqueConstraint("proposal_id", "senior_id", name=op.f("uq_approvals_proposal_id")),
    )
    op.create_table(
        "protected_decisions",
        sa.Column("decision_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("site", sa.String(length=253), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=False),
        sa.Column("disposition", sa.String(length=20), nullable=False),
        sa.Column("looked_by", sa.Integer(), nullable=True),
        sa.Column("looked_at", Instant(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("added_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "disposition IN ('open', 'sound', 'doubtful')", name=op.f("ck_protected_decisions_disposition")
        ),
        sa.CheckConstraint("(disposition = 'open') = (looked_by IS NULL)", name=op.f("ck_protected_decisions_looked")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_protected_decisions_decision_id_decisions")
        ),
        *(
            sa.ForeignKeyConstraint([name], ["staff.id"], name=op.f(f"fk_protected_decisions_{name}_staff"))
            for name in ("proposer_id", "approver_id", "looked_by")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_protected_decisions")),
    )
    still_open = sa.text("disposition = 'open'")
    op.create_index(
        "ix_protected_decisions_open",
        "protected_decisions",
        ["decision_id"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_index("ix_sign_ins_staff", "sign_ins", ["staff_id", "made_at"])
