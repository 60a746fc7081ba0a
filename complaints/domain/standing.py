"""A reporter's standing: how often their decided complaints were well founded, and how little that may weigh."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from complaints.domain.decisions import Outcome

# A Beta(2, 2) prior: before anything is known, founded and unfounded are equally likely (Gelman et al., Bayesian Data
# Analysis, 3rd edition, section 2.4).
PRIOR: Final = (2, 2)
# Below so many decided complaints a record weighs nothing.
MINIMUM: Final = 5
# The most that standing lifts or lowers a case.
STANDING_LIMIT: Final = 10
OFTEN_FROM: Final = 0.65
SELDOM_TO: Final = 0.35
# As many reporters of a resource are looked at, those known longest first.
LOOKED_AT: Final = 50
FOUNDED: Final = frozenset({Outcome.RESTRICTED, Outcome.REMOVAL_REQUESTED, Outcome.REFERRED})


class Worth(StrEnum):
    """What a decision says of a complaint: that it was well founded, or manifestly was not. All else is neutral."""

    FOUNDED = "founded"
    UNFOUNDED = "unfounded"


class Band(StrEnum):
    """A standing in words, for reviewers."""

    NEW = "new"
    UNPROVEN = "unproven"
    OFTEN = "often"
    MIXED = "mixed"
    SELDOM = "seldom"


@dataclass(frozen=True, slots=True)
class Record:
    """How many of a reporter's decided cases were founded and how many manifestly unfounded; each case counts once."""

    founded: int = 0
    unfounded: int = 0

    @property
    def decided(self) -> int:
        """Count the cases that say something."""
        return self.founded + self.unfounded

    @property
    def posterior(self) -> float:
        """Give the expected share of well-founded complaints: the mean of the Beta posterior, between 0 and 1."""
        return (self.founded + PRIOR[0]) / (self.decided + sum(PRIOR))

    @property
    def band(self) -> Band:
        """Put the record into words."""
        if self.decided < MINIMUM:
            return Band.UNPROVEN if self.decided else Band.NEW
        if self.posterior >= OFTEN_FROM:
            return Band.OFTEN
        return Band.SELDOM if self.posterior <= SELDOM_TO else Band.MIXED

    @property
    def points(self) -> int:
        """Weigh the record: -`STANDING_LIMIT` to `STANDING_LIMIT`, nothing unless it is clearly good or bad."""
        if self.band not in {Band.OFTEN, Band.SELDOM}:
            return 0
        return round(STANDING_LIMIT * (2 * self.posterior - 1))


def worth(outcome: Outcome, *, manifestly_unfounded: bool) -> Worth | None:
    """Say what a decision makes of the complaints it answers (PRODUCT.md, "Standing, findings, consequences")."""
    if outcome in FOUNDED:
        return Worth.FOUNDED
    return Worth.UNFOUNDED if outcome is Outcome.NO_VIOLATION and manifestly_unfounded else None


def standing(records: Iterable[Record], *, more: bool = False) -> int:
    """Weigh the standing of all who reported a resource: the best one counts, whatever crowd comes with it.

    So a further reporter never lowers a case, and any number of good ones lifts it as one does. It is lowered only
    where everybody who reported it is seldom right; `more` says that there are reporters who were not looked at.
    """
    points = [record.points for record in records]
    if more:
        points.append(0)
    return max(points, default=0)
