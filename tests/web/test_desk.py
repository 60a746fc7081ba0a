"""The reviewers' desk: what it refuses, to whom, in which words, and that nothing typed is lost."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from complaints.bootstrap import Application
from complaints.domain.casework import LEASE
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal
from tests.builders import REFUSAL, RESTRICTION, Ticking, email_of, lodge, member, work
from tests.pages import Page, Person, numbers
from tests.sentences import sentence

LANGUAGES = ("kk", "ru", "en")
Staff = Callable[..., Person]


@pytest.fixture
def case(application: Application, staff: Staff) -> str:
    """The number of a case that waits for a reviewer."""
    lodge(application, category="extremism")
    work(application)
    (number,) = numbers(staff("reviewer").open("/staff/queue"), "C")
    return number


@pytest.fixture
def restriction(clock: Ticking) -> dict[str, str]:
    """A complete restrictive decision."""
    return {**RESTRICTION, "ends_on": (clock() + timedelta(days=90)).date().isoformat()}


def claimed(who: Person, case: str) -> Page:
    """Claim a case and come back to its page."""
    who.send(f"/staff/cases/{case}/claim", onto=f"/staff/cases/{case}")
    return who.follow()


def decide(who: Person, case: str, fields: dict[str, str]) -> Page:
    """Send the decision form that is on the page."""
    return who.send(f"/staff/cases/{case}/decide", dict(fields))


def kept(page: Page, fields: dict[str, str]) -> None:
    """Assert that everything typed still stands in the form."""
    for name, value in fields.items():
        assert page.value(name) == value, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("outcome", "banned", "decision.outcome"),
        ("facts", "", "decision.facts.missing"),
        ("explanation", " ", "decision.explanation.missing"),
        ("language", "xx", "decision.language"),
        ("ground", "", "decision.ground.missing"),
        ("ground", "no-such-act", "decision.ground.unknown"),
        ("ground_explanation", "", "decision.ground_explanation.missing"),
        ("necessity", "", "decision.necessity.missing"),
        ("scope", "internet", "decision.scope"),
        ("territory", "", "decision.territory.missing"),
        ("ends_on", "soon", "decision.ends_on.missing"),
        ("ends_on", "2020-01-01", "decision.ends_on.past"),
        ("ends_on", "2999-01-01", "decision.ends_on.too_far"),
    ],
)
def test_an_incomplete_decision_is_refused_and_the_text_kept(
    staff: Staff, case: str, restriction: dict[str, str], language: str, field: str, value: str, code: str
) -> None:
    reviewer = staff("reviewer", language)
    claimed(reviewer, case)
    fields = {**restriction, field: value}
    page = decide(reviewer, case, fields)
    assert page.status == 422
    assert sentence(language, code) in page.faults
    kept(page, {name: text for name, text in fields.items() if name != field})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_cannot_be_held_by_two(staff: Staff, case: str, language: str) -> None:
    claimed(staff("reviewer"), case)
    other = staff("reviewer2", language)
    page = other.open(f"/staff/cases/{case}")
    assert not page.forms(f"/staff/cases/{case}/decide")
    answer = other.client.post(f"/staff/cases/{case}/claim", data={"csrf_token": page.value("csrf_token")})
    refused = other._met(answer)
    assert refused.status == 409
    assert sentence(language, "case.held", who=email_of("reviewer")) in refused.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_that_expired_while_typing_keeps_the_text_and_can_be_taken_again(
    staff: Staff, application: Application, clock: Ticking, case: str, language: str
) -> None:
    reviewer = staff("reviewer", language)
    claimed(reviewer, case)
    clock.ahead = LEASE + timedelta(seconds=1)
    page = decide(reviewer, case, REFUSAL)
    assert page.status == 409
    assert sentence(language, "case.expired") in page.words
    kept(page, REFUSAL)
    assert decide(reviewer, case, REFUSAL).status == 303


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_two_who_decide_the_second_is_told_by_whom_and_keeps_the_text(
    staff: Staff, clock: Ticking, case: str, language: str
) -> None:
    slow, quick = staff("reviewer2", language), staff("reviewer")
    claimed(slow, case)
    clock.ahead = LEASE + timedelta(seconds=1)
    claimed(quick, case)
    assert decide(quick, case, REFUSAL).status == 303
    mine = {**REFUSAL, "facts": "What I had typed meanwhile."}
    page = decide(slow, case, mine)
    assert page.status == 409
    assert sentence(language, "case.decided_by", who=email_of("reviewer")) in page.words
    assert mine["facts"] in page.text


def test_of_two_who_decide_at_the_same_moment_one_wins(
    application: Application, staff: Staff, case: str, clock: Ticking
) -> None:
    first = staff("reviewer")
    page = claimed(first, case)
    fields = {**REFUSAL, "csrf_token": page.value("csrf_token"), "version": page.value("version")}
    cookie = "; ".join(f"{each.key}={each.value}" for each in first.client._cookies.values())
    answers: list[int] = []

    def send() -> None:
        client = first.client.application.test_client(use_cookies=False)
        answers.append(client.post(f"/staff/cases/{case}/decide", data=fields, headers={"Cookie": cookie}).status_code)

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303] + [409] * 5
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM decisions").scalar() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_that_changed_while_typing_keeps_the_text(
    staff: Staff, application: Application, case: str, language: str
) -> None:
    reviewer = staff("reviewer", language)
    claimed(reviewer, case)
    lodge(application, category="extremism", description="Somebody else saw it too.")
    work(application)
    page = decide(reviewer, case, REFUSAL)
    assert page.status == 409
    assert sentence(language, "case.changed") in page.words
    assert "Somebody else saw it too." in page.words
    kept(page, REFUSAL)
    assert decide(reviewer, case, REFUSAL).status == 303


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_approves_an_own_proposal(staff: Staff, case: str, restriction: dict[str, str], language: str) -> None:
    senior = staff("senior", language)
    claimed(senior, case)
    assert decide(senior, case, restriction).status == 303
    page = senior.follow()
    assert not page.forms(f"/staff/cases/{case}/approve")
    token = page.value("csrf_token")
    refused = senior._met(senior.client.post(f"/staff/cases/{case}/approve", data={"csrf_token": token}))
    assert refused.status == 403
    assert sentence(language, "approval.own") in refused.words


def test_a_reviewer_cannot_approve(staff: Staff, case: str, restriction: dict[str, str]) -> None:
    reviewer = staff("reviewer")
    claimed(reviewer, case)
    decide(reviewer, case, restriction)
    other = staff("reviewer2")
    token = other.open(f"/staff/cases/{case}").value("csrf_token")
    assert other.client.post(f"/staff/cases/{case}/approve", data={"csrf_token": token}).status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_returned_proposal_comes_back_to_its_author_with_the_reason_and_the_text(
    staff: Staff, case: str, restriction: dict[str, str], language: str
) -> None:
    reviewer, senior = staff("reviewer", language), staff("senior", language)
    claimed(reviewer, case)
    decide(reviewer, case, restriction)
    place = f"/staff/cases/{case}"
    page = senior.send(f"{place}/return", {"reason": " "}, onto=place)
    assert page.status == 422
    assert sentence(language, "decision.reason.missing") in page.words
    assert senior.send(f"{place}/return", {"reason": "Name the passage."}, onto=place).status == 303
    page = claimed(reviewer, case)
    assert "Name the passage." in page.words
    kept(page, restriction)
    assert decide(reviewer, case, restriction).status == 303
    assert senior.send(f"{place}/approve", onto=place).status == 303


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_protected_source_needs_an_answer_on_proportionality(
    staff: Staff, application: Application, case: str, restriction: dict[str, str], language: str
) -> None:
    with application.open_uow(member(application, "admin").actor, "test.protect") as uow:
        uow.catalogue.protect("page.example", "news", application.clock())
    reviewer, senior = staff("reviewer"), staff("senior", language)
    claimed(reviewer, case)
    decide(reviewer, case, restriction)
    place = f"/staff/cases/{case}"
    page = senior.send(f"{place}/approve", onto=place)
    assert page.status == 422
    assert sentence(language, "approval.proportionality") in page.words
    assert senior.send(f"{place}/approve", {"proportionality": "Only one page, for 90 days."}).status == 303


def test_contacts_in_what_people_wrote_are_masked_until_a_reason_is_logged(
    staff: Staff, application: Application
) -> None:
    lodge(application, "https://other.example/", description="Write to me: me@mail.example or +7 701 123 45 67.")
    work(application)
    reviewer = staff("reviewer")
    (number,) = numbers(reviewer.open("/staff/queue"), "C")
    page = reviewer.open(f"/staff/cases/{number}")
    assert "me@mail.example" not in page.text
    assert "701 123" not in page.text
    claimed(reviewer, number)
    place = f"/staff/cases/{number}/reveal"
    assert reviewer.send(place, {"reason": ""}).status == 422
    page = reviewer.send(place, {"reason": "To judge whether the data are the reporter's own."})
    assert "me@mail.example" in page.words
    history = staff("auditor").open(f"/audit/?subject={number}")
    assert "To judge whether the data are the reporter" in history.words


def test_the_link_is_shown_with_its_host_and_cannot_be_followed(staff: Staff, application: Application) -> None:
    lodge(application, "https://xn--80ak6aa92e.com/login")
    work(application)
    reviewer = staff("reviewer")
    (number,) = numbers(reviewer.open("/staff/queue"), "C")
    page = reviewer.open(f"/staff/cases/{number}")
    assert "xn--80ak6aa92e.com" in page.words
    assert not [node for node in page.tree.css("a") if "://" in (node.attributes.get("href") or "")]


def test_the_queue_is_ordered_filtered_and_paged(staff: Staff, application: Application, clock: Ticking) -> None:
    for number in range(30):
        category = "suicide" if number == 29 else "other"
        lodge(application, f"https://page.example/{number}", category=category, description=f"слово{number} ещё")
    work(application)
    reviewer = staff("reviewer")
    page = reviewer.open("/staff/queue")
    first = numbers(page, "C")
    assert len(first) == 25
    assert numbers(reviewer.open("/staff/queue?category=suicide"), "C") == first[:1]
    reviewer.open("/staff/queue")
    (more,) = [form for form in reviewer.last.forms("/staff/queue") if form.css_first("[name=after]")]
    cursor = more.css_first("[name=after]").attributes["value"]
    second = numbers(reviewer.open(f"/staff/queue?after={cursor}"), "C")
    assert len(second) == 5
    assert not set(first) & set(second)
    assert len(numbers(reviewer.open("/staff/queue?text=слово17"), "C")) == 1
    assert len(numbers(reviewer.open("/staff/queue?text=еще"), "C")) == 25
    assert numbers(reviewer.open("/staff/queue?text=нет"), "C") == []
    assert numbers(reviewer.open("/staff/queue?age=7"), "C") == []
    clock.ahead = timedelta(days=8)
    reviewer = staff("reviewer")
    assert len(numbers(reviewer.open("/staff/queue?age=7"), "C")) == 25
    assert numbers(reviewer.open("/staff/queue?language=kk"), "C") == []
    assert len(numbers(reviewer.open("/staff/queue?status=waiting"), "C")) == 25
    assert reviewer.open("/staff/queue?after=x.y&age=zz&status=nope&language=%00").status == 200


def test_the_case_is_closed_to_those_without_a_claim(application: Application, case: str) -> None:
    with pytest.raises(Refusal, match=r"case\.unclaimed"):
        application.deciding.decide(case, member(application, "reviewer"), 1, Written(**REFUSAL))


def test_an_unknown_case_is_not_found(app: Flask, staff: Staff) -> None:
    reviewer = staff("reviewer")
    for number in ("C-2026-999999", "C-1999-000001", "nonsense", "C-2026-" + "9" * 40):
        assert reviewer.open(f"/staff/cases/{number}").status == 404
