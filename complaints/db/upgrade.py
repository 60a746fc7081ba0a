"""Bringing a database to the schema of this version, and saying whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Engine, inspect

import complaints.db.schema  # noqa: F401 - fills the metadata
from complaints.db import grants, triggers
from complaints.db.metadata import metadata
from complaints.db.stores.catalogue import CatalogueStore
from complaints.db.stores.deadlines import DeadlineStore

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
LOCK = 4_715_260_117


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _rebuilding(connection: Connection) -> Iterator[None]:
    # SQLite alters a table by making it anew, in between which rows point at nothing; this cannot be said inside a
    # transaction (https://www.sqlite.org/lang_altertable.html#otheralter).
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to a revision, inside the transaction of `connection`."""
    command.upgrade(_config(connection), revision)


def upgrade(engine: Engine, service_role: str | None = None, zone: str = "Asia/Almaty") -> None:
    """Migrate, make the triggers anew and fill an empty catalogue, in one transaction; safe from many at once.

    Where another account than the engine's runs the service, `service_role` names it: it gets its rights here. The
    working calendar of a new service is in `zone`.
    """
    with engine.connect() as connection, _rebuilding(connection), connection.begin():
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        migrate(connection)
        triggers.install(connection, metadata)
        with triggers.acting(connection, "system:migrate", "catalogue.seed"):
            CatalogueStore(connection).seed()
            DeadlineStore(connection).seed(zone, datetime.now(UTC))
        if service_role:
            grants.grant(connection, metadata, service_role)
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            assert not broken, f"a migration left rows that point nowhere: {broken[:5]}"  # noqa: S101 - undone if so


def check(engine: Engine, service_role: str | None = None) -> list[str]:
    """Name every difference between the database and this version's schema, triggers and rights, one sentence each."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        heads = ScriptDirectory.from_config(_config()).get_heads()
        if set(context.get_current_heads()) != set(heads):
            return [f"the database is at {context.get_current_heads() or 'nothing'}, this version needs {heads}"]
        faults = [f"the schema differs: {difference}" for difference in compare_metadata(context, metadata)]
        faults += _missing_checks(connection) + triggers.compare(connection, metadata)
        return faults + (grants.compare(connection, metadata, service_role) if service_role else [])


def _missing_checks(connection: Connection) -> list[str]:
    # Alembic compares tables, columns, keys and indexes, but no check constraints.
    seen, named = inspect(connection), connection.dialect.identifier_preparer.format_constraint
    faults = []
    for table in (each for each in metadata.sorted_tables if seen.has_table(each.name)):
        declared = {each for column in table.columns for each in column.constraints} | table.constraints
        wanted = {str(named(each)) for each in declared if isinstance(each, CheckConstraint)}
        present = {str(each["name"]) for each in seen.get_check_constraints(table.name)}
        faults += [f"the check {name} is missing" for name in sorted(wanted - present)]
        faults += [f"the check {name} is not known" for name in sorted(present - wanted)]
    return faults
