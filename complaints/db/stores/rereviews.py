"""Stores which restrictions came back before they end, and what became of that."""

from datetime import date, datetime

from sqlalchemy import Connection, select, update

from complaints.db.schema import decisions, register_entries, rereviews
from complaints.db.stores.versions import RUNNING
from complaints.db.writing import insert_once
from complaints.domain.versions import RereviewState
from complaints.services.versions_ports import StoredRereview


class RereviewStore:
    """Restrictions that reviewers look at again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def nearing(self, end: date, limit: int) -> list[tuple[int, int, date]]:
        """List restrictions in force that end by a day and did not come back yet: decision, case and end."""
        e, r = register_entries.c, rereviews.c
        back = select(r.id).where(r.decision_id == e.decision_id, r.ends_on == e.ends_on).exists()
        found = (
            select(e.decision_id, decisions.c.case_id, e.ends_on)
            .join(decisions, decisions.c.id == e.decision_id)
            .where(RUNNING, e.ends_on <= end, ~back)
            .order_by(e.ends_on, e.decision_id)
            .limit(limit)
        )
        return [(row.decision_id, row.case_id, row.ends_on) for row in self._connection.execute(found)]

    def open(self, decision_id: int, case_id: int, ends_on: date, at: datetime) -> bool:
        """Bring a restriction back, once for each end it is given; say whether this call did."""
        row = {"decision_id": decision_id, "case_id": case_id, "ends_on": ends_on, "made_at": at}
        return insert_once(self._connection, rereviews, {**row, "state": RereviewState.OPEN.value})

    def of(self, decision_id: int) -> StoredRereview | None:
        """Load the re-review of a decision that waits for an answer."""
        r = rereviews.c
        row = self._connection.execute(
            select(rereviews)
            .where(r.decision_id == decision_id, r.state == RereviewState.OPEN.value)
            .order_by(r.ends_on.desc())
            .limit(1)
        ).first()
        return StoredRereview(row.id, row.decision_id, row.case_id, row.ends_on) if row else None

    def answer(
        self, rereview_id: int, state: RereviewState, at: datetime, *, by: int | None = None, reason: str | None = None
    ) -> bool:
        """Note what became of a re-review; say whether it still waited."""
        r = rereviews.c
        waiting = update(rereviews).where(r.id == rereview_id, r.state == RereviewState.OPEN.value)
        answered = waiting.values(state=state.value, answered_at=at, answered_by=by, reason=reason)
        return self._connection.execute(answered).rowcount > 0
