"""Ring one of the audit: triggers, generated from the schema, that log every write and refuse one without an actor."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
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
    """Give every SQLite connection of an engine the functions that its triggers call.

    Who acts is forgotten when the transaction ends, however it ends, as PostgreSQL does by itself.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _add_functions)
        event.listen(engine, "commit", unbind)
        event.listen(engine, "rollback", unbind)
        event.listen(engine, "checkin", _forget)


def _add_functions(connection: Any, record: Any) -> None:
    context: dict[str, str] = {}
    record.info[CONTEXT] = context
    # The triggers refuse a write where these give NULL.
    connection.create_function("aryz_actor", 0, lambda: context.get("actor"))
    connection.create_function("aryz_action", 0, lambda: context.get("action"))
    connection.create_function("aryz_tx", 0, lambda: context.get("tx"))
    connection.create_function("aryz_now", 0, lambda: time.time_ns() // 1_000)
    connection.create_function("aryz_seal", 3, seal, deterministic=True)


def _forget(_connection: Any, record: Any) -> None:
    record.info.get(CONTEXT, {}).clear()


def seal(salt: bytes | None, column: str, value: bytes | str | int | None) -> str | None:
    """Seal a value that must not reach the log: SHA-256 over the row's salt of 16 bytes, column, a zero byte, value.

    A commitment as binding as the words' HMAC, which PostgreSQL cannot compute without an extension. None stays None;
    without a salt (a row from before there were salts) the seal says only that there is a value.
    """
    if value is None:
        return None
    if salt is None:
        return "sealed"
    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
    return f"sealed:{sha256(bytes(salt) + column.encode() + bytes(1) + raw).hexdigest()}"


def bind(connection: Connection, actor: str, action: str) -> None:
    """Say who acts and why, until the transaction ends or `unbind` is called; raises ValueError for an empty word."""
    _require_both(actor, action)
    if connection.dialect.name == "sqlite":
        connection.info[CONTEXT].update(actor=actor, action=action, tx=uuid.uuid4().hex)
    else:
        connection.exec_driver_sql(binding(actor, action), execution_options={"no_parameters": True})


def binding(actor: str, action: str) -> str:
    """Write the statement that says who acts and why until a PostgreSQL transaction ends; refuses as `bind` does."""
    _require_both(actor, action)
    return f"SELECT set_config('aryz.actor', {quote(actor)}, true), set_config('aryz.action', {quote(action)}, true)"


def _require_both(actor: str, action: str) -> None:
    if not actor or not action:
        raise ValueError("a transaction needs an actor and an action")


def unbind(connection: Connection) -> None:
    """Forget who acts, so that a later use of the same connection cannot write in their name."""
    if connection.dialect.name == "sqlite":
        connection.info[CONTEXT].clear()


@contextmanager
def acting(connection: Connection, actor: str, action: str) -> Iterator[None]:
    """Write in somebody's name inside the block."""
    bind(connection, actor, action)
    try:
        yield
    finally:
        unbind(connection)


def install(connection: Connection, metadata: MetaData) -> None:
    """Drop and make all triggers; run after every migration, which may have dropped some with their table."""
    if connection.dialect.name == "sqlite":
        for name in triggers_sqlite.present(connection):
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        for statement in triggers_sqlite.expected(metadata).values():
            connection.exec_driver_sql(statement)
    else:
        triggers_postgresql.drop(connection)
        for statement in triggers_postgresql.statements(metadata, triggers_postgresql.search_path(connection)):
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
