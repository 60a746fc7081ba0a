"""Blind second reviews: which decided cases are looked at again, by whom, and that nobody can tell them apart."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from complaints.domain.keys import keyed_hash

OPEN_FOR: Final = timedelta(days=14)
LEASE: Final = timedelta(minutes=30)
# Of the cases that somebody is handed while a second review waits for them, one in so many is such a review.
ONE_IN: Final = 4
_SPACE: Final = 16**12


class SecondState(StrEnum):
    """Where a second review is."""

    WAITING = "waiting"
    HANDED = "handed"
    ANSWERED = "answered"
    EXPIRED = "expired"


def sampled(key: bytes, decision_id: int, percent: int) -> bool:
    """Say whether a decision is looked at again: about `percent` in a hundred of them are.

    The draw is a keyed hash of the decision (RFC 2104), so that nobody without the key can foresee it or try again
    until it falls otherwise, and a second run of the same step draws the same.
    """
    drawn = int(keyed_hash(key, f"decision {decision_id}")[:12], 16)
    return drawn * 100 < percent * _SPACE


def mixed_in(chance: float, *, others_wait: bool) -> bool:
    """Say whether a second review is handed out now; `chance` lies in [0, 1). Without other work it always is."""
    return not others_wait or chance * ONE_IN < 1
