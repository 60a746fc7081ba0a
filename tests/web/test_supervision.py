"""Second reviews through the pages, and the pages of numbers: nobody can tell, and nobody is named."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from complaints.bootstrap import Application, build
from tests.builders import REFUSAL, STAFF, Ticking, copy_of, email_of, lodge, member, settings_for, work
from tests.pages import Person, numbers

Staff = Callable[..., Person]
LANGUAGES = ("kk", "ru", "en")


@pytest.fixture
def application(prepared_folder: Path, tmp_path: Path, clock: Ticking) -> Iterator[Application]:
    """A service that lets every decision be judged again."""
    made = build(settings_for(copy_of(prepared_folder, tmp_path), ARYZ_SECOND_REVIEW_PERCENT="100"), clock)
    yield made
    made.close()


@pytest.fixture
def case(application: Application, staff: Staff) -> str:
    """A case that the first reviewer decided, with a note of theirs on it."""
    lodge(application, category="extremism")
    work(application)
    first = staff("reviewer")
    (number,) = numbers(first.open("/staff/queue"), "C")
    first.send(f"/staff/cases/{number}/claim", onto=f"/staff/cases/{number}")
    first.send(f"/staff/cases/{number}/note", {"text": "A thought of the first."}, onto=f"/staff/cases/{number}")
    first.send(f"/staff/cases/{number}/decide", dict(REFUSAL), onto=f"/staff/cases/{number}")
    assert first.last.status == 303
    work(application)
    return number


def test_the_second_reviewer_sees_an_ordinary_case(application: Application, staff: Staff, case: str) -> None:
    second = staff("reviewer2")
    told = second.open(f"/staff/cases/{case}").words
    assert REFUSAL["facts"] in told
    assert application.second_reviewing.hand(member(application, "reviewer2"), others_wait=lambda: False) == case
    page = second.open(f"/staff/cases/{case}")
    assert "Record the decision" in page.words
    for trace in (REFUSAL["facts"], "A thought of the first.", "D-2026", "decision or proposal recorded"):
        assert trace not in page.words, trace
    assert REFUSAL["facts"] in staff("senior").open(f"/staff/cases/{case}").words


def test_the_second_answer_is_refused_when_incomplete_and_else_only_compared(
    application: Application, staff: Staff, case: str
) -> None:
    application.second_reviewing.hand(member(application, "reviewer2"), others_wait=lambda: False)
    second = staff("reviewer2")
    second.send(f"/staff/cases/{case}/claim", onto=f"/staff/cases/{case}")
    assert second.follow().status == 200
    short = second.send(f"/staff/cases/{case}/decide", {**REFUSAL, "facts": ""}, onto=f"/staff/cases/{case}")
    assert short.status == 422
    assert short.value("explanation") == REFUSAL["explanation"]
    second.send(f"/staff/cases/{case}/decide", {**REFUSAL, "facts": "Another view."}, onto=f"/staff/cases/{case}")
    assert "decided this case already" in second.follow().words
    work(application)
    assert "Another view." not in second.open(f"/staff/cases/{case}").words
    shown = staff("auditor").open("/audit/agreement").words
    assert "1.00" in shown
    assert "too few" in shown


def test_a_second_review_given_back_waits_for_somebody_else(application: Application, staff: Staff, case: str) -> None:
    application.second_reviewing.hand(member(application, "reviewer2"), others_wait=lambda: False)
    second = staff("reviewer2")
    second.send(f"/staff/cases/{case}/release", onto=f"/staff/cases/{case}")
    assert second.follow().status == 200
    assert REFUSAL["facts"] in second.open(f"/staff/cases/{case}").words
    assert application.second_reviewing.hand(member(application, "senior"), others_wait=lambda: False) == case


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_numbers_name_nobody(
    application: Application, staff: Staff, case: str, clock: Ticking, language: str
) -> None:
    senior, auditor = staff("senior", language), staff("auditor", language)
    assert senior.open("/staff/supervision").status == 200
    assert auditor.open("/audit/agreement").status == 200
    clock.ahead += timedelta(minutes=10)
    application.supervision.count()
    for page in (senior.open("/staff/supervision"), staff("admin", language).open("/staff/supervision")):
        assert "0" in page.words
        people = [email_of(name) for name in STAFF if page.words.count(email_of(name))]
        assert len(people) <= 1, "only whoever is signed in may be named"
    assert staff("reviewer").client.get("/staff/supervision").status_code == 403
    assert senior.client.get("/audit/agreement").status_code == 403
