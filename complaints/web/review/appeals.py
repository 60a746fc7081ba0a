"""Appeals and objections at the desk: the judges' queue, both sides of one, and its answer."""

from collections.abc import Mapping

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.intake import LANGUAGES
from complaints.domain.numbers import DECISION, row_of
from complaints.domain.versions import VersionKind
from complaints.services.appeals import Judgement
from complaints.web.guard import staff
from complaints.web.languages import language, sentence
from complaints.web.review.amending import faults_of, form_parts, standing_words
from complaints.web.review.forms import read
from complaints.web.review.records import found, sent_version, status_of
from complaints.web.state import application

pages = Blueprint("judging", __name__, url_prefix="/staff")
VERDICTS = (VersionKind.UPHELD, VersionKind.CHANGED, VersionKind.REVERSED)
Answer = str | Response | tuple[str, int]


@pages.get("/appeals")
@staff(Act.READ_CASES)
def listed() -> str:
    """List the appeals and objections that wait, the nearest deadline first."""
    app = application()
    page = app.views.appeals.page(request.args.get("after"))
    with app.open_reader() as uow:
        took_part = {
            row.number: g.staff.id in uow.versions.took_part(row_of(DECISION, row.decision_number) or 0, row.id)
            for row in page.rows
        }
    return render_template(
        "review/appeals/appeals.html",
        found=page,
        took_part=took_part,
        categories={category.code: category for category in app.views.catalogue.categories()},
        now=app.clock(),
    )


@pages.get("/appeals/<number>")
@staff(Act.READ_CASES)
def appeal(number: str) -> str:
    """Show both sides of an appeal; that it was read is in the log."""
    return show(number)


def show(
    number: str,
    judged: Mapping[str, str] | None = None,
    typed: Written | None = None,
    faults: Mapping[str, list[str]] | None = None,
    notice: str = "",
) -> str:
    """Show an appeal, with what a verdict that came to nothing leaves on it."""
    app = application()
    seen = app.views.appeals.case(number)
    if seen is None:
        abort(404)
    decision, case = found(seen.row.decision_number)
    app.appealing.opened_page(seen.row.id, g.staff)
    with app.open_reader() as uow:
        took_part = g.staff.id in uow.versions.took_part(decision.id, seen.row.id)
    return render_template(
        "review/appeals/appeal.html",
        appeal=seen,
        decision=decision,
        took_part=took_part,
        verdicts=[(each.value, sentence(f"verdict.{each.value}"), "") for each in VERDICTS],
        # Without a restriction there is nothing that could end: to reverse takes a statement then.
        form_needs="changed" if decision.restricts else "changed reversed",
        named_languages=[(each, sentence(f"language.{each}")) for each in LANGUAGES],
        now=app.clock(),
        notice=notice,
        judged={"verdict": "", "reason": "", "reason_language": language(), **(judged or {})},
        **form_parts(case, typed or standing_words(decision), faults),
    )


@pages.post("/appeals/<number>/judge")
@staff(Act.JUDGE)
def judge(number: str) -> Answer:
    """End an appeal, with reasons, or propose to; whatever fails, what was typed stays."""
    judged = {name: request.form.get(name, "") for name in ("verdict", "reason", "reason_language")}
    typed = read(request.form)
    judgement = Judgement(judged["verdict"], judged["reason"], judged["reason_language"], typed)
    try:
        application().appealing.judge(number, g.staff, sent_version(), judgement)
    except Refusals as refused:
        return show(number, judged, typed, faults_of(refused.refusals)), 422
    except Refusal as refusal:
        if refusal.code == "appeal.unknown":
            abort(404)
        if refusal.field in {"verdict", "reason"}:
            return show(number, judged, typed, faults_of([refusal])), 422
        return show(number, judged, typed, notice=sentence(refusal.code, **refusal.params)), status_of(refusal)
    return redirect(url_for("judging.appeal", number=number), 303)
