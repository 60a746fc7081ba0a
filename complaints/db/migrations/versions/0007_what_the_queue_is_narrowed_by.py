"""The queue: site, platform, protected source and corroboration on the case itself, each with its index."""

import time

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

QUEUED = "state NOT IN ('received', 'checking', 'decided', 'closed', 'merged')"
INDEXES = {
    "ix_cases_queue_corroboration": (["corroboration", "rank", "id"], QUEUED),
    "ix_cases_queue_site": (["site", "rank", "id"], QUEUED),
    "ix_cases_queue_platform": (["platform", "rank", "id"], f"{QUEUED} AND platform IS NOT NULL"),
    "ix_cases_queue_protected": (["rank", "id"], f"{QUEUED} AND protected IS NOT NULL"),
}
BANDS = "CASE WHEN n >= 5 THEN 'many' WHEN n >= 2 THEN 'some' WHEN n = 1 THEN 'one' ELSE 'none' END"
COUNTED = (
    "(SELECT count(*) AS reporters FROM resource_reporters q WHERE q.resource_id = cases.resource_id) a, "
    "(SELECT count(*) AS networks FROM resource_networks q WHERE q.resource_id = cases.resource_id) b"
)
INDEPENDENT = f"SELECT CASE WHEN reporters < networks THEN reporters ELSE networks END AS n FROM {COUNTED}"  # noqa: S608 - constants
FILLED = {
    "site": "SELECT r.site FROM resources r WHERE r.id = cases.resource_id",
    "platform": "SELECT r.platform FROM resources r WHERE r.id = cases.resource_id",
    "protected": (
        "SELECT p.kind FROM resources r JOIN protected_sources p ON p.site = r.site WHERE r.id = cases.resource_id"
    ),
    # Links that lead to the resource are counted in when the case is weighed next.
    "corroboration": f"SELECT {BANDS} FROM ({INDEPENDENT}) counted",  # noqa: S608 - constants
}


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("cases") as batch:
        batch.add_column(sa.Column("site", sa.String(length=253), nullable=True))
        batch.add_column(sa.Column("platform", sa.String(length=40), nullable=True))
        batch.add_column(sa.Column("protected", sa.String(length=20), nullable=True))
        batch.add_column(sa.Column("corroboration", sa.String(length=20), nullable=True))
    _fill()
    with op.batch_alter_table("cases") as batch:
        batch.alter_column("site", existing_type=sa.String(length=253), nullable=False)
        batch.alter_column("corroboration", existing_type=sa.String(length=20), nullable=False)
        batch.create_check_constraint(
            op.f("ck_cases_corroboration"), "corroboration IN ('none', 'one', 'some', 'many')"
        )
    for name, (columns, where) in INDEXES.items():
        op.create_index(name, "cases", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _fill() -> None:
    """Fill the new columns, and put that into the log as any change is; the old triggers do not know them."""
    connection = op.get_bind()
    postgresql = connection.dialect.name == "postgresql"
    if postgresql:
        op.execute("ALTER TABLE cases DISABLE TRIGGER USER")
    op.execute(f"UPDATE cases SET {', '.join(f'{name} = ({query})' for name, query in FILLED.items())}")  # noqa: S608 - constants
    if postgresql:
        op.execute("ALTER TABLE cases ENABLE TRIGGER USER")
    build = "jsonb_build_object" if postgresql else "json_object"
    nothing = ", ".join(f"'{name}', NULL" for name in FILLED)
    told = ", ".join(f"'{name}', {name}" for name in FILLED)
    logged = (
        "INSERT INTO audit_log (at, tx, actor, action, table_name, row_id, op, before, after, subject_case) "  # noqa: S608 - constants
        f"SELECT :at, 'migration-{revision}', 'system:migrate', 'migrate.cases', 'cases', CAST(id AS TEXT), 'update', "
        f"CAST({build}({nothing}) AS TEXT), CAST({build}({told}) AS TEXT), id FROM cases ORDER BY cases.id"
    )
    connection.execute(sa.text(logged).bindparams(at=time.time_ns() // 1_000))
