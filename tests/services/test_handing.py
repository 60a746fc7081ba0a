"""Work finds its people: the next case, skills, cases given by a senior, conflicts of interest."""

from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.casework import LEASE
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal
from complaints.domain.handing import KEPT_FOR, MOST_HELD, Nothing, Skills
from complaints.domain.recusal import SECOND_THOUGHTS
from tests.builders import REFUSAL, RESTRICTION, email_of, lodge, member, work
from tests.services.conftest import Service


def waiting(application: Application, *links: str, **changes: str) -> list[str]:
    """File complaints and let their cases wait; give the numbers in the order of the links."""
    for link in links:
        lodge(application, link, **changes)
    work(application)
    found = {}
    with application.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT c.id, r.url FROM cases c JOIN resources r ON r.id = c.resource_id")
        for row in rows:
            found[row.url.rstrip("/")] = f"C-{application.clock().year}-{row.id:06d}"
    return [found[link.rstrip("/")] for link in links]


def state(application: Application, number: str) -> tuple[str, int | None]:
    """Say in what state a case is and who holds it."""
    with application.open_reader() as uow:
        case = uow.cases.get(int(number[-6:]))
    assert case is not None
    return case.state.value, case.lease.holder if case.lease else None


def refused(act, *given) -> str:
    """Do what must be refused; give the code."""
    with pytest.raises(Refusal) as caught:
        act(*given)
    return caught.value.code


@pytest.fixture
def application(service: Service) -> Service:
    """The service, on a clock that the test moves."""
    return service


@pytest.fixture
def people(application: Application):
    return {name: member(application, name) for name in ("reviewer", "reviewer2", "senior", "auditor", "admin")}


def test_the_next_case_is_the_best_and_two_never_get_the_same(application, people):
    low, high = waiting(application, "https://low.kz/1", "https://high.kz/1")
    lodge(application, "https://danger.kz/1", category="suicide")
    work(application)
    first = application.handing.next(people["reviewer"])
    assert first not in {low, high}
    assert application.handing.next(people["reviewer2"]) == low
    assert application.handing.next(people["reviewer"]) == high
    assert state(application, first) == ("in_review", people["reviewer"].id)
    assert application.handing.next(people["senior"]) is None
    assert application.handing.nothing(people["senior"]) is Nothing.EMPTY


def test_only_reviewers_are_handed_cases(application, people):
    waiting(application, "https://page.kz/1")
    for name in ("auditor", "admin"):
        assert refused(application.handing.next, people[name]) == "access.denied"


def test_whoever_holds_enough_is_handed_no_more_until_one_is_gone(application, people):
    numbers = waiting(application, *(f"https://page.kz/{each}" for each in range(MOST_HELD + 1)))
    for _ in range(MOST_HELD):
        application.handing.next(people["reviewer"])
    assert refused(application.handing.next, people["reviewer"]) == "next.busy"
    assert application.handing.nothing(people["reviewer"]) is Nothing.BUSY
    application.casework.release(numbers[0], people["reviewer"])
    assert application.handing.next(people["reviewer"]) == numbers[0]


def test_skills_lead_a_case_to_whoever_has_them(application, people):
    (other,) = waiting(application, "https://other.kz/1", category="other")
    (extremism,) = waiting(application, "https://extremism.kz/1", category="extremism")
    admin = people["admin"].actor
    application.handing.set_skills(email_of("reviewer"), ["en"], ["other"], admin)
    application.handing.set_skills(email_of("reviewer2"), ["kk", "ru"], [], admin)
    assert application.handing.nothing(people["reviewer2"]) is Nothing.SKILLS
    assert application.handing.next(people["reviewer2"]) is None
    assert application.handing.next(people["reviewer"]) == other
    assert application.handing.next(people["reviewer"]) is None
    assert application.handing.next(people["senior"]) == extremism


