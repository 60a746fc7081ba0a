"""The words of cases: by source, folded over the scripts of Kazakh, with an index of those of open cases alone."""

import time

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

TERM = sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql")


def upgrade() -> None:
    """Apply the change; the words themselves are made anew by the workers, out of what they come from."""
    op.drop_table("case_terms")
    op.create_table(
        "case_terms",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("term", TERM, nullable=False),
        sa.Column("source", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_terms_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "term", "source", name=op.f("pk_case_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_terms_term", "case_terms", ["term", "case_id"])
    ended = sa.text("ended IS NULL")
    op.create_index("ix_case_terms_open", "case_terms", ["term", "case_id"], sqlite_where=ended, postgresql_where=ended)
    asked = (
        "INSERT INTO outbox (topic, payload, made_at) SELECT 'search.index', '{\"after\"\\:0}', :now "
        "WHERE EXISTS (SELECT 1 FROM cases)"
    )
    op.get_bind().execute(sa.text(asked).bindparams(now=time.time_ns() // 1_000))
