"""Giving a case another category through the use cases: it goes on there, or joins the one that is open."""

import pytest

from complaints.bootstrap import Application
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal
from tests.builders import REFUSAL, work
from tests.services.joining_desk import A, Desk


@pytest.fixture
def desk(application: Application) -> Desk:
    return Desk(application)


def recategorised(desk: Desk, number: str, category: str) -> str:
    version = desk.held(number)
    return desk.application.recategorising.recategorise(number, desk.who, version, category, "It is about gambling.")


def test_a_case_goes_on_under_another_category_and_later_complaints_follow(desk: Desk) -> None:
    first, second = desk.file(A, A)
    old = desk.number(A)
    new = recategorised(desk, old, "gambling_fraud")
    assert desk.state(old) == "merged"
    assert desk.state(new) == "received"
    work(desk.application)
    assert desk.state(new) == "waiting"
    (third,) = desk.file(A)
    named = desk.rows(f"SELECT complaint_id, case_id FROM attachments WHERE case_id = {int(new[-6:])} ORDER BY 1")
    assert [row[0] for row in named] == [first, second, third]
    assert desk.rows(f"SELECT complaints FROM cases WHERE id = {int(new[-6:])}") == [(3,)]
    assert desk.rows("SELECT DISTINCT category FROM complaints") == [("other",)]
    (told,) = desk.rows("SELECT deed, moved, reason FROM joinings")
    assert told == ("recategorise", 2, "It is about gambling.")


def test_a_case_given_its_first_category_back_opens_the_next_round_there(desk: Desk) -> None:
    desk.file(A)
    old = desk.number(A)
    new = recategorised(desk, old, "gambling_fraud")
    work(desk.application)
    back = recategorised(desk, new, "other")
    assert back not in {old, new}
    work(desk.application)
    desk.file(A)
    desk.file(A, category="gambling_fraud")
    assert desk.rows(f"SELECT complaints, round FROM cases WHERE id = {int(back[-6:])}") == [(3, 2)]


def test_a_case_joins_the_open_one_of_its_new_category(desk: Desk) -> None:
    desk.file(A)
    desk.file(A, category="gambling_fraud")
    there = desk.number(A, "gambling_fraud")
    assert recategorised(desk, desk.number(A), "gambling_fraud") == there
    assert desk.rows(f"SELECT complaints FROM cases WHERE id = {int(there[-6:])}") == [(2,)]


def test_a_category_that_is_never_captured_bars_the_whole_resource(desk: Desk) -> None:
    desk.file(A)
    recategorised(desk, desk.number(A), "child_abuse")
    assert desk.rows(f"SELECT capture_allowed FROM resources WHERE url = '{A}'") == [(False,)]


@pytest.mark.parametrize(
    ("category", "code"), [("other", "same"), ("nothing", "unknown"), ("gambling_fraud", "decided")]
)
def test_what_cannot_be_given_is_refused_and_moves_nothing(desk: Desk, category: str, code: str) -> None:
    desk.file(A)
    desk.file(A, category="gambling_fraud")
    decided = desk.number(A, "gambling_fraud")
    version = desk.held(decided)
    desk.application.deciding.decide(decided, desk.who, version, Written(**REFUSAL))
    with pytest.raises(Refusal) as refused:
        recategorised(desk, desk.number(A), category)
    assert refused.value.code == f"recategorise.{code}"
    assert desk.rows("SELECT count(*) FROM joinings") == [(0,)]
