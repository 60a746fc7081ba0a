"""The auditors' pages: histories out of the log."""

from flask import Blueprint, g, render_template, request

from complaints.domain.access import Act
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.state import application

pages = Blueprint("audit", __name__, url_prefix="/audit")


@pages.get("/")
@staff(Act.READ_LOG)
def start() -> str | tuple[str, int]:
    """Ask for a subject, and show its whole history, oldest first."""
    app = application()
    subject = request.args.get("subject", "").strip()[:254]
    if not subject:
        return render_template("audit/history.html", subject="", history=None, fault="")
    after = request.args.get("after", "")
    place = int(after) if after.isascii() and after.isdigit() and len(after) < 18 else 0
    history = app.views.history.of(subject, place)
    if history is None:
        fault = sentence("audit.unknown")
        return render_template("audit/history.html", subject=subject, history=None, fault=fault), 404
    with app.open_uow(g.staff.actor, "audit.read") as uow:
        subjects = app.views.history.subjects(subject)
        uow.staff.record_read("history", app.clock(), staff_id=g.staff.id, **subjects)
    return render_template("audit/history.html", subject=subject, history=history, fault="")
