"""What the use cases need from the world: the narrow interfaces that adapters in `db` and `net` fulfil."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from complaints.domain.access import Actor, Role
from complaints.domain.casework import CaseState, Lease, Priority
from complaints.domain.categories import Category
from complaints.domain.checks import Finding, Subject
from complaints.domain.decisions import Outcome, Statement
from complaints.domain.grounds import Ground
from complaints.domain.identity import Resource
from complaints.domain.intake import ComplaintState, Draft, EntryKind, Source
from complaints.domain.signin import Allowance
from complaints.services.evidence_ports import Comparisons, Evidence, Uploads, Visits
from complaints.services.joining_ports import Joins, Rekeys

Clock = Callable[[], datetime]
RandomBytes = Callable[[int], bytes]


class AlreadyFiled(Exception):
    """The same filing is stored already: its form nonce or its external id was used before."""


@dataclass(frozen=True, slots=True)
class NewReporter:
    """A reporter nobody can know again, stored with the one complaint they file."""

    kind: str
    pseudonym: str


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """Everything that is stored when a complaint is filed; `capture` is whether its category allows capture."""

    draft: Draft
    source: Source
    receipt_hash: str
    nonce_hash: str | None
    reporter: int | NewReporter
    capture: bool
    network_token: str | None = None
    sealed_contact: bytes | None = None
    external_id: str | None = None
    claimed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredComplaint:
    """What later steps need to know of a complaint."""

    id: int
    category: str
    language: str
    description: str
    source: Source
    state: ComplaintState
    reporter_id: int
    network_token: str | None
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class PendingLink:
    """A complaint's link that has no case yet."""

    id: int
    pasted: str


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as the rules see it."""

    id: int
    resource_id: int
    category: str
    state: CaseState
    version: int
    lease: Lease | None
    opened_at: datetime
    site: str
    capture_allowed: bool


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """An open proposal and the statement it carries."""

    id: int
    case_id: int
    statement_id: int
    proposer_id: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many reporters and networks named a resource, each counted up to a small limit only."""

    reporters: int
    networks: int


@dataclass(frozen=True, slots=True)
class Account:
    """A staff account with what signing in needs."""

    id: int
    email: str
    role: Role
    active: bool
    password_hash: str


@dataclass(frozen=True, slots=True)
class Session:
    """An open staff session."""

    id: int
    staff_id: int
    email: str
    role: Role
    active: bool
    opened_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """Work that a committed fact caused."""

    id: int
    topic: str
    payload: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class WaitingNotice:
    """A message to a reporter that has not left."""

    id: int
    complaint_id: int
    kind: str
    decision_id: int | None
    tries: int
    language: str
    filed_at: datetime
    sealed_contact: bytes | None


class Catalogue(Protocol):
    """Categories, legal grounds and protected sources."""

    def categories(self) -> tuple[Category, ...]: ...
    def grounds(self) -> Mapping[str, Ground]: ...
    def protected_kind(self, site: str) -> str | None: ...
    def protect(self, site: str, kind: str, at: datetime) -> bool: ...


class Complaints(Protocol):
    """Complaints, their links, entries and reporters."""

    def reporter(self, kind: str, key_hashes: Sequence[str], pseudonym: str, at: datetime) -> int: ...
    def add(self, complaint: NewComplaint) -> int: ...
    def by_nonce(self, nonce_hashes: Sequence[str]) -> int | None: ...
    def by_receipt(self, receipt_hashes: Sequence[str]) -> int | None: ...
    def by_external_id(self, external_id: str) -> int | None: ...
    def get(self, complaint_id: int) -> StoredComplaint | None: ...
    def pending_links(self, complaint_id: int) -> list[PendingLink]: ...
    def set_attached(self, link_id: int) -> None: ...
    def add_entry(self, complaint_id: int, kind: EntryKind, text: str, at: datetime) -> bool: ...
    def set_withdrawn(self, complaint_id: int) -> None: ...
    def case_ids(self, complaint_id: int) -> list[int]: ...
    def stale_pending(self, before: datetime, limit: int) -> list[int]: ...


