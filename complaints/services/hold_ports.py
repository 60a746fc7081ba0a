"""What legal holds need from the database, and how the page of a case sees one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from complaints.domain.holds import HOLDING, HoldState


@dataclass(frozen=True, slots=True)
class StoredHold:
    """A hold as the rules see it: `proposed_by` is whoever proposed what waits for a second person now."""

    id: int
    state: HoldState
    proposed_by: int


@dataclass(frozen=True, slots=True)
class HoldView:
    """The latest hold of a case; people are named by their addresses."""

    state: HoldState
    reason: str
    made_at: datetime
    proposer: str
    second: str | None
    end_reason: str | None
    lifter: str | None
    ended_at: datetime | None
    waits_on: int

    @property
    def holds(self) -> bool:
        """Say whether nothing of the case expires."""
        return self.state in HOLDING


class Holds(Protocol):
    """Legal holds."""

    def propose(self, case_id: int, staff_id: int, reason: str, at: datetime) -> bool: ...
    def open(self, case_id: int) -> StoredHold | None: ...
    def change(self, hold_id: int, present: HoldState, to: HoldState, **values: Any) -> bool: ...
