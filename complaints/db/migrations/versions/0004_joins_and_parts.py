"""Joining and parting: aliases, mergers and splits, linked rounds, and the resource that each link names."""

import time

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0004"
down_revision = "0003"

STATES = "'received', 'checking', 'waiting', 'in_review', 'proposed', 'decided', 'closed', 'merged'"
QUEUE_INDEXES = {
    "ix_cases_queue": ["rank", "id"],
    "ix_cases_queue_state": ["state", "rank", "id"],
    "ix_cases_queue_category": ["category", "rank", "id"],
    "ix_cases_queue_language": ["language", "rank", "id"],
    "ix_cases_queue_opened": ["opened_at"],
}
KINDS = "'redirect', 'canonical', 'handle_id', 'rules', 'merged'"


def upgrade() -> None:
    """Apply the change."""
    _tables()
    _wordings()
    known = {each["name"] for each in sa.inspect(op.get_bind()).get_check_constraints("cases")}
    with op.batch_alter_table("cases") as batch:
        batch.add_column(sa.Column("previous_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("merged_into", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_cases_previous_id_cases"), "cases", ["previous_id"], ["id"])
        batch.create_foreign_key(op.f("fk_cases_merged_into_cases"), "cases", ["merged_into"], ["id"])
        if "ck_cases_state" in known:
            batch.drop_constraint(op.f("ck_cases_state"), type_="check")
        batch.create_check_constraint(op.f("ck_cases_state"), f"state IN ({STATES})")
        batch.create_check_constraint(op.f("ck_cases_round_linked"), "(round = 1) = (previous_id IS NULL)")
        batch.create_check_constraint(op.f("ck_cases_merged_whole"), "(state = 'merged') = (merged_into IS NOT NULL)")
        batch.create_check_constraint(op.f("ck_cases_another_case"), "merged_into <> id AND previous_id <> id")
        batch.create_index(
            "ix_cases_merged_into",
            ["merged_into"],
            sqlite_where=sa.text("merged_into IS NOT NULL"),
            postgresql_where=sa.text("merged_into IS NOT NULL"),
        )
    _queue_indexes()
    with op.batch_alter_table("attachments") as batch:
        batch.add_column(sa.Column("resource_id", sa.Integer(), nullable=True))
    _name_resources()
    with op.batch_alter_table("attachments") as batch:
        batch.alter_column("resource_id", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(op.f("fk_attachments_resource_id_resources"), "resources", ["resource_id"], ["id"])
        batch.create_index(op.f("ix_attachments_resource_id"), ["resource_id"])


def _queue_indexes() -> None:
    """Make the queue's indexes anew: they leave out merged cases too, as the queue's own condition says."""
    queued = sa.text("state NOT IN ('received', 'checking', 'decided', 'closed', 'merged')")
    for name, columns in QUEUE_INDEXES.items():
        op.drop_index(name, "cases")
        op.create_index(name, "cases", columns, sqlite_where=queued, postgresql_where=queued)


def _tables() -> None:
    op.create_table(
        "aliases",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_aliases_kind")),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'refused', 'ended')", name=op.f("ck_aliases_state")),
        sa.CheckConstraint("resource_id <> target_id", name=op.f("ck_aliases_two_resources")),
        sa.CheckConstraint("(state = 'proposed') = (answered_by IS NULL)", name=op.f("ck_aliases_answered")),
        sa.CheckConstraint(
            "state = 'proposed' OR (reason <> '' AND answered_at IS NOT NULL)", name=op.f("ck_aliases_reasoned")
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["staff.id"], name=op.f("fk_aliases_answered_by_staff")),
        sa.ForeignKeyConstraint(["check_id"], ["checks.id"], name=op.f("fk_aliases_check_id_checks")),
        sa.ForeignKeyConstraint(["resource_id"], ["resources.id"], name=op.f("fk_aliases_resource_id_resources")),
        sa.ForeignKeyConstraint(["target_id"], ["resources.id"], name=op.f("fk_aliases_target_id_resources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aliases")),
        sa.UniqueConstraint("resource_id", "target_id", name=op.f("uq_aliases_resource_id")),
    )
    accepted = sa.text("state = 'accepted'")
    with op.batch_alter_table("aliases") as batch:
        batch.create_index(
            "uq_aliases_accepted", ["resource_id"], unique=True, sqlite_where=accepted, postgresql_where=accepted
        )
        batch.create_index("ix_aliases_target", ["target_id"])
    op.create_table(
        "joinings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("from_case_id", sa.Integer(), nullable=False),
        sa.Column("to_case_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.CheckConstraint("deed IN ('merge', 'split')", name=op.f("ck_joinings_deed")),
        sa.CheckConstraint("moved >= 0", name=op.f("ck_joinings_moved")),
        sa.CheckConstraint("from_case_id <> to_case_id", name=op.f("ck_joinings_two_cases")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_joinings_reasoned")),
        sa.ForeignKeyConstraint(["from_case_id"], ["cases.id"], name=op.f("fk_joinings_from_case_id_cases")),
        sa.ForeignKeyConstraint(["to_case_id"], ["cases.id"], name=op.f("fk_joinings_to_case_id_cases")),
        sa.ForeignKeyConstraint(["resource_id"], ["resources.id"], name=op.f("fk_joinings_resource_id_resources")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_joinings_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joinings")),
    )
    with op.batch_alter_table("joinings") as batch:
        batch.create_index(op.f("ix_joinings_from_case_id"), ["from_case_id"])
        batch.create_index(op.f("ix_joinings_to_case_id"), ["to_case_id"])
    op.create_table(
        "resource_rechecks",
        sa.Column("resource_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resource_rechecks_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("resource_id", name=op.f("pk_resource_rechecks")),
    )


def _wordings() -> None:
    op.create_table(
        "wordings",
        sa.Column("complaint_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("simhash", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *(sa.Column(f"band_{band}", sa.Integer(), nullable=False) for band in range(4)),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_wordings_complaint_id_complaints")),
        sa.PrimaryKeyConstraint("complaint_id", name=op.f("pk_wordings")),
    )
    for band in range(4):
        op.create_index(f"ix_wordings_band_{band}", "wordings", [f"band_{band}", "complaint_id"])


def _name_resources() -> None:
    """Fill the new column out of each attachment's case, and put that into the log as any change is."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        # The old trigger does not know the new column; what it would say is written below.
        op.execute("ALTER TABLE attachments DISABLE TRIGGER USER")
    op.execute(
        "UPDATE attachments SET resource_id = (SELECT c.resource_id FROM cases c WHERE c.id = attachments.case_id)"
    )
    if connection.dialect.name == "postgresql":
        op.execute("ALTER TABLE attachments ENABLE TRIGGER USER")
    # A colon would stand for a parameter.
    logged = (
        "INSERT INTO audit_log (at, tx, actor, action, table_name, row_id, op, before, after, subject_case, "
        "subject_complaint) SELECT :at, 'migration-0004', 'system:migrate', 'migrate.attachments', 'attachments', "
        "CAST(id AS TEXT), 'update', '{\"resource_id\"\\:null}', '{\"resource_id\"\\:' || CAST(resource_id AS TEXT) || '}', "
        "case_id, complaint_id FROM attachments ORDER BY id"
    )
    connection.execute(sa.text(logged).bindparams(at=time.time_ns() // 1_000))
