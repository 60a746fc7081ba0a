"""The sequencer: one at a time, it gives every committed entry a dense leaf index and folds it into the tree."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from complaints.db.audit_tables import audit_heads, audit_leaves, audit_log, audit_texts
from complaints.domain.audit import Entry, commitment, leaf_bytes
from complaints.domain.merkle import Tree, leaf_hash, unpacked

LOCK = 4_715_260_116
# Ids are given before a commit, so an entry may appear behind later ones; this far back it is looked for.
LOOK_BACK = 50_000


def seal(engine: Engine, limit: int = 2_000) -> int:
    """Seal up to `limit` committed entries and sign nothing yet; return how many were sealed."""
    with engine.begin() as connection:
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        rows = _unsealed(connection, limit)
        if not rows:
            return 0
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


def _unsealed(connection: Connection, limit: int) -> Sequence[Any]:
    highest = connection.execute(select(func.max(audit_leaves.c.audit_id))).scalar() or 0
    return (
        connection.execute(
            select(audit_log)
            .outerjoin(audit_leaves, audit_leaves.c.audit_id == audit_log.c.id)
            .where(audit_log.c.id > highest - LOOK_BACK, audit_leaves.c.leaf_index.is_(None))
            .order_by(audit_log.c.id)
            .limit(limit)
        )
        .mappings()
        .all()
    )


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
    at = int(row["at"].timestamp()) * 1_000_000 + row["at"].microsecond
    return Entry(
        row["id"],
        at,
        row["tx"],
        row["actor"],
        row["action"],
        row["table_name"],
        row["row_id"],
        row["op"],
        row["before"],
        row["after"],
    )
