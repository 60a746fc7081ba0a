"""The words of a case by source first: they are asked for by case and source, and a word between the two is in the way."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

NAME = "case_terms"
KEY = ["case_id", "source", "term"]


def upgrade() -> None:
    """Apply the change."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("pk_case_terms", NAME)
        op.create_primary_key("pk_case_terms", NAME, KEY)
        return
    # SQLite keeps the rows in the order of their key: they are written anew.
    op.create_table(
        "case_terms_anew",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=40), nullable=False),
        sa.Column("source", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_terms_case_id_cases")),
        sa.PrimaryKeyConstraint(*KEY, name=op.f("pk_case_terms")),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO case_terms_anew SELECT case_id, term, source, ended FROM {NAME} ORDER BY 1, 3, 2")  # noqa: S608 - names of this file
    op.drop_table(NAME)
    op.rename_table("case_terms_anew", NAME)
    op.create_index("ix_case_terms_term", NAME, ["term", "case_id"])
    op.create_index("ix_case_terms_open", NAME, ["term", "case_id"], sqlite_where=sa.text("ended IS NULL"))
