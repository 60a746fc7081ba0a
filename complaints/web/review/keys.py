"""The desk by keyboard: what each key does, the same as a list to read, and the switch for single keys."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act
from complaints.web.guard import staff
from complaints.web.state import put_cookie

pages = Blueprint("keys", __name__, url_prefix="/staff")
COOKIE: Final = "aryz_keys"
OFF: Final = "off"
KEPT: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Command:
    """What a key does: `code` names its sentence, `does` how it is done, `target` where (an address, a selector).

    Keys only go somewhere, put the focus somewhere, or claim; nothing that cannot be undone happens by one key.
    """

    code: str
    key: str
    does: str
    target: str


COMMANDS: Final = (
    Command("help", "?", "dialog", "#keys"),
    Command("queue", "q", "go", "/staff/queue"),
    Command("handed", "x", "go", "/staff/next"),
    Command("next", "j", "step", "1"),
    Command("previous", "k", "step", "-1"),
    Command("search", "s", "focus", ".app-filters input[name=text]"),
    Command("claim", "c", "press", "main form[action$='/claim'] button"),
    Command("find", "f", "focus", "#find"),
    Command("decide", "d", "focus", "#act [name=outcome], #act form[action$='/approve'] button"),
    Command("message", "m", "focus", "#message"),
    Command("note", "n", "focus", "#notes textarea"),
    Command("send_back", "r", "focus", "#act form[action$='/return'] textarea"),
    Command("release", "g", "focus", "main form[action$='/release'] button"),
    Command("history", "h", "focus", "#history summary"),
)


@pages.app_context_processor
def commands() -> dict[str, object]:
    """Give every page of the desk the keys, and whether single keys are on."""
    return {"key_commands": COMMANDS, "single_keys": request.cookies.get(COOKIE) != OFF}


@pages.get("/keys")
@staff(Act.READ_CASES)
def listed() -> str:
    """List the keys, for reading without scripts, and offer the switch."""
    return render_template("review/keys.html")


@pages.post("/keys")
@staff(Act.READ_CASES)
def switch() -> Response:
    """Switch single keys on or off in this browser (WCAG 2.2, 2.1.4)."""
    response = make_response(redirect(url_for("keys.listed"), 303))
    put_cookie(response, COOKIE, OFF if request.form.get("single") == OFF else "on", life=KEPT)
    return response
