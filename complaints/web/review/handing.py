"""Handing out at the desk: the next case, one's own work, cases given by a senior, conflicts of interest."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for

from complaints.domain.access import Act
from complaints.domain.casework import CaseState
from complaints.domain.errors import Refusal
from complaints.domain.recusal import SECOND_THOUGHTS
from complaints.domain.signin import IDLE
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.review.cases import Answer, act_on, missing
from complaints.web.state import application

pages = Blueprint("handing", __name__, url_prefix="/staff")


@pages.get("/next")
@staff(Act.WORK_CASES)
def mine() -> str:
    """Show one's own work, and whether there is a next case or why not."""
    return _mine()


def _mine(notice: str = "", **typed: str) -> str:
    app = application()
    work = app.views.handing.mine(g.staff.id, app.clock())
    second = app.second_reviewing.holding(g.staff)
    if second is not None:
        # Nobody can tell a second review from any other case that they hold.
        line = app.views.handing.line(second.case_number)
        shown = replace(line, state=CaseState.IN_REVIEW.value, holder=g.staff.email, lease_until=second.until)
        work = replace(work, held=(*work.held, shown))
    return render_template(
        "review/handing/next.html",
        work=work,
        nothing=app.handing.nothing(g.staff),
        skills=app.handing.skills_of(g.staff.email),
        notice=notice,
        typed=typed,
        now=app.clock(),
        second_thoughts=SECOND_THOUGHTS,
        categories=_categories(),
    )


@pages.post("/next")
@staff(Act.WORK_CASES)
def take_next() -> Answer:
    """Claim the next case and open it; where there is none, say why."""
    try:
        number = _handed()
    except Refusal as refusal:
        return _mine(sentence(refusal.code, **refusal.params)), 409
    if number is None:
        return redirect(url_for("handing.mine"), 303)
    return redirect(url_for("cases.case", number=number), 303)


def _handed() -> str | None:
    """Hand out a second review among other work, else the next case."""
    app = application()
    app.handing.require_room(g.staff)
    second = app.second_reviewing.hand(g.staff, others_wait=lambda: app.handing.nothing(g.staff) is None)
    return second or app.handing.next(g.staff)


@pages.get("/hands")
@staff(Act.ASSIGN)
def hands() -> str:
    """Show seniors who has which case, and what would come to nobody."""
    return _hands()


def _hands(notice: str = "", **typed: str) -> str:
    app = application()
    now = app.clock()
    return render_template(
        "review/handing/hands.html",
        desk=app.views.handing.desk(now, now - IDLE),
        overlooked=app.handing.overlooked(),
        notice=notice,
        typed=typed,
        categories=_categories(),
    )


@pages.post("/cases/<number>/give")
@staff(Act.ASSIGN)
def give(number: str) -> Answer:
    """Give a case to a named reviewer."""
    to, reason = request.form.get("give_to", "")[:254], request.form.get("reason", "")
    return act_on(
        number, lambda: application().handing.give(number, g.staff, to, reason), give_to=to, give_reason=reason
    )


@pages.post("/cases/<number>/take-back")
@staff(Act.ASSIGN)
def take_back(number: str) -> Answer:
    """Put a case back into the queue for everybody."""
    reason = request.form.get("reason", "")
    return act_on(number, lambda: application().handing.take_back(number, g.staff, reason), back_reason=reason)


@pages.post("/cases/<number>/recuse")
@staff(Act.WORK_CASES)
def recuse(number: str) -> Answer:
    """Keep away from a case, an account or a site."""
    reach, reason = request.form.get("reach", "")[:20], request.form.get("reason", "")
    return act_on(
        number,
        lambda: application().recusing.recuse(number, g.staff, reach, reason),
        reach=reach,
        recusal_reason=reason,
    )


@pages.post("/recusals/<number>/end")
@staff(Act.WORK_CASES)
def end_recusal(number: str) -> Answer:
    """End a conflict of interest: one's own within minutes, somebody else's as a senior."""
    own = request.form.get("own") == "1"
    reason = request.form.get("reason", "")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        abort(404)
    try:
        application().recusing.end(int(number), g.staff, reason)
    except Refusal as refusal:
        missing(refusal)
        page = _mine if own or not g.staff.may(Act.ASSIGN) else _hands
        return page(sentence(refusal.code, **refusal.params), ended=number, end_reason=reason), 409
    return redirect(url_for("handing.mine" if own else "handing.hands"), 303)


def _categories() -> dict[str, Any]:
    return {category.code: category for category in application().views.catalogue.categories()}
