"""An index of damaged evidence, so that every look at the service's health can count it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

DAMAGED = sa.text("state = 'damaged'")


def upgrade() -> None:
    """Apply the change."""
    op.create_index(
        "ix_evidence_objects_damaged",
        "evidence_objects",
        ["sha256"],
        sqlite_where=DAMAGED,
        postgresql_where=DAMAGED,
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_evidence_objects_damaged", "evidence_objects")