class Cases(Protocol):
    """Resources, cases, attachments and notes."""

    def resource(self, resource: Resource, rules_version: int, at: datetime) -> int: ...
    def lock_resources(self, resource_ids: Sequence[int]) -> None: ...
    def forbid_capture(self, resource_id: int) -> bool: ...
    def open_or_join(self, resource_id: int, category: str, language: str, at: datetime) -> tuple[int, bool]: ...
    def attach(self, link_id: int, complaint_id: int, case_id: int, resource_id: int, at: datetime) -> bool: ...
    def count_in(self, resource_id: int, reporter_id: int, network_token: str | None) -> None: ...
    def corroboration(self, resource_ids: Sequence[int], limit: int) -> Corroboration: ...
    def index_terms(self, case_id: int, terms: Iterable[str]) -> None: ...
    def forget_terms(self, case_id: int) -> str: ...
    def get(self, case_id: int) -> StoredCase | None: ...
    def joined(self, case_id: int) -> None: ...
    def touch(self, case_id: int) -> None: ...
    def set_state(self, case_id: int, present: CaseState, to: CaseState, **columns: Any) -> bool: ...
    def set_priority(self, case_id: int, priority: Priority) -> None: ...
    def open_on_resource(self, resource_id: int) -> list[int]: ...
    def take(self, case_id: int, staff_id: int, now: datetime, until: datetime) -> bool: ...
    def add_note(self, case_id: int, staff_id: int, text: str, at: datetime) -> None: ...
    def expired_leases(self, now: datetime, limit: int) -> list[int]: ...
    def unfinished(self, states: Sequence[CaseState], before: datetime, limit: int) -> list[int]: ...
    def past_appeal(self, before: datetime, limit: int) -> list[int]: ...


class Checks(Protocol):
    """Findings and evidence."""

    def subject(self, case_id: int) -> Subject | None: ...
    def steps_done(self, case_id: int, run: int) -> frozenset[str]: ...
    def latest_run(self, case_id: int) -> int: ...
    def record(self, case_id: int, run: int, finding: Finding, at: datetime) -> bool: ...
    def barred(self, keys: Sequence[str]) -> bool: ...
    def codes(self, case_id: int) -> list[str]: ...
    def evidence_ids(self, case_id: int) -> frozenset[int]: ...


class Decisions(Protocol):
    """Statements, proposals and decisions."""

    def add_statement(self, case_id: int, author_id: int, statement: Statement, at: datetime) -> int: ...
    def propose(self, case_id: int, statement_id: int, proposer_id: int, at: datetime) -> int: ...
    def open_proposal(self, case_id: int) -> StoredProposal | None: ...
    def answer(
        self,
        proposal_id: int,
        state: str,
        by: int,
        at: datetime,
        *,
        reason: str | None = None,
        proportionality: str | None = None,
    ) -> bool: ...
    def decide(
        self, case_id: int, statement_id: int, outcome: Outcome, decided_by: int, approved_by: int | None, at: datetime
    ) -> int: ...
    def by_case(self, case_id: int) -> tuple[int, int, datetime] | None: ...


class Register(Protocol):
    """What is published, and the notices that go out."""

    def enter(self, decision_id: int, at: datetime) -> bool: ...
    def notices_for(self, decision_id: int, at: datetime) -> list[int]: ...
    def notice_on_attach(self, complaint_id: int, decision_id: int, at: datetime) -> int | None: ...
    def waiting_notice(self, notice_id: int) -> WaitingNotice | None: ...
    def notice_sent(self, notice_id: int, at: datetime) -> None: ...
    def notice_failed(self, notice_id: int, *, give_up: bool) -> None: ...
    def unpublished(self, before: datetime, limit: int) -> list[int]: ...
    def stale_notices(self, before: datetime, limit: int) -> list[int]: ...


