"""The page of a case, and what a reviewer does to it before deciding."""

from collections.abc import Callable

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.errors import Refusal
from complaints.services.second_reviews import blinded
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.review.panels import PANELS, finished
from complaints.web.state import application

pages = Blueprint("cases", __name__, url_prefix="/staff")
CONFLICTS = {
    "case.kept",
    "case.recused",
    "approval.proposer_recused",
    "give.holds",
    "recusal.known",
    "case.changed",
    "case.decided_by",
    "case.held",
    "case.expired",
    "case.unclaimed",
    "case.not_open",
}
Answer = str | Response | tuple[str, int]


@pages.get("/cases/<number>")
@staff(Act.READ_CASES)
def case(number: str) -> str:
    """Show everything needed to decide a case."""
    return show(number)


def show(number: str, **changed: object) -> str:
    """Show the page of a case, with what an act that came to nothing leaves on it: what was typed, and what is wrong.

    `changed` may replace what a panel gives (`typed`), name `faults` and `revealed`, and what else was typed.
    """
    app = application()
    found = app.views.cases.get(number)
    if found is None:
        abort(404)
    app.casework.opened_page(found.id, g.staff)
    second = app.second_reviewing.held(number, g.staff)
    if second is not None:
        found = blinded(found, second, g.staff)
    shown: dict[str, object] = {"faults": {}, "revealed": None}
    for panel in PANELS:
        shown |= panel(found)
    shown |= {name: value for name, value in changed.items() if name in shown}
    typed = {name: value for name, value in changed.items() if name not in shown}
    shown |= finished(shown)
    return render_template(
        "review/case.html",
        case=found,
        more={"notice": "", "text": "", "reason": "", "proportionality": "", "reclaim": False, "written": (), **typed},
        categories={category.code: category for category in app.views.catalogue.categories()},
        now=app.clock(),
        **shown,
    )


@pages.post("/cases/<number>/claim")
@staff(Act.WORK_CASES)
def claim(number: str) -> Answer:
    """Take a case, or renew the own claim."""
    app = application()
    second = app.second_reviewing.held(number, g.staff)
    if second is not None:
        return act_on(number, lambda: app.second_reviewing.renew(second, g.staff))
    return act_on(number, lambda: app.casework.claim(number, g.staff))


@pages.post("/cases/<number>/release")
@staff(Act.WORK_CASES)
def release(number: str) -> Answer:
    """Give a case back to the queue."""
    app = application()
    second = app.second_reviewing.held(number, g.staff)
    if second is not None:
        app.second_reviewing.give_back(second, g.staff)
        return redirect(url_for("queue.queue"), 303)
    return act_on(number, lambda: app.casework.release(number, g.staff))


@pages.post("/cases/<number>/note")
@staff(Act.WORK_CASES)
def note(number: str) -> Answer:
    """Write an internal note."""
    text = request.form.get("text", "")
    return act_on(number, lambda: application().casework.note(number, g.staff, text), text=text)


@pages.post("/cases/<number>/recheck")
@staff(Act.WORK_CASES)
def recheck(number: str) -> Answer:
    """Ask for a further run of the checks."""
    return act_on(number, lambda: application().checking.again(number, g.staff))


def act_on(number: str, act: Callable[[], object], **typed: str) -> Answer:
    """Do something to a case and come back to its page; a refusal is said there, with what was typed."""
    try:
        act()
    except Refusal as refusal:
        missing(refusal)
        notice = sentence(refusal.code, **refusal.params)
        return show(number, notice=notice, **typed), status_of(refusal)
    return redirect(url_for("cases.case", number=number), 303)


def missing(refusal: Refusal) -> None:
    """Answer for a case that is not there, or a role that may not."""
    if refusal.code == "case.unknown":
        abort(404)
    if refusal.code == "access.denied":
        abort(403)


def status_of(refusal: Refusal) -> int:
    """Say with which status a page answers that says a refusal."""
    if refusal.code == "approval.own":
        return 403
    return 409 if refusal.code in CONFLICTS or refusal.code == "approval.none" else 422


def version_of(text: str) -> int | None:
    """Read the version of a case that a form was written against."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
