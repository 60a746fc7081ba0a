"""The complaints of a case, each by itself, and masked contacts in them shown for a reason."""

from flask import Blueprint, abort, g, render_template, request

from complaints.domain.access import Act
from complaints.domain.errors import Refusal
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.review.cases import Answer, missing, show, status_of
from complaints.web.review.reading import asked, id_in
from complaints.web.state import application

pages = Blueprint("voices", __name__, url_prefix="/staff")


@pages.get("/cases/<number>/complaints")
@staff(Act.READ_CASES)
def complaints(number: str) -> str:
    """List the complaints of a case, a page at a time; only those worded like one of them where that is asked."""
    return listed(number)


def listed(number: str, **more: object) -> str:
    """Show the list of complaints, with what a look behind a mask leaves on it."""
    app = application()
    case = app.views.cases.get(number)
    if case is None:
        abort(404)
    app.casework.opened_page(case.id, g.staff)
    after, like = asked("after"), asked("like")
    held = case.holder_id == g.staff.id and case.lease_until is not None and case.lease_until > app.clock()
    return render_template(
        "review/complaints.html",
        case=case,
        page=app.views.voices.each(case.id, after, like),
        like=like,
        held=held,
        onward=f"?from=list&after={after}&like={like}",
        **{"notice": "", "revealed": None, **more},
    )


@pages.post("/cases/<number>/reveal")
@staff(Act.WORK_CASES)
def reveal(number: str) -> Answer:
    """Show one complaint's words unmasked, for a reason that goes into the log, on the page it was asked from."""
    onto = listed if request.args.get("from") == "list" else show
    complaint_id = id_in(request.form.get("complaint", ""))
    try:
        application().casework.reveal(number, complaint_id, g.staff, request.form.get("reason", ""))
    except Refusal as refusal:
        missing(refusal)
        return onto(number, notice=sentence(refusal.code, **refusal.params)), status_of(refusal)
    words = application().views.voices.unmasked(complaint_id)
    return onto(number, revealed={"id": complaint_id, "text": words})
