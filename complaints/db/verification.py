"""Verifying the log: every leaf and root recomputed, every word held against its commitment; then the domain's rows.

Everything is read in batches by key, so that memory stays the same for any length of the log.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Connection, MetaData, Text, cast, select, type_coerce

from complaints.db.audit_tables import audit_heads, audit_leaves, audit_log, erasures
from complaints.db.erasing import ALL
from complaints.db.sequencer import ENTRY, commitments, entry_of, place_of
from complaints.db.triggers import audited_tables
from complaints.db.verification_rows import verify_rows
from complaints.domain.audit import Break, Remark, leaf_bytes
from complaints.domain.merkle import Tree, leaf_hash, unpacked
from complaints.domain.replay import values_of

BATCH = 1_000
# An entry that claims to be this much older than a sealing that did not know it yet deserves a look.
LATE = 3_600_000_000  # microseconds
HEAD = [type_coerce(each, BigInteger).label(each.name) if each.name == "sealed_at" else each for each in audit_heads.c]


def verify(connection: Connection, metadata: MetaData) -> Iterator[Break | Remark]:
    """Give every break of the log, and remarks that are none; whole where there is no Break among them.

    `connection` must see one moment of the database (`Database.snapshot`): what comes while it runs is left for the
    next time.
    """
    yield from _Tree(connection).findings()
    yield from _never_sealed(connection)
    for table in audited_tables(metadata):
        yield from verify_rows(connection, table)


class _Tree:
    """The walk over all leaves, in order, with the sealed heads beside it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tree = Tree()
        # The size up to which a head has confirmed the leaves.
        self._confirmed = 0
        self._sealed_at: int | None = None

    def findings(self) -> Iterator[Break | Remark]:
        place = 0
        while batch := self._leaves(place):
            yield from self._batch(batch)
            place = batch[-1]["leaf_index"] + 1
        for head in self._heads(self._tree.size, None):
            yield Break(
                f"leaf {self._tree.size}",
                f"the log was {head.size} entries long once and holds {self._tree.size} now: entries are missing",
            )
        if self._tree.size > self._confirmed:
            yield Break(f"leaf {self._confirmed}", "from here on no sealed root covers the leaves")

    def _batch(self, batch: list[dict[str, Any]]) -> Iterator[Break | Remark]:
        words = commitments(self._connection, [row["audit_id"] for row in batch])
        heads = {head.size: head for head in self._heads(self._tree.size, batch[-1]["leaf_index"] + 1)}
        lacking: list[tuple[dict[str, Any], str]] = []
        for row in batch:
            kept = words.get(row["audit_id"], {})
            yield from self._leaf(row, kept)
            lacking += [(row, name) for name in values_of(row["commitments"]) or {} if name not in kept and row["id"]]
            self._tree.append(bytes(row["leaf_hash"]))
            if head := heads.get(self._tree.size):
                yield from self._head(head)
        if lacking:
            yield from _gone(self._connection, lacking)

    def _leaf(self, row: dict[str, Any], kept: dict[str, str]) -> Iterator[Break | Remark]:
        where = f"leaf {row['leaf_index']}"
        if row["leaf_index"] != self._tree.size:
            yield Break(where, f"the leaves {self._tree.size} to {row['leaf_index'] - 1} are missing")
            self._tree.size = row["leaf_index"]
        if row["id"] is None:
            yield Break(where, f"entry {row['audit_id']} was removed from the log")
            return
        named = f"entry {row['id']} ({row['table_name']} {row['row_id']})"
        sealed = values_of(row["commitments"]) or {}
        if leaf_hash(leaf_bytes(entry_of(row), sealed)) != bytes(row["leaf_hash"]):
            yield Break(where, f"{named} was changed")
        for name, value in kept.items():
            if sealed.get(name) != value:
                yield Break(where, f"the words {name} of {named} or their salt were changed")
        if self._sealed_at is not None and isinstance(row["at"], int) and row["at"] < self._sealed_at - LATE:
            yield Remark(where, f"{named} claims to be more than an hour older than the leaves sealed before it")

    def _head(self, head: Any) -> Iterator[Break]:
        if bytes(head.root) != self._tree.root():
            first, last = self._confirmed, head.size - 1
            yield Break(f"leaf {first}", f"the leaves {first} to {last} no longer have their sealed root")
            # Go on from what was sealed, so that later leaves are judged by themselves.
            sealed = unpacked(head.size, bytes(head.frontier))
            self._tree = sealed if sealed.root() == bytes(head.root) else self._tree
        elif bytes(head.frontier) != self._tree.packed():
            yield Break(f"leaf {head.size - 1}", "the sealed edge of the tree was changed")
        self._confirmed, self._sealed_at = head.size, head.sealed_at

    def _leaves(self, start: int) -> list[dict[str, Any]]:
        f = audit_leaves.c
        found = (
            select(f.leaf_index, f.audit_id, f.leaf_hash, f.commitments, *ENTRY)
            .outerjoin(audit_log, audit_log.c.id == f.audit_id)
            .where(f.leaf_index >= start)
            .order_by(f.leaf_index)
            .limit(BATCH)
        )
        return [dict(row) for row in self._connection.execute(found).mappings()]

    def _heads(self, above: int, up_to: int | None) -> Iterator[Any]:
        size = audit_heads.c.size
        while True:
            found = select(*HEAD).where(size > above).order_by(size).limit(BATCH)
            rows = self._connection.execute(found if up_to is None else found.where(size <= up_to)).all()
            yield from rows
            if len(rows) < BATCH:
                return
            above = rows[-1].size


def _gone(connection: Connection, lacking: list[tuple[dict[str, Any], str]]) -> Iterator[Break | Remark]:
    """Say of words that are gone which entry of the log erased them, or that none did."""
    e, log = erasures.c, audit_log.c
    tables, rows = ({row[name] for row, _ in lacking} for name in ("table_name", "row_id"))
    found = (
        select(e.table_name, e.row_id, e.column_name, log.id)
        .join(audit_log, (log.table_name == erasures.name) & (log.op == "insert"))
        .where(e.table_name.in_(tables), e.row_id.in_(rows), log.row_id == cast(e.id, Text))
        .order_by(log.id)
    )
    events = {(row.table_name, row.row_id, row.column_name): row.id for row in connection.execute(found)}
    for row, name in lacking:
        named = f"the words {name} of entry {row['id']} ({row['table_name']} {row['row_id']})"
        place = (row["table_name"], row["row_id"])
        event = max(events.get((*place, each), 0) for each in (name.partition(".")[2], ALL))
        if event > row["id"]:
            yield Remark(f"leaf {row['leaf_index']}", f"{named} were erased by event {event}")
        else:
            yield Break(f"leaf {row['leaf_index']}", f"{named} are gone, and no event says that they were erased")


def _never_sealed(connection: Connection) -> Iterator[Break]:
    """Name entries that the sequencer has left behind: it takes them in order, so somebody put them there later."""
    found = (
        select(audit_log.c.id, audit_log.c.table_name, audit_log.c.row_id)
        .outerjoin(audit_leaves, audit_leaves.c.audit_id == audit_log.c.id)
        .where(audit_leaves.c.leaf_index.is_(None), audit_log.c.id <= place_of(connection).settled)
        .order_by(audit_log.c.id)
    )
    for row in connection.execute(found.execution_options(yield_per=BATCH)):
        yield Break(f"entry {row.id}", f"the entry ({row.table_name} {row.row_id}) is in the log but was never sealed")
