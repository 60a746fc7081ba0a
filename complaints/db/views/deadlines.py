"""Reads what pages show of deadlines."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from complaints.db.schema import QUEUED, cases
from complaints.db.stores.catalogue import CatalogueStore
from complaints.db.stores.deadlines import DeadlineStore
from complaints.db.views.reading import Reading
from complaints.domain.deadlines import FALLBACK, Stage, due
from complaints.domain.numbers import CASE, number
from complaints.services.deadline_views import OVERDUE_COUNTED, DeadlineSettings, DeskNotice, NearCase

MINE_SHOWN = 5
NEAR = select(cases.c.id, cases.c.opened_at, cases.c.due_at)


class DeadlineViews:
    """Deadlines and the working calendar."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def settings(self, now: datetime) -> DeadlineSettings:
        """Load what an administrator set, with the special days from today on."""
        with self._reading() as connection:
            store = DeadlineStore(connection)
            week, calendar = store.week(), store.calendar()
            own = store.terms()
            terms = {each.code: own.get(each.code, FALLBACK) for each in CatalogueStore(connection).categories()}
            return DeadlineSettings(
                terms,
                week,
                tuple(store.special(calendar.day_of(now))),
                {code: due(term, now, calendar) for code, term in terms.items()},
                store.recount() is not None,
            )

    def notice(self, staff_id: int, now: datetime) -> DeskNotice:
        """Load what the desk should know of deadlines; each part reads a few entries of an index."""
        c = cases.c
        late = select(c.id).where(QUEUED, c.due_at <= now).limit(OVERDUE_COUNTED + 1).subquery()
        near = c.due_stage.in_([stage.value for stage in Stage if stage is not Stage.EARLY])
        own = NEAR.where(c.holder_id == staff_id, c.holder_id.is_not(None), c.lease_until > now, near)
        with self._reading() as connection:
            return DeskNotice(
                int(connection.execute(select(func.count()).select_from(late)).scalar_one()),
                tuple(_near(row) for row in connection.execute(own.order_by(c.due_at).limit(MINE_SHOWN))),
            )


def _near(row: Any) -> NearCase:
    return NearCase(number(CASE, row.opened_at, row.id), row.due_at)
