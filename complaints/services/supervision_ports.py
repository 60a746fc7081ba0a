"""What counting the desk's work needs from the world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from complaints.domain.decisions import Outcome

Counts = Mapping[tuple[date, str, str, str], int]


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case that was opened."""

    id: int
    category: str
    language: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """A case that left the desk; `id` counts the row that says so, `outcome` is None where it was merged."""

    id: int
    category: str
    language: str
    opened_at: datetime
    closed_at: datetime
    outcome: Outcome | None


class DeskCounts(Protocol):
    """What is counted of the desk, and up to where."""

    def lock(self) -> None: ...
    def opened(self, before: datetime, limit: int) -> Sequence[OpenedCase]: ...
    def decided(self, before: datetime, limit: int) -> Sequence[ClosedCase]: ...
    def merged(self, before: datetime, limit: int) -> Sequence[ClosedCase]: ...
    def add(self, counts: Counts) -> None: ...
    def counted_to(self, what: str, last_id: int) -> None: ...