def test_a_category_that_nobody_can_choose_any_more_still_reaches_its_reviewers(application, people):
    (number,) = waiting(application, "https://page.kz/1", category="cruelty")
    with application.open_uow(people["admin"].actor, "test.category") as uow:
        uow.connection.exec_driver_sql("UPDATE categories SET active = 0 WHERE code = 'cruelty'")
    application.handing.set_skills(email_of("reviewer"), ["en"], [], people["admin"].actor)
    assert application.handing.next(people["reviewer"]) == number


def test_skills_are_read_back_changed_and_logged(application, people):
    admin = people["admin"].actor
    application.handing.set_skills(email_of("reviewer"), ["kk", "ru"], ["other"], admin)
    application.handing.set_skills(email_of("reviewer"), ["ru", "en"], [], admin)
    assert application.handing.skills_of(email_of("reviewer")) == Skills(frozenset({"ru", "en"}), frozenset())
    with application.database.reading() as connection:
        logged = connection.exec_driver_sql(
            "SELECT table_name, op, actor, count(*) FROM audit_log WHERE action = 'staff.skills' "
            "GROUP BY table_name, op, actor ORDER BY table_name, op"
        ).all()
    assert [tuple(row) for row in logged] == [
        ("staff_categories", "delete", str(admin), 1),
        ("staff_categories", "insert", str(admin), 1),
        ("staff_languages", "delete", str(admin), 1),
        ("staff_languages", "insert", str(admin), 3),
    ]
    assert refused(application.handing.set_skills, email_of("auditor"), ["kk"], [], admin) == "skills.role"
    assert refused(application.handing.set_skills, "nobody@demo.example", [], [], admin) == "staff.unknown"


def test_a_case_given_by_a_senior_comes_first_and_to_nobody_else(application, people):
    urgent, other = waiting(application, "https://page.kz/1", "https://page.kz/2")
    application.handing.set_skills(email_of("reviewer2"), ["kk"], ["cruelty"], people["admin"].actor)
    application.handing.give(other, people["senior"], email_of("reviewer2"), "You know this site.")
    assert refused(application.casework.claim, other, people["reviewer"]) == "case.kept"
    assert application.handing.next(people["reviewer"]) == urgent
    assert application.handing.nothing(people["reviewer"]) is Nothing.KEPT
    assert application.handing.next(people["reviewer2"]) == other


def test_a_case_is_given_away_from_whoever_holds_it(application, people):
    (number,) = waiting(application, "https://page.kz/1")
    application.casework.claim(number, people["reviewer"])
    assert refused(application.handing.give, number, people["senior"], email_of("reviewer"), "Go on.") == "give.holds"
    application.handing.give(number, people["senior"], email_of("reviewer2"), "The first is ill.")
    assert state(application, number) == ("waiting", None)
    assert refused(application.deciding.decide, number, people["reviewer"], 1, Written(**REFUSAL)) == "case.unclaimed"
    application.casework.claim(number, people["reviewer2"])


def test_a_case_put_back_is_everybodys_again(application, people):
    (number,) = waiting(application, "https://page.kz/1")
    assert refused(application.handing.take_back, number, people["senior"], "Why not.") == "give.nobody"
    application.handing.give(number, people["senior"], email_of("reviewer2"), "Look at it.")
    application.handing.take_back(number, people["senior"], "It was a mistake.")
    application.casework.claim(number, people["reviewer"])
    application.handing.take_back(number, people["senior"], "Too long.")
    assert state(application, number) == ("waiting", None)
    assert application.handing.next(people["reviewer2"]) == number


@pytest.mark.parametrize("name", ["reviewer", "auditor", "admin"])
def test_only_seniors_give_cases(application, people, name):
    (number,) = waiting(application, "https://page.kz/1")
    give = application.handing.give
    assert refused(give, number, people[name], email_of("reviewer2"), "Take it.") == "access.denied"
    assert refused(application.handing.take_back, number, people[name], "Back.") == "access.denied"


def test_a_case_is_given_to_reviewers_only_and_for_a_reason(application, people):
    (number,) = waiting(application, "https://page.kz/1")
    give, senior = application.handing.give, people["senior"]
    assert refused(give, number, senior, email_of("auditor"), "Take it.") == "give.unknown"
    assert refused(give, number, senior, "nobody@demo.example", "Take it.") == "give.unknown"
    assert refused(give, number, senior, email_of("reviewer"), " ") == "give.reason"
    application.signin.disable(email_of("reviewer"), people["admin"].actor)
    assert refused(give, number, senior, email_of("reviewer"), "Take it.") == "give.unknown"


