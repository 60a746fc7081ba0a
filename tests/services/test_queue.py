"""What the queue is narrowed by stays right on the cases, whatever changes what they repeat."""

import pytest

from complaints.bootstrap import Application
from complaints.domain.access import Actor, system
from complaints.services.sources import SourceLine
from tests.builders import member
from tests.services.joining_desk import A, B, Desk, proposed

OPERATOR = Actor("operator", "test")
ONE, OTHER, THIRD = ({"network": f"198.51.{place}.0/24"} for place in (100, 101, 102))


@pytest.fixture
def desk(application: Application) -> Desk:
    return Desk(application)


def marks(desk: Desk, link: str, category: str = "other") -> tuple[object, ...]:
    number = int(desk.number(link, category)[-6:])
    return desk.rows(f"SELECT site, platform, protected, corroboration FROM cases WHERE id = {number}")[0]


def test_a_case_repeats_its_resource_and_how_many_independent_people_reported_it(desk: Desk) -> None:
    desk.file("https://t.me/channel/5", **ONE)
    desk.file(A, **ONE)
    desk.file(A, **OTHER)
    desk.file(A, category="extremism", **THIRD)
    assert marks(desk, "https://t.me/channel/5") == ("t.me", "telegram", None, "one")
    assert marks(desk, A) == ("one.kz", None, None, "some")
    assert marks(desk, A, "extremism") == ("one.kz", None, None, "some")
    desk.whole()


def test_who_reported_one_of_two_joined_links_reported_the_other(desk: Desk) -> None:
    desk.file(A, **ONE)
    desk.file(B, **OTHER)
    desk.file(B, category="extremism", **OTHER)
    desk.merge(desk.number(A), desk.number(B))
    assert marks(desk, B)[-1] == "some"
    assert marks(desk, B, "extremism")[-1] == "some"
    desk.split(desk.number(B), A)
    assert marks(desk, A)[-1] == "one"
    assert marks(desk, B)[-1] == "one"
    assert marks(desk, B, "extremism")[-1] == "one"
    desk.whole()


def test_an_alias_accepted_without_a_merger_counts_too(desk: Desk) -> None:
    desk.file(A, **ONE)
    desk.file(B, **OTHER)
    alias = proposed(desk, A, B)
    desk.decide(desk.number(A))
    number = desk.number(B)
    desk.application.joining.accept_alias(number, desk.who, desk.held(number), alias, "It leads on.")
    assert marks(desk, B)[-1] == "some"
    desk.whole()


def test_a_new_reading_of_a_link_reaches_its_cases(desk: Desk) -> None:
    desk.file("https://t.me/channel/5")
    with desk.application.open_uow(OPERATOR, "test.age") as uow:
        # What earlier rules, which knew nothing of the platform, made of it.
        uow.connection.exec_driver_sql("UPDATE resources SET rules_version = 0, platform = NULL, site = 'old.kz'")
        uow.connection.exec_driver_sql("UPDATE cases SET platform = NULL, site = 'old.kz'")
    list(desk.application.rekeying.apply(OPERATOR))
    assert marks(desk, "https://t.me/channel/5")[:2] == ("t.me", "telegram")
    desk.whole()


def test_a_source_is_marked_on_every_open_case_in_batches_and_twice_is_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.services.sources.BATCH", 2)
    desk.file(*(f"https://one.kz/{place}" for place in range(5)), B)
    desk.decide(desk.number("https://one.kz/0"))
    list(desk.application.sources.run([SourceLine(2, "one.kz", "news")], system("test")))
    assert desk.application.sources.mark(1) == 4
    assert desk.application.sources.mark(1) == 0
    assert desk.application.sources.mark(2) == 0
    assert desk.rows("SELECT protected, count(*) FROM cases GROUP BY 1 ORDER BY 2") == [(None, 2), ("news", 4)]
    desk.file("https://one.kz/later")
    assert marks(desk, "https://one.kz/later")[2] == "news"
    desk.whole()


def test_a_source_taken_off_the_list_is_marked_no_more(desk: Desk) -> None:
    list(desk.application.sources.run([SourceLine(2, "one.kz", "news")], system("test")))
    desk.file("https://one.kz/1")
    assert marks(desk, "https://one.kz/1")[2] == "news"
    put = desk.application.sources.remove(member(desk.application, "admin"), "one.kz", "It moved.")
    assert desk.application.sources.mark(put.id) == 1
    assert marks(desk, "https://one.kz/1")[2] is None
