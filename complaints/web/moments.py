"""Writing moments and days for people, in the language of the page and the time zone of the service."""

from datetime import date, datetime

from flask_babel import gettext
from markupsafe import Markup

from complaints.domain.moments import day_words, moment_words, span_words, zone_words
from complaints.web.languages import language
from complaints.web.state import application


def moment(at: datetime) -> Markup:
    """Write a moment with its time zone, for people and, in UTC, for machines."""
    return _told(at)


def minute(at: datetime) -> Markup:
    """Write a moment briefly, for tables."""
    return _told(at, short=True)


def second(at: datetime) -> Markup:
    """Write a moment to the second, for histories."""
    return _told(at, seconds=True)


def _told(at: datetime, **how: bool) -> Markup:
    shown = moment_words(at, application().settings.time_zone, language(), **how)
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), shown)


def clock_time(at: datetime) -> str:
    """Write the time of day of a moment, for what a script shows."""
    local = at.astimezone(application().settings.time_zone)
    return f"{local:%H:%M:%S} ({zone_words(local)})"


def day(on: date) -> str:
    """Write a day."""
    return day_words(on, language())


def today() -> date:
    """Say what day it is where the service is."""
    app = application()
    return app.clock().astimezone(app.settings.time_zone).date()


def until(at: datetime, now: datetime) -> str:
    """Say how long there is until a deadline, or since when it has passed."""
    if now < at:
        return str(gettext("due in %(time)s", time=span_words(at - now, language())))
    return str(gettext("overdue by %(time)s", time=span_words(now - at, language())))
