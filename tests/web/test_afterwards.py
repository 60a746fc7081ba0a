"""What citizens and the public see of what becomes of a decision: versions, appeals, objections, ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from complaints.bootstrap import Application
from complaints.db.views.narrowing import QueueFilter
from complaints.domain.decisions import Written
from complaints.services.appeals import Judgement
from tests.builders import REFUSAL, RESTRICTION, Ticking, file, lodge, member, receipt_code, work
from tests.pages import Page, Person, numbers

Staff = Callable[..., Person]
LANGUAGES = ("kk", "ru", "en")


def decide(application: Application, clock: Ticking, *, restrict: bool) -> str:
    """Decide the one case there is through the use cases; give the decision's number."""
    work(application)
    ends_on = (clock() + timedelta(days=90)).date().isoformat()
    words = Written(**({**RESTRICTION, "ends_on": ends_on} if restrict else REFUSAL))
    (row,) = application.views.queue.page(QueueFilter()).rows
    reviewer, senior = member(application, "reviewer"), member(application, "senior")
    application.casework.claim(row.number, reviewer)
    case = application.views.cases.get(row.number)
    made = application.deciding.decide(row.number, reviewer, case.version, words)
    if made.proposed:
        made = application.deciding.approve(row.number, senior, None)
    work(application)
    assert made.decision_number
    return made.decision_number


def judge(application: Application, appeal: str, decision: str, verdict: str) -> None:
    with application.open_reader() as uow:
        version = uow.versions.get(int(decision[-6:])).version
    judgement = Judgement(verdict, "The passage is a quotation.", "en", Written())
    application.appealing.judge(appeal, member(application, "senior2"), version, judgement)
    work(application)


