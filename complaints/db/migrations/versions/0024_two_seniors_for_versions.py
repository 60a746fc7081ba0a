"""The first of two seniors behind a later version that restricts a whole site of a protected source."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0024"
down_revision = "0023"
NAME = "amendment_approvals"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        NAME,
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("senior_id", sa.Integer(), nullable=False),
        sa.Column("proportionality", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["amendment_id"], ["amendments.id"], name=op.f(f"fk_{NAME}_amendment_id_amendments")),
        sa.ForeignKeyConstraint(["senior_id"], ["staff.id"], name=op.f(f"fk_{NAME}_senior_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{NAME}")),
        sa.UniqueConstraint("amendment_id", "senior_id", name=op.f(f"uq_{NAME}_amendment_id")),
    )
