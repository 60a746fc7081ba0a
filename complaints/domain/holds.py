"""Legal holds: while one stands, nothing that is kept of a case expires; placing and lifting takes two people."""

from enum import StrEnum
from typing import Final

from complaints.domain.access import Act, StaffMember
from complaints.domain.errors import Refusal
from complaints.domain.wording import clean

MAX_REASON: Final = 2_000


class HoldState(StrEnum):
    """Where a legal hold is: it holds from its approval until that of its lifting; a proposal alone is none."""

    PROPOSED = "proposed"
    STANDING = "standing"
    LIFTING = "lifting"
    LIFTED = "lifted"
    REFUSED = "refused"


S = HoldState
HOLD_MOVES: Final[dict[HoldState, frozenset[HoldState]]] = {
    S.PROPOSED: frozenset({S.STANDING, S.REFUSED}),
    S.STANDING: frozenset({S.LIFTING}),
    S.LIFTING: frozenset({S.LIFTED, S.STANDING}),
    S.LIFTED: frozenset(),
    S.REFUSED: frozenset(),
}
OPEN_HOLDS: Final = (S.PROPOSED, S.STANDING, S.LIFTING)
HOLDING: Final = (S.STANDING, S.LIFTING)
APPROVED: Final = {S.PROPOSED: S.STANDING, S.LIFTING: S.LIFTED}
REJECTED: Final = {S.PROPOSED: S.REFUSED, S.LIFTING: S.STANDING}


def move_hold(present: HoldState, to: HoldState) -> HoldState:
    """Return the state a hold moves to; raises Refusal `hold.moved` where the table of moves forbids it."""
    if to not in HOLD_MOVES[present]:
        raise Refusal("hold.moved")
    return to


def reason_given(text: str) -> str:
    """Clean the reason of a proposal; raises Refusal `hold.reason` or `hold.too_long`."""
    words = clean(text[: MAX_REASON * 4])
    if not words:
        raise Refusal("hold.reason", "hold_reason")
    if len(words) > MAX_REASON:
        raise Refusal("hold.too_long", "hold_reason", limit=MAX_REASON, length=len(words))
    return words


def require_second(who: StaffMember, proposed_by: int) -> None:
    """Hold two people apart: a senior other than whoever proposed it.

    Raises Refusal `access.denied`, `hold.own`.
    """
    who.require(Act.APPROVE)
    if who.id == proposed_by:
        raise Refusal("hold.own")
