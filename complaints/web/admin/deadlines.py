"""How long decisions may take, and when the office works."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import get_locale
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.deadlines import Unit
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.working_calendar import WEEKDAYS, WrittenWeek
from complaints.services.deadline_views import DeadlineSettings
from complaints.web.admin.start import show
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.state import application

pages = Blueprint("deadlines", __name__, url_prefix="/admin")
Answer = str | Response | tuple[str, int]
Faults = dict[str, list[str]]
MAX_TYPED = 300


@pages.get("/deadlines")
@staff(Act.SET_DEADLINES)
def deadlines() -> str:
    """Show the terms, the working week and the special days."""
    return _page({})


@pages.post("/deadlines/terms")
@staff(Act.SET_DEADLINES)
def terms() -> Answer:
    """Give categories their terms."""
    app = application()
    codes = [category.code for category in app.views.catalogue.categories()]
    typed = {code: (_typed(f"amount-{code}"), _typed(f"unit-{code}")) for code in codes}
    return _act(lambda: app.deadlines.set_terms(g.staff, typed), terms=typed)


@pages.post("/deadlines/week")
@staff(Act.SET_DEADLINES)
def week() -> Answer:
    """Set the working week."""
    written = WrittenWeek(
        tuple(request.form.getlist("weekdays")[:7]), *(_typed(name) for name in ("opens", "closes", "zone", "country"))
    )
    return _act(lambda: application().deadlines.set_week(g.staff, written), week=written)


@pages.post("/deadlines/days")
@staff(Act.SET_DEADLINES)
def add_day() -> Answer:
    """Add a special day."""
    typed = {name: _typed(name) for name in ("day", "kind", "name")}
    return _act(lambda: application().deadlines.add_day(g.staff, **typed), day=typed)


@pages.post("/deadlines/days/remove")
@staff(Act.SET_DEADLINES)
def remove_day() -> Answer:
    """Take a special day off the list."""
    try:
        day = date.fromisoformat(_typed("day"))
    except ValueError:
        return _page({"day": [sentence("calendar.day")]}), 422
    return _act(lambda: application().deadlines.remove_day(g.staff, day))


def _typed(name: str) -> str:
    return request.form.get(name, "")[:MAX_TYPED]


def _act(act: Callable[[], None], **typed: object) -> Answer:
    try:
        act()
    except Refusal as refusal:
        return _page(_said([refusal]), **typed), 422
    except Refusals as refused:
        return _page(_said(refused.refusals), **typed), 422
    return redirect(url_for("deadlines.deadlines"), 303)


def _said(refusals: list[Refusal]) -> Faults:
    faults: Faults = {}
    for each in refusals:
        faults.setdefault(each.field or "day", []).append(sentence(each.code, **each.params))
    return faults


def _page(faults: Faults, **typed: object) -> str:
    app = application()
    found = app.views.deadlines.settings(app.clock())
    shown = {
        "terms": {code: (str(term.amount), term.unit.value) for code, term in found.terms.items()},
        "week": _written(found),
        "day": {"day": "", "kind": "", "name": ""},
        **typed,
    }
    return show(
        "admin/deadlines.html",
        found=found,
        faults=faults,
        typed=shown,
        categories={category.code: category for category in app.views.catalogue.categories()},
        units=[(unit.value, sentence(f"term_unit.{unit}")) for unit in Unit],
        weekdays=[(str(number), weekday(number)) for number in WEEKDAYS],
        weekday=weekday,
    )


def _written(found: DeadlineSettings) -> WrittenWeek:
    calendar = found.week.calendar
    return WrittenWeek(
        tuple(str(day) for day in sorted(calendar.weekdays)),
        calendar.opens.isoformat("minutes"),
        calendar.closes.isoformat("minutes"),
        calendar.zone.key,
        found.week.country,
    )


def weekday(number: int) -> str:
    """Name a day of the week, 1 Monday to 7 Sunday, in the language of the page."""
    names = get_locale().days["stand-alone"]["wide"]
    return str(names[number - 1])
