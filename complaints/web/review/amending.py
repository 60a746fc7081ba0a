"""Writing a further version of a decision at the desk: a correction, or the renewal of a restriction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.decisions import Outcome, Written
from complaints.domain.errors import Refusal, Refusals
from complaints.services.case_views import CaseView
from complaints.services.views import DecisionView
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.review.forms import ORDER, read, written_from
from complaints.web.review.panels import deciding, finished
from complaints.web.review.records import found, last_change, sent_version, status_of
from complaints.web.state import application

pages = Blueprint("amending", __name__, url_prefix="/staff")
Answer = str | Response | tuple[str, int]
Amend = Callable[..., bool]


@pages.get("/decisions/<number>/correct")
@staff(Act.WORK_CASES)
def correct(number: str) -> str:
    """Show the form of a correction, begun with what the decision says now."""
    return form(number, "correct")


@pages.post("/decisions/<number>/correct")
@staff(Act.WORK_CASES)
def record_correction(number: str) -> Answer:
    """Record a correction, or propose it where it restricts; whatever fails, what was typed stays."""
    return _record(number, "correct", application().amending.correct)


@pages.get("/decisions/<number>/renew")
@staff(Act.WORK_CASES)
def renew(number: str) -> str:
    """Show the form of a renewal, begun with what the restriction says now but for its end."""
    return form(number, "renew")


@pages.post("/decisions/<number>/renew")
@staff(Act.WORK_CASES)
def record_renewal(number: str) -> Answer:
    """Propose a renewal; whatever fails, what was typed stays."""
    return _record(number, "renew", application().amending.renew)


def _record(number: str, what: str, amend: Amend) -> Answer:
    typed, reason = read(request.form), request.form.get("reason", "")
    try:
        amend(number, g.staff, sent_version(), typed, reason)
    except Refusals as refused:
        return form(number, what, typed, reason, faults=faults_of(refused.refusals)), 422
    except Refusal as refusal:
        if refusal.code == "decision.unknown":
            abort(404)
        notice = sentence(refusal.code, **refusal.params)
        return form(number, what, typed, reason, notice=notice), status_of(refusal)
    return redirect(url_for("records.record", number=number), 303)


def form(
    number: str,
    what: str,
    typed: Written | None = None,
    reason: str = "",
    faults: Mapping[str, list[str]] | None = None,
    notice: str = "",
) -> str:
    """Render the form with what was typed and what is wrong with it."""
    decision, case = found(number)
    standing = standing_words(decision)
    if what == "renew":
        standing = replace(standing, ends_on="")
    return render_template(
        "review/records/amend.html",
        what=what,
        decision=decision,
        changed=last_change(case),
        reason=reason,
        notice=notice,
        **form_parts(case, typed or standing, faults),
    )


def form_parts(case: CaseView, typed: Written, faults: Mapping[str, list[str]] | None) -> dict[str, Any]:
    """Give the form of a statement what can be chosen in it, what was typed, and what is wrong with that."""
    wanted = request.args.get("outcome", "")
    if wanted in set(Outcome):
        typed = replace(typed, outcome=wanted)
    parts: dict[str, Any] = {**deciding(case), "typed": typed}
    categories = {category.code: category for category in application().views.catalogue.categories()}
    return {
        **parts,
        **finished(parts),
        "case": case,
        "faults": faults or {},
        "form_order": ("reason", "verdict", *ORDER),
        "more": {"reclaim": False},
        "categories": categories,
    }


def standing_words(decision: DecisionView) -> Written:
    """Begin a form with what a decision says now, contacts and all, as a reviewer wrote it."""
    with application().open_reader() as uow:
        stored = uow.versions.get(decision.id)
        return written_from(uow.versions.statement(stored.statement_id)) if stored else Written()


def faults_of(refusals: Iterable[Refusal]) -> dict[str, list[str]]:
    """Put what is wrong into words, by the field of the form."""
    told: dict[str, list[str]] = {}
    for fault in refusals:
        told.setdefault(fault.field or "outcome", []).append(sentence(fault.code, **fault.params))
    return told
