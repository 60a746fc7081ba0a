"""Filing a complaint and following it: start, form, receipt, status."""

import secrets
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, session, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from complaints.domain.errors import Refusal, Refusals
from complaints.domain.identity import split_links
from complaints.domain.intake import MAX_DESCRIPTION, MAX_LINKS, Filing
from complaints.domain.numbers import grouped
from complaints.domain.uploads import FIELD as FILES
from complaints.domain.uploads import MAX_BYTES, MAX_FILES, MAX_MEGABYTES, GivenFile
from complaints.services.appeals_views import AppealView
from complaints.services.intake import Origin, fallback_nonce
from complaints.web import state
from complaints.web.guard import public
from complaints.web.languages import language, sentence

pages = Blueprint("intake", __name__)
FIELDS = ("links", "category", "description", "email")


@pages.get("/")
@public
def start() -> str:
    """Show what the service is for and where to begin."""
    return render_template("intake/start.html")


@pages.get("/complaints/new")
@public
def form() -> str:
    """Show an empty form: one page for all who read the same language, but for the token and the nonce."""
    if set(request.args) - {"lang"}:
        return page({})
    kept = state.kept_pages()
    marks = {"nonce": kept.mark("nonce")}
    own = {"csrf_token": generate_csrf(), "nonce": _nonce()}
    return kept.page(f"form {language()}", lambda: page(marks, csrf_token=kept.mark("csrf_token")), own)


def page(typed: dict[str, str], refusals: list[Refusal] | None = None, csrf_token: str | None = None) -> str:
    """Render the form with what was typed and what is wrong with it."""
    faults = faults_of(refusals or [], "links")
    return render_template(
        "intake/new.html",
        typed={name: typed.get(name, "") for name in FIELDS},
        good_faith=bool(typed.get("good_faith")),
        csrf_token=csrf_token or generate_csrf(),
        nonce=typed.get("nonce") or _nonce(),
        categories=state.application().views.catalogue.categories(),
        faults=faults,
        max_links=MAX_LINKS,
        max_description=MAX_DESCRIPTION,
        max_files=MAX_FILES,
        max_megabytes=MAX_MEGABYTES,
    )


def faults_of(refusals: list[Refusal], otherwise: str = "text") -> dict[str, list[str]]:
    """Say what is wrong with each field; `otherwise` names the one that what belongs to none stands at."""
    faults: dict[str, list[str]] = {}
    for refusal in refusals:
        faults.setdefault(refusal.field or otherwise, []).append(sentence(refusal.code, **refusal.params))
    return faults


def _nonce() -> str:
    return secrets.token_urlsafe(24)


@pages.post("/complaints/new")
@public
def submit() -> AnyResponse | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """File what was typed, or show it again with what is wrong."""
    typed = {name: request.form.get(name, "") for name in (*FIELDS, "good_faith", "nonce")}
    application = state.application()
    network = state.network()
    try:
        lodged = application.uploading.lodge(_filing(typed), _origin(typed, network), _files(typed["category"]))
    except Refusals as refused:
        return page(typed, refused.refusals), 422
    except Refusal as throttled:
        return page(typed, [throttled]), 429, {"Retry-After": str(throttled.params["seconds"])}
    response = make_response(redirect(url_for("intake.receipt"), 303))
    told: dict[str, object] = {"receipt": lodged.receipt, "number": lodged.number, "category": typed["category"]}
    told |= {"slow": lodged.slow, "dropped": lodged.dropped}
    state.put_sealed(response, state.RECEIPT_COOKIE, told, state.RECEIPT_LIFE)
    return response


def _filing(typed: dict[str, str]) -> Filing:
    return Filing(
        links=split_links(typed["links"]),
        category=typed["category"],
        description=typed["description"],
        language=language(),
        email=typed["email"],
        good_faith=bool(typed["good_faith"]),
    )


def _files(category: str) -> list[GivenFile]:
    if not state.application().uploading.takes_files(category):
        return [GivenFile("", b"") for file in request.files.getlist(FILES) if file.filename]
    return _sent()


def _sent() -> list[GivenFile]:
    # One byte more than is taken tells that a file is too large; the rest of it stays unread.
    sent = [file for file in request.files.getlist(FILES) if file.filename]
    return [GivenFile(file.filename or "", file.stream.read(MAX_BYTES + 1)) for file in sent]


def _origin(typed: dict[str, str], network: str | None) -> Origin:
    nonce = typed["nonce"][:200]
    if not nonce:
        fields: dict[str, object] = {name: typed[name] for name in FIELDS}
        nonce = fallback_nonce(str(session.get("csrf_token", secrets.token_urlsafe(16))), fields)
    return Origin(nonce, request.cookies.get(state.REPORTER_COOKIE), network)


@pages.get("/complaints/receipt")
@public
def receipt() -> str | AnyResponse:
    """Show the receipt code of the complaint just filed, for fifteen minutes."""
    told = state.read_sealed(state.RECEIPT_COOKIE, state.RECEIPT_LIFE)
    if told is None:
        return redirect(url_for("intake.status"), 303)
    named = {category.code: category.help for category in state.application().views.catalogue.categories()}
    helped = named.get(told.get("category", ""))
    return render_template(
        "intake/receipt.html",
        code=grouped(told["receipt"]),
        number=told["number"],
        help=helped,
        slow=bool(told.get("slow")),
        dropped=int(told.get("dropped", 0)),
    )


