"""Stores drafts, and who is reading a case just now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from complaints.db.keeping_tables import drafts, presences
from complaints.db.schema import staff
from complaints.db.writing import insert_once
from complaints.domain.drafts import DraftForm
from complaints.services.keeping_ports import StoredDraft

MANY = 20


class DraftStore:
    """Drafts of forms, each for one person and one case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, staff_id: int, case_id: int, form: DraftForm, content: bytes, at: datetime) -> None:
        """Store a draft in place of the one before."""
        row = {"staff_id": staff_id, "case_id": case_id, "form": form.value, "content": content, "saved_at": at}
        if not insert_once(self._connection, drafts, row):
            values = {"content": content, "saved_at": at, "discarded_at": None}
            self._connection.execute(update(drafts).where(*_one(staff_id, case_id, form)).values(**values))

    def of(self, staff_id: int, case_id: int) -> Sequence[StoredDraft]:
        """Load somebody's drafts on a case."""
        d = drafts.c
        found = select(drafts).where(d.staff_id == staff_id, d.case_id == case_id)
        return [
            StoredDraft(DraftForm(row.form), row.content, row.saved_at, row.discarded_at)
            for row in self._connection.execute(found)
        ]

    def discard(self, staff_id: int, case_id: int, form: DraftForm, at: datetime | None) -> bool:
        """Throw a draft away at a moment, or (None) bring it back; say whether there is one."""
        thrown = update(drafts).where(*_one(staff_id, case_id, form)).values(discarded_at=at)
        return self._connection.execute(thrown).rowcount > 0

    def delete(self, staff_id: int, case_id: int, form: DraftForm) -> None:
        """Delete a draft."""
        self._connection.execute(delete(drafts).where(*_one(staff_id, case_id, form)))

    def forget_cases(self, case_ids: Sequence[int]) -> None:
        """Delete everybody's drafts on some cases."""
        self._connection.execute(delete(drafts).where(drafts.c.case_id.in_(case_ids)))

    def forget_old(self, saved_before: datetime, discarded_before: datetime) -> int:
        """Delete the drafts that nobody saved since one moment or that were thrown away before another."""
        d = drafts.c
        old = or_(d.saved_at < saved_before, d.discarded_at < discarded_before)
        return self._connection.execute(delete(drafts).where(old)).rowcount


class PresenceStore:
    """Who has which case open."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, case_id: int, staff_id: int, at: datetime) -> None:
        """Note that somebody is reading a case."""
        p = presences.c
        seen = update(presences).where(p.case_id == case_id, p.staff_id == staff_id).values(seen_at=at)
        if not self._connection.execute(seen).rowcount:
            insert_once(self._connection, presences, {"case_id": case_id, "staff_id": staff_id, "seen_at": at})

    def others(self, case_id: int, staff_id: int, since: datetime) -> list[str]:
        """Name the others who have been reading a case since a moment."""
        p = presences.c
        found = (
            select(staff.c.email)
            .join(presences, p.staff_id == staff.c.id)
            .where(p.case_id == case_id, p.staff_id != staff_id, p.seen_at > since)
            .order_by(staff.c.email)
        )
        return list(self._connection.execute(found.limit(MANY)).scalars())

    def forget(self, before: datetime) -> int:
        """Forget who was reading what before a moment."""
        return self._connection.execute(delete(presences).where(presences.c.seen_at < before)).rowcount


def _one(staff_id: int, case_id: int, form: DraftForm) -> tuple[ColumnElement[bool], ...]:
    d = drafts.c
    return d.staff_id == staff_id, d.case_id == case_id, d.form == form.value
