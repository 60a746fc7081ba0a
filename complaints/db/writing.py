"""Writing a row at most once, on either database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique constraint says that it is there; say whether it was inserted."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    once = insert(table).values(**values).on_conflict_do_nothing()
    # The row itself is asked back: where a key is generated, no driver keeps the count of an insert.
    return connection.execute(once.returning(*table.primary_key.columns)).first() is not None


def insert_or_find(connection: Connection, table: Table, values: Mapping[str, Any], **unique: Any) -> tuple[int, bool]:
    """Insert a row or find the one that holds the same unique values; return its id and whether it is new.

    Insert-first, so that two writers at once end with one row.
    """
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    made = connection.execute(insert(table).values(**values).on_conflict_do_nothing().returning(table.c.id)).scalar()
    if made is not None:
        return int(made), True
    found = select(table.c.id).where(*(table.c[name] == value for name, value in unique.items()))
    return int(connection.execute(found).scalar_one()), False
