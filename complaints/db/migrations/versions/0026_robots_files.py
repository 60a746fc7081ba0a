"""What sites' robots.txt say."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "robots_files",
        sa.Column("authority", sa.String(length=300), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.CheckConstraint("answer IN ('rules', 'none', 'unread')", name=op.f("ck_robots_files_answer")),
        sa.PrimaryKeyConstraint("authority", name=op.f("pk_robots_files")),
    )
    op.create_index("ix_robots_files_asked_at", "robots_files", ["asked_at"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("robots_files")
