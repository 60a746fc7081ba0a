"""Related cases: read side by side, decided one by one with carried-over words, or refused together."""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for

from complaints.domain.access import Act
from complaints.domain.bundles import By
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.intake import LANGUAGES
from complaints.services.bundles import Refused
from complaints.web.guard import staff
from complaints.web.languages import language, sentence
from complaints.web.review.cases import Answer, missing, show, status_of
from complaints.web.state import application

pages = Blueprint("bundles", __name__, url_prefix="/staff")
DIGITS = 18
FIELDS = ("facts", "explanation", "language")


@pages.get("/cases/<number>/bundle")
@staff(Act.READ_CASES)
def bundle(number: str) -> str:
    """Show open cases that have an account, a site or a wording in common with one."""
    return _page(number)


def _page(
    number: str,
    faults: dict[str, list[str]] | None = None,
    done: tuple[Refused, ...] = (),
    typed: dict[str, str] | None = None,
) -> str:
    app = application()
    case = app.views.cases.get(number)
    asked = request.values.get("by", "")
    if case is None or asked not in set(By):
        abort(404)
    after = request.args.get("after", "")
    place = int(after) if after.isascii() and after.isdigit() and len(after) < DIGITS else 0
    found = app.views.bundles.page(case.id, By(asked), place)
    for row in found.rows if found else ():
        app.casework.opened_page(row.id, g.staff)
    return render_template(
        "review/bundle.html",
        case=case,
        by=asked,
        found=found,
        faults=faults or {},
        done=done,
        typed={"facts": "", "explanation": "", "language": language(), **(typed or {})},
        languages=LANGUAGES,
        categories={category.code: category for category in app.views.catalogue.categories()},
    )


@pages.post("/cases/<number>/refuse-together")
@staff(Act.WORK_CASES)
def refuse_together(number: str) -> Answer:
    """Refuse the chosen cases as out of scope; each gets a decision of its own, or the page says why not."""
    words = {name: request.form.get(name, "") for name in FIELDS}
    chosen = [_chosen(each) for each in request.form.getlist("chosen")]
    try:
        done = application().bundling.refuse(chosen, g.staff, **words)
    except Refusals as refused:
        faults: dict[str, list[str]] = {}
        for fault in refused.refusals:
            faults.setdefault(fault.field or "facts", []).append(sentence(fault.code, **fault.params))
        return _page(number, faults, typed=words), 422
    except Refusal as refusal:
        missing(refusal)
        return _page(number, {"chosen": [sentence(refusal.code, **refusal.params)]}, typed=words), status_of(refusal)
    return _page(number, None, tuple(done))


@pages.post("/cases/<number>/carry")
@staff(Act.WORK_CASES)
def carry(number: str) -> Answer:
    """Claim a case and begin its decision with one's own words on another."""
    try:
        application().bundling.carry(number, g.staff, request.form.get("from", "")[:40])
    except Refusal as refusal:
        missing(refusal)
        return show(number, notice=sentence(refusal.code, **refusal.params)), status_of(refusal)
    return redirect(url_for("cases.case", number=number), 303)


def _chosen(text: str) -> tuple[str, int]:
    number, _, version = text[:40].partition(":")
    return number, int(version) if version.isascii() and version.isdigit() and len(version) < DIGITS else 0