@pages.get("/complaints/status")
@public
def status() -> str:
    """Ask for a receipt code, or show the complaint or objection that is open in this browser."""
    complaint_id = opened()
    if complaint_id is not None:
        return shown(complaint_id)
    value = state.read_sealed(state.OPEN_COOKIE, state.OPEN_LIFE)
    return _objection(int(value["objection"])) if value else asked()


@pages.post("/complaints/status")
@public
def find() -> AnyResponse | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Open the complaint, or the objection, of a receipt code."""
    typed = request.form.get("receipt", "")
    app = state.application()
    try:
        complaint_id = app.intake.find(typed, state.network())
    except Refusal as refused:
        text = sentence(refused.code, **refused.params)
        if refused.code == "receipt.throttled":
            return asked(text, typed), 429, {"Retry-After": str(refused.params["seconds"])}
        objection_id = app.appealing.find(typed)
        if objection_id is None:
            return asked(text, typed), 422
        return _opening(_objection(objection_id), objection=objection_id)
    return _opening(shown(complaint_id), complaint=complaint_id)


def _opening(page: str, **what: int) -> Response:
    response = make_response(page)
    state.put_sealed(response, state.OPEN_COOKIE, what, state.OPEN_LIFE)
    return response


@pages.post("/complaints/message")
@public
def message() -> AnyResponse | tuple[str, int]:
    """Add information, and images, to the complaint that is open on the status page."""
    uploading = state.application().uploading

    def add(complaint_id: int) -> None:
        files = _sent() if uploading.takes_files_of(complaint_id) else []
        uploading.add(complaint_id, request.form.get("text", ""), files)

    return _act(add)


@pages.post("/complaints/withdraw")
@public
def withdraw() -> AnyResponse | tuple[str, int]:
    """Withdraw the complaint that is open on the status page."""
    return _act(state.application().intake.withdraw)


@pages.post("/complaints/leave")
@public
def leave() -> AnyResponse:
    """Close the complaint in this browser."""
    response = make_response(redirect(url_for("intake.status"), 303))
    response.delete_cookie(state.OPEN_COOKIE)
    response.delete_cookie(state.RECEIPT_COOKIE)
    return response


def _act(act: Any) -> AnyResponse | tuple[str, int]:
    complaint_id = opened()
    if complaint_id is None:
        return asked(sentence("complaint.unknown")), 422
    try:
        act(complaint_id)
    except Refusals as refused:
        return shown(complaint_id, faults_of(refused.refusals)), 422
    except Refusal as refused:
        return shown(complaint_id, faults_of([refused])), 422
    return redirect(url_for("intake.status"), 303)


def opened() -> int | None:
    """Give the complaint that is open in this browser."""
    value = state.read_sealed(state.OPEN_COOKIE, state.OPEN_LIFE)
    return int(value["complaint"]) if value and "complaint" in value else None


def asked(fault: str = "", typed: str = "") -> str:
    """Ask for a receipt code."""
    return render_template("intake/status_ask.html", fault=fault, typed=typed[:60])


def _objection(objection_id: int) -> str:
    views = state.application().views
    objection = views.appeals.get(objection_id)
    if objection is None:
        return asked(sentence("complaint.unknown"))
    decision = views.register.by_number(objection.decision_number)
    return render_template("appeals/objection.html", objection=objection, decision=decision)


def shown(complaint_id: int, faults: dict[str, list[str]] | None = None, appeal: dict[str, str] | None = None) -> str:
    """Show a complaint; `faults` says what is wrong with an addition, by field.

    `appeal` is what was typed into an appeal that came to nothing, and what is wrong with it.
    """
    application = state.application()
    complaint = application.views.complaints.get(complaint_id)
    if complaint is None:
        return asked(sentence("complaint.unknown"))
    names = {category.code: category for category in application.views.catalogue.categories()}
    typed = request.form.get("text", "") if faults else ""
    appeals: dict[str, list[AppealView]] = {}
    for each in application.views.appeals.of_complaint(complaint_id):
        appeals.setdefault(each.decision_number, []).append(each)
    return render_template(
        "intake/status.html",
        complaint=complaint,
        categories=names,
        faults=faults or {},
        takes_files=application.uploading.takes_files(complaint.category),
        max_files=MAX_FILES,
        max_megabytes=MAX_MEGABYTES,
        typed=typed,
        appeal=appeal or {"decision": "", "text": "", "fault": ""},
        appeals=appeals,
        today=application.clock().date(),
    )


def csrf_again() -> Response | None:
    """Answer a form whose page was open for too long with the same form, everything typed still in it."""
    if request.endpoint != "intake.submit":
        return None
    typed = {name: request.form.get(name, "") for name in (*FIELDS, "good_faith", "nonce")}
    return make_response(page(typed, [Refusal("csrf.expired", "links")]), 400)
