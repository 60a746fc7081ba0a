"""Erasing words from the log: text and salt go, the commitment sealed into the tree stays and proves nothing more."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table, delete, select, text

from complaints.db.audit_tables import audit_log, audit_texts
from complaints.db.triggers import CONTEXT

ERASE = "audit.erase"
BATCH = 500


def erase_words(connection: Connection, table: Table, row_ids: Iterable[int], case_ids: Iterable[int]) -> int:
    """Delete every text that the log keeps of some rows of a table, all of them about the given cases; return how many.

    Emptying or deleting the rows is the caller's to do first, since that writes their words to the log once more.
    """
    cases = sorted(set(case_ids))
    keys = [str(row_id) for row_id in row_ids]
    erased = 0
    with _acting(connection, ERASE):
        for start in range(0, len(keys), BATCH):
            entries = select(audit_log.c.id).where(
                audit_log.c.subject_case.in_(cases),
                audit_log.c.table_name == table.name,
                audit_log.c.row_id.in_(keys[start : start + BATCH]),
            )
            erased += connection.execute(delete(audit_texts).where(audit_texts.c.audit_id.in_(entries))).rowcount
    return erased


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
