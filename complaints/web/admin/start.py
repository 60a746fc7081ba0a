"""Where administration begins, and the list of its pages: a new page is one line in PAGES."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, g, redirect, render_template
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.marking import N_
from complaints.web.guard import staff

pages = Blueprint("admin", __name__, url_prefix="/admin")


@dataclass(frozen=True, slots=True)
class AdminPage:
    """A page of the administration: where it is, its English name, and the act that opens it."""

    path: str
    name: str
    act: Act


PAGES: Final = (
    AdminPage("/admin/changes", N_("Changes"), Act.CONFIRM_CHANGES),
    AdminPage("/admin/grounds", N_("Legal grounds"), Act.KEEP_CATALOGUE),
    AdminPage("/admin/sources", N_("Protected sources"), Act.KEEP_CATALOGUE),
    AdminPage("/admin/deadlines", N_("Deadlines"), Act.SET_DEADLINES),
)


def show(template: str, **values: object) -> str:
    """Render a page of the administration with the list of the others beside it."""
    return render_template(template, admin_pages=[each for each in PAGES if g.staff.may(each.act)], **values)


@pages.get("/")
@staff(Act.CONFIRM_CHANGES)
def start() -> Response:
    """Lead to the first page that this person may open."""
    return redirect(next(each.path for each in PAGES if g.staff.may(each.act)), 303)
