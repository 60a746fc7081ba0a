"""Restricting a protected source: two seniors for a whole site, and not the same two people time after time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from complaints.domain.errors import Refusal
from complaints.domain.identity import Scope

# Whoever signed in within these days is on duty.
ON_DUTY: Final = timedelta(days=7)
SENIORS_FOR_A_SITE: Final = 2


class Disposition(StrEnum):
    """What an auditor made of a decision about a protected source."""

    OPEN = "open"
    SOUND = "sound"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Pair:
    """Who proposed a restriction of a protected source, and who approved it in the end."""

    proposer: int
    approver: int


def require_new_pair(pair: Pair, last: Pair | None, on_duty: Iterable[int]) -> None:
    """Keep the same two people from restricting protected sources twice in a row where another senior is on duty.

    Raises Refusal `approval.same_pair`.
    """
    if last == pair and set(on_duty) - {pair.proposer, pair.approver}:
        raise Refusal("approval.same_pair")


def seniors_suffice(scope: Scope, seniors: Iterable[int]) -> bool:
    """Say whether enough seniors stand behind a restriction of a protected source (PRODUCT.md, rule 4)."""
    return scope is not Scope.SITE or len(set(seniors)) >= SENIORS_FOR_A_SITE
