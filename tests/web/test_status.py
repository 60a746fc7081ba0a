"""Following a complaint: the code opens it, a wrong one tells nothing, and its owner can add and withdraw."""

import statistics
import time
from io import BytesIO

import pytest
from flask import Flask

from complaints.bootstrap import Application
from complaints.domain.decisions import Written
from complaints.domain.signin import RECEIPT_PER_NETWORK, RECEIPT_PER_PREFIX
from tests.builders import REFUSAL, file, lodge, member, work
from tests.pages import Page, Person
from tests.sentences import sentence
from tests.services.pictures import png

LANGUAGES = ("kk", "ru", "en")
UNKNOWN = "1234 5678 9012 3456"


def ask(person: Person, code: str) -> Page:
    """Type a code into the status page."""
    person.client.delete_cookie("aryz_open")
    return person.send("/complaints/status", {"receipt": code}, onto="/complaints/status")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code", [UNKNOWN, "12", "", "abcd efgh ijkl mnop", "9" * 10_000, "１２３４５６７８９０１２３４５６"]
)
def test_every_wrong_code_gets_the_same_answer(app: Flask, language: str, code: str) -> None:
    page = ask(Person(app, language), code)
    assert page.status == 422
    assert page.faults == [sentence(language, "receipt.unknown")]
    assert page.value("receipt") == code[:60]


@pytest.mark.parametrize("shown", ["{0}", " {0} ", "{1}", "{2}", "{3}"])
def test_the_code_is_read_however_it_is_typed(person: Person, shown: str) -> None:
    code = file(person, "https://page.example/")
    digits = code.replace(" ", "")
    eastern = digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    typed = shown.format(code, digits, code.replace(" ", "-"), eastern)
    page = ask(person, typed)
    assert page.status == 200
    assert "https://page.example/" in page.text or "page.example" in page.words


def test_the_code_never_stands_in_an_address(person: Person) -> None:
    code = file(person, "https://page.example/").replace(" ", "")
    ask(person, code)
    assert person.open(f"/complaints/status?receipt={code}").status == 200
    assert all(code not in str(node.attributes) for node in person.last.tree.css("a, form"))


def test_an_unknown_code_costs_as_much_as_a_known_one(application: Application) -> None:
    lodged = lodge(application)

    def seconds(code: str, network: int) -> float:
        begun = time.perf_counter()
        try:
            application.intake.find(code, f"198.18.{network}.0/24")
        except Exception:
            return time.perf_counter() - begun
        return time.perf_counter() - begun

    known = statistics.median(seconds(lodged.receipt, each) for each in range(9))
    unknown = statistics.median(seconds(f"{lodged.receipt[:4]}{each:012d}", each) for each in range(100, 109))
    assert 0.2 < unknown / known < 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_guessing_is_throttled_by_network_and_by_prefix(app: Flask, language: str) -> None:
    by_prefix, by_network = Person(app, language, network="203.0.113.1"), Person(app, language, network="198.51.100.1")
    for _ in range(RECEIPT_PER_PREFIX.tries):
        assert ask(by_prefix, UNKNOWN).status == 422
    page = ask(by_prefix, UNKNOWN)
    assert page.status == 429
    assert page.faults == [sentence(language, "receipt.throttled", seconds=int(page.headers["Retry-After"]))]
    for number in range(RECEIPT_PER_NETWORK.tries):
        assert ask(by_network, f"{number:04d} 0000 0000 0000").status == 422
    assert ask(by_network, "9999 0000 0000 0000").status == 429
    assert ask(Person(app, language, network="192.0.2.77"), "8888 0000 0000 0000").status == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_owner_adds_information_and_withdraws(app: Flask, application: Application, language: str) -> None:
    person = Person(app, language)
    code = file(person, "https://page.example/")
    work(application)
    ask(person, code)
    assert person.send("/complaints/message", {"text": " "}).status == 422
    assert person.last.faults == [sentence(language, "addition.missing")]
    long = "ы" * 10_001
    assert person.send("/complaints/message", {"text": long}).status == 422
    assert person.last.value("text") == long
    assert person.send("/complaints/message", {"text": "There is a copy now."}).status == 303
    assert "There is a copy now." in person.follow().words
    assert person.send("/complaints/withdraw").status == 303
    page = person.follow()
    assert sentence(language, "status.withdrawn") in page.words
    assert not page.forms("/complaints/message")
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT state FROM cases").scalar() == "waiting"


def test_a_browser_without_an_open_complaint_changes_none(app: Flask, person: Person) -> None:
    token = person.open("/complaints/status").value("csrf_token")
    for path in ("/complaints/message", "/complaints/withdraw"):
        answer = person.client.post(path, data={"csrf_token": token, "text": "x"})
        assert answer.status_code == 422


def decide_first(application: Application) -> None:
    """Decide the first case of the first complaint."""
    reviewer = member(application, "reviewer")
    with application.open_reader() as uow:
        first = uow.cases.get(uow.complaints.case_ids(1)[0])
    assert first is not None
    number = f"C-{first.opened_at.year}-{first.id:06d}"
    application.casework.claim(number, reviewer)
    application.deciding.decide(number, reviewer, first.version, Written(**REFUSAL))
    work(application)


def test_a_decided_link_shows_its_reasons_and_another_waits(app: Flask, application: Application) -> None:
    person = Person(app)
    code = file(person, "https://one.example/\nhttps://two.example/")
    work(application)
    decide_first(application)
    page = ask(person, code)
    one, two = page.tree.css("section.app-card")
    assert REFUSAL["facts"] in one.text()
    assert sentence("en", "status.decided") in one.text()
    assert sentence("en", "status.waiting_for_review") in two.text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_images_are_added_and_what_was_decided_before_stays_in_sight(
    app: Flask, application: Application, language: str
) -> None:
    person = Person(app, language)
    code = file(person, "https://one.example/")
    work(application)
    decide_first(application)
    ask(person, code)
    words = {"text": "This screenshot shows it."}
    assert person.send("/complaints/message", words, evidence=[(BytesIO(b"words"), "notes.txt")]).status == 422
    assert person.last.faults == [sentence(language, "uploads.not_an_image", name="notes.txt")]
    assert words["text"] in person.last.tree.css_first("#text").text()
    assert person.send("/complaints/message", words, evidence=[(BytesIO(png()), "a.png")]).status == 303
    work(application)
    page = ask(person, code)
    assert words["text"] in page.words
    assert sentence(language, "status.waiting_for_review") in page.words
    assert REFUSAL["facts"] in page.words
    assert page.forms("/complaints/appeal")


def test_no_images_are_asked_for_where_none_may_be_kept(person: Person) -> None:
    page = ask(person, file(person, "https://one.example/", category="child_abuse"))
    assert page.forms("/complaints/message")
    assert not page.tree.css("input[type=file]")
