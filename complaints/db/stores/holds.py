"""Stores legal holds."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select, update

from complaints.db.hold_tables import legal_holds
from complaints.db.writing import insert_once
from complaints.domain.holds import OPEN_HOLDS, HoldState
from complaints.services.hold_ports import StoredHold


def latest(case_id: int) -> "Select[Any]":
    """Ask for the latest hold of a case."""
    return select(legal_holds).where(legal_holds.c.case_id == case_id).order_by(legal_holds.c.id.desc()).limit(1)


class HoldStore:
    """Legal holds; a case has one open hold at most, by a unique constraint."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def propose(self, case_id: int, staff_id: int, reason: str, at: datetime) -> bool:
        """Store the proposal of a hold; say whether there was no open one."""
        row = {
            "case_id": case_id,
            "state": HoldState.PROPOSED.value,
            "reason": reason,
            "proposed_by": staff_id,
            "made_at": at,
        }
        return insert_once(self._connection, legal_holds, row)

    def open(self, case_id: int) -> StoredHold | None:
        """Load the open hold of a case; on PostgreSQL its row stays locked until the transaction ends."""
        h = legal_holds.c
        found = latest(case_id).where(h.state.in_([state.value for state in OPEN_HOLDS]))
        row = self._connection.execute(found.with_for_update(of=legal_holds)).first()
        if row is None:
            return None
        return StoredHold(row.id, HoldState(row.state), row.end_proposed_by or row.proposed_by)

    def change(self, hold_id: int, present: HoldState, to: HoldState, **values: Any) -> bool:
        """Move a hold on with what comes with that; say whether it was still where it was thought to be."""
        h = legal_holds.c
        changed = self._connection.execute(
            update(legal_holds).where(h.id == hold_id, h.state == present.value).values(state=to.value, **values)
        )
        return changed.rowcount > 0
