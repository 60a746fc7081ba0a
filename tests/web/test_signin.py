"""Signing in: one generic failure, slowed guessing, fresh sessions that end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from complaints.bootstrap import Application
from complaints.domain.access import system
from complaints.domain.signin import ABSOLUTE, IDLE, LOGIN_PER_ACCOUNT
from tests.builders import PASSWORD, Ticking, email_of
from tests.pages import Page, Person
from tests.sentences import sentence

LANGUAGES = ("kk", "ru", "en")


def enter(person: Person, email: str, password: str) -> Page:
    """Fill the sign-in form in."""
    return person.send("/staff/login", {"email": email, "password": password}, onto="/staff/login")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("email", "password"),
    [
        (email_of("reviewer"), "not the password"),
        ("nobody@demo.example", PASSWORD),
        ("", ""),
        ("x" * 5_000, "y" * 5_000),
        (email_of("reviewer2"), PASSWORD),
    ],
)
def test_every_failure_says_the_same(
    app: Flask, application: Application, language: str, email: str, password: str
) -> None:
    application.signin.disable(email_of("reviewer2"), system("test"))
    person = Person(app, language)
    page = enter(person, email, password)
    assert page.status == 422
    assert page.faults == [sentence(language, "signin.failed")]
    assert page.value("email") == email[:254]
    assert page.value("password") == ""
    assert "aryz_staff" not in str(page.headers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_guessing_at_one_account_is_slowed_down_wherever_it_comes_from(app: Flask, language: str) -> None:
    for number in range(LOGIN_PER_ACCOUNT.tries):
        assert enter(Person(app, language, f"198.51.{number}.1"), email_of("senior"), "guess").status == 422
    page = enter(Person(app, language, "203.0.113.1"), email_of("senior"), PASSWORD)
    assert page.status == 429
    assert page.faults == [sentence(language, "signin.throttled", seconds=int(page.headers["Retry-After"]))]
    assert enter(Person(app, language), email_of("reviewer"), PASSWORD).status == 303


def test_who_knows_the_password_is_never_slowed_down(app: Flask) -> None:
    for number in range(LOGIN_PER_ACCOUNT.tries + 3):
        assert enter(Person(app, network=f"198.51.{number}.1"), email_of("reviewer"), PASSWORD).status == 303
    for number in range(LOGIN_PER_ACCOUNT.tries):
        assert enter(Person(app, network=f"203.0.{number}.1"), email_of("reviewer"), "guess").status == 422
    assert enter(Person(app), email_of("reviewer"), PASSWORD).status == 429


def test_a_session_rotates_and_the_old_token_is_dead(app: Flask) -> None:
    person = Person(app)
    enter(person, email_of("reviewer"), PASSWORD)
    first = person.client.get_cookie("aryz_staff")
    assert first is not None
    assert first.http_only
    assert first.same_site == "Lax"
    enter(person, email_of("reviewer"), PASSWORD)
    second = person.client.get_cookie("aryz_staff")
    assert second is not None
    assert first.value != second.value
    thief = Person(app)
    thief.client.set_cookie("aryz_staff", first.value)
    assert thief.open("/staff/queue").status == 302


def test_a_session_ends_when_idle_and_at_last_in_any_case(
    staff: Callable[..., Person], application: Application, clock: Ticking
) -> None:
    reviewer = staff("reviewer")
    clock.ahead = IDLE + timedelta(seconds=1)
    assert reviewer.open("/staff/queue").status == 302
    clock.ahead = timedelta(0)
    busy = staff("reviewer")
    while clock.ahead < ABSOLUTE - timedelta(minutes=30):
        clock.ahead += timedelta(minutes=30)
        assert busy.open("/staff/queue").status == 200
    clock.ahead = ABSOLUTE + timedelta(seconds=1)
    assert busy.open("/staff/queue").status == 302


def test_signing_out_and_disabling_end_the_session(staff: Callable[..., Person], application: Application) -> None:
    reviewer, other = staff("reviewer"), staff("reviewer2")
    token = reviewer.client.get_cookie("aryz_staff")
    assert token is not None
    reviewer.send("/staff/logout", onto="/staff/queue")
    reviewer.client.set_cookie("aryz_staff", token.value)
    assert reviewer.open("/staff/queue").status == 302
    application.signin.disable(email_of("reviewer2"), system("test"))
    assert other.open("/staff/queue").status == 302


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example", "/staff/queue\\@evil.example", "/healthz"]
)
def test_signing_in_leads_nowhere_outside(app: Flask, place: str) -> None:
    person = Person(app)
    person.open(f"/staff/login?next={place}")
    page = person.send("/staff/login", {"email": email_of("reviewer"), "password": PASSWORD})
    assert page.headers["Location"] == "/staff/queue"


def test_the_database_holds_neither_password_nor_token(staff: Callable[..., Person], application: Application) -> None:
    token = staff("reviewer").client.get_cookie("aryz_staff")
    assert token is not None
    with application.database.reading() as connection:
        dump = str(
            [
                connection.exec_driver_sql(f"SELECT * FROM {table}").all()
                for table in ("staff", "staff_sessions", "sign_ins", "audit_log", "audit_texts")
            ]
        )
    assert PASSWORD not in dump
    assert token.value not in dump
    assert "$argon2id$" in dump
    with application.database.reading() as connection:
        log = str(connection.exec_driver_sql("SELECT * FROM audit_log").all())
    assert "$argon2id$" not in log
