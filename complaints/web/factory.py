"""Makes the Flask application: settings, guard, languages, pages."""

import hashlib
import secrets
from datetime import date
from functools import cache
from pathlib import Path

from flask import Flask, g
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined
from markupsafe import Markup, escape
from werkzeug.middleware.proxy_fix import ProxyFix

from complaints.bootstrap import Application
from complaints.domain.access import Act
from complaints.settings import locate
from complaints.web import (
    admin,
    appeals,
    audit,
    errors,
    evidence,
    guard,
    health,
    intake,
    languages,
    protected,
    publication,
    review,
    signin,
    supervision,
)
from complaints.web.forms import FormRequest
from complaints.web.kept import KeptPages
from complaints.web.moments import day, minute, moment, second, until

STATIC = Path(__file__).resolve().parent / "static"
MAX_REQUEST = 25 * 1024 * 1024
MAX_FORM = 16 * 1024 * 1024  # a text of 2 MB, percent-encoded and in Cyrillic letters, is 12 MB


def create_app(application: Application) -> Flask:
    """Make the pages over one wired application."""
    settings = application.settings
    app = Flask("complaints.web", template_folder=str(locate("templates")), static_folder=str(STATIC))
    app.request_class = FormRequest
    app.config.update(
        SECRET_KEY=application.keys.derive("flask session"),
        SECRET_KEY_FALLBACKS=[key for key in [application.keys.derive_previous("flask session")] if key],
        SESSION_COOKIE_NAME="aryz_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        MAX_CONTENT_LENGTH=MAX_REQUEST,
        MAX_FORM_MEMORY_SIZE=MAX_FORM,
        MAX_FORM_PARTS=100,
        WTF_CSRF_TIME_LIMIT=12 * 3_600,
        WTF_CSRF_SSL_STRICT=False,  # Referrer-Policy is no-referrer; SameSite cookies and the token itself do the work
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["aryz"] = application
    app.extensions["aryz_pages"] = KeptPages()
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]  # Flask's own way
    CSRFProtect(app)
    guard.install(app)
    languages.install(app)
    errors.install(app)
    for part in (intake, appeals, publication, signin, evidence, audit, supervision, health, protected):
        app.register_blueprint(part.pages)
    for pages in (*review.PARTS, *admin.PARTS):
        app.register_blueprint(pages)
    _furnish(app, application)
    return app


def _furnish(app: Flask, application: Application) -> None:
    service = application.settings.service_name

    @app.context_processor
    def furniture() -> dict[str, object]:
        return {
            "service_name": service,
            "language": languages.language(),
            "language_links": languages.links(),
            "sentence": languages.sentence,
            "asset": asset,
            "csrf": generate_csrf,
            "moment": moment,
            "minute": minute,
            "second": second,
            "until": until,
            "day": day,
            "lines": lines,
            "on": date.fromisoformat,
            "staff_member": getattr(g, "staff", None),
            "Act": Act,
            "once": lambda: secrets.token_urlsafe(16),
        }


@cache
def asset(name: str) -> str:
    """Give the address of a static file, with its content's hash so that caches may keep it for good."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def lines(text: str) -> Markup:
    """Keep the line breaks of a text."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())
