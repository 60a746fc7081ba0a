"""Deciding at the desk: the decision or proposal of one person, and the answer of the second."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, request, url_for

from complaints.domain.access import Act
from complaints.domain.advice import Advice
from complaints.domain.decisions import Statement, Written
from complaints.domain.errors import Refusal, Refusals
from complaints.services.advising import LookedThrough
from complaints.services.case_views import CaseView
from complaints.services.views import EvidenceView, GroundView
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.review.cases import Answer, act_on, missing, show, status_of, version_of
from complaints.web.review.forms import read
from complaints.web.state import application

pages = Blueprint("decisions", __name__, url_prefix="/staff")
LONG_TEXTS = ("facts", "explanation", "ground_explanation", "passages", "necessity", "site_necessity")


@pages.post("/cases/<number>/decide")
@staff(Act.WORK_CASES)
def decide(number: str) -> Answer:
    """Record a decision, or a proposal where it restricts; whatever fails, what was typed stays."""
    app = application()
    typed = read(request.form)
    version = request.form.get("version", "")
    try:
        if app.second_reviewing.held(number, g.staff) is not None:
            app.second_reviewing.answer(number, g.staff, typed)
            return redirect(url_for("supervision.thanks"), 303)
        if request.form.get("reclaim"):
            app.casework.claim(number, g.staff)
        app.deciding.decide(number, g.staff, version_of(version) or 0, typed)
    except Refusals as refused:
        return show(number, typed=typed, faults=_faults(refused.refusals)), 422
    except Refusal as refusal:
        missing(refusal)
        notice = sentence(refusal.code, **refusal.params)
        if refusal.code == "case.decided_by":
            return show(number, typed=typed, notice=notice, written=_written(typed)), status_of(refusal)
        return show(number, typed=typed, notice=notice, reclaim=True), status_of(refusal)
    return redirect(url_for("cases.case", number=number), 303)


@pages.post("/cases/<number>/otherwise")
@staff(Act.APPROVE)
def otherwise(number: str) -> Answer:
    """Decide otherwise than was proposed, as a senior, with a statement of one's own."""
    typed = read(request.form)
    version = version_of(request.form.get("version", ""))
    try:
        application().deciding.otherwise(number, g.staff, version, typed)
    except Refusals as refused:
        return show(number, typed=typed, faults=_faults(refused.refusals)), 422
    except Refusal as refusal:
        missing(refusal)
        notice = sentence(refusal.code, **refusal.params)
        return show(number, typed=typed, notice=notice), status_of(refusal)
    return redirect(url_for("cases.case", number=number), 303)


@pages.post("/cases/<number>/preview")
@staff(Act.WORK_CASES)
def preview(number: str) -> Answer:
    """Show what was typed as its readers will read it, with the warnings; nothing is recorded."""
    app = application()
    typed = read(request.form)
    case = app.views.cases.get(number)
    if case is None:
        abort(404)
    looked = app.advising.look_through(number, g.staff, typed, case.link.scope)
    page = show(number, typed=typed, looked=_shown(case, looked), faults=_faults(looked.refusals))
    return (page, 422) if looked.refusals else page


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement that is not stored yet, as a decision's page shows one, with the warnings about it."""

    statement: Statement | None
    ground: GroundView | None
    evidence: tuple[EvidenceView, ...]
    two_people: bool
    advice: tuple[Advice, ...]


def _shown(case: CaseView, looked: LookedThrough) -> Shown:
    told = looked.statement
    ground = None
    if told and told.restriction:
        versions = application().views.catalogue.ground_versions()
        ground = next(
            (
                GroundView(each.code, each.act, each.article, each.text, each.version)
                for each in versions
                if each.id == told.restriction.ground_version
            ),
            None,
        )
    cited = tuple(each for each in case.evidence if told and each.id in told.evidence)
    return Shown(told, ground, cited, bool(told and told.restriction), looked.advice)


def _faults(refusals: Iterable[Refusal]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fault in refusals:
        found.setdefault(fault.field or "outcome", []).append(sentence(fault.code, **fault.params))
    return found


def _written(typed: Written) -> list[tuple[str, str]]:
    own = [(name, getattr(typed, name)) for name in LONG_TEXTS]
    second = [(name, typed.translation.get(name, "")) for name in LONG_TEXTS]
    quoted = [("passages", words) for _, words in typed.quotes]
    return [(name, text) for name, text in (*own, *quoted, *second) if text.strip()]


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
