"""The queue of open cases, the most urgent first, narrowed by what its address asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from complaints.db.views.narrowing import QueueFilter
from complaints.domain.access import Act, StaffMember
from complaints.domain.casework import QUEUE_STATES
from complaints.domain.errors import Refusal
from complaints.domain.identity.platforms import PLATFORMS
from complaints.domain.intake import LANGUAGES
from complaints.domain.queue import (
    AGES,
    DEADLINES,
    ME,
    YES,
    Corroboration,
    address,
    age_beyond,
    read,
    read_address,
    without,
)
from complaints.domain.queue_views import built_in
from complaints.services.deadline_views import OVERDUE_COUNTED
from complaints.services.queue_page_views import Count
from complaints.web.guard import staff
from complaints.web.languages import language, sentence
from complaints.web.state import application

pages = Blueprint("queue", __name__, url_prefix="/staff")
REREVIEW = "rereview"
LISTED = 10  # of what others share; all of it is on the page of views
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
    if request.args.get("view") == REREVIEW:
        return redirect(url_for("rereviews.listed"))
    if "view" in request.args:
        return redirect(place(asked_by_name(request.args["view"], g.staff)))
    if "" in request.args.values():
        # A form sends its empty fields too; the address of a view is the same however somebody came to it.
        return redirect(place(asked))
    now = app.clock()
    oldest = app.views.queue.oldest()
    beyond = oldest and age_beyond(now - oldest)
    views = views_of(g.staff)
    current = next((view for view in views if view.asked == asked), None)
    counts = app.views.queue.counts([narrowed(view.asked, g.staff, now) for view in views])
    return render_template(
        "review/queue.html",
        found=app.views.queue.page(narrowed(asked, g.staff, now), request.args.get("after")),
        oldest=oldest,
        oldest_place=place({"age": beyond}) if beyond else "",
        views=[*_lines(views, counts, current), _rereviews()],
        current=current,
        asked=asked,
        address=address(asked),
        choices=choices(),
        rests={name: place(without(asked, name)) for name in asked},
        categories={category.code: category for category in app.views.catalogue.categories()},
        now=now,
        near=app.views.deadlines.notice(g.staff.id, now),
        most=OVERDUE_COUNTED,
        kept_for_me=app.views.handing.kept_for(g.staff.id, now),
    )


@dataclass(frozen=True, slots=True)
class View:
    """A view as the page lists it; `code` is of those that everybody has, `owner` of those that others share."""

    name: str
    asked: Mapping[str, str]
    code: str = "other"
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A view as a link; `current` says that it is the one that is shown."""

    name: str
    place: str
    count: Count
    owner: str = ""
    current: bool = False


def _lines(views: Sequence[View], counts: Sequence[Count], current: View | None) -> Iterator[Line]:
    for view, count in zip(views, counts, strict=True):
        yield Line(view.name, place(view.asked), count, view.owner, view is current)


def _rereviews() -> Line:
    """Lead to what is due for a re-review: decided cases, which have a page of their own."""
    return Line(sentence(f"view.{REREVIEW}"), url_for("rereviews.listed"), application().views.queue.due_for_rereview())


def views_of(who: StaffMember) -> list[View]:
    """List the views a person has: those everybody has, the own, and what others share."""
    own, shared = application().saving_views.of(who)
    return [
        *(View(sentence(f"view.{each.code}"), each.asked, each.code) for each in built_in(who)),
        *(View(each.name, read_address(each.asked)) for each in own),
        *(View(each.name, read_address(each.asked), owner=each.owner) for each in shared[:LISTED]),
    ]


def asked_by_name(name: str, who: StaffMember) -> Mapping[str, str]:
    """Say what the view of a code, or a saved one of an id, asks for; a name that is none means everything."""
    for view in built_in(who):
        if view.code == name:
            return view.asked
    try:
        return read_address(application().saving_views.find(id_of(name), who).asked)
    except Refusal:
        return {}


def id_of(text: str) -> int:
    """Read an id; 0, which no row has, where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def choices() -> dict[str, list[tuple[str, str]]]:
    """List what may be chosen for the parts of a filter that are chosen and not typed, in the reader's words."""
    only = [(YES, gettext("only these"))]
    categories = application().views.catalogue.categories()
    return {
        "category": [(each.code, each.name[language()]) for each in categories],
        "status": [(each, sentence(f"status.{each}")) for each in QUEUE_STATES],
        "age": [(days, ngettext("%(num)s day", "%(num)s days", int(days))) for days in AGES],
        "deadline": [(each, sentence(f"due.{each}")) for each in DEADLINES],
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
    due = DEADLINES.get(asked.get("deadline", ""))
    return QueueFilter(
        category=asked.get("category", ""),
        state=asked.get("status", ""),
        language=asked.get("language", ""),
        opened_before=now - age if age else None,
        due_before=now + due if due is not None else None,
        text=asked.get("text", ""),
        holder_id=who.id if asked.get("assignee") == ME else None,
        holder_email=asked.get("assignee", "") if asked.get("assignee") != ME else "",
        returned_to=who.id if "returned" in asked else None,
        site=asked.get("site", ""),
        platform=asked.get("platform", ""),
        protected="protected" in asked,
        corroboration=asked.get("corroboration", ""),
        approver_id=who.id if "approval" in asked else None,
    )


def platform_name(code: str) -> str:
    """Write the name of a platform as it writes itself."""
    return BRANDS.get(code, code.replace("_", " ").title())
