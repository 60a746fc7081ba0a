"""Staff sign in and out."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from complaints.domain.access import Act, StaffMember
from complaints.domain.errors import Refusal
from complaints.domain.signin import ABSOLUTE
from complaints.web.guard import public, signed_in
from complaints.web.languages import sentence
from complaints.web.state import STAFF_COOKIE, application, network, put_cookie

pages = Blueprint("signin", __name__)
OWN_PAGES = (
    "/staff/queue",
    "/staff/cases/",
    "/staff/decisions/",
    "/staff/appeals",
    "/staff/rereviews",
    "/audit/",
    "/admin/",
)


@pages.get("/staff/login")
@public
def enter() -> str:
    """Ask for e-mail and password."""
    return render_template("signin/login.html", email="", fault="", next=request.args.get("next", ""))


@pages.post("/staff/login")
@public
def check() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Sign in, under a fresh session; the failure is the same whatever was wrong."""
    email = request.form.get("email", "")
    onward = request.form.get("next", "")
    try:
        signed = application().signin.enter(
            email, request.form.get("password", ""), network(), request.cookies.get(STAFF_COOKIE)
        )
    except Refusal as refused:
        text = sentence(refused.code, **refused.params)
        body = render_template("signin/login.html", email=email[:254], fault=text, next=onward)
        if refused.code == "signin.throttled":
            return body, 429, {"Retry-After": str(refused.params["seconds"])}
        return body, 422
    response = make_response(redirect(_onward(onward, signed.who), 303))
    put_cookie(response, STAFF_COOKIE, signed.token, life=ABSOLUTE)
    return response


@pages.post("/staff/logout")
@public
def leave() -> Response:
    """Sign out."""
    token = request.cookies.get(STAFF_COOKIE)
    if token:
        application().signin.leave(token)
    response = make_response(redirect(url_for("signin.enter"), 303))
    response.delete_cookie(STAFF_COOKIE)
    return response


@pages.get("/staff/")
@public
def home() -> Response | str:
    """Lead staff to the page of their role."""
    who = signed_in()
    if who is None:
        return redirect(url_for("signin.enter"), 303)
    place = _home(who)
    return redirect(place, 303) if place else render_template("signin/nothing.html")


def _home(who: StaffMember) -> str:
    if who.may(Act.WORK_CASES):
        return url_for("queue.queue")
    if who.may(Act.READ_LOG):
        return url_for("audit.start")
    return url_for("admin.start") if who.may(Act.CONFIRM_CHANGES) else ""


def _onward(place: str, who: StaffMember) -> str:
    # Only pages of this service: a path that starts with one of ours and can name no other host.
    if place.startswith(OWN_PAGES) and "\\" not in place:
        return place
    return _home(who) or url_for("signin.home")
