"""Stores changes to the catalogue: proposed, answered, and due."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from complaints.db.schema import changes
from complaints.db.writing import insert_new
from complaints.domain.changes import ChangeKind, ChangeState
from complaints.services.changes_ports import NewChange, StoredChange


class ChangeStore:
    """Changes, one open at a time about one thing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, change: NewChange, at: datetime) -> int | None:
        """Store a proposed change; return its id, or None where another one about the same thing is open."""
        row = {
            "kind": change.kind.value,
            "about": change.about,
            "payload": json.dumps(change.payload, ensure_ascii=False, sort_keys=True),
            "reason": change.reason,
            "state": ChangeState.PROPOSED.value,
            "alone": change.alone,
            "proposed_by": change.proposed_by,
            "proposed_at": at,
        }
        return insert_new(self._connection, changes, row)

    def get(self, change_id: int) -> StoredChange | None:
        """Load a change."""
        row = self._connection.execute(select(changes).where(changes.c.id == change_id)).first()
        if row is None:
            return None
        return StoredChange(
            row.id, ChangeKind(row.kind), json.loads(row.payload), ChangeState(row.state), row.proposed_by
        )

    def set_state(self, change_id: int, present: ChangeState, to: ChangeState, **columns: Any) -> bool:
        """Move a change on; say whether it was still where it was thought to be."""
        moved = self._connection.execute(
            update(changes)
            .where(changes.c.id == change_id, changes.c.state == present.value)
            .values(state=to.value, **columns)
        )
        return moved.rowcount > 0

    def due(self, now: datetime, limit: int) -> list[int]:
        """List approved changes whose hour has come, the earliest first."""
        c = changes.c
        found = select(c.id).where(c.state == ChangeState.APPROVED.value, c.effective_at <= now)
        return list(self._connection.execute(found.order_by(c.effective_at, c.id).limit(limit)).scalars())
