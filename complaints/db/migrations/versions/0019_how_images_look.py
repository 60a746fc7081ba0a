"""How stored images look, so that the same image is found elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "image_looks",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("look", BIG, nullable=False),
        *(sa.Column(f"band_{band}", sa.Integer(), nullable=False) for band in range(4)),
        sa.ForeignKeyConstraint(
            ["sha256"], ["evidence_objects.sha256"], name=op.f("fk_image_looks_sha256_evidence_objects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_image_looks")),
        sa.UniqueConstraint("sha256", name=op.f("uq_image_looks_sha256")),
    )
    for band in range(4):
        op.create_index(f"ix_image_looks_band_{band}", "image_looks", [f"band_{band}", "id"])
