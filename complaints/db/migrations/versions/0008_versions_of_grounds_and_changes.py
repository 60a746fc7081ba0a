"""Versions of legal grounds, which decisions cite for good, and the changes that lead from one to the next."""

import json
import time

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0008"
down_revision = "0007"

KINDS = "'ground_add', 'ground_version', 'ground_end', 'sources_add', 'source_remove'"
STATES = "'proposed', 'approved', 'in_effect', 'refused', 'withdrawn'"
SAYS = ("article", "valid_from", "valid_to", "act_kk", "act_ru", "act_en", "text_kk", "text_ru", "text_en")


def upgrade() -> None:
    """Apply the change."""
    _changes()
    _versions()
    _first_versions()
    with op.batch_alter_table("statements") as batch:
        batch.add_column(sa.Column("ground_version", sa.Integer(), nullable=True))
    _cite_versions()
    with op.batch_alter_table("statements") as batch:
        batch.create_foreign_key(
            op.f("fk_statements_ground_version_ground_versions"), "ground_versions", ["ground_version"], ["id"]
        )
        batch.create_check_constraint(
            op.f("ck_statements_ground_version"), "(ground IS NULL) = (ground_version IS NULL)"
        )
    op.drop_table("ground_categories")
    with op.batch_alter_table("grounds") as batch:
        for name in SAYS:
            batch.drop_column(name)


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=True),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("effective_at", Instant(), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_changes_kind")),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_changes_state")),
        sa.CheckConstraint("answered_by <> proposed_by", name=op.f("ck_changes_second_person")),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'in_effect') OR alone OR answered_by IS NOT NULL",
            name=op.f("ck_changes_approved"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'in_effect') OR effective_at IS NOT NULL", name=op.f("ck_changes_timed")
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["staff.id"], name=op.f("fk_changes_answered_by_staff")),
        sa.ForeignKeyConstraint(["proposed_by"], ["staff.id"], name=op.f("fk_changes_proposed_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    for name, where, column, unique in (
        ("uq_changes_open", "state IN ('proposed', 'approved')", "about", True),
        ("ix_changes_due", "state = 'approved'", "effective_at", False),
        ("ix_changes_public", "state IN ('approved', 'in_effect')", "id", False),
    ):
        part = sa.text(where)
        op.create_index(name, "changes", [column], unique=unique, sqlite_where=part, postgresql_where=part)


def _versions() -> None:
    op.create_table(
        "ground_versions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("ground", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in SAYS[3:]),
        sa.Column("change_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_ground_versions_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(["change_id"], ["changes.id"], name=op.f("fk_ground_versions_change_id_changes")),
        sa.ForeignKeyConstraint(["ground"], ["grounds.code"], name=op.f("fk_ground_versions_ground_grounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ground_versions")),
        sa.UniqueConstraint("ground", "version", name=op.f("uq_ground_versions_ground")),
    )
    op.create_table(
        "ground_version_categories",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["category"], ["categories.code"], name=op.f("fk_ground_version_categories_category_categories")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["ground_versions.id"], name=op.f("fk_ground_version_categories_version_id_ground_versions")
        ),
        sa.PrimaryKeyConstraint("version_id", "category", name=op.f("pk_ground_version_categories")),
    )


def _first_versions() -> None:
    """Make what each ground says its first version, and put that into the log as any write is."""
    run = op.get_bind().exec_driver_sql
    listed = ", ".join(SAYS)
    run(
        f"INSERT INTO ground_versions (ground, version, {listed}) "  # noqa: S608 - names written above
        f"SELECT code, 1, {listed} FROM grounds ORDER BY code"
    )
    run(
        "INSERT INTO ground_version_categories (version_id, category) SELECT v.id, c.category "
        "FROM ground_categories c JOIN ground_versions v ON v.ground = c.ground"
    )
    columns = ("id", "ground", "version", *SAYS, "change_id")
    read = f"SELECT {', '.join(columns)} FROM ground_versions ORDER BY id"  # noqa: S608 - names written above
    for row in run(read).all():
        _log("ground_versions", str(row[0]), "insert", after=dict(zip(columns, row, strict=True)))
    for row in run("SELECT version_id, category FROM ground_version_categories ORDER BY 1, 2").all():
        after = {"version_id": row[0], "category": row[1]}
        _log("ground_version_categories", f"{row[0]}/{row[1]}", "insert", after=after)
    for row in run("SELECT ground, category FROM ground_categories ORDER BY 1, 2").all():
        before = {"ground": row[0], "category": row[1]}
        _log("ground_categories", f"{row[0]}/{row[1]}", "delete", before=before)


def _cite_versions() -> None:
    """Let each statement name the version it cited, and put that into the log."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        # The old triggers let nobody change a statement, and do not know the new column.
        op.execute("ALTER TABLE statements DISABLE TRIGGER USER")
    connection.exec_driver_sql(
        "UPDATE statements SET ground_version = "
        "(SELECT v.id FROM ground_versions v WHERE v.ground = statements.ground) WHERE ground IS NOT NULL"
    )
    if connection.dialect.name == "postgresql":
        op.execute("ALTER TABLE statements ENABLE TRIGGER USER")
    logged = (
        "INSERT INTO audit_log (at, tx, actor, action, table_name, row_id, op, before, after, subject_case, "
        "subject_staff) SELECT :at, 'migration-0008', 'system:migrate', 'migrate.grounds', 'statements', "
        "CAST(id AS TEXT), 'update', '{\"ground_version\"\\:null}', "
        "'{\"ground_version\"\\:' || CAST(ground_version AS TEXT) || '}', case_id, author_id "
        "FROM statements WHERE ground_version IS NOT NULL ORDER BY id"
    )
    connection.execute(sa.text(logged).bindparams(at=time.time_ns() // 1_000))


def _log(
    table: str,
    row: str,
    operation: str,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    entry = {
        "at": time.time_ns() // 1_000,
        "tx": "migration-0008",
        "actor": "system:migrate",
        "action": "migrate.grounds",
        "table_name": table,
        "row_id": row,
        "op": operation,
        "before": json.dumps(before, default=str, ensure_ascii=False) if before else None,
        "after": json.dumps(after, default=str, ensure_ascii=False) if after else None,
    }
    log = sa.table("audit_log", *(sa.column(name) for name in entry))
    op.get_bind().execute(sa.insert(log).values(**entry))
