"""The desk as a whole for its supervisors, the agreement of second reviews for auditors, and the thanks for one."""

from datetime import date, timedelta

from flask import Blueprint, render_template
from flask_babel import format_date, gettext, ngettext

from complaints.domain.access import Act
from complaints.domain.agreement import ENOUGH
from complaints.domain.supervision import AGES, WAITS, week_of
from complaints.services.supervision_views import AgreementRow
from complaints.web.guard import staff
from complaints.web.languages import language, sentence
from complaints.web.state import application

pages = Blueprint("supervision", __name__)
WEEKS = 12
YEAR = timedelta(days=365)


@pages.get("/staff/supervision")
@staff(Act.READ_FIGURES)
def desk() -> str:
    """Show throughput, age and forecast of the desk's work, by week, category and language; nothing of persons."""
    app = application()
    today = app.supervision.day(app.clock())
    found = app.views.supervision.desk(today, week_of(today) - timedelta(weeks=WEEKS))
    return render_template(
        "supervision/desk.html",
        desk=found,
        weeks=[(week.starts, week.opened, week.closed) for week in found.weeks],
        aged=[(age(place), count) for place, count in enumerate(found.ages)],
        names={**_categories(), **{each.code: sentence(f"language.{each.code}") for each in found.languages}},
        wait=wait,
        short=short,
    )


@pages.get("/audit/agreement")
@staff(Act.READ_LOG)
def agreement() -> str:
    """Show how far first and second reviewers agree, by category."""
    app = application()
    rows = app.views.supervision.agreement(app.clock() - YEAR)
    names = _categories()
    return render_template(
        "supervision/agreement.html",
        rows=rows,
        drawn=[_drawn(each, names) for each in rows],
        names=names,
        percent=app.settings.second_review_percent,
        enough=ENOUGH,
    )


@pages.get("/staff/second-review")
@staff(Act.WORK_CASES)
def thanks() -> str:
    """Tell somebody, once they answered, that this was a second review."""
    return render_template("supervision/second.html")


def _categories() -> dict[str, str]:
    return {each.code: each.name[language()] for each in application().views.catalogue.categories()}


def _drawn(row: AgreementRow, names: dict[str, str]) -> tuple[str, float, float, float]:
    name = names.get(row.category, row.category) if row.category else gettext("All categories")
    share = row.measured.observed
    return (name if len(name) < 30 else f"{name[:28]}…", share.value, share.low, share.high)


def wait(place: int) -> str:
    """Name a band of waiting times by its upper bound."""
    if place == len(WAITS):
        return str(gettext("more than 30 days"))
    hours = WAITS[place]
    if hours < 24:
        return str(ngettext("%(num)s hour", "%(num)s hours", hours))
    return str(ngettext("%(num)s day", "%(num)s days", hours // 24))


def age(place: int) -> str:
    """Name a band of ages."""
    if place == 0:
        return str(gettext("less than a day"))
    if place == len(AGES):
        return str(gettext("%(days)s days and more", days=AGES[-1]))
    return str(gettext("%(first)s to %(last)s days", first=AGES[place - 1], last=AGES[place] - 1))


def short(day: date) -> str:
    """Write a day in as few letters as a chart has room for."""
    text: str = format_date(day, "d.MM", rebase=False)
    return text
