"""What filing a complaint and what follows from it need from the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from complaints.domain.intake import ComplaintState, Draft, EntryKind, Source


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


class Complaints(Protocol):
    """Complaints, their links, entries and reporters."""

    def reporter(self, kind: str, key_hashes: Sequence[str], pseudonym: str, at: datetime) -> int: ...
    def add(self, complaint: NewComplaint) -> int: ...
    def by_nonce(self, nonce_hashes: Sequence[str]) -> int | None: ...
    def by_receipt(self, receipt_hashes: Sequence[str]) -> int | None: ...
    def by_external_id(self, external_id: str) -> int | None: ...
    def get(self, complaint_id: int) -> StoredComplaint | None: ...
    def hold(self, complaint_id: int) -> StoredComplaint | None: ...
    def pending_links(self, complaint_id: int) -> list[PendingLink]: ...
    def set_attached(self, link_id: int) -> None: ...
    def add_addition(self, complaint_id: int, text: str, at: datetime) -> int: ...
    def add_entry(self, complaint_id: int, kind: EntryKind, text: str, at: datetime) -> bool: ...
    def set_withdrawn(self, complaint_id: int) -> None: ...
    def case_ids(self, complaint_id: int) -> list[int]: ...
    def round_ids(self, complaint_id: int) -> list[int]: ...
    def stale_pending(self, before: datetime, limit: int) -> list[int]: ...


class Networks(Protocol):
    """The monthly key under which networks are hashed."""

    def key(self, period: int, fresh: bytes) -> bytes: ...
    def forget_before(self, period: int) -> int: ...
