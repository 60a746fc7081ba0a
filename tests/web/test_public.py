"""What everybody may read: the register, a decision, look-up; and what must not show there."""

import pytest
from flask import Flask

from complaints.bootstrap import Application
from complaints.domain.decisions import Written
from complaints.domain.numbers import CASE, number
from tests.builders import REFUSAL, lodge, member, work
from tests.pages import Page, Person, numbers
from tests.sentences import sentence

LANGUAGES = ("kk", "ru", "en")


def decided(application: Application, link: str, category: str = "other", **changes: str) -> str:
    """File, check and refuse a case; return the decision's number."""
    lodged = lodge(application, link, category=category)
    work(application)
    with application.open_reader() as uow:
        (case_id,) = uow.complaints.case_ids(lodged.complaint_id)
        case = uow.cases.get(case_id)
    assert case is not None
    case_number = number(CASE, case.opened_at, case_id)
    reviewer = member(application, "reviewer")
    application.casework.claim(case_number, reviewer)
    recorded = application.deciding.decide(case_number, reviewer, case.version, Written(**{**REFUSAL, **changes}))
    work(application)
    assert recorded.decision_number is not None
    return recorded.decision_number


def look_up(person: Person, link: str) -> Page:
    """Look a link up through the form."""
    return person.open("/lookup", query_string={"url": link})


def test_an_empty_register_and_an_empty_look_up_say_what_to_do(person: Person) -> None:
    assert person.open("/register").status == 200
    assert person.open("/lookup").status == 200
    assert person.last.forms("/lookup")


def test_the_register_is_paged_newest_first_and_filtered(application: Application, person: Person) -> None:
    made = [decided(application, f"https://page.example/{each}") for each in range(27)]
    first = numbers(person.open("/register"), "D")
    assert first == made[:1:-1]
    assert numbers(person.open(f"/register?after={int(first[-1][-6:])}"), "D") == made[1::-1]
    assert numbers(person.open("/register?outcome=restricted"), "D") == []
    assert len(numbers(person.open("/register?category=other&outcome=no_violation"), "D")) == 25
    assert person.open("/register?after=zz&category=%00&outcome=nope").status == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_published_with_its_reasons(app: Flask, application: Application, language: str) -> None:
    decision = decided(application, "https://page.example/")
    page = Person(app, language).open(f"/register/{decision}")
    assert REFUSAL["facts"] in page.words
    assert REFUSAL["explanation"] in page.words
    assert sentence(language, "outcome.no_violation") in page.words


def test_look_up_never_tells_whether_something_undecided_was_reported(application: Application, person: Person) -> None:
    lodge(application, "https://zzzone.example/")
    work(application)
    known, unknown = look_up(person, "https://zzzone.example/"), look_up(person, "https://zzztwo.example/")
    assert known.words.replace("zzzone", "…") == unknown.words.replace("zzztwo", "…")


@pytest.mark.parametrize("spelling", ["page.kz/a", "http://www.page.kz/a/", "https://page.kz/a?utm_source=x"])
def test_look_up_finds_a_decision_by_any_spelling(application: Application, person: Person, spelling: str) -> None:
    decision = decided(application, "https://page.kz/a")
    assert numbers(look_up(person, spelling), "D") == [decision]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["hello there", "javascript:alert(1)", "http://", "\u202e", "a" * 9_000])
def test_look_up_of_what_is_no_link_says_so(app: Flask, language: str, text: str) -> None:
    assert look_up(Person(app, language), text).status == 422


@pytest.mark.parametrize("category", ["child_abuse", "suicide", "personal_data", "terrorism"])
def test_the_register_is_no_directory_of_what_it_restricts(
    application: Application, person: Person, category: str
) -> None:
    decision = decided(application, "https://secret-place.example/x", category)
    for path in ("/register", f"/register/{decision}", f"/register?category={category}"):
        page = person.open(path)
        assert decision in page.words
        assert "secret-place" not in page.text


def test_a_mark_against_capture_hides_the_link_whatever_category_others_chose(
    application: Application, person: Person
) -> None:
    lodge(application, "https://secret-place.example/x", category="child_abuse")
    decision = decided(application, "https://secret-place.example/x", "other")
    assert "secret-place" not in person.open(f"/register/{decision}").text
    assert "secret-place" not in person.open("/register").text


def test_contacts_are_masked_before_publication_and_links_cannot_be_followed(
    application: Application, person: Person
) -> None:
    facts = "It names anna@mail.example, +7 701 123 45 67 and https://bad.example/x."
    decision = decided(application, "https://page.example/?q=1", facts=facts)
    page = person.open(f"/register/{decision}")
    assert "anna@mail.example" not in page.text
    assert "701 123" not in page.text
    assert not [node for node in page.tree.css("a") if "example" in (node.attributes.get("href") or "")]


def test_markup_in_what_people_write_stays_text(application: Application, person: Person) -> None:
    facts = '<script>alert(1)</script><img src=x onerror="alert(1)">&lt;b&gt; {% raw %}{# 7*7 #}'
    decision = decided(application, "https://page.example/<script>", facts=facts)
    page = person.open(f"/register/{decision}")
    assert facts in page.words
    assert not page.tree.css("main script, main img")


def test_an_unknown_decision_is_not_found(person: Person) -> None:
    for text in ("D-2026-999999", "D-2020-000001", "x", "C-2026-000001", "D-2026-" + "9" * 60):
        assert person.open(f"/register/{text}").status == 404
