"""Stores the views of the queue that people save."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from complaints.db.schema import saved_views, staff
from complaints.db.writing import insert_new
from complaints.domain.queue_views import SavedView

MANY = 50  # of other people's views, as many as a page lists


class SavedViewStore:
    """Saved views."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, owner_id: int) -> None:
        """Let one at a time save for a person, so that the limit holds; SQLite has one writer anyway."""
        self._connection.execute(select(staff.c.id).where(staff.c.id == owner_id).with_for_update(key_share=True))

    def get(self, view_id: int) -> SavedView | None:
        """Load a view."""
        row = self._connection.execute(_views().where(saved_views.c.id == view_id)).first()
        return _view(row) if row else None

    def own(self, owner_id: int) -> list[SavedView]:
        """List what a person saved, in the order of names."""
        found = _views().where(saved_views.c.owner_id == owner_id)
        return sorted(map(_view, self._connection.execute(found)), key=_by_name)

    def shared(self, not_by: int) -> list[SavedView]:
        """List the latest that others share, in the order of names."""
        v = saved_views.c
        found = _views().where(v.shared, v.owner_id != not_by).order_by(v.id.desc()).limit(MANY)
        return sorted(map(_view, self._connection.execute(found)), key=_by_name)

    def count(self, owner_id: int) -> int:
        """Count what a person saved."""
        found = select(func.count()).select_from(saved_views).where(saved_views.c.owner_id == owner_id)
        return int(self._connection.execute(found).scalar_one())

    def add(self, owner_id: int, name: str, asked: str, at: datetime, *, shared: bool) -> int | None:
        """Store a view; return its id, None where the person has one of this name."""
        row = {"owner_id": owner_id, "name": name, "asked": asked, "shared": shared, "made_at": at}
        return insert_new(self._connection, saved_views, row)

    def change(self, view_id: int, name: str, *, shared: bool) -> bool:
        """Rename a view, share it or keep it to its owner; say whether the name was free."""
        changed = update(saved_views).where(saved_views.c.id == view_id).values(name=name, shared=shared)
        try:
            with self._connection.begin_nested():
                self._connection.execute(changed)
        except IntegrityError:
            return False
        return True

    def delete(self, view_id: int) -> None:
        """Delete a view; the log keeps that it was there."""
        self._connection.execute(delete(saved_views).where(saved_views.c.id == view_id))


def _views() -> Select[Any]:
    v = saved_views.c
    owner = staff.c.email.label("owner")
    return select(v.id, v.owner_id, owner, v.name, v.asked, v.shared).join(staff, staff.c.id == v.owner_id)


def _view(row: Row[Any]) -> SavedView:
    return SavedView(row.id, row.owner_id, row.owner, row.name, row.asked, row.shared)


def _by_name(view: SavedView) -> tuple[str, int]:
    return view.name.casefold(), view.id
