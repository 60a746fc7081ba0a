"""Reading what pages show: one query or a fixed few per page, however large the tables are."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property

from sqlalchemy import Connection

from complaints.db.stores.catalogue import CatalogueStore
from complaints.db.views.appeals import AppealViews
from complaints.db.views.bundles import BundleViews
from complaints.db.views.captures import CaptureViews
from complaints.db.views.cases import CaseViews
from complaints.db.views.changes import ChangeViews
from complaints.db.views.complaints import ComplaintViews
from complaints.db.views.correspondence import CorrespondenceViews
from complaints.db.views.deadlines import DeadlineViews
from complaints.db.views.handing import HandingViews
from complaints.db.views.history import HistoryViews
from complaints.db.views.holds import HoldViews
from complaints.db.views.joins import JoinViews
from complaints.db.views.precedents import PrecedentViews
from complaints.db.views.protected import ProtectedViews
from complaints.db.views.queue import QueueViews
from complaints.db.views.register import RegisterViews
from complaints.db.views.searching import SearchViews
from complaints.db.views.supervision import SupervisionViews
from complaints.db.views.versions import VersionViews
from complaints.db.views.voices import VoiceViews
from complaints.domain.categories import Category
from complaints.domain.grounds import Ground
from complaints.services.views import DecisionView

CATALOGUE_SECONDS = 3.0


class Views:
    """All read views on one database."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading
        self.complaints = ComplaintViews(reading)
        self.queue = QueueViews(reading)
        self.search = SearchViews(reading)
        self.cases = CaseViews(reading)
        self.captures = CaptureViews(reading)
        self.voices = VoiceViews(reading)
        self.correspondence = CorrespondenceViews(reading)
        self.precedents = PrecedentViews(reading)
        self.joins = JoinViews(reading)
        self.bundles = BundleViews(reading)
        self.handing = HandingViews(reading)
        self.register = RegisterViews(reading)
        self.versions = VersionViews(reading)
        self.appeals = AppealViews(reading)
        self.deadlines = DeadlineViews(reading)
        self.history = HistoryViews(reading)
        self.holds = HoldViews(reading)
        self.changes = ChangeViews(reading)
        self.protected = ProtectedViews(reading)
        self.supervision = SupervisionViews(reading)

    def decision(self, decision_id: int) -> DecisionView | None:
        """Load one decision as everybody outside reads it."""
        return self.register.decision(decision_id)

    @cached_property
    def catalogue(self) -> "CatalogueViews":
        """Read categories and grounds."""
        return CatalogueViews(self._reading)


class CatalogueViews:
    """Categories and grounds, as forms list them: read every few seconds, as nearly every page shows them."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading
        self._categories: tuple[float, tuple[Category, ...]] = (0.0, ())
        self._grounds: tuple[float, tuple[Ground, ...]] = (0.0, ())

    def categories(self) -> tuple[Category, ...]:
        """List the active categories, as they were at most `CATALOGUE_SECONDS` ago."""
        until, found = self._categories
        if time.monotonic() >= until:
            with self._reading() as connection:
                found = CatalogueStore(connection).categories()
            self._categories = (time.monotonic() + CATALOGUE_SECONDS, found)
        return found

    def ground_versions(self) -> tuple[Ground, ...]:
        """List every version of every legal ground, as they were at most `CATALOGUE_SECONDS` ago."""
        until, found = self._grounds
        if time.monotonic() >= until:
            with self._reading() as connection:
                found = CatalogueStore(connection).ground_versions()
            self._grounds = (time.monotonic() + CATALOGUE_SECONDS, found)
        return found
