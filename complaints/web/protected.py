"""The auditors' sample that always is: every restriction of a protected source, and what an auditor made of it."""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.domain.errors import Refusal
from complaints.web.guard import staff
from complaints.web.languages import sentence
from complaints.web.state import application

pages = Blueprint("protected", __name__, url_prefix="/audit/protected")
Answer = str | Response | tuple[str, int]


@pages.get("")
@staff(Act.READ_LOG)
def sample() -> str:
    """List the restrictions of protected sources: those not looked at yet, or all."""
    return _page()


@pages.post("/<number>")
@staff(Act.READ_LOG)
def look(number: str) -> Answer:
    """Say what an auditor made of one."""
    disposition, remark = request.form.get("disposition", ""), request.form.get("remark", "")
    try:
        application().sampling.look(number, g.staff, disposition, remark)
    except Refusal as refusal:
        if refusal.code == "sample.unknown":
            abort(404)
        typed = {"number": number, "disposition": disposition, "remark": remark}
        return _page(typed, {refusal.field or "remark": sentence(refusal.code)}), 422
    return redirect(url_for("protected.sample"), 303)


def _page(typed: dict[str, str] | None = None, faults: dict[str, str] | None = None) -> str:
    text = request.args.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
    everything = request.args.get("all") == "1"
    rows, after = application().views.protected.page(only_open=not everything, before=before)
    return render_template(
        "audit/protected.html", rows=rows, after=after, everything=everything, typed=typed or {}, faults=faults or {}
    )
