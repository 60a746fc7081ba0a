"""The unit of work: one transaction that says who acts and why, with the stores in it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from complaints.db import triggers
from complaints.db.stores.appeals import AppealStore
from complaints.db.stores.approvals import ApprovalStore
from complaints.db.stores.casework import CaseStore
from complaints.db.stores.catalogue import CatalogueStore
from complaints.db.stores.changes import ChangeStore
from complaints.db.stores.checks import CheckStore
from complaints.db.stores.comparisons import ComparisonStore
from complaints.db.stores.correspondence import CorrespondenceStore
from complaints.db.stores.deadlines import DeadlineStore
from complaints.db.stores.decisions import DecisionStore
from complaints.db.stores.evidence import EvidenceRows
from complaints.db.stores.handing import HandingStore
from complaints.db.stores.holds import HoldStore
from complaints.db.stores.intake import ComplaintStore
from complaints.db.stores.joining import JoinStore
from complaints.db.stores.keeping import DraftStore, PresenceStore
from complaints.db.stores.publication import RegisterStore
from complaints.db.stores.queue import QueueStore
from complaints.db.stores.recusal import RecusalStore
from complaints.db.stores.rekeying import RekeyStore
from complaints.db.stores.rereviews import RereviewStore
from complaints.db.stores.saved_views import SavedViewStore
from complaints.db.stores.searching import SearchStore
from complaints.db.stores.second_reviews import SecondReviewStore
from complaints.db.stores.signin import StaffStore
from complaints.db.stores.standing import StandingStore
from complaints.db.stores.supervision import DeskCountStore
from complaints.db.stores.uploads import UploadStore
from complaints.db.stores.versions import VersionStore
from complaints.db.stores.visits import VisitStore
from complaints.db.stores.work import NetworkStore, OutboxStore, ScheduleStore
from complaints.db.turns import Turns
from complaints.domain.access import Actor


class SqlUnitOfWork:
    """The stores of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.catalogue = CatalogueStore(connection)
        self.changes = ChangeStore(connection)
        self.complaints = ComplaintStore(connection)
        self.cases = CaseStore(connection)
        self.queue = QueueStore(connection)
        self.search = SearchStore(connection)
        self.saved_views = SavedViewStore(connection)
        self.joins = JoinStore(connection)
        self.rekeys = RekeyStore(connection)
        self.checks = CheckStore(connection)
        self.evidence = EvidenceRows(connection)
        self.holds = HoldStore(connection)
        self.uploads = UploadStore(connection)
        self.visits = VisitStore(connection)
        self.comparisons = ComparisonStore(connection)
        self.correspondence = CorrespondenceStore(connection)
        self.deadlines = DeadlineStore(connection)
        self.decisions = DecisionStore(connection)
        self.approvals = ApprovalStore(connection)
        self.handing = HandingStore(connection)
        self.recusals = RecusalStore(connection)
        self.drafts = DraftStore(connection)
        self.presences = PresenceStore(connection)
        self.register = RegisterStore(connection)
        self.versions = VersionStore(connection)
        self.rereviews = RereviewStore(connection)
        self.appeals = AppealStore(connection)
        self.desk_counts = DeskCountStore(connection)
        self.second_reviews = SecondReviewStore(connection)
        self.staff = StaffStore(connection)
        self.standings = StandingStore(connection)
        self.networks = NetworkStore(connection)
        self.outbox = OutboxStore(connection)
        self.schedule = ScheduleStore(connection)

    def savepoint(self) -> AbstractContextManager[Any]:
        """Open a part of the transaction that can be undone by itself."""
        return self.connection.begin_nested()


class Database:
    """Opens units of work on one engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._turns = Turns(engine)
        self._reading = engine.execution_options(aryz_reading=True)

    @contextmanager
    def open_uow(self, actor: Actor, action: str) -> Iterator[SqlUnitOfWork]:
        """Open a transaction in somebody's name; it commits when the block ends and rolls back when it raises."""
        with self._turns.take(), self.engine.connect() as connection:
            connection.execution_options(aryz_acting=(str(actor), action))
            with connection.begin():
                try:
                    yield SqlUnitOfWork(connection)
                finally:
                    triggers.unbind(connection)

    @contextmanager
    def open_reader(self) -> Iterator[SqlUnitOfWork]:
        """Open a transaction that only reads; without an actor the database refuses every write."""
        with self._reading.connect() as connection:
            yield SqlUnitOfWork(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a bare connection for a read view."""
        with self._reading.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a connection for which the database stands still: all its reads see one moment."""
        with self.engine.execution_options(aryz_snapshot=True).connect() as connection:
            yield connection
