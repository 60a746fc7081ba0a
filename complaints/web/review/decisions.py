"""Deciding at the desk: the decision or proposal of one person, and the answer of the second."""

from flask import Blueprint, g, redirect, request, url_for

from complaints.domain.access import Act
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal, Refusals
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.review.cases import Answer, act_on, missing, show, status_of, version_of
from complaints.web.state import application

pages = Blueprint("decisions", __name__, url_prefix="/staff")
WORDS = [
    "outcome",
    "facts",
    "explanation",
    "language",
    "ground",
    "ground_explanation",
    "passages",
    "necessity",
    "scope",
    "territory",
    "ends_on",
    "court_reference",
]
LONG_TEXTS = ("facts", "explanation", "ground_explanation", "passages", "necessity")


@pages.post("/cases/<number>/decide")
@staff(Act.WORK_CASES)
def decide(number: str) -> Answer:
    """Record a decision, or a proposal where it restricts; whatever fails, what was typed stays."""
    app = application()
    typed = Written(
        **{name: request.form.get(name, "") for name in WORDS},
        evidence=tuple(request.form.getlist("evidence")),
        manifestly_unfounded=bool(request.form.get("manifestly_unfounded")),
    )
    version = request.form.get("version", "")
    try:
        if app.second_reviewing.held(number, g.staff) is not None:
            app.second_reviewing.answer(number, g.staff, typed)
            return redirect(url_for("supervision.thanks"), 303)
        if request.form.get("reclaim"):
            app.casework.claim(number, g.staff)
        app.deciding.decide(number, g.staff, version_of(version) or 0, typed)
    except Refusals as refused:
        faults: dict[str, list[str]] = {}
        for fault in refused.refusals:
            faults.setdefault(fault.field or "outcome", []).append(sentence(fault.code, **fault.params))
        return show(number, typed=typed, faults=faults), 422
    except Refusal as refusal:
        missing(refusal)
        notice = sentence(refusal.code, **refusal.params)
        if refusal.code == "case.decided_by":
            return show(number, typed=typed, notice=notice, written=_written(typed)), status_of(refusal)
        return show(number, typed=typed, notice=notice, reclaim=True), status_of(refusal)
    return redirect(url_for("cases.case", number=number), 303)


def _written(typed: Written) -> list[tuple[str, str]]:
    return [(name, getattr(typed, name)) for name in LONG_TEXTS if getattr(typed, name).strip()]


@pages.post("/cases/<number>/approve")
@staff(Act.APPROVE)
def approve(number: str) -> Answer:
    """Approve a proposal as the second person."""
    words = request.form.get("proportionality", "")
    version = version_of(request.form.get("version", ""))
    return act_on(
        number, lambda: application().deciding.approve(number, g.staff, version, words), proportionality=words
    )


@pages.post("/cases/<number>/return")
@staff(Act.APPROVE)
def send_back(number: str) -> Answer:
    """Return a proposal with a reason."""
    reason = request.form.get("reason", "")
    version = version_of(request.form.get("version", ""))
    return act_on(number, lambda: application().deciding.send_back(number, g.staff, version, reason), reason=reason)
