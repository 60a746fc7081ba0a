"""The queue of open cases, the most urgent first, narrowed by what its address asks for."""

from collections.abc import Mapping
from datetime import datetime
from operator import itemgetter

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from complaints.db.views.narrowing import QueueFilter
from complaints.domain.access import Act, StaffMember
from complaints.domain.casework import QUEUE_STATES
from complaints.domain.identity.platforms import PLATFORMS
from complaints.domain.intake import LANGUAGES
from complaints.domain.queue import AGES, ME, YES, Corroboration, address, read, without
from complaints.web.guard import staff
from complaints.web.languages import language, sentence
from complaints.web.state import application

pages = Blueprint("queue", __name__, url_prefix="/staff")
NOBODY = 0
# Names that are written otherwise than their code.
BRANDS = {
    "imdb": "IMDb",
    "livejournal": "LiveJournal",
    "my_world": "Мой Мир",
    "soundcloud": "SoundCloud",
    "tiktok": "TikTok",
    "vk": "VK",
    "whatsapp": "WhatsApp",
    "x": "X",
    "youtube": "YouTube",
}


@pages.get("/queue")
@staff(Act.READ_CASES)
def queue() -> str | Response:
    """List the open cases, the most urgent first."""
    app = application()
    asked = read(request.args)
    if "" in request.args.values():
        # A form sends its empty fields too; the address of a view is the same however somebody came to it.
        return redirect(place(asked))
    now = app.clock()
    return render_template(
        "review/queue.html",
        found=app.views.queue.page(narrowed(asked, g.staff, now), request.args.get("after")),
        asked=asked,
        choices=choices(),
        rests={name: place(without(asked, name)) for name in asked},
        categories={category.code: category for category in app.views.catalogue.categories()},
        now=now,
    )


def choices() -> dict[str, list[tuple[str, str]]]:
    """List what may be chosen for the parts of a filter that are chosen and not typed, in the reader's words."""
    only = [(YES, gettext("only these"))]
    categories = application().views.catalogue.categories()
    return {
        "category": [(each.code, each.name[language()]) for each in categories],
        "status": [(each, sentence(f"status.{each}")) for each in QUEUE_STATES],
        "age": [(days, ngettext("%(num)s day", "%(num)s days", int(days))) for days in AGES],
        "language": [(each, sentence(f"language.{each}")) for each in LANGUAGES],
        "platform": sorted(((each.name, platform_name(each.name)) for each in PLATFORMS), key=itemgetter(1)),
        "corroboration": [(each, sentence(f"corroboration.{each}")) for each in Corroboration],
        "protected": only,
        "approval": only,
        "returned": only,
    }


def place(asked: Mapping[str, str]) -> str:
    """Give the address of the queue, narrowed."""
    words = address(asked)
    return url_for("queue.queue") + (f"?{words}" if words else "")


def narrowed(asked: Mapping[str, str], who: StaffMember, now: datetime) -> QueueFilter:
    """Say what an address asks for, in the ids and moments of now and of whoever asks."""
    age = AGES.get(asked.get("age", ""))
    return QueueFilter(
        category=asked.get("category", ""),
        state=asked.get("status", ""),
        language=asked.get("language", ""),
        opened_before=now - age if age else None,
        text=asked.get("text", ""),
        holder_id=_holder(asked["assignee"], who) if "assignee" in asked else None,
        returned_to=who.id if "returned" in asked else None,
        site=asked.get("site", ""),
        platform=asked.get("platform", ""),
        protected="protected" in asked,
        corroboration=asked.get("corroboration", ""),
        approver_id=who.id if "approval" in asked else None,
    )


def _holder(assignee: str, who: StaffMember) -> int:
    if assignee in {ME, who.email}:
        return who.id
    with application().open_reader() as uow:
        account = uow.staff.by_email(assignee)
    return account.id if account else NOBODY


def platform_name(code: str) -> str:
    """Write the name of a platform as it writes itself."""
    return BRANDS.get(code, code.replace("_", " ").title())
