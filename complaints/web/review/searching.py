"""The search page: cases by their words, wherever in them, decided ones too."""

from flask import Blueprint, g, render_template, request

from complaints.db.views.searching import SearchViews
from complaints.domain.access import Act
from complaints.domain.errors import Refusal
from complaints.domain.identity import resolve
from complaints.domain.intake import MAX_LINK_LENGTH
from complaints.domain.numbers import CASE, row_of
from complaints.domain.terms import query
from complaints.services.queue_views import SearchRow
from complaints.web.guard import staff
from complaints.web.review.queue import id_of
from complaints.web.state import application

pages = Blueprint("searching", __name__, url_prefix="/staff")


@pages.get("/search")
@staff(Act.READ_CASES)
def search() -> str:
    """Show the cases that words find, the newest first, or the one that a number or a link names."""
    app = application()
    typed = " ".join(request.args.get("q", "")[:MAX_LINK_LENGTH].split())
    wanted = query(typed)
    before = id_of(request.args.get("before", "")) or None
    found = app.views.search.page(wanted, before)
    named = () if before else _named(typed)
    app.searching.read(
        g.staff, [row.case.id for row in found.rows if any(each.source == "filed" for each in row.quotes)]
    )
    return render_template(
        "review/search.html",
        typed=typed,
        wanted=wanted,
        named=named,
        found=found,
        categories={category.code: category for category in app.views.catalogue.categories()},
    )


def _named(typed: str) -> tuple[SearchRow, ...]:
    """Load the cases of a number or a link, where it is one that was typed."""
    views: SearchViews = application().views.search
    case_id = row_of(CASE, typed)
    if case_id is not None:
        return tuple(row for row in views.named(None, case_id) if row.case.number == typed.upper())
    try:
        return views.named(resolve(typed).key, None)
    except Refusal:
        return ()
