"""Verifying the log: every leaf and root recomputed, and every audited row held against what the log says of it."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select

from complaints.db import triggers_postgresql, triggers_sqlite
from complaints.db.audit_tables import audit_heads, audit_leaves, audit_log, audit_texts
from complaints.db.sequencer import commitments, entry_of
from complaints.db.triggers import audited_tables
from complaints.domain.audit import Break, leaf_bytes
from complaints.domain.merkle import Tree, leaf_hash

BATCH = 1_000


def verify(connection: Connection, metadata: MetaData) -> Iterator[Break]:
    """Give every break of the log: leaves, roots, order, completeness, then the domain rows it speaks of."""
    yield from _tree(connection)
    yield from _unsealed(connection)
    for table in audited_tables(metadata):
        yield from _rows(connection, table)


def _tree(connection: Connection) -> Iterator[Break]:
    roots = {row.size: row.root for row in connection.execute(select(audit_heads))}
    tree, place = Tree(), 0
    while True:
        batch = _leaves(connection, place)
        if not batch:
            break
        words = commitments(connection, [row["audit_id"] for row in batch])
        for row in batch:
            yield from _leaf(row, words.get(row["audit_id"], {}), tree.size)
            tree.append(bytes(row["leaf_hash"]))
            if tree.size in roots and bytes(roots.pop(tree.size)) != tree.root():
                yield Break(
                    f"leaf {row['leaf_index']}", f"the tree of {tree.size} entries no longer has its sealed root"
                )
        place = batch[-1]["leaf_index"] + 1
    for size in sorted(roots):
        yield Break(
            f"leaf {tree.size}", f"the log was {size} entries long once and holds {tree.size} now: entries are missing"
        )


def _leaves(connection: Connection, start: int) -> list[dict[str, Any]]:
    found = (
        select(
            audit_leaves.c.leaf_index,
            audit_leaves.c.audit_id,
            audit_leaves.c.leaf_hash,
            audit_leaves.c.commitments,
            audit_log,
        )
        .outerjoin(audit_log, audit_log.c.id == audit_leaves.c.audit_id)
        .where(audit_leaves.c.leaf_index >= start)
        .order_by(audit_leaves.c.leaf_index)
        .limit(BATCH)
    )
    return [dict(row) for row in connection.execute(found).mappings()]


def _leaf(row: dict[str, Any], words: dict[str, str], expected: int) -> Iterator[Break]:
    where = f"leaf {row['leaf_index']}"
    if row["leaf_index"] != expected:
        yield Break(where, f"entries {expected} to {row['leaf_index'] - 1} are missing")
    if row["id"] is None:
        yield Break(where, f"entry {row['audit_id']} was removed from the log")
        return
    sealed = json.loads(row["commitments"])
    if leaf_hash(leaf_bytes(entry_of(row), sealed)) != bytes(row["leaf_hash"]):
        yield Break(where, f"entry {row['audit_id']} ({row['table_name']} {row['row_id']}) was changed")
    for name, value in words.items():
        if sealed.get(name) != value:
            yield Break(where, f"the words {name} of entry {row['audit_id']} were changed")


def _unsealed(connection: Connection) -> Iterator[Break]:
    found = (
        select(audit_log.c.id)
        .outerjoin(audit_leaves, audit_leaves.c.audit_id == audit_log.c.id)
        .where(audit_leaves.c.leaf_index.is_(None))
        .order_by(audit_log.c.id)
        .limit(1)
    )
    entry = connection.execute(found).scalar()
    if entry is not None:
        yield Break(f"entry {entry}", "entries from here on are not sealed yet")


def _rows(connection: Connection, table: Table) -> Iterator[Break]:
    logged = _logged(connection, table)
    words = [column.name for column in table.columns if column.info.get("audit") == "text"]
    for key, closed, texts in _actual(connection, table, words):
        state = logged.pop(key, None)
        where = f"{table.name} {key}"
        if state is None:
            yield Break(where, "the row is there, but the log never saw it written")
            continue
        expected = {name: value for name, value in state.items() if "." not in name}
        differing = sorted(name for name in closed if closed[name] != expected.get(name))
        differing += [name for name in words if f".{name}" in state and state[f".{name}"] != texts[name]]
        if differing:
            yield Break(where, f"the row is not what the log says: {', '.join(differing)}")
    for key in logged:
        yield Break(f"{table.name} {key}", "the row is gone, but the log never saw it deleted")


def _logged(connection: Connection, table: Table) -> dict[str, dict[str, Any]]:
    # Words stand in the state under ".column", since a column's name holds no dot.
    log, t = audit_log.c, audit_texts.c
    state: dict[str, dict[str, Any]] = {}
    names: dict[int, str] = {}
    entries = select(log.id, log.row_id, log.op, log.after).where(log.table_name == table.name).order_by(log.id)
    for row in connection.execute(entries.execution_options(yield_per=BATCH)):
        if row.op == "delete":
            state.pop(row.row_id, None)
            continue
        state.setdefault(row.row_id, {}).update(json.loads(row.after))
        names[row.id] = row.row_id
    texts = (
        select(t.audit_id, t.column_name, t.value)
        .join(audit_log, log.id == t.audit_id)
        .where(log.table_name == table.name, t.side == "after")
        .order_by(t.audit_id)
    )
    for said in connection.execute(texts.execution_options(yield_per=BATCH)):
        if names.get(said.audit_id) in state:
            state[names[said.audit_id]][f".{said.column_name}"] = said.value
    return state


def _actual(
    connection: Connection, table: Table, words: list[str]
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    source = triggers_sqlite if connection.dialect.name == "sqlite" else triggers_postgresql
    key = " || '/' || ".join(f'CAST(r."{column.name}" AS TEXT)' for column in table.primary_key.columns)
    listed = "".join(f', r."{name}"' for name in words)
    query = f'SELECT {key} AS row_key, {source.closed_values(table)} AS closed{listed} FROM "{table.name}" r'  # noqa: S608 - names from the schema
    for row in connection.exec_driver_sql(query).mappings():
        yield row["row_key"], json.loads(row["closed"]), {name: row[name] for name in words}
