"""Reading what pages show: one query or a fixed few per page, however large the tables are."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property

from sqlalchemy import Connection

from complaints.db.views.cases import CaseViews
from complaints.db.views.complaints import ComplaintViews
from complaints.db.views.history import HistoryViews
from complaints.db.views.queue import QueueViews
from complaints.db.views.register import RegisterViews
from complaints.domain.categories import Category
from complaints.domain.grounds import Ground
from complaints.services.views import DecisionView


class Views:
    """All read views on one database."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading
        self.complaints = ComplaintViews(reading)
        self.queue = QueueViews(reading)
        self.cases = CaseViews(reading)
        self.register = RegisterViews(reading)
        self.history = HistoryViews(reading)

    def decision(self, decision_id: int) -> DecisionView | None:
        """Load one decision as everybody outside reads it."""
        return self.register.decision(decision_id)

    @cached_property
    def catalogue(self) -> "CatalogueViews":
        """Read categories and grounds."""
        return CatalogueViews(self._reading)


class CatalogueViews:
    """Categories and grounds, as forms list them."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def categories(self) -> tuple[Category, ...]:
        """List the active categories."""
        from complaints.db.stores.catalogue import CatalogueStore

        with self._reading() as connection:
            return CatalogueStore(connection).categories()

    def grounds(self) -> dict[str, Ground]:
        """List the legal grounds by code."""
        from complaints.db.stores.catalogue import CatalogueStore

        with self._reading() as connection:
            return dict(CatalogueStore(connection).grounds())
