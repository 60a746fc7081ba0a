"""Restricting protected sources at the desk: two seniors for a whole site, other people in turn, always audited."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.access import Role, system
from complaints.domain.approvals import ON_DUTY
from tests.builders import PASSWORD, RESTRICTION, Ticking, email_of, lodge, member, work
from tests.pages import Page, Person

Staff = Callable[..., Person]
WORDS = {"proportionality": "Only this, for 90 days."}


@pytest.fixture
def protected(application: Application) -> Application:
    """A service with a protected site and a second senior."""
    application.signin.add(email_of("senior2"), Role.SENIOR, PASSWORD, system("test"))
    application.sources.add(member(application, "admin"), "page.kz", "news", "It reports news.")
    return application


def proposed(app: Application, staff: Staff, clock: Ticking, path: str, scope: str, by: str = "reviewer") -> str:
    """Propose a restriction of a page of the protected site; return the address of the case."""
    lodge(app, f"https://page.kz/{path}", category="extremism")
    work(app)
    with app.database.reading() as connection:
        row_id = connection.exec_driver_sql("SELECT max(id) FROM cases").scalar_one()
    place = f"/staff/cases/C-{clock().year}-{row_id:06d}"
    who = staff(by)
    who.send(f"{place}/claim", onto=place)
    who.follow()
    ends_on = (clock() + timedelta(days=90)).date().isoformat()
    assert who.send(f"{place}/decide", {**RESTRICTION, "scope": scope, "ends_on": ends_on}).status == 303
    return place


def approve(who: Person, place: str) -> Page:
    return who.send(f"{place}/approve", dict(WORDS), onto=place)


def decisions(app: Application) -> int:
    with app.database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM decisions").scalar_one())


def test_a_whole_site_of_a_protected_source_takes_two_seniors(
    protected: Application, staff: Staff, clock: Ticking
) -> None:
    place = proposed(protected, staff, clock, "1", "site")
    first, second = staff("senior"), staff("senior2")
    assert approve(first, place).status == 303
    assert decisions(protected) == 0
    page = first.follow()
    assert "Stands behind it already: senior@demo.example" in page.words
    assert "does not say why the page or the account is not enough" in page.words
    page = approve(first, place)
    assert page.status == 422
    assert "You stand behind this already" in page.words
    assert decisions(protected) == 0
    assert approve(second, place).status == 303
    assert decisions(protected) == 1


def test_a_senior_who_proposed_is_one_of_the_two(protected: Application, staff: Staff, clock: Ticking) -> None:
    place = proposed(protected, staff, clock, "1", "site", by="senior2")
    assert approve(staff("senior"), place).status == 303
    assert decisions(protected) == 1


def test_the_same_two_do_not_restrict_twice_in_a_row_while_another_senior_is_on_duty(
    protected: Application, staff: Staff, clock: Ticking
) -> None:
    staff("senior2")
    assert approve(staff("senior"), proposed(protected, staff, clock, "1", "page")).status == 303
    place = proposed(protected, staff, clock, "2", "page")
    page = approve(staff("senior"), place)
    assert page.status == 422
    assert "You two also made the last restriction" in page.words
    assert page.value("proportionality") == WORDS["proportionality"]
    assert decisions(protected) == 1
    clock.ahead = ON_DUTY + timedelta(days=1)
    assert approve(staff("senior"), place).status == 303
    assert decisions(protected) == 2


def test_the_auditors_see_every_restriction_and_say_what_they_make_of_it(
    protected: Application, staff: Staff, clock: Ticking
) -> None:
    auditor = staff("auditor")
    assert "None waits to be looked at." in auditor.open("/audit/protected").words
    approve(staff("senior"), proposed(protected, staff, clock, "1", "page"))
    work(protected)
    page = auditor.open("/audit/protected")
    number = f"D-{clock().year}-000001"
    assert number in page.words
    assert WORDS["proportionality"] in page.words
    place = f"/audit/protected/{number}"
    page = auditor.send(place, {"remark": "It is."})
    assert page.status == 422
    assert "Choose what you make of it." in page.faults
    page = auditor.send(place, {"disposition": "doubtful", "remark": " "})
    assert page.status == 422
    assert page.value("disposition") == "doubtful"
    assert auditor.send(place, {"disposition": "doubtful", "remark": "One page would do."}).status == 303
    assert "None waits to be looked at." in auditor.open("/audit/protected").words
    words = auditor.open("/audit/protected?all=1").words
    assert "doubtful" in words
    assert "One page would do." in words
    token = {"csrf_token": auditor.open("/staff/login").value("csrf_token")}
    gone = {**token, "disposition": "sound", "remark": "x"}
    assert auditor.client.post("/audit/protected/D-2026-000099", data=gone).status_code == 404


def test_the_senior_sees_what_differs_from_the_returned_version(
    protected: Application, staff: Staff, clock: Ticking
) -> None:
    place = proposed(protected, staff, clock, "1", "page")
    senior, reviewer = staff("senior"), staff("reviewer")
    senior.send(f"{place}/return", {"reason": "Name the paragraph."}, onto=place)
    reviewer.send(f"{place}/claim", onto=place)
    reviewer.follow()
    facts = RESTRICTION["facts"].replace("second", "third")
    assert reviewer.send(f"{place}/decide", {"facts": facts}).status == 303
    page = senior.open(place)
    (diff,) = page.tree.css(".app-diff")
    assert "second" in diff.css_first("del").text()
    assert "third" in diff.css_first("ins").text()
    assert "taken out: second" in " ".join(diff.text().split())
    assert "As the affected person will read it" in page.words


def test_a_senior_decides_otherwise_at_once_where_nothing_is_restricted(
    protected: Application, staff: Staff, clock: Ticking
) -> None:
    place = proposed(protected, staff, clock, "1", "page")
    senior = staff("senior")
    page = senior.open(f"{place}?otherwise=1")
    assert page.value("facts") == RESTRICTION["facts"]
    page = senior.send(f"{place}/otherwise", {"outcome": "no_violation", "explanation": " "})
    assert page.status == 422
    assert page.value("facts") == RESTRICTION["facts"]
    assert senior.send(f"{place}/otherwise", {"explanation": "Criticism is lawful."}).status == 303
    assert decisions(protected) == 1
    assert "Criticism is lawful." in senior.follow().words


def test_another_restriction_by_a_senior_needs_another_second_person(
    protected: Application, staff: Staff, clock: Ticking
) -> None:
    place = proposed(protected, staff, clock, "1", "account")
    senior = staff("senior")
    senior.open(f"{place}?otherwise=1")
    assert senior.send(f"{place}/otherwise", {"scope": "page"}).status == 303
    assert decisions(protected) == 0
    page = senior.follow()
    assert not page.forms(f"{place}/approve")
    token = {"csrf_token": page.value("csrf_token"), **WORDS}
    assert senior.client.post(f"{place}/approve", data=token).status_code == 403
    assert approve(staff("senior2"), place).status == 303
    assert decisions(protected) == 1
    reviewer = staff("reviewer")
    token = {"csrf_token": reviewer.open(place).value("csrf_token")}
    assert reviewer.client.post(f"{place}/otherwise", data=token).status_code == 403
