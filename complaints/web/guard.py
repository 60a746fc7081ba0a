"""Closed until opened: a route answers only with a public mark or a role, and every answer carries strict headers."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from complaints.domain.access import Act, StaffMember
from complaints.web.state import STAFF_COOKIE, application

View = TypeVar("View", bound=Callable[..., object])
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'none'; connect-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# Pages of staff save drafts and renew claims by script: they may ask this service, and no other.
STAFF_POLICY = POLICY.replace("connect-src 'none'", "connect-src 'self'")
ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
    ("X-Frame-Options", "DENY"),
)


def public(view: View) -> View:
    """Open a route to everybody."""
    view.aryz_access = "public"  # type: ignore[attr-defined]  # the mark the guard looks for
    return view


def staff(*acts: Act) -> Callable[[View], View]:
    """Open a route to staff whose role allows all of `acts`."""

    def mark(view: View) -> View:
        view.aryz_access = acts  # type: ignore[attr-defined]  # the mark the guard looks for
        return view

    return mark


def access_of(app: Flask, endpoint: str) -> object:
    """Say how an endpoint is opened: "public", a tuple of acts, or None where nobody opened it."""
    return "public" if endpoint == "static" else getattr(app.view_functions.get(endpoint), "aryz_access", None)


def install(app: Flask) -> None:
    """Put the guard before every request and the headers on every answer."""
    app.before_request(_guard)
    app.after_request(_headers)


def _guard() -> AnyResponse | None:
    g.staff = None
    if request.endpoint is None:
        return None
    access = access_of(current_app, request.endpoint)
    if access == "public":
        if request.path.startswith("/staff"):
            g.staff = signed_in()
        return None
    if not isinstance(access, tuple):
        abort(403)
    who = signed_in()
    if who is None:
        if request.method == "GET":
            return redirect(url_for("signin.enter", next=request.path))
        abort(401)
    if not all(who.may(act) for act in access):
        abort(403)
    g.staff = who
    return None


def signed_in() -> StaffMember | None:
    """Say who is signed in."""
    token = request.cookies.get(STAFF_COOKIE)
    return application().signin.who(token) if token else None


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", STAFF_POLICY if g.get("staff") else POLICY)
    headers.extend(ALWAYS)
    if application().settings.secure_cookies:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint != "static" and "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    return response
