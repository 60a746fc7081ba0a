"""Messages to reporters: a role writes, a pseudonym answers, and nobody is asked who they are."""

import email
import email.policy
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from complaints.bootstrap import Application
from complaints.domain.access import system
from complaints.services.correspondence import BATCH
from tests.builders import Ticking, email_of, file, lodge, member, work
from tests.pages import Page, Person, numbers
from tests.sentences import sentence

Staff = Callable[..., Person]
LANGUAGES = ("kk", "ru", "en")
WORDS = "Which paragraph do you mean? Copy it here word for word."


def case_of(application: Application) -> str:
    """Give the number of the only case."""
    with application.database.reading() as connection:
        (case_id,) = connection.exec_driver_sql("SELECT id FROM cases").scalars()
    return f"C-{application.clock().year}-{case_id:06d}"


def reported(application: Application, person: Person, **fields: object) -> tuple[str, str]:
    """Let somebody file a complaint through the form; return the receipt code and the number of the case."""
    code = file(person, "https://page.example/", **fields)
    work(application)
    return code, case_of(application)


def status(person: Person, code: str) -> Page:
    """Open the status page by its code."""
    return person.send("/complaints/status", {"receipt": code}, onto="/complaints/status")


def part(page: Page, name: str) -> str:
    return " ".join(page.tree.css_first(f"#{name}").text(separator=" ").split())


def recipients(application: Application) -> list[tuple[int, str]]:
    with application.database.reading() as connection:
        return [
            (row.complaint_id, row.letter)
            for row in connection.exec_driver_sql("SELECT * FROM message_recipients ORDER BY complaint_id")
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_and_its_answer_go_both_ways_without_a_name(
    application: Application, app: Flask, staff: Staff, language: str
) -> None:
    citizen = Person(app, language)
    code, case = reported(application, citizen)
    reviewer = staff("reviewer", language)
    place = f"/staff/cases/{case}"
    (card,) = numbers(reviewer.open(place), "A")
    assert reviewer.send(f"{place}/message", {"message": WORDS}, onto=f"{place}?to={card}").status == 303
    shown = part(reviewer.follow(), "messages")
    assert WORDS in shown
    assert card in shown
    read = status(citizen, code)
    assert WORDS in read.words
    assert email_of("reviewer") not in read.text
    version = reviewer.open(place).tree.css_first("input[name=version]")
    citizen.send("/complaints/message", {"text": "The second one. My number is +7 701 123 45 67."})
    assert "The second one." in citizen.follow().words
    page = reviewer.open(place)
    assert "The second one." in page.tree.css_first(".app-new").text()
    assert "701 123" not in page.text
    assert version is None or version.attributes["value"] != page.value("version")
    assert reviewer.send(f"{place}/answers").status == 303
    page = reviewer.follow()
    assert not page.tree.css(".app-new")
    assert "The second one." in part(page, "complaints")


def test_an_answer_makes_whoever_is_deciding_look_again(application: Application, person: Person, staff: Staff) -> None:
    code, case = reported(application, person)
    before = application.views.cases.get(case)
    status(person, code)
    person.send("/complaints/message", {"text": "It moved."})
    after = application.views.cases.get(case)
    assert before is not None
    assert after is not None
    assert after.version > before.version


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("", "message.missing", {}),
        ("Tell us your name.", "message.asks_name", {"words": "Tell us your name."}),
        ("Ваш телефон?", "message.asks_phone", {"words": "Ваш телефон?"}),
        ("ЖСН жазыңыз.", "message.asks_document", {"words": "ЖСН жазыңыз."}),
        ("Hello, {{ what }}.", "message.placeholder", {"placeholder": "{{ what }}"}),
        ("Write to me@mail.example", "message.contact", {}),
    ],
)
def test_what_must_not_leave_is_refused_with_the_reason_and_what_was_typed_stays(
    application: Application, staff: Staff, language: str, text: str, code: str, params: dict[str, str]
) -> None:
    lodge(application)
    work(application)
    place = f"/staff/cases/{case_of(application)}"
    reviewer = staff("reviewer", language)
    page = reviewer.send(f"{place}/message", {"message": text, "to": "ru", "language": "ru"}, onto=place)
    assert page.status == 422
    assert sentence(language, code, **params) in page.faults
    assert page.value("message") == text
    assert page.value("to") == "ru"
    assert work(application) == 0
    assert recipients(application) == []


