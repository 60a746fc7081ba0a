"""Ring one of the audit: triggers, generated from the schema, that log every write and refuse one without an actor."""

import time
import uuid
from typing import Any

from psycopg.sql import quote
from sqlalchemy import Connection, Engine, MetaData, Table, event

from complaints.db import triggers_postgresql, triggers_sqlite

CONTEXT = "aryz"


def audited_tables(metadata: MetaData) -> list[Table]:
    """List the tables whose every write is logged."""
    return [table for table in metadata.sorted_tables if table.info.get("audit")]


def log_tables(metadata: MetaData) -> list[Table]:
    """List the tables that make up the log."""
    return [table for table in metadata.sorted_tables if table.info.get("log")]


def register(engine: Engine) -> None:
    """Give every SQLite connection of an engine the functions that its triggers call."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _add_functions)


def _add_functions(connection: Any, record: Any) -> None:
    context: dict[str, str] = {}
    record.info[CONTEXT] = context
    # A function that raises makes the statement fail: without an actor nothing can be written.
    connection.create_function("aryz_actor", 0, lambda: context["actor"])
    connection.create_function("aryz_action", 0, lambda: context["action"])
    connection.create_function("aryz_tx", 0, lambda: context["tx"])
    connection.create_function("aryz_now", 0, lambda: time.time_ns() // 1_000)


def bind(connection: Connection, actor: str, action: str) -> None:
    """Say who acts and why, until the transaction ends or `unbind` is called."""
    if connection.dialect.name == "sqlite":
        connection.info[CONTEXT].update(actor=actor, action=action, tx=uuid.uuid4().hex)
    else:
        connection.exec_driver_sql(binding(actor, action), execution_options={"no_parameters": True})


def binding(actor: str, action: str) -> str:
    """Write the statement that says who acts and why until a PostgreSQL transaction ends."""
    return f"SELECT set_config('aryz.actor', {quote(actor)}, true), set_config('aryz.action', {quote(action)}, true)"


def unbind(connection: Connection) -> None:
    """Forget who acts, so that a later use of the same connection cannot write in their name."""
    if connection.dialect.name == "sqlite":
        connection.info[CONTEXT].clear()


def install(connection: Connection, metadata: MetaData) -> None:
    """Drop and make all triggers; run after every migration, which may have dropped some with their table."""
    if connection.dialect.name == "sqlite":
        for name in triggers_sqlite.present(connection):
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        for statement in triggers_sqlite.expected(metadata).values():
            connection.exec_driver_sql(statement)
    else:
        triggers_postgresql.fix_search_path(connection)
        triggers_postgresql.drop(connection)
        for statement in triggers_postgresql.statements(metadata):
            connection.exec_driver_sql(statement)


def compare(connection: Connection, metadata: MetaData) -> list[str]:
    """Name every trigger that is missing, changed or not ours, one plain sentence each."""
    if connection.dialect.name == "sqlite":
        present = triggers_sqlite.present(connection)
        expected = triggers_sqlite.expected(metadata)
    else:
        present = triggers_postgresql.present(connection)
        expected = triggers_postgresql.expected(metadata)
    faults = [f"trigger {name} is missing" for name in expected if name not in present]
    faults += [
        f"trigger {name} was changed" for name in expected if name in present and present[name] != expected[name]
    ]
    faults += [f"trigger {name} is not known" for name in present if name not in expected]
    return faults