@pytest.fixture
def refused(person: Person, application: Application, clock: Ticking) -> tuple[str, str]:
    """The receipt code of a complaint whose case was refused, and the decision's number."""
    code = file(person, "https://page.example/")
    return code, decide(application, clock, restrict=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reporter_appeals_on_the_status_page_and_reads_the_answer_there(
    app: Flask, application: Application, refused: tuple[str, str], language: str
) -> None:
    code, decision = refused
    person = Person(app, language)
    page = person.send("/complaints/status", {"receipt": code}, onto="/complaints/status")
    assert len(page.forms("/complaints/appeal")) == 1
    assert person.send("/complaints/appeal", {"text": "It overlooks the second paragraph."}).status == 303
    page = person.follow()
    assert not page.forms("/complaints/appeal")
    assert "It overlooks the second paragraph." in page.words
    (appeal,) = numbers(page, "P")
    judge(application, appeal, decision, "upheld")
    page = person.open("/complaints/status")
    assert "The passage is a quotation." in page.words


def test_what_was_typed_into_an_appeal_stays_when_it_comes_to_nothing(
    application: Application, person: Person, clock: Ticking, refused: tuple[str, str]
) -> None:
    code, _ = refused
    person.send("/complaints/status", {"receipt": code}, onto="/complaints/status")
    page = person.send("/complaints/appeal", {"text": "  "})
    assert page.status == 422
    assert page.faults == ["Say why you think that the decision is wrong."]
    clock.ahead += timedelta(days=31)
    page = person.send("/complaints/appeal", {"text": "It overlooks the second paragraph."})
    assert page.status == 422
    assert "cannot be appealed here any more" in page.faults[0]
    assert "It overlooks the second paragraph." in page.text
    page = person.open("/complaints/status")
    assert not page.forms("/complaints/appeal")


def test_a_second_appeal_is_told_and_its_words_are_given_back(person: Person, refused: tuple[str, str]) -> None:
    code, _ = refused
    person.send("/complaints/status", {"receipt": code}, onto="/complaints/status")
    person.send("/complaints/appeal", {"text": "Once."})
    token = person.open("/complaints/status").value("csrf_token")
    answer = person.client.post("/complaints/appeal", data={"csrf_token": token, "text": "Twice."})
    assert answer.status_code == 422
    page = Page(422, answer.get_data(as_text=True), {})
    assert page.faults == ["You appealed against this decision already. You will read the answer here."]
    assert "Twice." in page.text


def test_without_an_open_complaint_there_is_nothing_to_appeal(person: Person) -> None:
    token = person.open("/complaints/status").value("csrf_token")
    answer = person.client.post("/complaints/appeal", data={"csrf_token": token, "text": "Wrong."})
    assert answer.status_code == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_objection_from_the_register_to_its_answer(
    app: Flask, application: Application, clock: Ticking, language: str
) -> None:
    lodge(application)
    decision = decide(application, clock, restrict=True)
    owner = Person(app, language)
    page = owner.open(f"/register/{decision}")
    place = f"/objections/new?decision={decision}"
    assert place in [link.attributes.get("href") for link in page.tree.css("main a")]
    page = owner.open(place)
    assert page.value("decision") == decision
    assert owner.send("/objections/new", {"text": "I quote what I condemn."}).status == 303
    code = receipt_code(owner.follow())
    (objection,) = numbers(owner.last, "P")
    page = owner.send("/complaints/status", {"receipt": code}, onto="/complaints/status")
    assert "I quote what I condemn." in page.words
    judge(application, objection, decision, "reversed")
    page = owner.open("/complaints/status")
    assert "The passage is a quotation." in page.words
    register = owner.open(f"/register/{decision}")
    assert "The passage is a quotation." in register.words
    assert "I quote what I condemn." not in register.words
    assert register.tree.css_first(".app-status--reversed")
    assert owner.open("/lookup?url=https://page.example/").tree.css_first(".app-status--reversed")
    assert owner.open("/register").tree.css_first(".app-status--reversed")
    owner.send("/complaints/leave", onto="/complaints/status")
    assert owner.open("/complaints/status").forms("/complaints/status")


def test_every_fault_of_an_objection_is_told_and_nothing_typed_is_lost(person: Person) -> None:
    typed = {"decision": "D-1", "text": "", "email": "nobody"}
    page = person.send("/objections/new", typed, onto="/objections/new")
    assert page.status == 422
    assert len(page.faults) == 3
    assert (page.value("decision"), page.value("email")) == ("D-1", "nobody")


def test_an_objection_sent_twice_gives_the_same_receipt(
    person: Person, application: Application, clock: Ticking
) -> None:
    lodge(application)
    typed = {"decision": decide(application, clock, restrict=True), "text": "Mine and lawful."}
    person.open("/objections/new")
    form = person.last
    fields = {**typed, "csrf_token": form.value("csrf_token"), "nonce": form.value("nonce")}
    codes = []
    for _ in range(2):
        assert person.client.post("/objections/new", data=fields).status_code == 303
        codes.append(receipt_code(person.open("/objections/receipt")))
    assert codes[0] == codes[1]


def test_an_objection_whose_page_was_open_too_long_is_kept(person: Person) -> None:
    answer = person.client.post("/objections/new", data={"text": "Mine and lawful.", "csrf_token": "old"})
    assert answer.status_code == 400
    assert Page(400, answer.get_data(as_text=True), {}).value("text") == "Mine and lawful."


def test_the_receipt_of_an_objection_is_shown_only_after_one(person: Person) -> None:
    assert person.client.get("/objections/receipt").status_code == 303


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_register_shows_the_latest_version_and_what_changed(
    app: Flask, application: Application, refused: tuple[str, str], language: str
) -> None:
    _, decision = refused
    words = Written(**{**REFUSAL, "facts": "The article lists budget figures of 2025, call +7 701 555 00 00."})
    application.amending.correct(decision, member(application, "reviewer2"), 1, words, "The year was missing.")
    work(application)
    person = Person(app, language)
    page = person.open(f"/register/{decision}")
    assert "The year was missing." in page.words
    (added,) = [node.text() for node in page.tree.css("ins")]
    assert "of 2025" in added
    assert "555" not in page.words
    assert page.tree.css("ins .govuk-visually-hidden")
    place = f"/register/{decision}/1"
    assert place in [link.attributes.get("href") for link in page.tree.css("main a")]
    old = person.open(place)
    assert "of 2025" not in old.words
    assert REFUSAL["facts"] in old.words
    assert person.client.get(f"/register/{decision}/2").status_code == 404
    assert person.client.get(f"/register/{decision}/9").status_code == 404


def test_a_long_record_is_read_in_pages(app: Flask, application: Application, refused: tuple[str, str]) -> None:
    _, decision = refused
    for version in range(1, 30):
        words = Written(**{**REFUSAL, "facts": f"Facts of version {version + 1}."})
        application.amending.correct(decision, member(application, "reviewer2"), version, words, f"Reason {version}.")
    person = Person(app, "en")
    page = person.open(f"/register/{decision}")
    assert "Reason 29." in page.words
    assert "Reason 3." not in page.words
    (place,) = [link.attributes["href"] for link in page.tree.css("main a[rel=next]")]
    page = person.open(place)
    assert "Reason 3." in page.words
    assert "as it was made" in page.words
