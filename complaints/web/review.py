"""The reviewers' desk: queue, case, decision, approval."""

from collections.abc import Callable
from datetime import timedelta

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from complaints.db.views.queue import QueueFilter
from complaints.domain.access import Act
from complaints.domain.casework import QUEUE_STATES
from complaints.domain.decisions import Outcome, Written
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.identity import Scope
from complaints.domain.intake import LANGUAGES
from complaints.web.guard import staff
from complaints.web.languages import language, sentence
from complaints.web.state import application

pages = Blueprint("review", __name__, url_prefix="/staff")
AGES = {"1": timedelta(days=1), "7": timedelta(days=7), "30": timedelta(days=30)}
CONFLICTS = {"case.changed", "case.decided_by", "case.held", "case.expired", "case.unclaimed", "case.not_open"}
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
Answer = str | Response | tuple[str, int]


@pages.get("/queue")
@staff(Act.READ_CASES)
def queue() -> str:
    """List the open cases, the most urgent first."""
    app = application()
    args = request.args
    age = AGES.get(args.get("age", ""))
    mine = args.get("mine") == "1"
    wanted = QueueFilter(
        category=args.get("category", ""),
        state=args.get("status", ""),
        language=args.get("language", ""),
        opened_before=app.clock() - age if age else None,
        text=args.get("text", "")[:200],
        holder_id=g.staff.id if mine else None,
    )
    found = app.views.queue.page(wanted, args.get("after"))
    kept = {key: value for key, value in args.items() if value and key not in {"after", "lang"}}
    return render_template(
        "review/queue.html",
        found=found,
        filter={name: args.get(name, "") for name in ("category", "status", "age", "language", "text")},
        kept=kept,
        categories={category.code: category for category in app.views.catalogue.categories()},
        states=QUEUE_STATES,
        languages=LANGUAGES,
        now=app.clock(),
    )


@pages.get("/cases/<number>")
@staff(Act.READ_CASES)
def case(number: str) -> str:
    """Show everything needed to decide a case."""
    return _case(number)


def _case(number: str, typed: Written | None = None, faults: dict[str, list[str]] | None = None, **more: object) -> str:
    app = application()
    after = request.args.get("complaints", "")
    found = app.views.cases.get(number, int(after) if after.isascii() and after.isdigit() and len(after) < 18 else 0)
    if found is None:
        abort(404)
    app.casework.opened_page(found.id, g.staff)
    grounds = app.views.catalogue.grounds()
    today = app.clock().date()
    history = app.views.history.of(found.number)
    return render_template(
        "review/case.html",
        case=found,
        typed=typed or _before(found, grounds),
        faults=faults or {},
        more={"notice": "", "text": "", "reason": "", "proportionality": "", "reclaim": False, "written": (), **more},
        outcomes=list(Outcome),
        scopes=list(Scope),
        languages=LANGUAGES,
        categories={category.code: category for category in app.views.catalogue.categories()},
        grounds=[each for each in grounds.values() if each.in_force(today) and found.category in each.categories],
        now=app.clock(),
        today=today,
        revealed=more.get("revealed"),
        joins=app.views.joins.of(found.id),
        history=history.entries if history else (),
    )


def _before(found: object, _grounds: object) -> Written:
    """Start the form from the last returned proposal of the case, if there is one."""
    proposals = [each for each in found.proposals if each.state == "returned"]  # type: ignore[attr-defined]  # a CaseView
    if not proposals:
        return Written(language=language())
    last = proposals[0].statement
    part = last.restriction
    return Written(
        outcome=last.outcome.value,
        facts=last.facts,
        explanation=last.explanation,
        language=last.language,
        evidence=tuple(str(each) for each in last.evidence),
        ground=part.ground if part else "",
        ground_explanation=part.ground_explanation if part else "",
        passages=part.passages if part else "",
        necessity=part.necessity if part else "",
        scope=part.scope.value if part else "",
        territory=part.territory if part else "",
        ends_on=part.ends_on.isoformat() if part else "",
        court_reference=part.court_reference if part else "",
    )


@pages.post("/cases/<number>/claim")
@staff(Act.WORK_CASES)
def claim(number: str) -> Answer:
    """Take a case, or renew the own claim."""
    return act_on(number, lambda: application().casework.claim(number, g.staff))


@pages.post("/cases/<number>/release")
@staff(Act.WORK_CASES)
def release(number: str) -> Answer:
    """Give a case back to the queue."""
    return act_on(number, lambda: application().casework.release(number, g.staff))


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
        if request.form.get("reclaim"):
            app.casework.claim(number, g.staff)
        app.deciding.decide(number, g.staff, version_of(version) or 0, typed)
    except Refusals as refused:
        faults: dict[str, list[str]] = {}
        for fault in refused.refusals:
            faults.setdefault(fault.field or "outcome", []).append(sentence(fault.code, **fault.params))
        return _case(number, typed, faults), 422
    except Refusal as refusal:
        _missing(refusal)
        notice = sentence(refusal.code, **refusal.params)
        if refusal.code == "case.decided_by":
            return _case(number, typed, None, notice=notice, written=_written(typed)), _code(refusal)
        return _case(number, typed, None, notice=notice, reclaim=True), _code(refusal)
    return redirect(url_for("review.case", number=number), 303)


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


@pages.post("/cases/<number>/reveal")
@staff(Act.WORK_CASES)
def reveal(number: str) -> Answer:
    """Show one complaint's words unmasked, for a reason that goes into the log."""
    complaint = request.form.get("complaint", "")
    reason = request.form.get("reason", "")
    try:
        complaint_id = int(complaint) if complaint.isascii() and complaint.isdigit() and len(complaint) < 18 else 0
        application().casework.reveal(number, complaint_id, g.staff, reason)
    except Refusal as refusal:
        _missing(refusal)
        return _case(number, None, None, notice=sentence(refusal.code, **refusal.params)), _code(refusal)
    words = application().views.cases.unmasked(complaint_id)
    return _case(number, None, None, revealed={"id": complaint_id, "text": words})


def act_on(number: str, act: Callable[[], object], **typed: str) -> Answer:
    """Do something to a case and come back to its page; a refusal is said there, with what was typed."""
    try:
        act()
    except Refusal as refusal:
        _missing(refusal)
        notice = sentence(refusal.code, **refusal.params)
        return _case(number, None, None, notice=notice, **typed), _code(refusal)
    return redirect(url_for("review.case", number=number), 303)


def _missing(refusal: Refusal) -> None:
    if refusal.code == "case.unknown":
        abort(404)
    if refusal.code == "access.denied":
        abort(403)


def _code(refusal: Refusal) -> int:
    if refusal.code == "approval.own":
        return 403
    return 409 if refusal.code in CONFLICTS or refusal.code == "approval.none" else 422


def version_of(text: str) -> int | None:
    """Read the version of a case that a form was written against."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