def test_a_template_is_put_behind_what_is_typed(application: Application, staff: Staff) -> None:
    lodge(application)
    work(application)
    place = f"/staff/cases/{case_of(application)}"
    reviewer = staff("reviewer")
    chosen = {"message": "Dear reader,", "template": "thanks", "use": "template", "language": "kk", "to": "everyone"}
    page = reviewer.send(f"{place}/message", chosen, onto=place)
    assert page.status == 200
    assert page.value("message").startswith("Dear reader,\n\nСәлеметсіз бе!")
    assert page.value("template") == "thanks"
    assert recipients(application) == []
    page = reviewer.send(f"{place}/message", {"template": "page_gone", "use": "template", "language": "en"})
    assert reviewer.send(f"{place}/message").status == 422
    assert "{{ date }}" in reviewer.last.value("message")


def test_everyone_gets_it_once_however_often_it_is_handed_out(application: Application, staff: Staff) -> None:
    many = BATCH + 3
    told = [lodge(application, description=f"Word{number}.") for number in range(many)]
    work(application)
    application.intake.withdraw(told[0].complaint_id)
    case = case_of(application)
    application.corresponding.write(case, member(application, "reviewer"), "everyone", "en", WORDS)
    application.corresponding.hand_out(1)
    application.corresponding.hand_out(1)
    work(application)
    application.corresponding.hand_out(1)
    assert recipients(application) == [(each.complaint_id, "none") for each in told[1:]]
    later = lodge(application, description="I came later.")
    work(application)
    assert later.complaint_id not in dict(recipients(application))
    page = staff("reviewer").open(f"/staff/cases/{case}")
    assert "being handed out" not in part(page, "messages")


def test_only_those_of_a_language_get_it(application: Application, app: Flask) -> None:
    for language in ("kk", "ru", "ru", "en"):
        file(Person(app, language), "https://page.example/")
    work(application)
    case = case_of(application)
    application.corresponding.write(case, member(application, "reviewer"), "ru", "ru", "Какой абзац?")
    work(application)
    assert [complaint_id for complaint_id, _ in recipients(application)] == [2, 3]


def test_who_left_an_address_gets_a_letter_and_no_name_is_in_it(
    application: Application, person: Person, app: Flask
) -> None:
    file(person, "https://page.example/", email="citizen@mail.example")
    file(Person(app), "https://page.example/")
    work(application)
    application.corresponding.write(case_of(application), member(application, "reviewer"), "everyone", "en", WORDS)
    work(application)
    assert recipients(application) == [(1, "sent"), (2, "none")]
    (letter,) = (application.settings.data_dir / "mail").glob("*.eml")
    read = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default)
    assert read["To"] == "citizen@mail.example"
    body = read.get_content()
    assert WORDS in body
    assert "receipt code" in body
    assert "reviewer@" not in str(read)


def test_what_the_queue_lost_is_found_again(application: Application, person: Person, clock: Ticking) -> None:
    file(person, "https://page.example/", email="citizen@mail.example")
    work(application)
    application.corresponding.write(case_of(application), member(application, "reviewer"), "everyone", "en", WORDS)
    with application.open_uow(system("relay"), "relay.publish") as uow:
        uow.outbox.mark_published([message.id for message in uow.outbox.take(50)])
    assert recipients(application) == []
    clock.ahead = timedelta(minutes=5)
    application.upkeep.sweep()
    work(application)
    assert recipients(application) == [(1, "sent")]


@pytest.mark.parametrize("to", ["", "nobody", "one", "A-2026-000099", "A-2026-000002"])
def test_a_message_goes_to_nobody_else(application: Application, staff: Staff, to: str) -> None:
    lodge(application)
    work(application)
    case = case_of(application)
    lodge(application, "https://other.example/")
    work(application)
    place = f"/staff/cases/{case}"
    page = staff("reviewer").send(f"{place}/message", {"message": WORDS, "to": to}, onto=place)
    assert page.status == 422
    assert sentence("en", "message.to") in page.faults
    assert page.value("message") == WORDS
    assert recipients(application) == []


def test_an_auditor_reads_messages_and_writes_none(application: Application, staff: Staff) -> None:
    lodge(application)
    work(application)
    case = case_of(application)
    application.corresponding.write(case, member(application, "reviewer"), "everyone", "en", WORDS)
    page = staff("auditor").open(f"/staff/cases/{case}")
    assert WORDS in part(page, "messages")
    assert not page.forms(f"/staff/cases/{case}/message")
    history = staff("auditor").open(f"/audit/?subject={case}")
    assert "message to reporters written" in history.words.casefold()
