"""Appeals by reporters and objections by affected parties: their forms, and what becomes of them."""

import secrets

from flask import Blueprint, Response, make_response, redirect, render_template, request, session, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from complaints.domain.errors import Refusal, Refusals
from complaints.domain.numbers import grouped
from complaints.services.intake import Origin, fallback_nonce
from complaints.web import intake, state
from complaints.web.guard import public
from complaints.web.languages import language, sentence

pages = Blueprint("appeals", __name__)
FIELDS = ("decision", "text", "email")


@pages.post("/complaints/appeal")
@public
def appeal() -> AnyResponse | tuple[str, int]:
    """Appeal against a decision about the complaint that is open on the status page."""
    complaint_id = intake.opened()
    if complaint_id is None:
        return intake.asked(sentence("complaint.unknown")), 422
    decision, text = request.form.get("decision", "")[:40], request.form.get("text", "")
    try:
        state.application().appealing.appeal(complaint_id, decision, text, language())
    except Refusal as refused:
        told = {"decision": decision, "text": text, "fault": sentence(refused.code, **refused.params)}
        return intake.shown(complaint_id, appeal=told), 422
    return redirect(url_for("intake.status"), 303)


@pages.get("/objections/new")
@public
def form() -> str:
    """Show the form for somebody whom a decision affects; no proof of ownership is asked for."""
    return page({"decision": request.args.get("decision", "")[:40]})


def page(typed: dict[str, str], refusals: list[Refusal] | None = None) -> str:
    """Render the form with what was typed and what is wrong with it."""
    faults: dict[str, list[str]] = {}
    for refusal in refusals or []:
        faults.setdefault(refusal.field or "text", []).append(sentence(refusal.code, **refusal.params))
    views = state.application().views
    return render_template(
        "appeals/object.html",
        typed={name: typed.get(name, "") for name in FIELDS},
        nonce=typed.get("nonce") or secrets.token_urlsafe(24),
        csrf_token=generate_csrf(),
        decision=views.register.by_number(typed.get("decision", "")),
        faults=faults,
    )


@pages.post("/objections/new")
@public
def submit() -> AnyResponse | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """File the objection, or show it again with what is wrong."""
    typed = {name: request.form.get(name, "") for name in (*FIELDS, "nonce")}
    nonce = typed["nonce"][:200] or fallback_nonce(
        str(session.get("csrf_token", secrets.token_urlsafe(16))), {name: typed[name] for name in FIELDS}
    )
    origin = Origin(nonce, network=state.network())
    try:
        told = state.application().appealing.object_to(
            typed["decision"], typed["text"], typed["email"], language(), origin
        )
    except Refusals as refused:
        return page(typed, refused.refusals), 422
    except Refusal as throttled:
        return page(typed, [throttled]), 429, {"Retry-After": str(throttled.params["seconds"])}
    response = make_response(redirect(url_for("appeals.receipt"), 303))
    sealed = {"receipt": told.receipt, "number": told.number}
    state.put_sealed(response, state.OBJECTION_COOKIE, sealed, state.RECEIPT_LIFE)
    return response


@pages.get("/objections/receipt")
@public
def receipt() -> str | AnyResponse:
    """Show the receipt code of the objection just filed, for fifteen minutes."""
    told = state.read_sealed(state.OBJECTION_COOKIE, state.RECEIPT_LIFE)
    if told is None:
        return redirect(url_for("intake.status"), 303)
    return render_template("appeals/receipt.html", code=grouped(told["receipt"]), number=told["number"])


def csrf_again() -> Response | None:
    """Answer an objection whose page was open for too long with the same form, everything typed still in it."""
    if request.endpoint != "appeals.submit":
        return None
    typed = {name: request.form.get(name, "") for name in (*FIELDS, "nonce")}
    return make_response(page(typed, [Refusal("csrf.expired", "text")]), 400)
