"""Reads changes to the catalogue, and the list of protected sources."""

import json
from typing import Any

from sqlalchemy import Select, select

from complaints.db.schema import changes, protected_sources, staff
from complaints.db.views.reading import Reading
from complaints.domain.changes import OPEN_CHANGES, PUBLIC_CHANGES
from complaints.services.changes_views import ChangePage, ChangeView, SourcePage, SourceView

PAGE = 25
SOURCES = 50


class ChangeViews:
    """Changes for administrators, their second persons and the public."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def get(self, change_id: int) -> ChangeView | None:
        """Load a change."""
        found = self._views(_changes().where(changes.c.id == change_id))
        return found[0] if found else None

    def open(self) -> tuple[ChangeView, ...]:
        """List the changes that wait for a second person or for their hour, the oldest first."""
        waiting = _changes().where(changes.c.state.in_([state.value for state in OPEN_CHANGES]))
        return self._views(waiting.order_by(changes.c.id).limit(PAGE * 4))

    def page(self, after: int | None = None) -> ChangePage:
        """Load a page of all changes, newest first."""
        return self._page(_changes(), after)

    def public(self, after: int | None = None) -> ChangePage:
        """Load a page of what is public: the changes that were approved, newest first."""
        return self._page(_changes().where(changes.c.state.in_([state.value for state in PUBLIC_CHANGES])), after)

    def sources(self, begins: str = "", after: str = "") -> SourcePage:
        """Load a page of the protected sources whose names begin with some letters, by name."""
        s = protected_sources.c
        found = select(s.id, s.site, s.kind, s.added_at).where(s.site > after)
        if begins:
            found = found.where(s.site >= begins, s.site < begins + "\U0010ffff")
        with self._reading() as connection:
            rows = connection.execute(found.order_by(s.site).limit(SOURCES + 1)).all()
        shown = rows[:SOURCES]
        more = shown[-1].site if len(rows) > SOURCES else None
        return SourcePage(tuple(SourceView(row.id, row.site, row.kind, row.added_at) for row in shown), more)

    def _page(self, found: Select[Any], after: int | None) -> ChangePage:
        if after is not None:
            found = found.where(changes.c.id < after)
        rows = self._views(found.order_by(changes.c.id.desc()).limit(PAGE + 1))
        return ChangePage(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)

    def _views(self, found: Select[Any]) -> tuple[ChangeView, ...]:
        with self._reading() as connection:
            rows = connection.execute(found).all()
        return tuple(
            ChangeView(
                row.id,
                row.kind,
                row.state,
                json.loads(row.payload),
                row.reason,
                row.alone,
                row.proposer,
                row.proposed_by,
                row.proposed_at,
                row.answerer,
                row.answered_at,
                row.answer,
                row.effective_at,
            )
            for row in rows
        )


def _changes() -> Select[Any]:
    answerer = staff.alias("answerer")
    return (
        select(changes, staff.c.email.label("proposer"), answerer.c.email.label("answerer"))
        .outerjoin(staff, staff.c.id == changes.c.proposed_by)
        .outerjoin(answerer, answerer.c.id == changes.c.answered_by)
    )
