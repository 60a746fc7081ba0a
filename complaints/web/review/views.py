"""The page of views: renaming, sharing, deleting one's own, copying what others share."""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.errors import Refusal
from complaints.domain.queue import address, read_address
from complaints.domain.queue_views import SavedView
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.review.queue import choices, id_of, place
from complaints.web.state import application

pages = Blueprint("views", __name__, url_prefix="/staff/views")
MAX_ADDRESS = 4_000
Answer = str | Response | tuple[str, int]


@pages.get("")
@staff(Act.READ_CASES)
def views() -> str:
    """List the own views and what others share."""
    return _shown()


@pages.post("")
@staff(Act.READ_CASES)
def save() -> Answer:
    """Save what the queue is narrowed to."""
    asked = read_address(request.form.get("asked", "")[:MAX_ADDRESS])
    name, shared = request.form.get("name", ""), "shared" in request.form
    try:
        application().saving_views.save(g.staff, name, asked, shared=shared)
    except Refusal as refusal:
        return _shown(refusal, new=asked, name=name, shared=shared), 422
    return redirect(place(asked), 303)


@pages.post("/<number>/change")
@staff(Act.READ_CASES)
def change(number: str) -> Answer:
    """Rename an own view, share it or share it no longer."""
    name, shared = request.form.get("name", ""), "shared" in request.form
    try:
        application().saving_views.change(id_of(number), g.staff, name, shared=shared)
    except Refusal as refusal:
        return _refused(refusal, number, name)
    return redirect(url_for("views.views"), 303)


@pages.post("/<number>/delete")
@staff(Act.READ_CASES)
def delete(number: str) -> Answer:
    """Delete an own view."""
    try:
        application().saving_views.delete(id_of(number), g.staff)
    except Refusal as refusal:
        return _refused(refusal, number)
    return redirect(url_for("views.views"), 303)


@pages.post("/<number>/copy")
@staff(Act.READ_CASES)
def copy(number: str) -> Answer:
    """Make an own view of one that somebody shares."""
    try:
        application().saving_views.copy(id_of(number), g.staff)
    except Refusal as refusal:
        return _refused(refusal, number)
    return redirect(url_for("views.views"), 303)


def _refused(refusal: Refusal, number: str, name: str = "") -> Answer:
    if refusal.code == "view.unknown":
        abort(404)
    return _shown(refusal, at=number, name=name), 403 if refusal.code == "view.not_own" else 422


def _shown(
    refusal: Refusal | None = None,
    *,
    at: str = "",
    name: str = "",
    new: dict[str, str] | None = None,
    shared: bool = False,
) -> str:
    """Show the page, with what is wrong beside the view it is about (`at`, or the `new` one) and what was typed."""
    own, others = application().saving_views.of(g.staff)
    field = "name" if new is not None else f"name-{at}" if refusal and refusal.field else "own"
    return render_template(
        "review/views.html",
        own=[_line(view) for view in own],
        others=[_line(view) for view in others],
        choices=choices(),
        faults={field: [sentence(refusal.code, **refusal.params)]} if refusal else {},
        at=at,
        typed=name,
        new=new,
        address=address(new or {}),
        shared=shared,
    )


def _line(view: SavedView) -> tuple[SavedView, dict[str, str], str]:
    asked = read_address(view.asked)
    return view, asked, place(asked)
