"""Joining and parting at the desk: merge, split, and the answer to a proposed alias."""

from flask import Blueprint, g, redirect, request, url_for

from complaints.domain.access import Act
from complaints.web.guard import staff
from complaints.web.review.cases import Answer, act_on, version_of
from complaints.web.state import application

pages = Blueprint("joins", __name__, url_prefix="/staff")
DIGITS = 18


@pages.post("/cases/<number>/merge")
@staff(Act.WORK_CASES)
def merge(number: str) -> Answer:
    """Merge the case into another open one."""
    into, reason = request.form.get("into", "")[:40], request.form.get("reason", "")
    return act_on(
        number,
        lambda: application().joining.merge(number, g.staff, _version(), into, reason),
        into=into,
        merge_reason=reason,
    )


@pages.post("/cases/<number>/recategorise")
@staff(Act.WORK_CASES)
def recategorise(number: str) -> Answer:
    """Give the case another category, and go on where its complaints went."""
    category, reason = request.form.get("category", "")[:40], request.form.get("reason", "")
    went: list[str] = []
    answer = act_on(
        number,
        lambda: went.append(application().recategorising.recategorise(number, g.staff, _version(), category, reason)),
        new_category=category,
        category_reason=reason,
    )
    return redirect(url_for("cases.case", number=went[0]), 303) if went else answer


@pages.post("/cases/<number>/split")
@staff(Act.WORK_CASES)
def split(number: str) -> Answer:
    """Take the complaints about one link out of the case."""
    resource, reason = _id("resource"), request.form.get("reason", "")
    return act_on(
        number,
        lambda: application().joining.split(number, g.staff, _version(), resource, reason),
        split=str(resource),
        split_reason=reason,
    )


@pages.post("/cases/<number>/alias")
@staff(Act.WORK_CASES)
def alias(number: str) -> Answer:
    """Accept or refuse that two links are one thing."""
    alias_id, reason = _id("alias"), request.form.get("reason", "")
    joining = application().joining
    answer = joining.accept_alias if request.form.get("answer") == "accept" else joining.refuse_alias
    return act_on(
        number,
        lambda: answer(number, g.staff, _version(), alias_id, reason),
        alias=str(alias_id),
        alias_reason=reason,
    )


def _version() -> int:
    return version_of(request.form.get("version", "")) or 0


def _id(field: str) -> int:
    text = request.form.get(field, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < DIGITS else 0
