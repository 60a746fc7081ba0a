"""Verifying the domain's rows: each table and its entries walked side by side, both in the order of the row's key."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from complaints.db import triggers_postgresql, triggers_sqlite
from complaints.db.audit_tables import audit_leaves, audit_log, audit_seals, audit_texts
from complaints.db.sequencer import ENTRY, commitments, entry_of
from complaints.db.triggers import seal
from complaints.domain.audit import Break, commitment
from complaints.domain.replay import Row, values_of

BATCH = 500


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row as its entries tell it and as it stands; either may be None."""

    key: str
    told: Row | None
    stands: dict[str, Any] | None


def verify_rows(connection: Connection, table: Table) -> Iterator[Break]:
    """Give every row of a table that is not what its entries say, and every entry that does not follow from others."""
    told = _told(connection, table)
    stands = _stands(connection, table)
    pairs: list[_Pair] = []
    for found in _side_by_side(told, stands, table.name):
        if isinstance(found, Break):
            yield found
            continue
        pairs.append(found)
        if len(pairs) == BATCH:
            yield from _compare(connection, table, pairs)
            pairs = []
    yield from _compare(connection, table, pairs)


def _side_by_side(
    told: Iterator[tuple[str, Row, list[str]]], stands: Iterator[tuple[str, dict[str, Any]]], table: str
) -> Iterator[_Pair | Break]:
    left, right = next(told, None), next(stands, None)
    while left or right:
        if right is None or (left is not None and left[0] < right[0]):
            pair = _Pair(left[0], left[1], None)  # type: ignore[index]  # one of both is there
        elif left is None or right[0] < left[0]:
            pair = _Pair(right[0], None, right[1])
        else:
            pair = _Pair(left[0], left[1], right[1])
        if left is not None and left[0] == pair.key:
            yield from (Break(f"{table} {pair.key}", sentence) for sentence in left[2])
            left = next(told, None)
        if right is not None and right[0] == pair.key:
            right = next(stands, None)
        yield pair


def _told(connection: Connection, table: Table) -> Iterator[tuple[str, Row, list[str]]]:
    for key, entries in groupby(_entries(connection, table), key=lambda each: str(each[0]["row_id"])):
        row = Row()
        sentences = [said for entry, promised in entries for said in row.play(entry_of(entry), promised)]
        yield key, row, sentences


def _entries(connection: Connection, table: Table) -> Iterator[tuple[Any, dict[str, str]]]:
    found = (
        select(*ENTRY, audit_leaves.c.commitments)
        .outerjoin(audit_leaves, audit_leaves.c.audit_id == audit_log.c.id)
        .where(audit_log.c.table_name == table.name)
        .order_by(audit_log.c.row_id.collate(_collation(connection)), audit_log.c.id)
        .execution_options(yield_per=BATCH)
    )
    rows = iter(connection.execute(found).mappings())
    while batch := list(islice(rows, BATCH)):
        unsealed = [row["id"] for row in batch if row["commitments"] is None]
        words = commitments(connection, unsealed) if unsealed else {}
        for row in batch:
            sealed = row["commitments"]
            yield row, words.get(row["id"], {}) if sealed is None else values_of(sealed) or {}


def _stands(connection: Connection, table: Table) -> Iterator[tuple[str, dict[str, Any]]]:
    source = triggers_sqlite if connection.dialect.name == "sqlite" else triggers_postgresql
    key = " || '/' || ".join(f'CAST(r."{column.name}" AS TEXT)' for column in table.primary_key.columns)
    listed = "".join(f', r."{column.name}"' for column in _hidden(table))
    query = (
        f'SELECT {key} AS row_key, {source.closed_values(table)} AS closed{listed} FROM "{table.name}" r '  # noqa: S608 - names from the schema
        f'ORDER BY ({key}) COLLATE "{_collation(connection)}"'
    )
    for row in connection.exec_driver_sql(query, execution_options={"yield_per": BATCH}).mappings():
        yield row["row_key"], dict(row)


def _collation(connection: Connection) -> str:
    # By bytes, which is how Python compares text of these keys too.
    return "BINARY" if connection.dialect.name == "sqlite" else "C"


def _hidden(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.info.get("audit")]


def _compare(connection: Connection, table: Table, pairs: list[_Pair]) -> Iterator[Break]:
    texts = _texts(connection, pairs)
    salts = _salts(connection, table, pairs)
    for pair in pairs:
        where = f"{table.name} {pair.key}"
        closed = pair.told.closed if pair.told else None
        if pair.stands is None:
            if closed is not None:
                yield Break(where, "the row is gone, but the log never saw it deleted")
        elif pair.told is None or closed is None:
            yield Break(where, "the row is there, but the log never saw it written")
        else:
            differing = _closed(table, closed, pair.stands, salts.get(pair.key))
            differing += _words(table, pair.told, pair.stands, texts)
            if differing:
                yield Break(where, f"the row is not what the log says: {', '.join(differing)}")


def _closed(table: Table, told: dict[str, object], stands: dict[str, Any], salt: bytes | None) -> list[str]:
    # Only the columns the table has now: what a migration took away is no difference.
    values = json.loads(stands["closed"])
    for column in _hidden(table):
        if column.info["audit"] == "sealed":
            values[column.name] = seal(salt, column.name, stands[column.name])
    return sorted(name for name in values if values.get(name) != told.get(name))


def _words(table: Table, told: Row, stands: dict[str, Any], texts: dict[tuple[int, str], bytes]) -> list[str]:
    differing = []
    for column in _hidden(table):
        if column.info["audit"] != "text":
            continue
        value, promised = stands[column.name], told.words.get(column.name)
        if promised is None or value is None:
            same = promised is None and value is None
        else:
            salt = texts.get((promised[0], column.name))
            same = salt is not None and commitment(salt, value) == promised[1]
        if not same:
            differing.append(column.name)
    return differing


def _texts(connection: Connection, pairs: list[_Pair]) -> dict[tuple[int, str], bytes]:
    wanted = {entry_id for pair in pairs if pair.told for entry_id, _ in pair.told.words.values()}
    if not wanted:
        return {}
    t = audit_texts.c
    found = select(t.audit_id, t.column_name, t.salt).where(t.audit_id.in_(wanted), t.side == "after")
    return {(row.audit_id, row.column_name): bytes(row.salt) for row in connection.execute(found)}


def _salts(connection: Connection, table: Table, pairs: list[_Pair]) -> dict[str, bytes]:
    if not pairs or not any(column.info["audit"] == "sealed" for column in _hidden(table)):
        return {}
    s = audit_seals.c
    found = select(s.row_id, s.salt).where(s.table_name == table.name, s.row_id.in_([pair.key for pair in pairs]))
    return {row.row_id: bytes(row.salt) for row in connection.execute(found)}
