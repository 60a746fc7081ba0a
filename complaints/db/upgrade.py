"""Bringing a database to the schema of this version, and saying whether it is there."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Engine, inspect

import complaints.db.schema  # noqa: F401 - fills the metadata
from complaints.db import rights, triggers
from complaints.db.metadata import metadata
from complaints.db.stores.catalogue import CatalogueStore

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
LOCK = 4_715_260_117


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to a revision, inside the transaction of `connection`."""
    command.upgrade(_config(connection), revision)


def upgrade(engine: Engine, service: str | None = None) -> None:
    """Migrate, make the triggers anew and fill an empty catalogue, in one transaction; safe from many at once.

    `service` names the account that runs the service where that is another one than the tables' owner (PostgreSQL): it
    is given the rights it needs and no more.
    """
    with engine.begin() as connection:
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        migrate(connection)
        triggers.install(connection, metadata)
        if service is not None:
            rights.grant(connection, metadata, service)
        with triggers.acting(connection, "system:migrate", "catalogue.seed"):
            CatalogueStore(connection).seed()


def check(engine: Engine) -> list[str]:
    """Name every difference between the database and this version's schema and triggers, one sentence each."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        heads = ScriptDirectory.from_config(_config()).get_heads()
        if set(context.get_current_heads()) != set(heads):
            return [f"the database is at {context.get_current_heads() or 'nothing'}, this version needs {heads}"]
        faults = [f"the schema differs: {difference}" for difference in compare_metadata(context, metadata)]
        return faults + _missing_checks(connection) + triggers.compare(connection, metadata)


def _missing_checks(connection: Connection) -> list[str]:
    # Alembic compares tables, columns, keys and indexes, but no check constraints.
    seen, named = inspect(connection), connection.dialect.identifier_preparer.format_constraint
    faults = []
    for table in (each for each in metadata.sorted_tables if seen.has_table(each.name)):
        declared = {each for column in table.columns for each in column.constraints} | table.constraints
        wanted = {named(each) for each in declared if isinstance(each, CheckConstraint)}
        present = {str(each["name"]) for each in seen.get_check_constraints(table.name)}
        faults += [f"the check {name} is missing" for name in sorted(wanted - present)]
        faults += [f"the check {name} is not known" for name in sorted(present - wanted)]
    return faults
