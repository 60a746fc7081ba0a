"""Views of the queue that people save."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_saved_views_named")),
        sa.ForeignKeyConstraint(["owner_id"], ["staff.id"], name=op.f("fk_saved_views_owner_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_saved_views_owner_id")),
    )
    shared = sa.text("shared")
    op.create_index("ix_saved_views_shared", "saved_views", ["id"], sqlite_where=shared, postgresql_where=shared)
