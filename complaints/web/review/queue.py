"""The queue of open cases, the most urgent first."""

from datetime import timedelta

from flask import Blueprint, g, render_template, request

from complaints.db.views.queue import QueueFilter
from complaints.domain.access import Act
from complaints.domain.casework import QUEUE_STATES
from complaints.domain.intake import LANGUAGES
from complaints.web.guard import staff
from complaints.web.state import application

pages = Blueprint("queue", __name__, url_prefix="/staff")
AGES = {"1": timedelta(days=1), "7": timedelta(days=7), "30": timedelta(days=30)}


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
