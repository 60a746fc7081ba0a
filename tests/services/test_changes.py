"""Changing grounds and protected sources: two people, a day's wait, decisions that keep what they cited."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.access import Actor
from complaints.domain.changes import WAIT
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal
from complaints.domain.grounds import WrittenGround, standing
from complaints.services.changes import Changing
from complaints.services.grounds import Grounds
from complaints.services.sources import Sources, read_sources
from tests.builders import RESTRICTION, lodge, member, work
from tests.services.conftest import Clock

CODE = "communications-41-1-1-1"
NEW = WrittenGround(
    "",
    "41-1 (1-2)",
    "2014-04-23",
    "",
    dict.fromkeys(("kk", "ru", "en"), "The act, as amended"),
    dict.fromkeys(("kk", "ru", "en"), "The text, as amended."),
    ["extremism"],
)


@pytest.fixture
def changing(application: Application) -> Changing:
    """Changes as they are made where more than one person runs the service."""
    return replace(application.changing, alone=False)


@pytest.fixture
def grounds(application: Application, changing: Changing) -> Grounds:
    return Grounds(application.open_uow, changing)


@pytest.fixture
def sources(application: Application, changing: Changing) -> Sources:
    return Sources(application.open_uow, changing)


@pytest.fixture
def text(application: Application, clock: Clock) -> Callable[[], str]:
    """Read what the ground says now."""

    def read() -> str:
        with application.open_reader() as uow:
            return standing(uow.catalogue.ground_versions(), clock().date())[CODE].text["en"]

    return read


def restrict(application: Application, link: str) -> str:
    """Restrict a page by two people; return the number of the case."""
    lodge(application, link, category="extremism")
    work(application)
    reviewer, senior = member(application, "reviewer"), member(application, "senior")
    with application.database.reading() as connection:
        row_id = connection.exec_driver_sql("SELECT max(id) FROM cases").scalar_one()
    number = f"C-{application.clock().year}-{row_id:06d}"
    application.casework.claim(number, reviewer)
    ends_on = (application.clock() + timedelta(days=90)).date().isoformat()
    with application.open_reader() as uow:
        case = uow.cases.get(row_id)
    assert case is not None
    words = Written(**{**RESTRICTION, "ends_on": ends_on})
    application.deciding.decide(number, reviewer, case.version, words)
    application.deciding.approve(number, senior, None)
    work(application)
    return number


def test_a_change_needs_a_second_person_and_a_day(
    application: Application, changing: Changing, grounds: Grounds, clock: Clock, text: Callable[[], str]
) -> None:
    admin, senior = member(application, "admin"), member(application, "senior")
    before = text()
    put = grounds.revise(admin, CODE, NEW, "The law was amended.")
    assert not put.in_effect
    with pytest.raises(Refusal, match=r"change\.own"):
        changing.approve(put.id, admin)
    with pytest.raises(Refusal, match=r"access\.denied"):
        changing.approve(put.id, member(application, "reviewer"))
    clock.now += WAIT * 2
    assert changing.apply_due() == 0
    assert changing.approve(put.id, senior) == clock() + WAIT
    clock.now += WAIT - timedelta(minutes=1)
    assert changing.apply_due() == 0
    assert text() == before
    clock.now += timedelta(minutes=2)
    assert changing.apply_due() == 1
    assert text() == "The text, as amended."
    assert changing.apply_due() == 0


def test_a_decision_keeps_the_words_it_cited(
    application: Application, grounds: Grounds, clock: Clock, text: Callable[[], str]
) -> None:
    old = text()
    first = restrict(application, "https://first.example/")
    application.grounds.revise(member(application, "admin"), CODE, NEW, "The law was amended.")
    second = restrict(application, "https://second.example/")
    cited = []
    for number in (first, second):
        case = application.views.cases.get(number)
        assert case is not None
        assert case.decision is not None
        assert case.decision.ground is not None
        cited.append((case.decision.ground.version, case.decision.ground.text["en"]))
    assert cited == [(1, old), (2, "The text, as amended.")]


def test_one_change_of_a_thing_is_open_at_a_time(
    application: Application, changing: Changing, grounds: Grounds
) -> None:
    admin = member(application, "admin")
    put = grounds.revise(admin, CODE, NEW, "The law was amended.")
    with pytest.raises(Refusal, match=r"change\.open"):
        grounds.end(admin, CODE, "2030-01-01", "It is repealed.")
    changing.withdraw(put.id, admin)
    grounds.end(admin, CODE, "2030-01-01", "It is repealed.")
    with pytest.raises(Refusal, match=r"change\.closed"):
        changing.approve(put.id, member(application, "senior"))


def test_what_was_approved_can_still_be_refused_before_its_hour(
    application: Application, changing: Changing, grounds: Grounds, clock: Clock, text: Callable[[], str]
) -> None:
    before = text()
    put = grounds.revise(member(application, "admin"), CODE, NEW, "The law was amended.")
    changing.approve(put.id, member(application, "senior"))
    changing.refuse(put.id, member(application, "senior"), "Somebody objected, rightly.")
    clock.now += WAIT * 2
    assert changing.apply_due() == 0
    assert text() == before


def test_a_ground_that_ended_is_not_cited_any_more(application: Application, clock: Clock) -> None:
    today = clock().date()
    application.grounds.end(member(application, "admin"), CODE, today.isoformat(), "It is repealed.")
    with application.open_reader() as uow:
        ground = standing(uow.catalogue.ground_versions(), today)[CODE]
    assert (ground.version, ground.in_force(today)) == (2, False)
    with pytest.raises(Exception, match=r"decision\.ground\.unknown"):
        restrict(application, "https://late.example/")


def test_a_list_of_sources_waits_for_a_second_person_too(
    application: Application, changing: Changing, sources: Sources, clock: Clock
) -> None:
    rows = [{"site": "habar.kz", "kind": "news"}, {"site": "bureau.kz", "kind": "human_rights"}]
    operator = Actor("operator", "test")
    assert [each.stored for each in sources.run(read_sources(rows), operator)] == [True, True]
    with application.open_reader() as uow:
        assert uow.catalogue.protected_kind("habar.kz") is None
    with pytest.raises(Refusal, match=r"change\.open"):
        list(sources.run(read_sources(rows), operator))
    (put,) = application.views.changes.open()
    assert (put.proposer, put.sites) == (None, (("bureau.kz", "human_rights"), ("habar.kz", "news")))
    changing.approve(put.id, member(application, "admin"))
    clock.now += WAIT + timedelta(minutes=1)
    assert changing.apply_due() == 1
    with application.open_reader() as uow:
        assert uow.catalogue.protected_kind("habar.kz") == "news"


def test_nobody_quietly_unprotects_a_source(
    application: Application, changing: Changing, sources: Sources, clock: Clock
) -> None:
    admin = member(application, "admin")
    application.sources.add(admin, "habar.kz", "news", "It reports news.")
    put = sources.remove(admin, "habar.kz", "It moved.")
    clock.now += WAIT * 3
    changing.apply_due()
    with application.open_reader() as uow:
        assert uow.catalogue.protected_kind("habar.kz") == "news"
    changing.approve(put.id, member(application, "senior"))
    clock.now += WAIT * 2
    changing.apply_due()
    with application.open_reader() as uow:
        assert uow.catalogue.protected_kind("habar.kz") is None
    with pytest.raises(Refusal, match=r"source\.not_known"):
        sources.remove(admin, "habar.kz", "Again.")


def test_the_scheduler_makes_changes_by_the_outbox(
    application: Application, changing: Changing, grounds: Grounds, clock: Clock, text: Callable[[], str]
) -> None:
    put = grounds.revise(member(application, "admin"), CODE, NEW, "The law was amended.")
    changing.approve(put.id, member(application, "senior"))
    clock.now += WAIT * 2
    application.handlers["changes.apply"]()
    assert text() == "The text, as amended."


def test_where_one_person_runs_the_service_it_is_done_at_once_and_said(application: Application) -> None:
    put = application.grounds.revise(member(application, "admin"), CODE, NEW, "The law was amended.")
    assert put.in_effect
    (row,) = application.views.changes.public().rows
    assert (row.alone, row.state, row.answerer) == (True, "in_effect", None)
