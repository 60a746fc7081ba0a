"""Joining and parting at the desk: the forms, what they refuse, and where numbers lead."""

from collections.abc import Callable

import pytest

from complaints.bootstrap import Application
from complaints.domain.joining import AliasKind
from tests.builders import file, lodge, member, work
from tests.pages import Page, Person, numbers
from tests.sentences import sentence

LANGUAGES = ("kk", "ru", "en")
Staff = Callable[..., Person]


@pytest.fixture
def pair(application: Application, staff: Staff) -> tuple[str, str]:
    """The numbers of two cases of one category."""
    for link in ("https://one.kz/page", "https://two.kz/page"):
        lodge(application, link, description=f"See {link}")
    work(application)
    first, second = sorted(numbers(staff("reviewer").open("/staff/queue"), "C"))
    return first, second


def claimed(who: Person, number: str) -> Page:
    """Claim a case and come back to its page."""
    who.send(f"/staff/cases/{number}/claim", onto=f"/staff/cases/{number}")
    return who.follow()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reviewer_merges_and_parts_two_cases(staff: Staff, pair: tuple[str, str], language: str) -> None:
    source, target = pair
    reviewer = staff("reviewer", language)
    claimed(reviewer, source)
    place = f"/staff/cases/{source}/merge"
    page = reviewer.send(place, {"into": target, "reason": ""})
    assert page.status == 422
    assert sentence(language, "joining.reason.missing") in page.words
    assert page.value("into") == target
    page = reviewer.send(place, {"into": "C-2026-999999", "reason": "One page."})
    assert sentence(language, "merge.unknown") in page.words
    assert "One page." in page.text
    assert reviewer.send(place, {"into": target, "reason": "One page."}).status == 303
    page = reviewer.follow()
    assert sentence(language, "status.merged") in page.words
    assert target in numbers(page, "C")
    assert not page.forms(f"/staff/cases/{source}/claim")

    page = claimed(reviewer, target)
    assert "https://one.kz/page" in page.words
    assert source in numbers(page, "C")
    place = f"/staff/cases/{target}/split"
    page = reviewer.send(place, {"reason": " "})
    assert page.status == 422
    assert reviewer.send(place, {"reason": "Two pages."}).status == 303
    page = reviewer.follow()
    assert "See https://one.kz/page" not in page.words
    assert "Two pages." in page.words


def test_forms_are_there_only_for_whoever_holds_the_case(staff: Staff, pair: tuple[str, str]) -> None:
    page = staff("reviewer").open(f"/staff/cases/{pair[0]}")
    assert not page.forms(f"/staff/cases/{pair[0]}/merge")
    assert not staff("auditor").open(f"/staff/cases/{pair[0]}").forms(f"/staff/cases/{pair[0]}/merge")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("answer", "state"), [("accept", "merged"), ("refuse", "in_review")])
def test_a_proposal_is_answered_with_a_reason(
    staff: Staff, application: Application, pair: tuple[str, str], language: str, answer: str, state: str
) -> None:
    first, second = (int(number[-6:]) for number in pair)
    with application.open_uow(member(application, "admin").actor, "test.propose") as uow:
        about = uow.joins.about([first, second])
        evidence = "https://two.kz/page?from=one"
        uow.joins.propose(about[first], about[second], AliasKind.REDIRECT, None, evidence, application.clock())
    reviewer = staff("reviewer", language)
    page = claimed(reviewer, pair[0])
    assert sentence(language, "alias_kind.redirect") in page.words
    assert "https://two.kz/page?from=one" in page.words
    place = f"/staff/cases/{pair[0]}/alias"
    assert reviewer.send(place, {"reason": "", "answer": answer}).status == 422
    assert reviewer.send(place, {"reason": "As I saw.", "answer": answer}).status == 303
    page = reviewer.follow()
    assert "As I saw." in page.words
    assert sentence(language, f"status.{state}") in page.words


def test_a_citizen_reads_the_status_of_the_case_the_complaint_came_to(
    staff: Staff, application: Application, person: Person
) -> None:
    code = file(person, "https://one.kz/page")
    lodge(application, "https://two.kz/page", category="extremism")
    work(application)
    reviewer = staff("reviewer")
    source, target = sorted(numbers(reviewer.open("/staff/queue"), "C"))
    claimed(reviewer, source)
    reviewer.send(f"/staff/cases/{source}/merge", {"into": target, "reason": "One page."})
    page = person.send("/complaints/status", {"receipt": code}, onto="/complaints/status")
    assert sentence("en", "status.waiting_for_review") in page.words
    assert "one.kz" in page.words
    assert "two.kz" not in page.words


def test_nonsense_is_refused_without_harm(staff: Staff, pair: tuple[str, str]) -> None:
    reviewer = staff("reviewer")
    page = claimed(reviewer, pair[0])
    token = page.value("csrf_token")
    fields = {"csrf_token": token, "version": "1" * 30, "resource": "x", "alias": "9" * 40, "reason": "So."}
    for verb in ("merge", "split", "alias"):
        assert reviewer.client.post(f"/staff/cases/{pair[0]}/{verb}", data=fields).status_code in {409, 422}
    assert reviewer.client.post("/staff/cases/C-2026-999999/merge", data=fields).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reviewer_gives_a_case_another_category(staff: Staff, pair: tuple[str, str], language: str) -> None:
    number, _ = pair
    reviewer = staff("reviewer", language)
    claimed(reviewer, number)
    place = f"/staff/cases/{number}/recategorise"
    page = reviewer.send(place, {"category": "gambling_fraud", "reason": ""})
    assert page.status == 422
    assert sentence(language, "joining.reason.missing") in page.words
    assert page.value("category") == "gambling_fraud"
    reviewer.send(place, {"category": "gambling_fraud", "reason": "It sells bets."})
    page = reviewer.follow()
    assert number in numbers(page, "C")
    assert "It sells bets." in page.words
    assert sentence(language, "status.merged") in reviewer.open(f"/staff/cases/{number}").words
