"""Erasing words by the rules: text and salt go, the commitment stays, and a tombstone in the log says so."""

from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, update

from complaints.db.audit_tables import audit_leaves, audit_log, audit_texts
from complaints.db.schema import erasures

ACTION = "audit.erase"


class NotSealed(Exception):
    """Words were written so lately that no commitment to them is in the tree yet: seal the log, then erase."""


def erase(connection: Connection, table: Table, row_id: int, column: str, reason: str, at: datetime) -> int:
    """Erase the words in a column of a row, and every copy of them in the log; return the tombstone's id.

    The transaction must be opened for the action `audit.erase`: for any other the database refuses. `reason` is a
    closed word, such as `retention`, or a document's number. Raises NotSealed, and ValueError for a column that holds
    no words or whose words identify the row.
    """
    words = table.c[column]
    if words.info.get("audit") != "text" or words.unique:
        raise ValueError(f"{table.name}.{column} holds no words that can be erased")
    _require_sealed(connection, table, row_id)
    tombstone = insert(erasures).values(
        table_name=table.name, row_id=str(row_id), column_name=column, reason=reason, made_at=at
    )
    erasure_id = connection.execute(tombstone.returning(erasures.c.id)).scalar_one()
    connection.execute(update(table).where(table.c.id == row_id).values({column: ""}))
    copies = (
        select(audit_texts.c.audit_id)
        .join(audit_log, audit_log.c.id == audit_texts.c.audit_id)
        .where(
            audit_log.c.table_name == table.name,
            audit_log.c.row_id == str(row_id),
            audit_texts.c.column_name == column,
        )
    )
    # The last copy is the commitment to the empty words that now stand in the row: it stays, for verification.
    last = connection.execute(select(func.max(copies.subquery().c.audit_id))).scalar_one()
    t = audit_texts.c
    older = or_(t.audit_id < last, t.side == "before")
    connection.execute(delete(audit_texts).where(t.audit_id.in_(copies), t.column_name == column, older))
    return int(erasure_id)


def _require_sealed(connection: Connection, table: Table, row_id: int) -> None:
    unsealed = (
        select(audit_log.c.id)
        .outerjoin(audit_leaves, audit_leaves.c.audit_id == audit_log.c.id)
        .where(
            audit_log.c.table_name == table.name,
            audit_log.c.row_id == str(row_id),
            audit_leaves.c.leaf_index.is_(None),
        )
    )
    if connection.execute(unsealed.limit(1)).first() is not None:
        raise NotSealed(f"{table.name} {row_id}: seal the log first")
