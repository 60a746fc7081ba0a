"""The list of protected sources: looked through, added to, taken from."""

from collections.abc import Callable

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.errors import Refusal
from complaints.domain.sources import KINDS
from complaints.services.changes import Proposed
from complaints.web.admin.start import show
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.state import application

pages = Blueprint("sources", __name__, url_prefix="/admin")
Answer = str | Response | tuple[str, int]


@pages.get("/sources")
@staff(Act.KEEP_CATALOGUE)
def sources() -> str:
    """List the protected sources by name."""
    return _page({}, {})


@pages.post("/sources/add")
@staff(Act.KEEP_CATALOGUE)
def add() -> Answer:
    """Propose a site for the list."""
    typed = {name: request.form.get(name, "") for name in ("site", "kind", "reason")}
    app = application()
    return _propose(typed, lambda: app.sources.add(g.staff, typed["site"], typed["kind"], typed["reason"]))


@pages.post("/sources/remove")
@staff(Act.KEEP_CATALOGUE)
def remove() -> Answer:
    """Propose to take a site off the list."""
    typed = {"removed": request.form.get("site", "")[:253], "remove_reason": request.form.get("reason", "")}
    return _propose(
        typed,
        lambda: application().sources.remove(g.staff, typed["removed"], typed["remove_reason"]),
        {"site": "removed", "reason": "remove_reason"},
    )


def _propose(typed: dict[str, str], act: Callable[[], Proposed], fields: dict[str, str] | None = None) -> Answer:
    try:
        proposed = act()
    except Refusal as refusal:
        field = refusal.field or "site"
        said = sentence(refusal.code, **refusal.params)
        return _page(typed, {(fields or {}).get(field, field): [said]}), 422
    return redirect(url_for("changes.change", number=proposed.id), 303)


def _page(typed: dict[str, str], faults: dict[str, list[str]]) -> str:
    begins = request.args.get("begins", "").strip().casefold()[:100]
    found = application().views.changes.sources(begins, request.args.get("after", "")[:253])
    return show(
        "admin/sources.html",
        found=found,
        begins=begins,
        kind_items=[(code, sentence(f"protected_kind.{code}"), "") for code in KINDS],
        typed={"site": "", "kind": "", "reason": "", "removed": "", "remove_reason": "", **typed},
        faults=faults,
    )
