"""Changes to what the rules stand on (grounds, protected sources): a second person, made public, after a wait.

Otherwise whoever administers the service could quietly unprotect a critic or invent a ground (PRODUCT.md, People).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from complaints.domain.access import Act, StaffMember
from complaints.domain.errors import Refusal
from complaints.domain.wording import clean

WAIT: Final = timedelta(hours=24)
MAX_REASON: Final = 2_000


class ChangeKind(StrEnum):
    """What is to be changed."""

    GROUND_ADD = "ground_add"
    GROUND_VERSION = "ground_version"
    GROUND_END = "ground_end"
    SOURCES_ADD = "sources_add"
    SOURCE_REMOVE = "source_remove"


class ChangeState(StrEnum):
    """Where a change is: proposed, approved and waiting for its hour, in effect; or refused or withdrawn before."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    IN_EFFECT = "in_effect"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


S = ChangeState
CHANGE_MOVES: Final[dict[ChangeState, frozenset[ChangeState]]] = {
    S.PROPOSED: frozenset({S.APPROVED, S.IN_EFFECT, S.REFUSED, S.WITHDRAWN}),
    S.APPROVED: frozenset({S.IN_EFFECT, S.REFUSED, S.WITHDRAWN}),
    S.IN_EFFECT: frozenset(),
    S.REFUSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
# A thing can be under one change at a time; and what is approved is public from then on.
OPEN_CHANGES: Final = (S.PROPOSED, S.APPROVED)
PUBLIC_CHANGES: Final = (S.APPROVED, S.IN_EFFECT)


@dataclass(frozen=True, slots=True)
class Standing:
    """A change as the rules see it; `proposed_by` is None where the operator of the machine proposed it."""

    state: ChangeState
    proposed_by: int | None


def move_change(present: ChangeState, to: ChangeState) -> ChangeState:
    """Return the state a change moves to; raises Refusal `change.closed` where the table of moves forbids it."""
    if to not in CHANGE_MOVES[present]:
        raise Refusal("change.closed")
    return to


def require_second(who: StaffMember, change: Standing) -> None:
    """Hold two people apart for every change.

    Raises Refusal `access.denied` for anybody but an administrator or a senior, `change.own` for whoever proposed it.
    """
    who.require(Act.CONFIRM_CHANGES)
    if change.proposed_by == who.id:
        raise Refusal("change.own")


def require_own(who: StaffMember, change: Standing) -> None:
    """Let only whoever proposed a change withdraw it; raises Refusal `change.not_own`."""
    who.require(Act.KEEP_CATALOGUE)
    if change.proposed_by != who.id:
        raise Refusal("change.not_own")


def takes_effect(approved_at: datetime) -> datetime:
    """Say when a change that was approved now takes effect."""
    return approved_at + WAIT


def change_reason(text: str) -> str:
    """Clean the reason for a change or for refusing it; raises Refusal `change.reason.missing`, `decision.too_long`."""
    words = clean(text[: MAX_REASON * 4])
    if not words:
        raise Refusal("change.reason.missing", "reason")
    if len(words) > MAX_REASON:
        raise Refusal("decision.too_long", "reason", limit=MAX_REASON, length=len(words))
    return words
