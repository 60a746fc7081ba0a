"""Seals of sealed values, tombstones of erased words, the place of the sequencer, indexes and names for histories."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SUBJECTS = ("case", "complaint", "reporter", "staff")


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "audit_seals",
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row_id", sa.String(length=200), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", "row_id", name=op.f("pk_audit_seals")),
    )
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row_id", sa.String(length=200), nullable=False),
        sa.Column("column_name", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index("ix_erasures_row", "erasures", ["table_name", "row_id", "column_name"])
    op.create_table(
        "sequencer_place",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("marker", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sequencer_place")),
    )
    with op.batch_alter_table("personal_reads") as table:
        table.add_column(sa.Column("about_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_personal_reads_about_id_staff"), "staff", ["about_id"], ["id"])
    for kind in SUBJECTS:
        name = f"ix_audit_log_subject_{kind}"
        named = sa.text(f"subject_{kind} IS NOT NULL")
        op.drop_index(name, "audit_log")
        op.create_index(name, "audit_log", [f"subject_{kind}", "id"], sqlite_where=named, postgresql_where=named)
    op.create_index("ix_audit_log_row", "audit_log", ["table_name", "row_id", "id"])
