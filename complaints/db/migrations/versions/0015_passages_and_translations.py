"""Passages that statements quote, a second language version of a statement, and the question for a whole site."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

PARTS = ("facts", "explanation", "ground_explanation", "passages", "necessity", "site_necessity", "territory")


def upgrade() -> None:
    """Apply the change."""
    op.add_column("statements", sa.Column("site_necessity", sa.Text(), nullable=True))
    op.create_table(
        "statement_quotes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("begins", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("begins >= 0", name=op.f("ck_statement_quotes_begins")),
        sa.CheckConstraint("ends > begins", name=op.f("ck_statement_quotes_ends")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_statement_quotes_evidence_id_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_statement_quotes_statement_id_statements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_quotes")),
        sa.UniqueConstraint("statement_id", "position", name=op.f("uq_statement_quotes_statement_id")),
    )
    op.create_index(op.f("ix_statement_quotes_evidence_id"), "statement_quotes", ["evidence_id"])
    op.create_table(
        "statement_translations",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in PARTS),
        sa.CheckConstraint("facts <> '' AND explanation <> ''", name=op.f("ck_statement_translations_reasons")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_statement_translations_statement_id_statements")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_translations")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_statement_translations_statement_id")),
    )
