"""What everybody may read: the register, each decision, and whether a link was decided about."""

from typing import Any

from flask import Blueprint, abort, render_template, request

from complaints.domain.decisions import Outcome
from complaints.domain.errors import Refusal
from complaints.domain.identity import resolve
from complaints.services.views import DecisionView, shown_link
from complaints.web.guard import public
from complaints.web.languages import sentence
from complaints.web.state import application

pages = Blueprint("publication", __name__)
DIGITS = 9


@pages.get("/register")
@public
def register() -> str:
    """List the decisions, newest first."""
    views = application().views
    categories = {category.code: category for category in views.catalogue.categories()}
    category = request.args.get("category", "")
    outcome = request.args.get("outcome", "")
    after = request.args.get("after", "")
    found = views.register.page(
        category=category if category in categories else "",
        outcome=outcome if outcome in set(Outcome) else "",
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 18 else None,
    )
    return render_template(
        "publication/register.html",
        found=found,
        categories=categories,
        category=category,
        outcome=outcome,
        outcomes=list(Outcome),
    )


@pages.get("/register/<number>")
@public
def decision(number: str) -> str:
    """Show one decision as it stands now, with its whole statement of reasons and what became of it."""
    found = _published(number)
    before = request.args.get("before", "")
    place = int(before) if before.isascii() and before.isdigit() and len(before) < DIGITS else None
    return _decision(found, page=application().views.versions.record(found.id, place))


@pages.get("/register/<number>/<int:version>")
@public
def version(number: str, version: int) -> str:
    """Show what a decision said in an earlier version."""
    found = _published(number)
    old = application().views.versions.version(found.id, version) if version < found.version else None
    if old is None or old.statement is None:
        abort(404)
    return _decision(found, old=old)


def _published(number: str) -> DecisionView:
    found: DecisionView | None = application().views.register.by_number(number)
    if found is None:
        abort(404)
    return found


def _decision(found: DecisionView, **more: object) -> str:
    app = application()
    categories = {category.code: category for category in app.views.catalogue.categories()}
    shown = {"old": None, "page": None, **more}
    return render_template(
        "publication/decision.html", decision=found, categories=categories, today=app.clock().date(), **shown
    )


@pages.get("/lookup")
@public
def lookup() -> str | tuple[str, int]:
    """Say whether a link was decided about; never whether it was reported."""
    link = request.args.get("url", "").strip()
    views = application().views
    categories = {category.code: category for category in views.catalogue.categories()}
    values: dict[str, Any] = {
        "link": link[:2_100],
        "fault": "",
        "decisions": None,
        "resource": None,
        "categories": categories,
        "today": application().clock().date(),
    }
    if not link:
        return render_template("publication/lookup.html", **values)
    try:
        resource = resolve(link)
    except Refusal as refused:
        values["fault"] = sentence(refused.code, **{"line": 1, "link": link[:80], **refused.params})
        return render_template("publication/lookup.html", **values), 422
    values |= {"resource": shown_link(resource), "decisions": views.register.about(resource.key)}
    return render_template("publication/lookup.html", **values)
