"""Looking at evidence: images veiled until asked for, in a page that can do nothing; and stopping and purging."""

import base64

from flask import Blueprint, Response, abort, g, make_response, redirect, render_template, url_for

from complaints.domain.access import Act
from complaints.domain.errors import Refusal
from complaints.services.evidence_ports import Exhibit, Picture
from complaints.web.guard import staff
from complaints.web.state import application

pages = Blueprint("evidence", __name__, url_prefix="/staff")
# No scripts, no forms, no address of its own: the image lies in the page as data, so that nothing of a stranger's is
# ever an answer of this origin by itself.
SANDBOX = "sandbox; default-src 'none'; img-src data:; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"
DIGITS = 18
GONE = {"evidence.unknown": 404, "evidence.never_shown": 403, "evidence.damaged": 410, "access.denied": 403}


@pages.get("/evidence/<number>")
@staff(Act.READ_CASES)
def veiled(number: str) -> Response:
    """Show an image small, grey and blurred; the look is logged."""
    return _viewer(number, clear=False)


@pages.post("/evidence/<number>/clear")
@staff(Act.READ_CASES)
def clear(number: str) -> Response:
    """Show an image as it is, because somebody asked; the look is logged."""
    return _viewer(number, clear=True)


def _viewer(number: str, *, clear: bool) -> Response:
    exhibit, picture = _look(number, clear=clear)
    source = f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"
    response = make_response(
        render_template("review/evidence.html", exhibit=exhibit, picture=picture, source=source, clear=clear)
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _look(number: str, *, clear: bool) -> tuple[Exhibit, Picture]:
    if not (number.isascii() and number.isdigit() and len(number) < DIGITS):
        abort(404)
    try:
        return application().keeping.look(int(number), g.staff, clear=clear)
    except Refusal as refusal:
        abort(GONE.get(refusal.code, 404))


@pages.post("/evidence/<number>/file")
@staff(Act.READ_CASES)
def file(number: str) -> Response:
    """Hand an image out as a file, for another body that is competent; never as something a browser shows."""
    exhibit, picture = _look(number, clear=True)
    response = make_response(picture.data)
    response.headers["Content-Type"] = picture.media_type
    response.headers["Content-Disposition"] = f'attachment; filename="evidence-{exhibit.id}.jpg"'
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@pages.post("/cases/<number>/purge")
@staff(Act.WORK_CASES)
def purge(number: str) -> Response:
    """Stop and purge: never capture this resource again, and remove all that was kept of it now."""
    try:
        application().keeping.purge(number, g.staff)
    except Refusal as refusal:
        abort(404 if refusal.code == "case.unknown" else 403)
    return make_response(redirect(url_for("cases.case", number=number), 303))
