"""Erasing words by the rules: text and salt leave the log, the commitment stays, and a tombstone says so."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Delete, Table, delete, insert, select, text, update

from complaints.db.audit_tables import audit_log, audit_texts, erasures
from complaints.db.triggers import CONTEXT

ERASE = "audit.erase"
BATCH = 500
# A tombstone of all words of a row, and not of one column alone.
ALL = "*"


def erase_words(connection: Connection, table: Table, row_ids: Iterable[int], reason: str) -> int:
    """Delete every text that the log keeps of some rows of a table; return how many.

    A tombstone for each row says that it was done, and why: `reason` is a closed word, such as `expired`, never words
    about a person. Emptying or deleting the rows is the caller's to do first, since that writes their words to the log
    once more; the commitment to the empty words that then stand in a row is kept, for verification.
    """
    keys = [str(row_id) for row_id in row_ids]
    erased = 0
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        _bury(connection, table, batch, ALL, reason)
        with _acting(connection, ERASE):
            erased += connection.execute(_texts(table, batch)).rowcount
    return erased


def erase(connection: Connection, table: Table, row_id: int, column: str, reason: str) -> None:
    """Erase the words in one column of a row, also of a row that else never changes, and every copy in the log.

    Raises ValueError for a column that holds no words, or whose words identify the row.
    """
    words = table.c[column]
    if words.info.get("audit") != "text" or words.unique:
        raise ValueError(f"{table.name}.{column} holds no words that can be erased")
    _bury(connection, table, [str(row_id)], column, reason)
    with _acting(connection, ERASE):
        connection.execute(update(table).where(table.c.id == row_id).values({column: ""}))
        connection.execute(_texts(table, [str(row_id)]).where(audit_texts.c.column_name == column))


def _bury(connection: Connection, table: Table, keys: Sequence[str], column: str, reason: str) -> None:
    tombstone = {"table_name": table.name, "column_name": column, "reason": reason}
    connection.execute(insert(erasures), [{**tombstone, "row_id": key} for key in keys])


def _texts(table: Table, keys: Sequence[str]) -> Delete:
    entries = select(audit_log.c.id).where(audit_log.c.table_name == table.name, audit_log.c.row_id.in_(keys))
    return delete(audit_texts).where(audit_texts.c.audit_id.in_(entries), audit_texts.c.value != "")


@contextmanager
def _acting(connection: Connection, action: str) -> Iterator[None]:
    """Name another action for a part of the transaction; the actor stays."""
    if connection.dialect.name == "sqlite":
        context = connection.info[CONTEXT]
        before = context["action"]
        context["action"] = action
        try:
            yield
        finally:
            context["action"] = before
        return
    before = connection.execute(text("SELECT current_setting('aryz.action', true)")).scalar_one()
    setting = text("SELECT set_config('aryz.action', :action, true)")
    connection.execute(setting, {"action": action})
    yield
    connection.execute(setting, {"action": before})
