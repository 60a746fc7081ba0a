"""Until when a case should be decided: the term of its category, counted in a working calendar, and how near it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from complaints.domain.errors import Refusal
from complaints.domain.working_calendar import DAY, WorkingCalendar


class Unit(StrEnum):
    """What a term is counted in."""

    CLOCK_HOURS = "clock_hours"
    HOURS = "hours"
    DAYS = "days"


LONGEST: Final[Mapping[Unit, int]] = {Unit.CLOCK_HOURS: 720, Unit.HOURS: 720, Unit.DAYS: 120}


@dataclass(frozen=True, slots=True)
class Term:
    """How long a decision may take: hours round the clock, working hours, or working days."""

    amount: int
    unit: Unit


# A category that an administrator gave no term of its own.
FALLBACK: Final = Term(10, Unit.DAYS)
AT_START: Final[Mapping[str, Term]] = {
    "suicide": Term(24, Unit.CLOCK_HOURS),
    "self_harm_challenge": Term(24, Unit.CLOCK_HOURS),
    "child_abuse": Term(24, Unit.CLOCK_HOURS),
    "terrorism": Term(24, Unit.CLOCK_HOURS),
    "narcotics": Term(3, Unit.DAYS),
    "extremism": Term(3, Unit.DAYS),
    "cruelty": Term(3, Unit.DAYS),
    "interethnic_hatred": Term(3, Unit.DAYS),
    "personal_data": Term(3, Unit.DAYS),
    "gambling_fraud": Term(5, Unit.DAYS),
    "other": Term(10, Unit.DAYS),
}


class Stage(StrEnum):
    """How near a case's deadline is."""

    EARLY = "early"
    SOON = "soon"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"


SHORTEST_SPAN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a case is due, how near that is, and when it will be nearer: the moment of the next stage, if any."""

    due_at: datetime
    stage: Stage
    turns_at: datetime | None


def term_of(amount: str, unit: str, field: str) -> Term:
    """Read a term as typed; raises Refusal `deadline.unit`, `deadline.amount` for the form's `field`."""
    if unit not in set(Unit):
        raise Refusal("deadline.unit", field)
    typed, longest = amount.strip(), LONGEST[Unit(unit)]
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6 and 1 <= int(typed) <= longest):
        raise Refusal("deadline.amount", field, limit=longest)
    return Term(int(typed), Unit(unit))


def due(term: Term, opened: datetime, calendar: WorkingCalendar) -> datetime:
    """Count a term from the moment a case was opened; returns UTC.

    Working days are counted from the day after, to the close of the last one (Civil Code of Kazakhstan, articles 173
    and 174); working hours run only while the office is open.
    """
    if term.unit is Unit.CLOCK_HOURS:
        return opened + timedelta(hours=term.amount)
    day = calendar.day_of(opened)
    if term.unit is Unit.DAYS:
        days = calendar.working_days(day + DAY)
        last = day
        for _ in range(term.amount):
            last = next(days)
        return calendar.hours(last)[1]
    return _hours_on(timedelta(hours=term.amount), opened, calendar)


def _hours_on(left: timedelta, opened: datetime, calendar: WorkingCalendar) -> datetime:
    for day in calendar.working_days(calendar.day_of(opened)):
        opens, closes = calendar.hours(day)
        start = max(opens, opened)
        if closes - start >= left:
            return start + left
        left -= max(closes - start, timedelta())
    raise AssertionError("working days have no end")


def standing_at(due_at: datetime, opened: datetime, now: datetime) -> Deadline:
    """Say how near a deadline is now, and when the next stage comes.

    It is soon when a quarter of the time is left, and long overdue when as much time again has passed.
    """
    span = max(due_at - opened, SHORTEST_SPAN)
    stage = Stage.EARLY
    for turns_at, next_stage in (
        (due_at - span / 4, Stage.SOON),
        (due_at, Stage.OVERDUE),
        (due_at + span, Stage.LONG_OVERDUE),
    ):
        if now < turns_at:
            return Deadline(due_at, stage, turns_at)
        stage = next_stage
    return Deadline(due_at, stage, None)
