"""What blind second reviews need from the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from complaints.domain.decisions import Outcome


@dataclass(frozen=True, slots=True)
class HeldReview:
    """A second review that somebody holds: of which case, when that was decided, and until when it is held."""

    id: int
    case_number: str
    decision_id: int
    decided_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class WaitingReview:
    """A second review that nobody holds."""

    id: int
    case_id: int
    case_number: str


class SecondReviews(Protocol):
    """Second reviews, from the draw to the answer."""

    def add(self, decision_id: int, at: datetime) -> bool: ...
    def held_by(self, staff_id: int, now: datetime, case_id: int | None = None) -> HeldReview | None: ...
    def waiting(self, since: datetime, limit: int) -> Sequence[WaitingReview]: ...
    def took_part(self, case_id: int, staff_id: int) -> bool: ...
    def hand(self, review_id: int, staff_id: int, until: datetime) -> bool: ...
    def renew(self, review_id: int, staff_id: int, until: datetime) -> None: ...
    def give_back(self, review_id: int) -> None: ...
    def answer(self, review_id: int, outcome: Outcome, facts: str, explanation: str, at: datetime) -> bool: ...
    def put_back_expired(self, now: datetime, limit: int) -> int: ...
    def expire(self, made_before: datetime, limit: int) -> int: ...
