"""How well two people agree who judged the same cases without knowing of each other: coefficients with intervals."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Z: Final = 1.959964  # the normal quantile of a two-sided 95 per cent interval
ENOUGH: Final = 20  # pairs; below, an interval by the normal approximation says nothing

Pairs = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the bounds of its 95 per cent interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two judgements agree over `pairs` cases.

    `observed` is the share of equal judgements, with Wilson's interval. `kappa` and `ac1` correct it for chance; they
    are None below `ENOUGH` pairs, and `kappa` also where both judges only ever gave one and the same answer.
    """

    pairs: int
    observed: Interval
    kappa: Interval | None
    ac1: Interval | None


def agreement(counted: Pairs, answers: int) -> Agreement | None:
    """Measure agreement from how often each pair of answers (first, second) occurred; None where there is no pair.

    `answers` is how many answers could be given, two or more; raises ValueError for fewer.
    """
    if answers < 2:
        raise ValueError("there must be two possible answers at least")
    total = sum(counted.values())
    if total == 0:
        return None
    shares = {pair: count / total for pair, count in counted.items() if count}
    observed = sum(share for (first, second), share in shares.items() if first == second)
    enough = total >= ENOUGH
    return Agreement(
        total,
        wilson(round(observed * total), total),
        _kappa(shares, observed, total) if enough else None,
        _ac1(shares, observed, total, answers) if enough else None,
    )


def wilson(hits: int, total: int) -> Interval:
    """Give a share of `total` > 0 with its score interval (Wilson 1927), which holds at 0 and at 1 too."""
    share, squared = hits / total, Z * Z
    middle = (share + squared / (2 * total)) / (1 + squared / total)
    half = Z / (1 + squared / total) * math.sqrt(share * (1 - share) / total + squared / (4 * total * total))
    # Rounding must not push a bound past the share itself.
    return Interval(share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


def _margins(shares: Mapping[tuple[str, str], float]) -> tuple[dict[str, float], dict[str, float]]:
    first: dict[str, float] = {}
    second: dict[str, float] = {}
    for (one, other), share in shares.items():
        first[one] = first.get(one, 0.0) + share
        second[other] = second.get(other, 0.0) + share
    return first, second


def _kappa(shares: Mapping[tuple[str, str], float], observed: float, total: int) -> Interval | None:
    """Compute Cohen's kappa (Cohen 1960) with the large-sample variance of Fleiss, Cohen and Everitt (1969)."""
    first, second = _margins(shares)
    chance = sum(share * second.get(answer, 0.0) for answer, share in first.items())
    if math.isclose(chance, 1.0):
        return None
    kappa = (observed - chance) / (1 - chance)
    rest = 1 - kappa
    on = sum(
        share * (1 - (first[one] + second[one]) * rest) ** 2 for (one, other), share in shares.items() if one == other
    )
    off = rest**2 * sum(
        share * (second.get(one, 0.0) + first.get(other, 0.0)) ** 2
        for (one, other), share in shares.items()
        if one != other
    )
    variance = (on + off - (kappa - chance * rest) ** 2) / (total * (1 - chance) ** 2)
    return _interval(kappa, variance)


def _ac1(shares: Mapping[tuple[str, str], float], observed: float, total: int, answers: int) -> Interval:
    """Compute Gwet's AC1 with its variance (Gwet 2008, "Computing inter-rater reliability and its variance …").

    Unlike kappa it stays meaningful where nearly all cases get one answer, which is common here.
    """
    first, second = _margins(shares)
    usual = {answer: (first.get(answer, 0.0) + second.get(answer, 0.0)) / 2 for answer in first | second}
    chance = sum(share * (1 - share) for share in usual.values()) / (answers - 1)
    ac1 = (observed - chance) / (1 - chance)
    rest = 1 - ac1
    on = sum(share * (1 - usual[one]) for (one, other), share in shares.items() if one == other) / (answers - 1)
    every = sum(share * (1 - (usual[one] + usual[other]) / 2) ** 2 for (one, other), share in shares.items())
    inner = (
        observed * (1 - observed)
        - 4 * rest * (on - observed * chance)
        + 4 * rest**2 * (every / (answers - 1) ** 2 - chance**2)
    )
    return _interval(ac1, inner / (total * (1 - chance) ** 2))


def _interval(value: float, variance: float) -> Interval:
    half = Z * math.sqrt(max(0.0, variance))
    return Interval(value, max(-1.0, value - half), min(1.0, value + half))
