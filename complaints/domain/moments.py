"""Days, moments and spans of time as people write them, in each language, with the zone named."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from babel.dates import format_date
from babel.units import format_unit

# In this service's English a day comes before its month.
LOCALES: Final = {"en": "en_GB"}
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


def day_words(on: date, language: str) -> str:
    """Write a day, like 25 November 2026."""
    return str(format_date(on, "long", locale=LOCALES.get(language, language)))


def moment_words(at: datetime, zone: tzinfo, language: str, *, seconds: bool = False, short: bool = False) -> str:
    """Write a moment as the clocks of a zone show it, like 25 November 2026, 14:05 (UTC+5)."""
    local = at.astimezone(zone)
    day = format_date(local.date(), "short" if short else "long", locale=LOCALES.get(language, language))
    clock = local.strftime("%H:%M:%S" if seconds else "%H:%M")
    return f"{day}, {clock} ({zone_words(local)})"


def zone_words(local: datetime) -> str:
    """Name the zone of a local moment by how far it is from UTC then, like UTC+5 or UTC−3:30."""
    offset = local.utcoffset() or timedelta()
    if not offset:
        return "UTC"
    hours, minutes = divmod(int(abs(offset).total_seconds()) // 60, 60)
    sign = "+" if offset > timedelta() else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "")


def span_words(span: timedelta, language: str) -> str:
    """Write how long something takes, in days from two days on, else in hours and minutes."""
    locale = LOCALES.get(language, language)
    if span >= 2 * DAY:
        return str(format_unit(span.days, "duration-day", "short", locale=locale))
    minutes = int(span.total_seconds()) // 60
    parts = [(minutes // 60, "duration-hour"), (minutes % 60, "duration-minute")]
    shown = [each for each in parts if each[0]] or [(minutes, "duration-minute")]
    return " ".join(str(format_unit(count, unit, "short", locale=locale)) for count, unit in shown)
