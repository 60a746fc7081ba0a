"""Changes to what the rules stand on: what is open, what was done, and the answer of the second person."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.changes import ChangeKind
from complaints.domain.errors import Refusal
from complaints.domain.grounds import Ground, from_fields, standing
from complaints.services.changes_views import ChangeView
from complaints.web import moments
from complaints.web.admin.start import show
from complaints.web.guard import public, staff
from complaints.web.languages import sentence
from complaints.web.state import application

pages = Blueprint("changes", __name__)
DIGITS = 10
Answer = str | Response | tuple[str, int]


@pages.get("/admin/changes")
@staff(Act.CONFIRM_CHANGES)
def changes() -> str:
    """List the changes that wait, and below them all changes, newest first."""
    views = application().views.changes
    return show("admin/changes.html", waiting=views.open(), found=views.page(_after()))


@pages.get("/changes")
@public
def published() -> str:
    """List for everybody the changes that were approved: what they are, why, and since when."""
    return render_template("publication/changes.html", found=application().views.changes.public(_after()))


@pages.get("/admin/changes/<number>")
@staff(Act.CONFIRM_CHANGES)
def change(number: str) -> str:
    """Show one change: what stands now, what shall stand, who proposed it and why."""
    return _page(_found(number))


@pages.post("/admin/changes/<number>/approve")
@staff(Act.CONFIRM_CHANGES)
def approve(number: str) -> Answer:
    """Approve a change as the second person."""
    return _answer(number, lambda change_id: application().changing.approve(change_id, g.staff))


@pages.post("/admin/changes/<number>/refuse")
@staff(Act.CONFIRM_CHANGES)
def refuse(number: str) -> Answer:
    """Refuse a change with a reason."""
    reason = request.form.get("reason", "")
    return _answer(number, lambda change_id: application().changing.refuse(change_id, g.staff, reason), reason)


@pages.post("/admin/changes/<number>/withdraw")
@staff(Act.KEEP_CATALOGUE)
def withdraw(number: str) -> Answer:
    """Take an own change back."""
    return _answer(number, lambda change_id: application().changing.withdraw(change_id, g.staff))


def _answer(number: str, act: Callable[[int], object], reason: str = "") -> Answer:
    found = _found(number)
    try:
        act(found.id)
    except Refusal as refusal:
        if refusal.code == "access.denied":
            abort(403)
        status = 422 if refusal.field else 403 if refusal.code in {"change.own", "change.not_own"} else 409
        return _page(_found(number), fault=refusal, reason=reason), status
    return redirect(url_for("changes.change", number=found.id), 303)


def _page(found: ChangeView, fault: Refusal | None = None, reason: str = "") -> str:
    faults = {fault.field or "notice": [sentence(fault.code, **fault.params)]} if fault else {}
    before, after = _versions(found)
    ends = date.fromisoformat(found.payload["valid_to"]) if found.kind == ChangeKind.GROUND_END else None
    return show(
        "admin/change.html",
        change=found,
        before=before,
        after=after,
        ends=ends,
        categories={each.code: each for each in application().views.catalogue.categories()},
        faults=faults,
        reason=reason,
    )


def _versions(found: ChangeView) -> tuple[Ground | None, Ground | None]:
    """Give what a ground says now and what it shall say, where the change is about the words of one."""
    if not found.code:
        return None, None
    app = application()
    with app.open_reader() as uow:
        now = standing(uow.catalogue.ground_versions(), moments.today()).get(found.code)
    return now, from_fields(found.payload) if "act" in found.payload else None


def _found(number: str) -> ChangeView:
    if not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        abort(404)
    found: ChangeView | None = application().views.changes.get(int(number))
    if found is None:
        abort(404)
    return found


def _after() -> int | None:
    text = request.args.get("after", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None
