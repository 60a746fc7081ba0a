"""Work in hand: drafts saved while typing, claims that last as long as the work, and who else is reading.

Every form sent on a case by somebody at work on it prolongs their claim; a form that was refused is kept as a draft,
and the draft of one that was accepted is deleted.
"""

from contextlib import suppress
from datetime import datetime

from flask import Blueprint, Response, g, jsonify, make_response, redirect, request, url_for
from flask_babel import gettext

from complaints.domain.access import Act
from complaints.domain.casework import OPEN_STATES
from complaints.domain.drafts import DraftForm
from complaints.domain.errors import Refusal
from complaints.domain.numbers import CASE, row_of
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.moments import clock_time
from complaints.web.review.cases import Answer, act_on, missing, show, status_of
from complaints.web.review.forms import read
from complaints.web.state import application

pages = Blueprint("keeping", __name__, url_prefix="/staff")
CASES = "/staff/cases/"
JSON = "application/json"
# After these nobody works on the case any more, or the draft itself is what was sent.
OVER = frozenset(
    ("release", "recuse", "give", "take-back", "draft", "discard", "bring-back", "pulse", "refuse-together", "carry")
)
SENT, REFUSED = 303, frozenset({409, 422})


@pages.post("/cases/<number>/draft")
@staff(Act.WORK_CASES)
def save(number: str) -> Answer:
    """Keep what stands in a form of the case, whichever fields it has."""
    form = request.form.get("draft", "")
    try:
        at = application().drafting.save(number, g.staff, form, request.form.lists())
    except Refusal as refusal:
        missing(refusal)
        said = sentence(refusal.code, **refusal.params)
        if _scripted():
            return make_response(jsonify(fault=said), status_of(refusal))
        typed = {"typed": read(request.form), "reclaim": True} if form == DraftForm.DECIDE else {}
        return show(number, notice=said, text=request.form.get("text", ""), **typed), status_of(refusal)
    until = application().claims.work_on(number, g.staff)
    if _scripted():
        return jsonify(said=gettext("Draft saved at %(time)s", time=clock_time(at)), **_told(number, until))
    return redirect(url_for("cases.case", number=number), 303)


@pages.post("/cases/<number>/discard")
@staff(Act.WORK_CASES)
def discard(number: str) -> Answer:
    """Throw a draft away."""
    return act_on(number, lambda: application().drafting.discard(number, g.staff, request.form.get("draft", "")))


@pages.post("/cases/<number>/bring-back")
@staff(Act.WORK_CASES)
def bring_back(number: str) -> Answer:
    """Bring back a draft that was thrown away."""
    return act_on(number, lambda: application().drafting.bring_back(number, g.staff, request.form.get("draft", "")))


@pages.post("/cases/<number>/pulse")
@staff(Act.WORK_CASES)
def pulse(number: str) -> Answer:
    """Take the sign of life of a page on which somebody is doing something."""
    until = application().claims.work_on(number, g.staff)
    return jsonify(**_told(number, until))


def _told(number: str, until: datetime | None) -> dict[str, object]:
    """Say how many seconds the claim lasts, and who else is reading."""
    app = application()
    left = int((until - app.clock()).total_seconds()) if until else None
    case_id = row_of(CASE, number)
    with app.open_reader() as uow:
        case = uow.cases.get(case_id) if case_id else None
    reading: list[str] = []
    if case is not None:
        reading = app.claims.here(case.id, g.staff)
        if case.state not in OPEN_STATES or app.second_reviewing.held(number, g.staff) is not None:
            reading = []
    return {"left": left, "others": gettext("Also reading this: %(who)s", who=", ".join(reading)) if reading else ""}


def _scripted() -> bool:
    return request.accept_mimetypes.best == JSON


@pages.after_app_request
def go_on_working(response: Response) -> Response:
    """After a form was sent on a case: prolong the claim, keep what was refused, delete the draft of what was sent."""
    who = g.get("staff")
    number, _, deed = request.path.removeprefix(CASES).partition("/")
    if request.method != "POST" or not request.path.startswith(CASES) or who is None or not who.may(Act.WORK_CASES):
        return response
    drafting = application().drafting
    with suppress(Refusal):
        if deed in set(DraftForm):
            if response.status_code == SENT:
                drafting.sent(number, who, deed)
            elif response.status_code in REFUSED:
                drafting.save(number, who, deed, request.form.lists())
        elif deed == "preview":
            drafting.save(number, who, DraftForm.DECIDE, request.form.lists())
    if deed not in OVER:
        application().claims.work_on(number, who)
    return response
