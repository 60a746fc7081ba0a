"""Writing moments and days for people, in the language of the page."""

from datetime import date, datetime

from flask_babel import format_date, format_datetime, format_time
from markupsafe import Markup


def moment(at: datetime) -> Markup:
    """Write a moment with its time zone, for people and for machines."""
    shown = format_datetime(at, "medium", rebase=False)
    return Markup('<time datetime="{}">{} UTC</time>').format(at.isoformat(), shown)


def minute(at: datetime) -> Markup:
    """Write a moment to the minute, for tables."""
    shown = format_datetime(at, "short", rebase=False)
    return Markup('<time datetime="{}">{} UTC</time>').format(at.isoformat(), shown)


def clock_time(at: datetime) -> str:
    """Write the time of day of a moment, for what a script shows."""
    return f"{format_time(at, 'medium', rebase=False)} UTC"


def day(on: date) -> str:
    """Write a day."""
    text: str = format_date(on, "long", rebase=False)
    return text
