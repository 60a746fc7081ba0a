"""What working a case needs from the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from complaints.domain.casework import CaseState, Lease
from complaints.domain.deadlines import Stage
from complaints.domain.identity import Resource
from complaints.domain.priority import Priority


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
    waits_since: datetime
    due_at: datetime | None
    stage: Stage


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many reporters and networks named a resource, each counted up to a small limit only."""

    reporters: int
    networks: int


class Cases(Protocol):
    """Resources, cases, attachments and notes."""

    def resource(self, resource: Resource, rules_version: int, at: datetime) -> int: ...
    def lock_resources(self, resource_ids: Sequence[int]) -> None: ...
    def forbid_capture(self, resource_id: int) -> bool: ...
    def open_or_join(self, resource_id: int, category: str, language: str, at: datetime) -> tuple[int, bool]: ...
    def attach(self, link_id: int, complaint_id: int, case_id: int, resource_id: int, at: datetime) -> bool: ...
    def count_in(self, resource_id: int, reporter_id: int, network_token: str | None) -> None: ...
    def corroboration(self, resource_ids: Sequence[int], limit: int) -> Corroboration: ...
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
