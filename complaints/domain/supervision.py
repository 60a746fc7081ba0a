"""What supervisors see of the desk as a whole: how old its work is, how fast it moves, and where that leads."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# Upper bounds of the bands in which waiting is counted, in hours; the last band has none.
WAITS: Final = (1, 4, 24, 48, 120, 240, 720)
# Upper bounds of the bands of a backlog's age, in days; the last band has none.
AGES: Final = (1, 3, 7, 14, 30, 90)
WEEKS_NEEDED: Final = 4
Z: Final = 1.959964  # the normal quantile of a two-sided 95 per cent interval


def band(value: float, bounds: Sequence[int]) -> int:
    """Find the band a value belongs to, from 0; a value on a bound belongs to the band above."""
    return next((place for place, bound in enumerate(bounds) if value < bound), len(bounds))


def quantile(counted: Mapping[int, int], share: float) -> int | None:
    """Find the band in which a share (0 to 1) of all counted values is reached; None where nothing was counted."""
    total = sum(counted.values())
    if not total:
        return None
    reached = 0
    for place in sorted(counted):
        reached += counted[place]
        if reached >= share * total:
            return place
    return max(counted)


def ages(left_over: Mapping[date, int], today: date) -> list[int]:
    """Count a backlog, given by the day on which each case was opened, in the bands of `AGES`."""
    bands = [0] * (len(AGES) + 1)
    for day, count in left_over.items():
        bands[band((today - day).days, AGES)] += count
    return bands


def week_of(day: date) -> date:
    """Give the Monday of a day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Expected:
    """How large the backlog may be some weeks from now: an estimate with a 95 per cent interval, never below 0."""

    weeks: int
    cases: int
    low: int
    high: int


def forecast(backlog: int, net: Sequence[int], ahead: int = 4) -> list[Expected]:
    """Carry the backlog forward as a random walk with drift (Hyndman & Athanasopoulos, Forecasting, 5.2).

    `net` is opened less closed cases of whole past weeks. Empty with fewer than `WEEKS_NEEDED` of them.
    """
    if len(net) < WEEKS_NEEDED:
        return []
    drift = sum(net) / len(net)
    spread = math.sqrt(sum((each - drift) ** 2 for each in net) / (len(net) - 1))
    found = []
    for weeks in range(1, ahead + 1):
        middle = backlog + drift * weeks
        half = Z * spread * math.sqrt(weeks * (1 + weeks / len(net)))
        found.append(Expected(weeks, *(max(0, round(each)) for each in (middle, middle - half, middle + half))))
    return found
