"""Restrictions that came back before their end, the nearest end first."""

from flask import Blueprint, render_template, request

from complaints.domain.access import Act
from complaints.web.guard import staff
from complaints.web.state import application

pages = Blueprint("rereviews", __name__, url_prefix="/staff")


@pages.get("/rereviews")
@staff(Act.READ_CASES)
def listed() -> str:
    """List the restrictions that are due for a re-review."""
    app = application()
    return render_template(
        "review/records/rereviews.html",
        found=app.views.versions.rereviews(request.args.get("after")),
        categories={category.code: category for category in app.views.catalogue.categories()},
        today=app.clock().date(),
    )
