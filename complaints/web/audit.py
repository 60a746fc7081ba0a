"""The auditors' pages: histories out of the log."""

from datetime import datetime

from flask import Blueprint, g, render_template, request

from complaints.domain.access import Act
from complaints.domain.log_words import CLOSED_COLUMNS, CODED_COLUMNS, column_code
from complaints.domain.messages import MESSAGES
from complaints.services.history_views import Hidden, Subject, Value
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.moments import second
from complaints.web.state import application

pages = Blueprint("audit", __name__, url_prefix="/audit")


@pages.get("/")
@staff(Act.READ_LOG)
def start() -> str | tuple[str, int]:
    """Ask for a subject, and show its whole history, oldest first."""
    app = application()
    subject = request.args.get("subject", "").strip()[:254]
    if not subject:
        return _page("")
    after = request.args.get("after", "")
    place = int(after) if after.isascii() and after.isdigit() and len(after) < 18 else 0
    history = app.views.history.of(subject, place)
    if history is None:
        return _page(subject, fault=sentence("audit.unknown")), 404
    _record(history.subject)
    return _page(subject, history=history, place=place)


def _page(subject: str, **more: object) -> str:
    values = {"history": None, "fault": "", "place": 0, **more}
    return render_template("audit/history.html", subject=subject, shown=shown, titled=titled, **values)


def _record(subject: Subject) -> None:
    app = application()
    with app.open_uow(g.staff.actor, "audit.read") as uow:
        about = {subject.kind: subject.id}
        uow.staff.record_read(
            "history",
            app.clock(),
            staff_id=g.staff.id,
            about_id=about.get("staff"),
            case_id=about.get("case"),
            complaint_id=about.get("complaint"),
            reporter_id=about.get("reporter"),
        )


def titled(column: str) -> str:
    """Name a column for people."""
    code, ending = column_code(column)
    if not ending:
        return sentence(code)
    return f"{sentence(code)} ({sentence(f'language.{ending}') if ending.isalpha() else ending})"


def shown(column: str, value: Value) -> str:
    """Write a value of an entry for people: moments with their zone, codes in words, and why something is not shown."""
    if isinstance(value, Hidden):
        return sentence(f"hidden.{value}")
    if value is None or value == "":
        return sentence("hidden.none")
    if isinstance(value, bool):
        return sentence("hidden.yes" if value else "hidden.no")
    if isinstance(value, datetime):
        return second(value)
    codes = (f"{CODED_COLUMNS.get(column, '')}.{value}", f"value.{value}" if column in CLOSED_COLUMNS else "")
    return next((sentence(code) for code in codes if code in MESSAGES), str(value))
