"""Writing a row at most once, on either database."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite


@cache
def _inserting(dialect: str, table: Table) -> Any:
    # Made once, not at each use: to build and to recognise a statement costs the database layer more than to run it.
    # The row's key is asked back: where one is generated, no driver keeps the count of an insert.
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(table).on_conflict_do_nothing().returning(*table.primary_key.columns)


def insert_once(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique constraint says that it is there; say whether it was inserted."""
    return connection.execute(_inserting(connection.dialect.name, table), dict(values)).first() is not None


def insert_new(connection: Connection, table: Table, values: Mapping[str, Any]) -> int | None:
    """Insert a row unless a unique constraint says that it is there; return its id, or None where it is there."""
    made = connection.execute(_inserting(connection.dialect.name, table), dict(values)).scalar()
    return None if made is None else int(made)


def insert_or_find(connection: Connection, table: Table, values: Mapping[str, Any], **unique: Any) -> tuple[int, bool]:
    """Insert a row or find the one that holds the same unique values; return its id and whether it is new.

    Insert-first, so that two writers at once end with one row.
    """
    made = insert_new(connection, table, values)
    if made is not None:
        return made, True
    found = select(table.c.id).where(*(table.c[name] == value for name, value in unique.items()))
    return int(connection.execute(found).scalar_one()), False
