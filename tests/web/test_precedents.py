"""What was decided before about this and like things stands on the page of the case, with the reason to read it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.decisions import Written
from complaints.domain.numbers import CASE, number
from tests.builders import REFUSAL, RESTRICTION, lodge, member, work
from tests.pages import Person

Staff = Callable[..., Person]
COPIED = "This page calls for violence against my neighbours and must be blocked at once by those who are in charge."
OTHER = "Неизвестные продают поддельные лекарства через телефонные звонки пенсионерам нашего посёлка."
ALIKE = "Пенсионерам предлагают поддельные лекарства, неизвестные действуют через телефонные звонки."


def opened(application: Application, link: str, words: str, category: str = "extremism") -> str:
    """Open a case by a complaint; return its number."""
    told = lodge(application, link, description=words, category=category)
    work(application)
    with application.open_reader() as uow:
        (case_id,) = uow.complaints.case_ids(told.complaint_id)
        case = uow.cases.get(case_id)
    assert case is not None
    return number(CASE, case.opened_at, case_id)


def decide(application: Application, case: str, fields: dict[str, str] = REFUSAL) -> None:
    reviewer = member(application, "reviewer")
    application.casework.claim(case, reviewer)
    seen = application.views.cases.get(case)
    assert seen is not None
    application.deciding.decide(case, reviewer, seen.version, Written(**fields))


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        (("https://a.example/1", "One.", "cruelty"), ("https://a.example/1", "Two."), "it is about the same link"),
        (("https://t.me/chan/1", "One."), ("https://t.me/chan/2", "Two."), "it is about the same account"),
        (("https://a.example/1", "One."), ("https://a.example/2", "Two."), "it is about the same site"),
        (("https://a.example/1", COPIED), ("https://b.example/", COPIED), "is worded 100 per cent alike"),
        (("https://a.example/1", OTHER), ("https://b.example/", ALIKE), "it has the same category and shares these"),
    ],
)
def test_a_precedent_says_why(
    application: Application, staff: Staff, earlier: tuple[str, ...], later: tuple[str, ...], reason: str
) -> None:
    before = opened(application, *earlier)
    decide(application, before)
    page = staff("reviewer").open(f"/staff/cases/{opened(application, *later)}")
    (precedent,) = page.tree.css(".app-precedent")
    words = " ".join(precedent.text(separator=" ").split())
    assert reason in words
    assert "No violation" in words
    assert REFUSAL["facts"] in words
    assert precedent.css_first("a").attributes["href"] == f"/staff/cases/{before}"


def test_what_is_unlike_or_undecided_is_no_precedent(application: Application, staff: Staff) -> None:
    decide(application, opened(application, "https://a.example/1", OTHER, "cruelty"))
    opened(application, "https://c.example/1", ALIKE)
    page = staff("reviewer").open(f"/staff/cases/{opened(application, 'https://b.example/', ALIKE)}")
    assert not page.tree.css(".app-precedent")
    assert "Nothing like it was decided before." in page.words
    assert "still open" in page.words


def test_a_decided_case_is_no_precedent_of_its_own(application: Application, staff: Staff) -> None:
    case = opened(application, "https://a.example/1", OTHER)
    decide(application, case)
    assert not staff("reviewer").open(f"/staff/cases/{case}").tree.css(".app-precedent")


def test_a_restriction_is_told_with_its_ground(application: Application, staff: Staff) -> None:
    before = opened(application, "https://a.example/1", OTHER)
    ends = (application.clock() + timedelta(days=90)).date().isoformat()
    decide(application, before, {**RESTRICTION, "ends_on": ends})
    place = f"/staff/cases/{before}"
    assert staff("senior").send(f"{place}/approve", onto=place).status == 303
    later = opened(application, "https://a.example/2", "Two.")
    (precedent,) = staff("reviewer").open(f"/staff/cases/{later}").tree.css(".app-precedent")
    words = " ".join(precedent.text(separator=" ").split())
    assert "Restricted" in words
    assert "Law of 5 July 2004 No. 567 On Communications" in words
