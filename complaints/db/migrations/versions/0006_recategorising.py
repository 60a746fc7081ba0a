"""A third thing that a reviewer does to two cases: giving the first another category."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("joinings") as batch:
        batch.drop_constraint(op.f("ck_joinings_deed"), type_="check")
        batch.create_check_constraint(op.f("ck_joinings_deed"), "deed IN ('merge', 'split', 'recategorise')")
