"""Letters: the whole statement in the reader's language, laid down as files or sent, and what failing costs."""

import email
import email.policy
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask

from complaints.bootstrap import Application
from complaints.services.publication import LetterNotSent
from tests.builders import RESTRICTION, Ticking, file, work
from tests.pages import Person, numbers
from tests.sentences import catalogue, sentence

LANGUAGES = ("kk", "ru", "en")
Staff = Callable[..., Person]


def letters(folder: Path) -> list[EmailMessage]:
    """Read the letters laid down so far."""
    found = sorted((folder / "mail").glob("*.eml"))
    return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in found]  # type: ignore[misc]


def restricted(application: Application, staff: Staff, clock: Ticking) -> str:
    """Restrict the one case there is; return the decision's number."""
    reviewer, senior = staff("reviewer"), staff("senior")
    (case,) = numbers(reviewer.open("/staff/queue"), "C")
    place = f"/staff/cases/{case}"
    reviewer.send(f"{place}/claim", onto=place)
    reviewer.follow()
    ends_on = (clock() + timedelta(days=90)).date().isoformat()
    assert reviewer.send(f"{place}/decide", {**RESTRICTION, "ends_on": ends_on}).status == 303
    assert senior.send(f"{place}/approve", onto=place).status == 303
    work(application)
    (decision,) = numbers(Person(reviewer.client.application).open("/register"), "D")
    return decision


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_the_register_and_the_status_page_say_the_same(
    app: Flask, application: Application, staff: Staff, clock: Ticking, tmp_path: Path, language: str
) -> None:
    code = file(Person(app, language), "https://page.example/", email="citizen@mail.example")
    work(application)
    decision = restricted(application, staff, clock)
    (letter,) = letters(tmp_path)
    assert letter["To"] == "citizen@mail.example"
    assert letter["Content-Language"] == language
    assert decision in letter["Subject"]
    text = " ".join(letter.get_content().split())
    register = Person(app, language).open(f"/register/{decision}").words
    status = Person(app, language).send("/complaints/status", {"receipt": code}, onto="/complaints/status").words
    words = [
        RESTRICTION[name]
        for name in ("facts", "explanation", "ground_explanation", "passages", "necessity", "territory")
    ]
    words += [
        sentence(language, code) for code in ("outcome.restricted", "scope.page", "automation.grouped", "language.en")
    ]
    words += [catalogue(language).gettext("and a second person approved")]
    for each in words:
        assert each in text, each
        assert each in register, each
        assert each in status, each
    assert f"/register/{decision}" in text


def test_without_an_address_no_letter_leaves(
    app: Flask, application: Application, staff: Staff, clock: Ticking, tmp_path: Path
) -> None:
    file(Person(app), "https://page.example/")
    work(application)
    restricted(application, staff, clock)
    assert letters(tmp_path) == []


def test_a_mail_server_that_is_away_is_tried_again_and_given_up_at_last(
    app: Flask, application: Application, staff: Staff, clock: Ticking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = True
    sent: list[EmailMessage] = []

    def post(letter: EmailMessage) -> None:
        if away:
            raise LetterNotSent("the mail server cannot be reached")
        sent.append(letter)

    monkeypatch.setattr(application.publication.letters, "_post", post)
    file(Person(app), "https://page.example/", email="citizen@mail.example")
    work(application)
    restricted(application, staff, clock)
    clock.ahead = timedelta(minutes=5)
    application.upkeep.sweep()
    work(application)
    away = False
    clock.ahead = timedelta(minutes=10)
    application.upkeep.sweep()
    work(application)
    application.upkeep.sweep()
    work(application)
    assert len(sent) == 1
    assert sent[0]["To"] == "citizen@mail.example"
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT state, tries FROM notices").all() == [("sent", 2)]
        reads = connection.exec_driver_sql("SELECT count(*) FROM personal_reads WHERE what LIKE 'contact%'").scalar()
    assert reads == 3


def test_addresses_are_sealed_at_rest(app: Flask, application: Application, tmp_path: Path) -> None:
    file(Person(app), "https://page.example/", email="citizen@mail.example")
    application.close()
    for path in tmp_path.glob("aryz.sqlite3*"):
        assert b"citizen@mail.example" not in path.read_bytes()
