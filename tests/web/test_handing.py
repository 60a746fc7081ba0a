"""Handing out at the desk: the next case, one's own work, giving, conflicts of interest, and who may do which."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.access import Role
from complaints.domain.recusal import SECOND_THOUGHTS
from tests.builders import REFUSAL, RESTRICTION, STAFF, Ticking, email_of, lodge, member, work
from tests.pages import Page, Person, numbers
from tests.sentences import sentence

LANGUAGES = ("kk", "ru", "en")
Staff = Callable[..., Person]


def waiting(application: Application, *links: str, **changes: str) -> None:
    """File complaints and let their cases wait."""
    for link in links:
        lodge(application, link, **changes)
    work(application)


def next_case(who: Person, onto: str = "/staff/queue") -> Page:
    """Press the button for the next case and go where it leads."""
    who.send("/staff/next", onto=onto)
    return who.follow()


def forced(who: Person, path: str, **fields: str) -> Page:
    """Send a form that the page does not offer."""
    token = who.open("/staff/queue").value("csrf_token") or who.open("/staff/login").value("csrf_token")
    return who._met(who.client.post(path, data={"csrf_token": token, **fields}))


def test_the_next_case_is_claimed_and_opened_and_after_a_decision_there_is_another(
    staff: Staff, application: Application
) -> None:
    waiting(application, "https://page.kz/1", "https://page.kz/2")
    reviewer = staff("reviewer")
    page = next_case(reviewer)
    (first,) = numbers(page, "C")[:1]
    assert email_of("reviewer") in page.words
    assert reviewer.send(f"/staff/cases/{first}/decide", dict(REFUSAL)).status == 303
    page = reviewer.follow()
    assert page.forms("/staff/next")
    reviewer.send("/staff/next")
    assert numbers(reviewer.follow(), "C")[0] != first


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_nothing_the_page_says_why(staff: Staff, application: Application, language: str) -> None:
    reviewer = staff("reviewer", language)
    assert sentence(language, "nothing.empty") in next_case(reviewer).words
    waiting(application, "https://page.kz/1")
    application.handing.set_skills(email_of("reviewer"), ["kk"], ["cruelty"], member(application, "admin").actor)
    page = next_case(reviewer)
    assert sentence(language, "nothing.skills") in page.words
    assert sentence(language, "language.kk") in page.words


def test_the_page_of_ones_own_work_shows_what_is_held_and_what_is_kept(staff: Staff, application: Application) -> None:
    waiting(application, "https://page.kz/1", "https://page.kz/2")
    reviewer, senior = staff("reviewer"), staff("senior")
    (held,) = numbers(next_case(reviewer), "C")[:1]
    other = next(row.number for row in rows(application) if row.number != held)
    fields = {"give_to": email_of("reviewer"), "reason": "You know this site."}
    assert senior.send(f"/staff/cases/{other}/give", fields, onto=f"/staff/cases/{other}").status == 303
    words = reviewer.open("/staff/next").words
    assert held in words
    assert f"Given to you by {email_of('senior')}" in words
    assert "You know this site." in words
    assert "1 case is kept for you" in reviewer.open("/staff/queue").words
    assert "You know this site." in reviewer.open(f"/staff/cases/{other}").words
    assert numbers(next_case(reviewer), "C")[0] == other


def rows(application: Application):  # type: ignore[no-untyped-def]  # rows of the queue
    from complaints.db.views.queue import QueueFilter

    return application.views.queue.page(QueueFilter()).rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_kept_for_another_is_refused_in_plain_words(
    staff: Staff, application: Application, language: str
) -> None:
    waiting(application, "https://page.kz/1")
    (row,) = rows(application)
    application.handing.give(row.number, member(application, "senior"), email_of("reviewer2"), "Look at it.")
    reviewer = staff("reviewer", language)
    page = reviewer.send(f"/staff/cases/{row.number}/claim", onto=f"/staff/cases/{row.number}")
    assert page.status == 409
    assert sentence(language, "case.kept", who=email_of("reviewer2")) in page.words


def test_a_senior_gives_and_takes_back_and_a_mistake_keeps_what_was_typed(
    staff: Staff, application: Application
) -> None:
    waiting(application, "https://page.kz/1")
    (row,) = rows(application)
    place = f"/staff/cases/{row.number}"
    senior = staff("senior")
    page = senior.send(f"{place}/give", {"give_to": "", "reason": "Look at it."}, onto=place)
    assert page.status == 422
    assert "Look at it." in page.text
    assert senior.send(f"{place}/give", {"give_to": email_of("reviewer2"), "reason": "Look at it."}).status == 303
    assert email_of("reviewer2") in senior.open("/staff/hands").words
    assert senior.send(f"{place}/take-back", {"reason": "A mistake."}, onto=place).status == 303
    words = senior.open(place).words
    assert "Put back into the queue: A mistake." in words
    assert numbers(next_case(staff("reviewer")), "C")[0] == row.number


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_keeps_away_cannot_claim_decide_or_approve_by_any_request(
    staff: Staff, application: Application, clock: Ticking, language: str
) -> None:
    waiting(application, "https://page.kz/1", category="extremism")
    reviewer, senior, other = staff("reviewer", language), staff("senior", language), staff("reviewer2")
    (number,) = numbers(next_case(reviewer), "C")[:1]
    place = f"/staff/cases/{number}"
    fields = {"reach": "site", "reason": "My cousin owns it."}
    assert reviewer.send(f"{place}/recuse", fields, onto=place).status == 303
    said = sentence(language, "case.recused")
    page = reviewer.follow()
    assert said in page.words
    assert not page.forms(f"{place}/claim")
    for deed, typed in (
        ("claim", {}),
        ("decide", REFUSAL),
        ("decide", {**REFUSAL, "reclaim": "1"}),
        ("note", {"text": "x"}),
    ):
        refused = forced(reviewer, f"{place}/{deed}", **{"version": "1", **typed})
        assert refused.status == 409, deed
        assert said in refused.words, deed
    assert sentence(language, "nothing.recused") in next_case(reviewer).words
    senior.send(f"{place}/recuse", {"reach": "resource", "reason": "I know the author."}, onto=place)
    next_case(other)
    ends_on = (clock() + timedelta(days=90)).date().isoformat()
    assert other.send(f"{place}/decide", {**RESTRICTION, "ends_on": ends_on}).status == 303
    for deed, typed in (("approve", {}), ("return", {"reason": "No."})):
        refused = forced(senior, f"{place}/{deed}", **typed)
        assert refused.status == 409
        assert said in refused.words


def test_a_reviewer_neither_gives_nor_ends_what_others_declared(staff: Staff, application: Application) -> None:
    waiting(application, "https://page.kz/1")
    (row,) = rows(application)
    application.recusing.recuse(row.number, member(application, "reviewer2"), "resource", "A conflict.")
    reviewer, auditor = staff("reviewer"), staff("auditor")
    place = f"/staff/cases/{row.number}"
    for path in (f"{place}/give", f"{place}/take-back"):
        assert forced(reviewer, path, give_to=email_of("reviewer"), reason="Mine.").status == 403
    assert forced(reviewer, "/staff/recusals/1/end", reason="Let them.").status == 403
    assert reviewer.open("/staff/hands").status == 403
    for path in ("/staff/next", f"{place}/recuse", "/staff/recusals/1/end"):
        assert forced(auditor, path, reach="site", reason="All.").status == 403


def test_a_slip_is_taken_back_on_ones_own_page_and_a_conflict_on_the_seniors(
    staff: Staff, application: Application, clock: Ticking
) -> None:
    waiting(application, "https://page.kz/1")
    (row,) = rows(application)
    place = f"/staff/cases/{row.number}"
    reviewer, senior = staff("reviewer"), staff("senior")
    reviewer.send(f"{place}/recuse", {"reach": "resource", "reason": "The wrong case."}, onto=place)
    page = reviewer.send("/staff/recusals/1/end", {"reason": ""}, onto="/staff/next")
    assert page.status == 409
    assert reviewer.send("/staff/recusals/1/end", {"reason": "A slip."}).status == 303
    assert "The wrong case." not in reviewer.follow().words
    reviewer.send(f"{place}/recuse", {"reach": "resource", "reason": "A true conflict."}, onto=place)
    clock.ahead = SECOND_THOUGHTS + timedelta(seconds=1)
    assert not reviewer.open("/staff/next").forms("/staff/recusals/2/end")
    assert "A true conflict." in senior.open("/staff/hands").words
    assert senior.send("/staff/recusals/2/end", {"reason": "Another owner now."}).status == 303
    assert "None is declared." in senior.follow().words


DECIDING = [name for name, role in STAFF.items() if role in {Role.REVIEWER, Role.SENIOR}]


def test_seniors_see_what_would_come_to_nobody(staff: Staff, application: Application) -> None:
    waiting(application, "https://page.kz/1", category="cruelty")
    waiting(application, "https://other.kz/1", category="other")
    senior = staff("senior")
    assert "None: for every waiting case" in senior.open("/staff/hands").words
    admin = member(application, "admin").actor
    for name in DECIDING:
        application.handing.set_skills(email_of(name), [], ["other"], admin)
    words = senior.open("/staff/hands").words
    assert "nobody works on these" in words
    assert "Cult of cruelty" in words
    application.handing.set_skills(email_of("reviewer"), [], ["other", "cruelty"], admin)
    assert "nobody is here for these" in senior.open("/staff/hands").words
    staff("reviewer")
    assert "None: for every waiting case" in senior.open("/staff/hands").words
    other = next(row.number for row in rows(application) if row.category == "other")
    for name in DECIDING:
        application.recusing.recuse(other, member(application, name), "resource", "A conflict.")
    words = senior.open("/staff/hands").words
    assert f"everybody keeps away {other}" in words


def test_a_second_review_comes_as_the_next_case_and_looks_like_any_other(
    staff: Staff, application: Application
) -> None:
    waiting(application, "https://page.kz/1")
    reviewer, other = staff("reviewer"), staff("reviewer2")
    (number,) = numbers(next_case(reviewer), "C")[:1]
    reviewer.send(f"/staff/cases/{number}/decide", dict(REFUSAL))
    with application.open_uow(member(application, "admin").actor, "test.draw") as uow:
        uow.second_reviews.add(1, application.clock())
    work(application)
    assert numbers(next_case(other), "C")[0] == number
    page = other.open("/staff/next")
    assert number in page.words
    assert f"{email_of('reviewer2')} holds it until" in page.words
    other.send(
        f"/staff/cases/{number}/recuse", {"reach": "resource", "reason": "A friend."}, onto=f"/staff/cases/{number}"
    )
    assert number not in other.open("/staff/next").tree.css_first("main").text().partition("keep away")[0]
    assert other.send("/staff/next").status == 303
    assert other.follow().forms("/staff/next")
