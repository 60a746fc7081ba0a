"""A proposal that a senior replaced by a statement of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Apply the change."""
    known = {each["name"] for each in sa.inspect(op.get_bind()).get_check_constraints("proposals")}
    with op.batch_alter_table("proposals") as batch:
        if "ck_proposals_state" in known:
            batch.drop_constraint(op.f("ck_proposals_state"), type_="check")
        batch.create_check_constraint(
            op.f("ck_proposals_state"), "state IN ('open', 'approved', 'returned', 'replaced')"
        )
