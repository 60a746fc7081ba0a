"""The sequencer: one at a time, it gives every committed entry a dense leaf index and folds it into the tree."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Engine, func, insert, select, type_coerce, update

from complaints.db.audit_tables import SUBJECTS, audit_heads, audit_leaves, audit_log, audit_texts, sequencer_place
from complaints.domain.audit import Entry, commitment, leaf_bytes
from complaints.domain.merkle import Tree, leaf_hash, unpacked

LOCK = 4_715_260_116
# An entry as it is hashed: its moment in whole microseconds, also where somebody made an impossible date of it.
ENTRY = [type_coerce(each, BigInteger).label("at") if each.name == "at" else each for each in audit_log.c]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the sequencer goes on.

    Ids are given before a commit, so an entry may appear behind later ones. Everything up to `settled` is sealed or was
    rolled back; everything up to `seen` will be, once no transaction older than `marker` runs any more.
    """

    settled: int = 0
    seen: int = 0
    marker: int = 0


def seal(engine: Engine, limit: int = 2_000) -> int:
    """Seal up to `limit` committed entries and sign nothing yet; return how many were sealed."""
    with engine.begin() as connection:
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        place = place_of(connection)
        oldest = _oldest_running(connection)
        rows = _unsealed(connection, place.settled, limit)
        if not rows:
            return 0
        moved = _next_place(connection, place, oldest, rows[-1]["id"] if len(rows) == limit else None)
        tree = latest(connection)
        texts = commitments(connection, [row["id"] for row in rows])
        leaves = []
        for row in rows:
            promised = texts.get(row["id"], {})
            digest = leaf_hash(leaf_bytes(entry_of(row), promised))
            written = json.dumps(promised, sort_keys=True)
            leaves.append({"leaf_index": tree.size, "audit_id": row["id"], "leaf_hash": digest, "commitments": written})
            tree.append(digest)
        connection.execute(insert(audit_leaves), leaves)
        head = {"size": tree.size, "root": tree.root(), "frontier": tree.packed(), "sealed_at": datetime.now(UTC)}
        connection.execute(insert(audit_heads).values(**head))
        _store(connection, moved)
        return len(rows)


def seal_all(engine: Engine) -> int:
    """Seal until nothing is left; return how many were sealed."""
    total = 0
    while count := seal(engine):
        total += count
    return total


def latest(connection: Connection) -> Tree:
    """Load the tree as the last sealing left it."""
    row = connection.execute(select(audit_heads).order_by(audit_heads.c.size.desc()).limit(1)).first()
    return unpacked(row.size, row.frontier) if row else Tree()


def place_of(connection: Connection) -> Place:
    """Load where the sequencer goes on."""
    row = connection.execute(select(sequencer_place)).first()
    return Place(row.settled, row.seen, row.marker) if row else Place()


def _oldest_running(connection: Connection) -> int | None:
    """Give the oldest transaction that may still commit entries; None where writers take turns (SQLite)."""
    if connection.dialect.name == "sqlite":
        return None
    found = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    return int(connection.exec_driver_sql(found).scalar_one())


def _unsealed(connection: Connection, settled: int, limit: int) -> Sequence[Any]:
    return (
        connection.execute(
            select(*ENTRY)
            .outerjoin(audit_leaves, audit_leaves.c.audit_id == audit_log.c.id)
            .where(audit_log.c.id > settled, audit_leaves.c.leaf_index.is_(None))
            .order_by(audit_log.c.id)
            .limit(limit)
        )
        .mappings()
        .all()
    )


def _next_place(connection: Connection, place: Place, oldest: int | None, stopped_at: int | None) -> Place:
    seen = connection.execute(select(func.max(audit_log.c.id))).scalar_one()
    if oldest is None:
        moved = Place(seen, seen, 0)
    else:
        # This transaction gets its number only now, after `seen` was read: whoever holds an id up to `seen` has an
        # older one.
        marker = int(connection.exec_driver_sql("SELECT pg_current_xact_id()::text::bigint").scalar_one())
        if place.marker > marker:  # the database was restored into a younger cluster
            moved = Place(place.settled, seen, marker)
        elif place.marker <= oldest:
            moved = Place(place.seen, seen, marker)
        else:
            moved = place
    return moved if stopped_at is None else Place(min(moved.settled, stopped_at), moved.seen, moved.marker)


def _store(connection: Connection, place: Place) -> None:
    values = {"settled": place.settled, "seen": place.seen, "marker": place.marker}
    if not connection.execute(update(sequencer_place).values(**values)).rowcount:
        connection.execute(insert(sequencer_place).values(id=1, **values))


def commitments(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Commit to the words of some entries: `side.column` to HMAC, by entry."""
    t = audit_texts.c
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = connection.execute(select(audit_texts).where(t.audit_id.in_(ids)))
    for row in rows:
        found[row.audit_id][f"{row.side}.{row.column_name}"] = commitment(row.salt, row.value)
    return found


def entry_of(row: Any) -> Entry:
    """Make the entry of a row of the log."""
    return Entry(
        row["id"],
        row["at"],
        row["tx"],
        row["actor"],
        row["action"],
        row["table_name"],
        row["row_id"],
        row["op"],
        row["before"],
        row["after"],
        {kind: row[f"subject_{kind}"] for kind in SUBJECTS if row[f"subject_{kind}"] is not None},
    )