def test_a_kept_case_is_everybodys_again_after_its_time(application, people, clock):
    (number,) = waiting(application, "https://page.kz/1")
    application.handing.give(number, people["senior"], email_of("reviewer2"), "Look at it.")
    clock.now += KEPT_FOR + timedelta(seconds=1)
    assert application.handing.end_kept() == 1
    assert application.handing.end_kept() == 0
    assert application.handing.next(people["reviewer"]) == number


def test_a_lease_that_runs_out_leaves_a_given_case_with_its_person_and_giving_back_does_not(application, people, clock):
    (number,) = waiting(application, "https://page.kz/1")
    application.handing.give(number, people["senior"], email_of("reviewer2"), "Look at it.")
    application.casework.claim(number, people["reviewer2"])
    clock.now += LEASE + timedelta(seconds=1)
    application.casework.return_expired()
    assert refused(application.casework.claim, number, people["reviewer"]) == "case.kept"
    application.casework.claim(number, people["reviewer2"])
    application.casework.release(number, people["reviewer2"])
    application.casework.claim(number, people["reviewer"])


def proposed(application: Application, number: str, who) -> None:
    """Propose a restriction."""
    application.casework.claim(number, who)
    seen = application.views.cases.get(number)
    ends_on = (application.clock() + timedelta(days=90)).date().isoformat()
    application.deciding.decide(number, who, seen.version, Written(**{**RESTRICTION, "ends_on": ends_on}))


def test_a_returned_proposal_is_kept_for_its_author(application, people):
    (number,) = waiting(application, "https://page.kz/1", category="extremism")
    proposed(application, number, people["reviewer"])
    application.deciding.send_back(number, people["senior"], None, "Name the passage.")
    assert application.handing.next(people["reviewer2"]) is None
    assert application.handing.next(people["reviewer"]) == number


@pytest.mark.parametrize("reach", ["resource", "site"])
def test_whoever_recuses_gives_back_the_case_and_can_do_nothing_with_it(application, people, reach):
    (number,) = waiting(application, "https://page.kz/1")
    reviewer = people["reviewer"]
    application.casework.claim(number, reviewer)
    application.recusing.recuse(number, reviewer, reach, "The owner is my cousin.")
    assert state(application, number) == ("waiting", None)
    assert application.handing.next(reviewer) is None
    assert application.handing.nothing(reviewer) is Nothing.RECUSED
    assert refused(application.casework.claim, number, reviewer) == "case.recused"
    assert refused(application.casework.note, number, reviewer, "A word.") == "case.recused"
    assert refused(application.deciding.decide, number, reviewer, 1, Written(**REFUSAL)) == "case.recused"
    assert refused(application.joining.merge, number, reviewer, 1, number, "One.") == "case.recused"
    give = application.handing.give
    assert refused(give, number, people["senior"], email_of("reviewer"), "Take it.") == "give.recused"
    assert application.handing.next(people["reviewer2"]) == number


def test_a_case_kept_for_somebody_goes_back_when_they_recuse(application, people):
    (number,) = waiting(application, "https://page.kz/1")
    application.handing.give(number, people["senior"], email_of("reviewer"), "Look at it.")
    application.recusing.recuse(number, people["reviewer"], "resource", "I wrote to the author once.")
    assert application.handing.next(people["reviewer2"]) == number


def test_a_senior_who_recused_neither_approves_nor_returns(application, people):
    (number,) = waiting(application, "https://page.kz/1", category="extremism")
    proposed(application, number, people["reviewer"])
    application.recusing.recuse(number, people["senior"], "resource", "The owner is a friend.")
    assert refused(application.deciding.approve, number, people["senior"], None) == "case.recused"
    assert refused(application.deciding.send_back, number, people["senior"], None, "No.") == "case.recused"


