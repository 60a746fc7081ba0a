"""Further runs of checks that were asked for and did not end."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "awaited_runs",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_awaited_runs_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_awaited_runs")),
    )
