"""The queue page: narrowed by its address, parts left out one by one, and what a line says."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.access import system
from complaints.domain.queue import READERS
from complaints.services.sources import SourceLine
from tests.builders import RESTRICTION, Ticking, email_of, lodge, member, work
from tests.pages import Page, Person, numbers
from tests.sentences import sentence

Staff = Callable[..., Person]
LANGUAGES = ("kk", "ru", "en")
LINKS = {
    "news": "https://paper.example.kz/story",
    "channel": "https://t.me/somechannel/5",
    "shop": "https://shop.example/",
}


@pytest.fixture
def cases(application: Application) -> dict[str, str]:
    """The numbers of three cases that wait: on a site, on a platform, and on another site reported by many."""
    found = {}
    for name, link in LINKS.items():
        lodge(application, link, network=f"198.18.{len(name)}.0/24")
    for place in range(6):
        lodge(application, LINKS["shop"], network=f"203.0.{place}.0/24")
    work(application)
    with application.database.reading() as connection:
        for case_id, display in connection.exec_driver_sql(
            "SELECT c.id, r.display FROM cases c JOIN resources r ON r.id = c.resource_id"
        ):
            name = next(name for name, link in LINKS.items() if display.split("/")[0] in link)
            found[name] = f"C-{application.clock().year}-{case_id:06d}"
    return found


def protect(application: Application, site: str) -> None:
    """Put a site on the list as the command does."""
    assert all(each.stored for each in application.sources.run([SourceLine(2, site, "news")], system("test")))
    work(application)


def shown(page: Page) -> set[str]:
    """Name the cases on a page of the queue."""
    return set(numbers(page, "C"))


def chips(page: Page) -> dict[str, str]:
    """Give the parts that can be left out, by what each says, with the address without it."""
    return {
        " ".join(node.text(separator=" ").split()): node.attributes["href"] or "" for node in page.tree.css(".app-chip")
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("site=example.kz", {"news"}),
        ("site=https%3A%2F%2Fpaper.example.kz%2Fother", {"news"}),
        ("site=nowhere.example", set()),
        ("platform=telegram", {"channel"}),
        ("platform=vk", set()),
        ("corroboration=many", {"shop"}),
        ("corroboration=one", {"news", "channel"}),
        ("corroboration=none", set()),
        ("corroboration=one&platform=telegram", {"channel"}),
        ("language=en&site=example.kz&text=story", {"news"}),
        ("protected=1", set()),
        ("assignee=me", set()),
        ("assignee=nobody%40demo.example", set()),
        ("approval=1", set()),
        ("returned=1", set()),
    ],
)
def test_the_queue_is_narrowed_by_each_part(
    staff: Staff, cases: dict[str, str], asked: str, expected: set[str]
) -> None:
    page = staff("reviewer").open(f"/staff/queue?{asked}")
    assert shown(page) == {cases[name] for name in expected}


def test_a_source_protected_later_is_marked_in_the_queue(
    staff: Staff, application: Application, cases: dict[str, str]
) -> None:
    reviewer = staff("reviewer")
    protect(application, "example.kz")
    page = reviewer.open("/staff/queue?protected=1")
    assert shown(page) == {cases["news"]}
    assert "Protected source: news" in page.words
    lodge(application, "https://paper.example.kz/another")
    work(application)
    assert len(shown(reviewer.open("/staff/queue?protected=1"))) == 2


def test_who_holds_a_case_is_found_by_address_and_told_with_the_time(
    staff: Staff, application: Application, cases: dict[str, str]
) -> None:
    application.casework.claim(cases["shop"], member(application, "reviewer2"))
    page = staff("reviewer").open(f"/staff/queue?assignee={email_of('reviewer2').upper()}")
    assert shown(page) == {cases["shop"]}
    assert f"{email_of('reviewer2')} until" in page.words
    assert shown(staff("reviewer").open("/staff/queue?assignee=me")) == set()
    assert shown(staff("reviewer2").open("/staff/queue?assignee=me")) == {cases["shop"]}


def test_proposals_are_for_those_who_did_not_make_them(staff: Staff, application: Application, clock: Ticking) -> None:
    lodge(application, category="extremism")
    work(application)
    (number,) = shown(staff("reviewer").open("/staff/queue"))
    senior = staff("senior")
    place = f"/staff/cases/{number}"
    senior.send(f"{place}/claim", onto=place)
    fields = {**RESTRICTION, "ends_on": (clock() + timedelta(days=90)).date().isoformat()}
    assert senior.send(f"{place}/decide", fields, onto=place).status == 303
    assert shown(senior.open("/staff/queue?approval=1")) == set()
    assert shown(senior.open("/staff/queue?status=proposed")) == {number}
    assert shown(staff("reviewer2").open("/staff/queue?approval=1")) == {number}


def test_what_is_due_is_found_by_its_deadline(
    staff: Staff, application: Application, clock: Ticking, cases: dict[str, str]
) -> None:
    lodge(application, "https://urgent.example/", category="suicide")
    work(application)
    (urgent,) = shown(staff("reviewer").open("/staff/queue?category=suicide"))
    assert shown(staff("reviewer").open("/staff/queue?deadline=overdue")) == set()
    assert shown(staff("reviewer").open("/staff/queue?deadline=day")) == {urgent}
    clock.ahead = timedelta(days=2)
    assert shown(staff("reviewer").open("/staff/queue?view=overdue")) == set()
    assert shown(staff("reviewer").open("/staff/queue?deadline=overdue")) == {urgent}
    clock.ahead = timedelta(days=60)
    assert shown(staff("reviewer").open("/staff/queue?deadline=overdue")) == {urgent, *cases.values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_is_told_and_can_be_left_out(staff: Staff, cases: dict[str, str], language: str) -> None:
    reviewer = staff("reviewer", language)
    page = reviewer.open("/staff/queue?text=story&site=example.kz&status=waiting")
    told = chips(page)
    assert len(told) == 3
    wanted = f"{sentence(language, 'asked.status')}: {sentence(language, 'status.waiting')}"
    (without_status,) = [place for words, place in told.items() if wanted in words]
    assert without_status == "/staff/queue?site=example.kz&text=story"
    assert shown(reviewer.open(without_status)) == {cases["news"]}
    assert page.value("site") == "example.kz"
    assert page.value("status") == "waiting"


def test_a_form_with_empty_fields_leads_to_the_plain_address(staff: Staff) -> None:
    reviewer = staff("reviewer")
    fields = "&".join(f"{name}=" for name in READERS if name != "language")
    page = reviewer.open(f"/staff/queue?language=kk&{fields}")
    assert page.status == 302
    assert page.headers["Location"] == "/staff/queue?language=kk"


def test_the_next_page_keeps_the_view(staff: Staff, application: Application) -> None:
    for place in range(30):
        lodge(application, f"https://t.me/channel{place}")
    lodge(application, "https://other.example/")
    work(application)
    reviewer = staff("reviewer")
    page = reviewer.open("/staff/queue?platform=telegram&category=other")
    first = shown(page)
    (form,) = [each for each in page.forms("/staff/queue") if each.css_first("[name=after]")]
    sent = {each.attributes["name"]: each.attributes["value"] for each in form.css("input")}
    page = reviewer.open("/staff/queue?" + "&".join(f"{name}={value}" for name, value in sent.items()))
    assert len(first) == 25
    assert len(shown(page) - first) == 5
    assert len(chips(page)) == 2
