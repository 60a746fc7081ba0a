"""Legal holds on the page of a case."""

from flask import Blueprint, g, request

from complaints.domain.access import Act
from complaints.web.guard import staff
from complaints.web.review.cases import Answer, act_on
from complaints.web.state import application

pages = Blueprint("holds", __name__, url_prefix="/staff")


@pages.post("/cases/<number>/hold")
@staff(Act.WORK_CASES)
def propose(number: str) -> Answer:
    """Propose a legal hold."""
    reason = request.form.get("hold_reason", "")
    return act_on(number, lambda: application().holding.propose(number, g.staff, reason), hold_reason=reason)


@pages.post("/cases/<number>/hold/lift")
@staff(Act.WORK_CASES)
def lift(number: str) -> Answer:
    """Propose to lift the legal hold."""
    reason = request.form.get("hold_reason", "")
    return act_on(number, lambda: application().holding.propose_lifting(number, g.staff, reason), hold_reason=reason)


@pages.post("/cases/<number>/hold/approve")
@staff(Act.APPROVE)
def approve(number: str) -> Answer:
    """Approve a legal hold or its lifting."""
    return act_on(number, lambda: application().holding.approve(number, g.staff))


@pages.post("/cases/<number>/hold/refuse")
@staff(Act.APPROVE)
def refuse(number: str) -> Answer:
    """Refuse a legal hold or its lifting."""
    return act_on(number, lambda: application().holding.refuse(number, g.staff))
