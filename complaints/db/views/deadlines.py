"""Reads what pages show of deadlines."""

from datetime import datetime

from complaints.db.stores.catalogue import CatalogueStore
from complaints.db.stores.deadlines import DeadlineStore
from complaints.db.views.reading import Reading
from complaints.domain.deadlines import FALLBACK, due
from complaints.services.deadline_views import DeadlineSettings


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
