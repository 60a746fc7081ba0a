"""The record of a decision at the desk: its versions, the one that waits, and what may be done about it."""

from collections.abc import Callable

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.errors import Refusal
from complaints.domain.intake import LANGUAGES
from complaints.services.case_views import CaseView, CheckView
from complaints.services.views import DecisionView
from complaints.web.guard import staff
from complaints.web.languages import language, sentence
from complaints.web.review.cases import version_of
from complaints.web.state import application

pages = Blueprint("records", __name__, url_prefix="/staff")
DIGITS = 9
FORBIDDEN = {"access.denied", "approval.own", "appeal.took_part", "case.recused"}
CONFLICTS = {
    "amendment.none",
    "amendment.stale",
    "amendment.waits",
    "appeal.answered",
    "decision.changed",
    "decision.ended",
    "renewal.not_due",
    "rereview.none",
}
Answer = str | Response | tuple[str, int]


@pages.get("/decisions/<number>")
@staff(Act.READ_CASES)
def record(number: str) -> str:
    """Show what a decision says now, what became of it, and what waits."""
    return show(number)


def show(number: str, notice: str = "", **typed: str) -> str:
    """Show the record of a decision, with what an act that came to nothing leaves on it."""
    app = application()
    decision, case = found(number)
    before = request.args.get("before", "")
    place = int(before) if before.isascii() and before.isdigit() and len(before) < DIGITS else None
    with app.open_reader() as uow:
        took_part = uow.versions.took_part(decision.id)
    amendments = app.views.versions.amendments(decision.id)
    return render_template(
        "review/records/record.html",
        decision=decision,
        case=case,
        page=app.views.versions.record(decision.id, place),
        waiting=next((each for each in amendments if each.state == "open"), None),
        returned=[each for each in amendments if each.state == "returned"],
        comes_back=app.views.versions.comes_back(decision.id),
        changed=last_change(case),
        against=app.views.appeals.against(decision.id),
        took_part=g.staff.id in took_part,
        categories={category.code: category for category in app.views.catalogue.categories()},
        languages=[(each, sentence(f"language.{each}")) for each in LANGUAGES],
        notice=notice,
        typed={"reason": "", "return": "", "leave": "", "proportionality": "", "language": language(), **typed},
    )


def found(number: str) -> tuple[DecisionView, CaseView]:
    """Load a published decision with its case, or answer that there is none."""
    views = application().views
    decision: DecisionView | None = views.register.by_number(number)
    case: CaseView | None = views.cases.get(decision.case_number) if decision else None
    if decision is None or case is None:
        abort(404)
    return decision, case


def last_change(case: CaseView) -> CheckView | None:
    """Give what the latest run of checks says about how the page changed since the decision."""
    run = max((each.run for each in case.checks), default=0)
    return next((each for each in case.checks if each.run == run and each.step == "changed"), None)


@pages.post("/decisions/<number>/withdraw")
@staff(Act.APPROVE)
def withdraw(number: str) -> Answer:
    """End a restriction now, with reasons."""
    reason, chosen = request.form.get("reason", ""), request.form.get("language", "")
    return act_on(
        number,
        lambda: application().amending.withdraw(number, g.staff, sent_version(), reason, chosen),
        reason=reason,
        language=chosen,
    )


@pages.post("/decisions/<number>/leave")
@staff(Act.WORK_CASES)
def leave(number: str) -> Answer:
    """Let a restriction run out on its day."""
    reason = request.form.get("reason", "")
    return act_on(
        number, lambda: application().rereviewing.leave(number, g.staff, sent_version(), reason), leave=reason
    )


@pages.post("/decisions/<number>/approve")
@staff(Act.APPROVE)
def approve(number: str) -> Answer:
    """Approve the version that waits, as the second person."""
    words = request.form.get("proportionality", "")
    return act_on(
        number,
        lambda: application().amending.approve(number, g.staff, sent_version(), words),
        proportionality=words,
    )


@pages.post("/decisions/<number>/return")
@staff(Act.APPROVE)
def send_back(number: str) -> Answer:
    """Return the version that waits, with a reason."""
    reason = request.form.get("reason", "")
    return act_on(
        number,
        lambda: application().amending.send_back(number, g.staff, sent_version(), reason),
        **{"return": reason},
    )


def act_on(number: str, act: Callable[[], object], **typed: str) -> Answer:
    """Do something to a decision and come back to its record; a refusal is said there, with what was typed."""
    try:
        act()
    except Refusal as refusal:
        if refusal.code == "decision.unknown":
            abort(404)
        return show(number, sentence(refusal.code, **refusal.params), **typed), status_of(refusal)
    return redirect(url_for("records.record", number=number), 303)


def status_of(refusal: Refusal) -> int:
    """Say with which status a page answers that says a refusal."""
    if refusal.code in FORBIDDEN:
        return 403
    return 409 if refusal.code in CONFLICTS else 422


def sent_version() -> int:
    """Read the version of the decision that a form was written against."""
    return version_of(request.form.get("version", "")) or 0
