"""Legal holds: nothing under one expires, placing and lifting takes two people, and a purge goes before it."""

import pytest

from complaints.domain.access import Role, StaffMember
from complaints.domain.errors import Refusal
from complaints.domain.retention import KEPT_AFTER_CLOSURE
from complaints.web.factory import create_app
from tests.builders import PASSWORD, email_of, member
from tests.pages import Person
from tests.services.conftest import PROSE, page
from tests.services.test_keeping import decide

LINK = "http://site.kz/page"
WHY = "The court of Almaty asked for it, no. 7."


@pytest.fixture
def senior(service) -> StaffMember:
    return member(service, "senior")


@pytest.fixture
def ended(service, site, reviewer, clock):
    """A case that was decided and closed, its evidence a day from its end."""
    site.paths["/page"] = page(PROSE)
    service.file(LINK)
    service.work()
    decide(service, reviewer)
    service.work()
    clock.move(days=200)
    service.upkeep.close()
    assert service.rows("SELECT state FROM cases") == [("closed",)]
    return service


def stored(service) -> int:
    return len(list(service.evidence.hashes()))


def refused(code: str):
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


def test_nothing_under_a_hold_expires_until_two_people_lift_it(ended, clock, reviewer, senior):
    number = ended.number()
    ended.holding.propose(number, reviewer, WHY)
    ended.holding.approve(number, senior)
    clock.move(days=2 * KEPT_AFTER_CLOSURE.days)
    assert ended.keeping.expire() == 0
    assert stored(ended) == 1
    ended.holding.propose_lifting(number, reviewer, "The court is done.")
    assert ended.keeping.expire() == 0, "a proposal alone lifts nothing"
    ended.holding.approve(number, senior)
    assert ended.keeping.expire() == 1
    assert stored(ended) == 0
    assert ended.rows("SELECT state FROM legal_holds") == [("lifted",)]


def test_a_proposal_alone_holds_nothing(ended, clock, reviewer):
    ended.holding.propose(ended.number(), reviewer, WHY)
    clock.move(days=2 * KEPT_AFTER_CLOSURE.days)
    assert ended.keeping.expire() == 1


def test_nobody_is_both_people(service, site, senior, reviewer):
    service.file(LINK)
    service.work()
    number = service.number()
    service.holding.propose(number, senior, WHY)
    for act in (service.holding.approve, service.holding.refuse):
        with refused("hold.own"):
            act(number, senior)
        with refused("access.denied"):
            act(number, reviewer)
    other = StaffMember(2, email_of("reviewer2"), Role.SENIOR)
    service.holding.approve(number, other)
    service.holding.propose_lifting(number, other, WHY)
    with refused("hold.own"):
        service.holding.approve(number, other)
    service.holding.refuse(number, senior)
    assert service.rows("SELECT state, end_reason FROM legal_holds") == [("standing", None)]


def test_one_hold_at_a_time_with_a_reason_and_in_order(service, site, reviewer, senior):
    service.file(LINK)
    service.work()
    number = service.number()
    with refused("hold.reason"):
        service.holding.propose(number, reviewer, "  ")
    with refused("hold.none"):
        service.holding.approve(number, senior)
    service.holding.propose(number, reviewer, WHY)
    with refused("hold.known"):
        service.holding.propose(number, reviewer, WHY)
    with refused("hold.moved"):
        service.holding.propose_lifting(number, reviewer, WHY)
    service.holding.refuse(number, senior)
    service.holding.propose(number, reviewer, WHY)
    assert service.rows("SELECT state FROM legal_holds ORDER BY id") == [("refused",), ("proposed",)]
    logged = {row[0] for row in service.rows("SELECT action FROM audit_log WHERE table_name = 'legal_holds'")}
    assert logged == {"hold.propose", "hold.refuse"}


def test_a_purge_goes_before_a_hold(ended, reviewer, senior):
    ended.holding.propose(ended.number(), reviewer, WHY)
    ended.holding.approve(ended.number(), senior)
    ended.keeping.purge(ended.number(), reviewer)
    assert stored(ended) == 0


def test_the_page_leads_two_people_through_it(service, site):
    site.paths["/page"] = page(PROSE)
    service.file(LINK)
    service.work()
    path = f"/staff/cases/{service.number()}"
    reviewer, senior = Person(create_app(service)), Person(create_app(service))
    for person, name in ((reviewer, "reviewer"), (senior, "senior")):
        person.sign_in(email_of(name), PASSWORD)
    assert reviewer.send(f"{path}/hold", {"hold_reason": " "}, onto=path).status in {409, 422}
    assert "Say why" in reviewer.last.faults[0]
    assert reviewer.send(f"{path}/hold", {"hold_reason": WHY}, onto=path).status == 303
    assert not reviewer.follow().forms(f"{path}/hold/approve")
    assert WHY in reviewer.last.words
    assert senior.send(f"{path}/hold/approve", onto=path).status == 303
    assert senior.follow().forms(f"{path}/hold/lift")
    assert senior.send(f"{path}/hold/lift", {"hold_reason": "It is over."}).status == 303
    assert not senior.follow().forms(f"{path}/hold/approve"), "the second person is another one"