class Staff(Protocol):
    """Staff accounts, their sessions, and what they read of people."""

    def add(self, email: str, role: Role, password_hash: str, at: datetime, *, demo: bool = False) -> int: ...
    def by_email(self, email: str) -> Account | None: ...
    def by_id(self, staff_id: int) -> Account | None: ...
    def all(self) -> list[Account]: ...
    def set_active(self, staff_id: int, *, active: bool) -> None: ...
    def set_password(self, staff_id: int, password_hash: str) -> None: ...
    def demo_accounts(self) -> bool: ...
    def open_session(self, staff_id: int, token_hash: str, at: datetime) -> int: ...
    def session(self, token_hash: str) -> Session | None: ...
    def seen(self, session_id: int, at: datetime) -> None: ...
    def close_session(self, session_id: int) -> None: ...
    def close_sessions_of(self, staff_id: int) -> None: ...
    def expire_sessions(self, opened_before: datetime, seen_before: datetime) -> int: ...
    def record_sign_in(self, staff_id: int | None, result: str, at: datetime) -> None: ...
    def record_read(
        self,
        what: str,
        at: datetime,
        *,
        staff_id: int | None = None,
        about_id: int | None = None,
        case_id: int | None = None,
        complaint_id: int | None = None,
        reporter_id: int | None = None,
        reason: str | None = None,
    ) -> None: ...


class Networks(Protocol):
    """The monthly key under which networks are hashed."""

    def key(self, period: int, fresh: bytes) -> bytes: ...
    def forget_before(self, period: int) -> int: ...


class Outbox(Protocol):
    """Work that leaves in the same commit as the fact that caused it."""

    def put(self, topic: str, at: datetime, **payload: int) -> None: ...
    def take(self, limit: int) -> list[OutboxMessage]: ...
    def mark_published(self, ids: Sequence[int]) -> None: ...
    def has(self, topic: str) -> bool: ...
    def any(self) -> bool: ...


class Schedule(Protocol):
    """Turns of regular jobs and signs of life."""

    def claim(self, job: str, slot: int) -> bool: ...
    def beat(self, part: str, at: datetime) -> None: ...
    def beats(self) -> Mapping[str, datetime]: ...
    def forget_beats(self, before: datetime) -> int: ...


class UnitOfWork(Protocol):
    """One transaction with the stores in it; commits when the block ends, rolls back when it raises."""

    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def complaints(self) -> Complaints: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def joins(self) -> Joins: ...
    @property
    def rekeys(self) -> Rekeys: ...
    @property
    def checks(self) -> Checks: ...
    @property
    def evidence(self) -> Evidence: ...
    @property
    def uploads(self) -> Uploads: ...
    @property
    def visits(self) -> Visits: ...
    @property
    def comparisons(self) -> Comparisons: ...
    @property
    def decisions(self) -> Decisions: ...
    @property
    def register(self) -> Register: ...
    @property
    def staff(self) -> Staff: ...
    @property
    def networks(self) -> Networks: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def schedule(self) -> Schedule: ...

    def savepoint(self) -> AbstractContextManager[Any]: ...


class OpenUnitOfWork(Protocol):
    """Opens a transaction; there is no way to do so without saying who acts and why."""

    def __call__(self, actor: Actor, action: str) -> AbstractContextManager[UnitOfWork]: ...


class OpenReader(Protocol):
    """Opens a transaction that only reads; nobody acts in it, so the database refuses any write."""

    def __call__(self) -> AbstractContextManager[UnitOfWork]: ...


class Throttle(Protocol):
    """Counts tries. `hit` returns the seconds to wait, 0 where the try is allowed; `forget` starts the count anew."""

    def hit(self, name: str, key: str, allowance: Allowance) -> int: ...
    def forget(self, name: str, key: str, allowance: Allowance) -> None: ...


class ContactSeal(Protocol):
    """Encrypts an address so that only the mailer can read it."""

    def seal(self, address: str) -> bytes: ...


class CheckStep(Protocol):
    """One automated check: takes a frozen value, returns a finding, knows no database; `inputs` says what it judges."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def queue(self) -> str: ...
    @property
    def inputs(self) -> tuple[str, ...]: ...
    def __call__(self, subject: Subject) -> Finding: ...
