"""What appeals and objections need from the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from complaints.domain.appeals import AppealState, Side


@dataclass(frozen=True, slots=True)
class NewAppeal:
    """An appeal by a reporter, who is known by the complaint, or an objection, which gets a receipt of its own."""

    decision_id: int
    case_id: int
    version: int
    side: Side
    text: str
    language: str
    filed_at: datetime
    due_at: datetime
    complaint_id: int | None = None
    receipt_hash: str | None = None
    nonce_hash: str | None = None
    sealed_contact: bytes | None = None


@dataclass(frozen=True, slots=True)
class StoredAppeal:
    """An appeal as the rules see it."""

    id: int
    decision_id: int
    case_id: int
    side: Side
    state: AppealState
    language: str
    filed_at: datetime


class Appeals(Protocol):
    """Appeals and objections."""

    def add(self, new: NewAppeal) -> int | None: ...
    def get(self, appeal_id: int) -> StoredAppeal | None: ...
    def by_nonce(self, nonce_hashes: Sequence[str]) -> StoredAppeal | None: ...
    def by_receipt(self, receipt_hashes: Sequence[str]) -> int | None: ...
    def move(self, appeal_id: int, present: AppealState, to: AppealState) -> bool: ...
    def any_open(self, decision_id: int) -> bool: ...
