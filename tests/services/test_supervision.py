"""The desk as a whole: every case counted once, on both databases; blind second reviews from the draw to the page."""

from datetime import date

import pytest

from complaints.domain.access import StaffMember
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.second_reviews import SecondState
from complaints.services.second_reviews import blinded
from tests.builders import REFUSAL, RESTRICTION, email_of

SHORT = Written(**REFUSAL)


def member(service, name: str) -> StaffMember:
    with service.open_reader() as uow:
        account = uow.staff.by_email(email_of(name))
    return StaffMember(account.id, account.email, account.role)


def decided(service, number: int = 1, who: str = "reviewer") -> str:
    service.file(f"http://site.kz/{number}")
    service.work()
    case, person = service.number(number), member(service, who)
    service.casework.claim(case, person)
    service.deciding.decide(case, person, service.views.cases.get(case).version, SHORT)
    service.work()
    return case


@pytest.fixture
def all_drawn(service):
    object.__setattr__(service.settings, "second_review_percent", 100)
    return service


def states(service) -> list[str]:
    return [row[0] for row in service.rows("SELECT state FROM second_reviews ORDER BY id")]


def test_a_decided_case_goes_to_somebody_else_who_cannot_tell(all_drawn):
    service = all_drawn
    case = decided(service)
    first, second = member(service, "reviewer"), member(service, "reviewer2")
    assert states(service) == ["waiting"]
    assert service.second_reviewing.hand(first, others_wait=lambda: False) is None
    assert service.second_reviewing.hand(second, others_wait=lambda: False) == case
    assert service.second_reviewing.hand(second, others_wait=lambda: False) == case
    assert service.second_reviewing.held(case, first) is None
    held = service.second_reviewing.held(case, second)
    shown = blinded(service.views.cases.get(case), held, second)
    fresh = service.views.cases.get(case)
    assert fresh.decision is not None
    assert (shown.decision, shown.proposals, shown.notes, shown.state) == (None, (), (), "in_review")
    assert shown.holder == second.email
    assert all(each.made_at <= held.decided_at for each in shown.checks)


def test_the_answer_is_as_complete_as_any_decision_and_changes_nothing(all_drawn):
    service = all_drawn
    case = decided(service)
    second = member(service, "reviewer2")
    service.second_reviewing.hand(second, others_wait=lambda: False)
    with pytest.raises(Refusals):
        service.second_reviewing.answer(case, second, Written(outcome="restricted"))
    before = service.rows("SELECT count(*) FROM decisions, proposals")
    ends_on = date(2026, 9, 1).isoformat()
    service.second_reviewing.answer(case, second, Written(**RESTRICTION, ends_on=ends_on))
    assert service.rows("SELECT count(*) FROM decisions, proposals") == before
    assert service.views.cases.get(case).decision.statement.outcome == "no_violation"
    assert states(service) == ["answered"]
    with pytest.raises(Refusal, match=r"case\.unclaimed"):
        service.second_reviewing.answer(case, second, SHORT)


def test_what_nobody_answers_in_time_waits_again_and_ends_when_it_is_old(all_drawn):
    service = all_drawn
    decided(service)
    second = member(service, "reviewer2")
    held = service.second_reviewing.hand(second, others_wait=lambda: False)
    service.clock.move(minutes=31)
    assert service.second_reviewing.held(held, second) is None
    assert service.second_reviewing.tidy() == 1
    assert states(service) == [SecondState.WAITING]
    service.clock.move(days=15)
    assert service.second_reviewing.hand(second, others_wait=lambda: False) is None
    service.second_reviewing.tidy()
    assert states(service) == [SecondState.EXPIRED]


def test_agreement_is_measured_by_category(all_drawn):
    service = all_drawn
    second = member(service, "reviewer2")
    for number in range(1, 4):
        case = decided(service, number)
        service.second_reviewing.hand(second, others_wait=lambda: False)
        outcome = "out_of_scope" if number == 3 else "no_violation"
        service.second_reviewing.answer(case, second, Written(**{**REFUSAL, "outcome": outcome}))
    every, extremism = service.views.supervision.agreement(service.clock.now.replace(hour=0))
    assert (every.category, extremism.category) == (None, "extremism")
    assert every.measured.pairs == 3
    assert every.measured.observed.value == pytest.approx(2 / 3)
    assert every.measured.kappa is None
    service.clock.move(days=400)
    assert service.views.supervision.agreement(service.clock.now) == []


def test_every_case_is_counted_once_however_often_the_counter_runs(service):
    for number in range(1, 4):
        service.file(f"http://site.kz/{number}")
    service.work()
    assert service.supervision.count() == 0
    service.clock.move(hours=5)
    assert service.supervision.count() == 3
    assert service.supervision.count() == 0
    case, person = service.number(1), member(service, "reviewer")
    service.casework.claim(case, person)
    service.deciding.decide(case, person, service.views.cases.get(case).version, SHORT)
    service.work()
    service.clock.move(hours=1)
    assert service.supervision.count() == 1
    desk = service.views.supervision.desk(service.clock().date(), date(2026, 2, 2))
    assert desk.backlog == 2
    assert [(week.opened, week.closed) for week in desk.weeks] == [(3, 1)]
    assert sum(desk.ages) == 2
    assert [(part.code, part.opened, part.closed, part.open, part.wait) for part in desk.categories] == [
        ("extremism", 3, 1, 2, 2)
    ]
    assert desk.forecast == ()
