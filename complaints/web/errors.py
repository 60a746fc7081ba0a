"""Pages for what went wrong: what it was, and a way to go on."""

import logging

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from complaints.web import appeals, intake

log = logging.getLogger(__name__)
KNOWN = {400, 401, 403, 404, 405, 413, 429, 500}
TYPED = ("links", "description", "email", "text", "facts", "explanation", "ground_explanation", "necessity", "reason")


def install(app: Flask) -> None:
    """Answer every failure with a page."""
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def _csrf(_failure: CSRFError) -> Response:
    again = intake.csrf_again() or appeals.csrf_again()
    if again is not None:
        return again
    return _page(400, csrf=True)


def _http(failure: HTTPException) -> Response:
    if failure.code is None or failure.code < 400:
        return make_response(failure.get_response())
    answer = _page(failure.code if failure.code in KNOWN else 400)
    answer.status_code = failure.code
    return answer


def _fault(failure: Exception) -> Response:
    log.error("%s %s failed", request.method, request.path, exc_info=failure)
    return _page(500)


def _page(code: int, *, csrf: bool = False) -> Response:
    typed = {}
    if code == 400 and request.method == "POST":
        typed = {name: request.form[name][:20_000] for name in TYPED if request.form.get(name)}
    return make_response(render_template("errors/error.html", code=code, typed=typed, csrf_failed=csrf), code)
