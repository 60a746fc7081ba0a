"""Every route is opened on purpose, to whom the reference says, and none is lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask_wtf.csrf import CSRFProtect

from complaints.domain.access import ALLOWED, Role
from complaints.web.guard import access_of
from tests.pages import Person

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference.md"
LETTERS = {"R": Role.REVIEWER, "S": Role.SENIOR, "A": Role.AUDITOR, "C": Role.CUSTODIAN, "M": Role.ADMIN}
# From the contract with outside checks: these paths are never renamed.
PROMISED = {
    "/",
    "/complaints/new",
    "/complaints/receipt",
    "/complaints/status",
    "/complaints/message",
    "/complaints/withdraw",
    "/lookup",
    "/register",
    "/register/<number>",
    "/healthz",
    "/readyz",
    "/metrics",
    "/staff/login",
    "/staff/queue",
    "/staff/cases/<number>",
    "/audit/",
    *(f"/staff/cases/<number>/{verb}" for verb in ("claim", "release", "decide", "approve", "return", "note")),
}
Route = tuple[str, str]


def opened(app: Flask) -> dict[Route, str]:
    """Say of each route and method to whom it is open, as the reference writes it."""
    found = {}
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        assert access, f"{rule.rule} is opened to nobody: mark it @public or @staff(Act…)"
        who = "everybody"
        if isinstance(access, tuple):
            who = " ".join(letter for letter, role in LETTERS.items() if set(access) <= ALLOWED[role])
        found |= {(rule.rule, method): who for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    return found


def documented() -> dict[Route, str]:
    """Read the table of the reference."""
    rows = re.findall(r"^\| `(/[^`]*)` \| ([A-Z, ]+) \| ([^|]+) \|$", REFERENCE.read_text(), re.MULTILINE)
    return {(path, method): who.strip() for path, methods, who in rows for method in methods.split(", ")}


def test_the_table_of_the_reference_is_the_code(app: Flask) -> None:
    code, table = opened(app), documented()
    assert code == table, f"mend docs/reference.md: {sorted(set(code.items()) ^ set(table.items()))}"


def test_no_promised_path_is_lost(app: Flask) -> None:
    assert {rule.rule for rule in app.url_map.iter_rules()} >= PROMISED


def test_an_anonymous_request_to_every_staff_route_is_refused(app: Flask) -> None:
    for (rule, method), who in opened(app).items():
        if who != "everybody":
            path = rule.replace("<number>", "C-2026-000001")
            status = app.test_client().open(path, method=method).status_code
            assert status in {302, 400, 401, 403}, f"{method} {path} answered {status}"


@pytest.mark.parametrize("name", ["reviewer", "senior", "auditor", "custodian", "admin"])
def test_each_role_is_refused_what_the_table_does_not_give_it(
    app: Flask, staff: Callable[..., Person], name: str
) -> None:
    who = staff(name)
    token = who.open("/staff/login").value("csrf_token")
    letter = next(letter for letter, role in LETTERS.items() if role.value == name)
    for (rule, method), allowed in opened(app).items():
        if allowed == "everybody":
            continue
        path = rule.replace("<number>", "C-2026-000001")
        status = who.client.open(
            path, method=method, data={"csrf_token": token} if method == "POST" else None
        ).status_code
        if letter in allowed.split():
            assert status not in {302, 401, 403}, f"{name} should reach {method} {path}, not {status}"
        else:
            assert status == 403, f"{name} reached {method} {path}: {status}"


def test_forged_requests_are_checked_in_tests_too(app: Flask) -> None:
    assert app.config.get("WTF_CSRF_ENABLED", True)
    assert isinstance(app.extensions["csrf"], CSRFProtect)
    for (rule, method), _ in opened(app).items():
        if method == "POST":
            path = rule.replace("<number>", "C-2026-000001")
            assert app.test_client().post(path).status_code in {400, 401, 403}, f"{path} takes a form without a token"


def test_every_answer_carries_the_strict_headers(app: Flask) -> None:
    for path in ("/", "/nothing", "/healthz", "/static/site.css", "/staff/queue"):
        with app.test_client().get(path) as answer:
            headers = answer.headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'"), path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "unsafe" not in headers["Content-Security-Policy"]
