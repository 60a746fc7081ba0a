"""When the office works: weekdays and hours in one time zone, and the days that are otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from complaints.domain.errors import Refusal, Refusals
from complaints.domain.wording import clean

DAY: Final = timedelta(days=1)
WEEKDAYS: Final = (1, 2, 3, 4, 5, 6, 7)
MAX_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """A working week in a time zone; `weekdays` are 1 Monday to 7 Sunday (ISO 8601).

    `days` holds what differs from its weekday: True for a working day, False for a day off.
    """

    zone: ZoneInfo
    weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    opens: time = time(9)
    closes: time = time(18)
    days: Mapping[date, bool] = field(default_factory=dict)

    def day_of(self, moment: datetime) -> date:
        """Say which day a moment falls on where the office is."""
        return moment.astimezone(self.zone).date()

    def working(self, day: date) -> bool:
        """Say whether the office works on a day."""
        return self.days.get(day, day.isoweekday() in self.weekdays)

    def hours(self, day: date) -> tuple[datetime, datetime]:
        """Give the moments at which the office opens and closes on a day, in UTC.

        A clock time that a change to summer time leaves out is the moment after the change (PEP 495, fold 0).
        """
        opens = datetime.combine(day, self.opens, self.zone).astimezone(UTC)
        return opens, datetime.combine(day, self.closes, self.zone).astimezone(UTC)

    def working_days(self, start: date) -> Iterator[date]:
        """Go through the working days from a day on, that day first where it is one."""
        day = start
        while True:
            if self.working(day):
                yield day
            day += DAY


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from its weekday, and what it is called, if anything."""

    day: date
    working: bool
    name: str


@dataclass(frozen=True, slots=True)
class WrittenWeek:
    """A working week as an administrator typed it."""

    weekdays: tuple[str, ...] = ()
    opens: str = ""
    closes: str = ""
    zone: str = ""
    country: str = ""


def week(written: WrittenWeek) -> WorkingCalendar:
    """Read a working week; raises Refusals naming every part that is missing or wrong, in the order of the form."""
    faults: list[Refusal] = []
    weekdays = frozenset(int(each) for each in written.weekdays if each in {str(number) for number in WEEKDAYS})
    if not weekdays:
        faults.append(Refusal("calendar.weekdays", "weekdays"))
    opens, closes = _clock(written.opens, "opens", faults), _clock(written.closes, "closes", faults)
    if opens and closes and closes <= opens:
        faults.append(Refusal("calendar.order", "closes"))
    zone = zone_named(written.zone.strip())
    if zone is None:
        faults.append(Refusal("calendar.zone", "zone"))
    if faults or opens is None or closes is None or zone is None:
        raise Refusals(faults)
    return WorkingCalendar(zone, weekdays, opens, closes)


def zone_named(name: str) -> ZoneInfo | None:
    """Find a time zone by its name in the tz database, like Asia/Almaty; None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of the database, like Asia
        return None


def special_day(day: str, kind: str, name: str) -> SpecialDay:
    """Read a special day; raises Refusal `calendar.day`, `calendar.kind`, `calendar.name`."""
    try:
        on = date.fromisoformat(day.strip())
    except ValueError:
        raise Refusal("calendar.day", "day") from None
    if kind not in {"off", "working"}:
        raise Refusal("calendar.kind", "kind")
    words = clean(name[: MAX_NAME * 4])
    if len(words) > MAX_NAME:
        raise Refusal("calendar.name", "name", limit=MAX_NAME)
    return SpecialDay(on, kind == "working", words)


def _clock(text: str, name: str, faults: list[Refusal]) -> time | None:
    try:
        found = time.fromisoformat(text.strip())
    except ValueError:
        found = None
    if found is None or found.tzinfo or found.second or found.microsecond:
        faults.append(Refusal("calendar.clock", name))
        return None
    return found
