"""How a case moves from its first complaint to its closing, and who holds it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from complaints.domain.errors import Refusal

LEASE: Final = timedelta(minutes=30)


class CaseState(StrEnum):
    """Where a case is."""

    RECEIVED = "received"
    CHECKING = "checking"
    WAITING = "waiting"
    IN_REVIEW = "in_review"
    PROPOSED = "proposed"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"
    MERGED = "merged"


S = CaseState
MOVES: Final[dict[CaseState, frozenset[CaseState]]] = {
    S.RECEIVED: frozenset({S.CHECKING}),
    S.CHECKING: frozenset({S.WAITING}),
    S.WAITING: frozenset({S.IN_REVIEW}),
    S.IN_REVIEW: frozenset({S.WAITING, S.PROPOSED, S.DECIDED, S.MERGED}),
    S.PROPOSED: frozenset({S.DECIDED, S.WAITING}),
    S.DECIDED: frozenset({S.APPEALED, S.CLOSED}),
    S.APPEALED: frozenset({S.DECIDED}),
    # Whom a restriction hits may object as long as it lasts, and a later version of a decision may be appealed anew.
    S.CLOSED: frozenset({S.APPEALED, S.DECIDED}),
    S.MERGED: frozenset(),
}
OPEN_STATES: Final = frozenset({S.RECEIVED, S.CHECKING, S.WAITING, S.IN_REVIEW, S.PROPOSED})
# The case has a decision, whatever became of it since.
DECIDED_STATES: Final = frozenset({S.DECIDED, S.APPEALED, S.CLOSED})
QUEUE_STATES: Final = (S.WAITING, S.IN_REVIEW, S.PROPOSED)


def move(present: CaseState, to: CaseState) -> CaseState:
    """Return the state a case moves to; raises Refusal `case.move` where the table of moves forbids it."""
    if to not in MOVES[present]:
        raise Refusal("case.move", present=present.value, to=to.value)
    return to


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a case, by name, and until when."""

    holder: int
    holder_name: str
    until: datetime

    def live(self, now: datetime) -> bool:
        """Say whether the lease still holds."""
        return now < self.until


def require_claim(state: CaseState, lease: Lease | None, staff_id: int, now: datetime) -> None:
    """Refuse work on a case that this person does not hold now.

    Raises Refusal `case.held` (somebody else holds it), `case.expired` (the own claim ran out), `case.unclaimed`.
    """
    if state is not CaseState.IN_REVIEW or lease is None:
        raise Refusal("case.unclaimed")
    if lease.holder != staff_id:
        raise Refusal("case.held", who=lease.holder_name)
    if not lease.live(now):
        raise Refusal("case.expired")


class CitizenStatus(StrEnum):
    """The words a citizen sees (PRODUCT.md)."""

    RECEIVED = "received"
    BEING_CHECKED = "being_checked"
    WAITING = "waiting_for_review"
    IN_REVIEW = "in_review"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


_STATUS: Final[dict[CaseState, CitizenStatus]] = {
    S.RECEIVED: CitizenStatus.RECEIVED,
    S.CHECKING: CitizenStatus.BEING_CHECKED,
    S.WAITING: CitizenStatus.WAITING,
    S.IN_REVIEW: CitizenStatus.IN_REVIEW,
    S.PROPOSED: CitizenStatus.IN_REVIEW,
    S.DECIDED: CitizenStatus.DECIDED,
    S.APPEALED: CitizenStatus.APPEALED,
    S.CLOSED: CitizenStatus.CLOSED,
    # Complaints move on with a merger, so that their people read the status of the case they came to.
    S.MERGED: CitizenStatus.IN_REVIEW,
}


def status_for_citizen(state: CaseState | None, *, withdrawn: bool) -> CitizenStatus:
    """Give the word for one link of a complaint: its case's state, or received while it has no case yet."""
    if withdrawn and state not in DECIDED_STATES:
        return CitizenStatus.WITHDRAWN
    return _STATUS[state] if state else CitizenStatus.RECEIVED