def test_a_proposal_of_somebody_who_recused_since_is_returned_to_everybody(application, people):
    (number,) = waiting(application, "https://page.kz/1", category="extremism")
    proposed(application, number, people["reviewer"])
    application.recusing.recuse(number, people["reviewer"], "resource", "I learnt who the owner is.")
    approve = application.deciding.approve
    assert refused(approve, number, people["senior"], None) == "approval.proposer_recused"
    application.deciding.send_back(number, people["senior"], None, "Somebody else decides.")
    assert application.handing.next(people["reviewer"]) is None
    assert application.handing.next(people["reviewer2"]) == number


def test_a_recusal_from_an_account_covers_its_posts_and_no_others(application, people):
    links = ("https://t.me/somebody/1", "https://t.me/somebody/2", "https://t.me/another/1")
    first, second, another = waiting(application, *links)
    application.recusing.recuse(first, people["reviewer"], "account", "My brother writes there.")
    assert application.handing.next(people["reviewer"]) == another
    assert refused(application.casework.claim, second, people["reviewer"]) == "case.recused"
    (page,) = waiting(application, "https://page.kz/1")
    recuse = application.recusing.recuse
    assert refused(recuse, page, people["reviewer"], "account", "A friend.") == "recusal.reach"


def test_a_recusal_follows_what_was_found_to_be_one_thing(application, people):
    one, other = waiting(application, "https://page.kz/1", "https://copy.kz/1")
    application.recusing.recuse(one, people["reviewer"], "resource", "I wrote it.")
    application.casework.claim(one, people["reviewer2"])
    version = application.views.cases.get(one).version
    application.joining.merge(one, people["reviewer2"], version, other, "The same text.")
    assert refused(application.casework.claim, other, people["reviewer"]) == "case.recused"
    assert application.handing.next(people["reviewer"]) is None


def test_the_same_is_declared_once(application, people):
    (number,) = waiting(application, "https://page.kz/1")
    recuse = application.recusing.recuse
    recuse(number, people["reviewer"], "site", "My employer.")
    assert refused(recuse, number, people["reviewer"], "site", "Again.") == "recusal.known"
    assert refused(recuse, number, people["reviewer"], "site", "  ") == "recusal.reason"
    assert refused(recuse, number, people["reviewer"], "web", "All.") == "recusal.reach"
    assert refused(recuse, number, people["auditor"], "site", "All.") == "access.denied"


def test_a_slip_is_taken_back_within_minutes_and_a_conflict_ended_by_a_senior(application, people, clock):
    (number,) = waiting(application, "https://page.kz/1")
    reviewer, end = people["reviewer"], application.recusing.end
    application.recusing.recuse(number, reviewer, "resource", "A slip.")
    end(1, reviewer, "The wrong case.")
    application.casework.claim(number, reviewer)
    application.recusing.recuse(number, reviewer, "resource", "A conflict.")
    assert state(application, number) == ("waiting", None)
    assert refused(end, 2, people["reviewer2"], "Let them.") == "access.denied"
    clock.now += SECOND_THOUGHTS + timedelta(seconds=1)
    assert refused(end, 2, reviewer, "Never mind.") == "recusal.too_late"
    assert refused(end, 2, people["senior"], " ") == "recusal.reason"
    end(2, people["senior"], "The site has another owner.")
    assert refused(end, 2, people["senior"], "Again.") == "recusal.unknown"
    application.casework.claim(number, reviewer)


def test_recusals_and_assignments_stand_in_the_history_of_the_case(application, people):
    (number,) = waiting(application, "https://page.kz/1")
    application.handing.give(number, people["senior"], email_of("reviewer"), "Look at it.")
    application.recusing.recuse(number, people["reviewer"], "resource", "A conflict.")
    entries = application.views.history.of(number).entries
    assert {("handing.give", "assignments"), ("recusal.declare", "recusals"), ("recusal.declare", "reservations")} <= {
        (each.action, each.table) for each in entries
    }
    words = {(change.column, change.after) for each in entries for change in each.changes}
    assert {("reason", "Look at it."), ("reason", "A conflict.")} <= words
