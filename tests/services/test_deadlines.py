"""Deadlines through the use cases: set at opening, nearing, kept when complaints move, counted anew after a change."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from complaints.bootstrap import Application
from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.verification import verify
from complaints.domain.access import system
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.working_calendar import WrittenWeek
from complaints.services import deadlines
from tests.builders import REFUSAL, lodge, member, work
from tests.services.both import KINDS, opened
from tests.services.conftest import Clock
from tests.services.joining_desk import Desk
from workers.scheduler import tick

# Monday, 23 November 2026, ten o'clock in Almaty.
MONDAY = datetime(2026, 11, 23, 5, tzinfo=UTC)
WEEK = WrittenWeek(("1", "2", "3", "4", "5"), "09:00", "18:00", "Asia/Almaty", "KZ")


@pytest.fixture
def clock() -> Clock:
    made = Clock()
    made.now = MONDAY
    return made


@pytest.fixture(params=KINDS)
def application(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Application]:
    """A service on either database, its calendar filled and every case counted."""
    with opened(request, tmp_path, clock) as made:
        made.deadlines.extend()
        work(made)
        yield made


@pytest.fixture
def desk(application: Application) -> Desk:
    return Desk(application)


def due(desk: Desk, case_id: int = 1) -> tuple[datetime, str, datetime | None, int]:
    """Give a case's deadline, its stage, when that changes, and the priority."""
    ((due_at, stage, turns_at, priority),) = desk.rows(
        f"SELECT due_at, due_stage, turns_at, priority FROM cases WHERE id = {case_id}"
    )
    start = datetime(1970, 1, 1, tzinfo=UTC)
    read = [start + timedelta(microseconds=int(str(each))) if each else None for each in (due_at, turns_at)]
    assert read[0] is not None
    return read[0], str(stage), read[1], int(str(priority))


def local(text: str) -> datetime:
    """Read a clock time of Almaty."""
    return datetime.fromisoformat(f"{text}+05:00")


def decide(desk: Desk, number: str) -> None:
    """Decide a case."""
    version = desk.held(number)
    desk.application.deciding.decide(number, desk.who, version, Written(**REFUSAL))


def test_a_case_is_due_by_the_term_of_its_category_from_when_it_opens(desk: Desk) -> None:
    desk.file("https://one.kz/", category="other")
    desk.file("https://two.kz/", category="extremism")
    desk.file("https://three.kz/", category="suicide")
    assert due(desk, 1)[:2] == (local("2026-12-07T18:00"), "early")
    assert due(desk, 2)[:2] == (local("2026-11-26T18:00"), "early")
    assert due(desk, 3)[:2] == (local("2026-11-24T10:00"), "early")


def test_public_holidays_are_no_working_days(desk: Desk, clock: Clock) -> None:
    clock.now = local("2026-12-14T12:00")
    desk.file("https://one.kz/", category="extremism")
    assert due(desk)[0] == local("2026-12-18T18:00")
    clock.now = local("2026-12-30T12:00")
    desk.file("https://two.kz/", category="extremism")
    assert due(desk, 2)[0] == local("2027-01-06T18:00")


def test_a_later_complaint_wins_no_time(desk: Desk, clock: Clock) -> None:
    desk.file("https://one.kz/")
    first = due(desk)[0]
    clock.move(days=3)
    desk.file("https://one.kz/")
    assert due(desk)[0] == first


def test_a_case_rises_step_by_step_as_its_deadline_nears_and_passes(
    desk: Desk, application: Application, clock: Clock
) -> None:
    desk.file("https://one.kz/", category="extremism")
    start = due(desk)[3]
    seen = []
    for _ in range(3):
        turns_at = due(desk)[2]
        assert turns_at is not None
        clock.now = turns_at - timedelta(microseconds=1)
        assert application.deadlines.turn() == 0
        clock.now = turns_at
        assert application.deadlines.turn() == 1
        seen.append((due(desk)[1], due(desk)[3] - start))
    assert seen == [("soon", 40), ("overdue", 80), ("long_overdue", 120)]
    assert due(desk)[2] is None
    clock.move(days=400)
    assert application.deadlines.turn() == 0
    ((parts,),) = desk.rows("SELECT priority_parts FROM cases")
    assert "deadline.long_overdue=120" in str(parts)


def test_a_service_that_slept_takes_all_steps_at_once(desk: Desk, application: Application, clock: Clock) -> None:
    desk.file("https://one.kz/", category="extremism")
    clock.move(days=30)
    assert application.deadlines.turn() == 1
    assert due(desk)[1:3] == ("long_overdue", None)


def test_a_decided_case_has_no_deadline_to_come(desk: Desk, application: Application, clock: Clock) -> None:
    desk.file("https://one.kz/")
    decide(desk, desk.number("https://one.kz/"))
    assert due(desk)[1:3] == ("early", None)
    clock.move(days=400)
    assert application.deadlines.turn() == 0
    assert due(desk)[1] == "early"


def test_many_cases_turn_in_batches(
    desk: Desk, application: Application, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "BATCH", 2)
    desk.file(*(f"https://page{each}.kz/" for each in range(5)))
    clock.move(days=400)
    assert application.deadlines.turn() == 2
    assert work(application) > 0
    assert {due(desk, each)[1] for each in range(1, 6)} == {"long_overdue"}


def test_whoever_is_merged_taken_out_or_given_another_category_has_waited_since_the_first_complaint(
    desk: Desk, application: Application, clock: Clock
) -> None:
    desk.file("https://one.kz/")
    first = due(desk)[0]
    clock.move(days=2)
    desk.file("https://two.kz/")
    assert due(desk, 2)[0] > first
    one, two = desk.number("https://one.kz/"), desk.number("https://two.kz/")
    desk.merge(one, two)
    assert due(desk, 2)[0] == first
    desk.split(two, "https://one.kz/")
    assert due(desk, 3)[0] == first
    clock.move(days=1)
    number = application.recategorising.recategorise(two, desk.who, desk.held(two), "extremism", "It calls for force.")
    assert due(desk, int(number[-6:]))[0] == local("2026-11-26T18:00")


def test_a_change_counts_every_open_case_anew_in_batches_and_goes_on_where_it_was_cut_off(
    desk: Desk, application: Application, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "BATCH", 2)
    desk.file(*(f"https://page{each}.kz/" for each in range(6)))
    decide(desk, desk.number("https://page3.kz/"))
    before = due(desk)[0]
    clock.move(days=1)
    application.deadlines.set_terms(member(application, "admin"), {"other": ("2", "days")})
    assert application.deadlines.recount() == 2
    # The word for the next batch is lost with the broker; the scheduler's next turn goes on.
    with application.open_uow(system("relay"), "relay.publish") as uow:
        uow.outbox.mark_published([message.id for message in uow.outbox.take(100)])
    assert "deadlines.recount" in tick(application)
    work(application)
    after = local("2026-11-25T18:00")
    assert [due(desk, each)[0] for each in range(1, 7)] == [after, after, after, before, after, after]
    assert application.deadlines.recount() == 0
    assert [each[0] for each in desk.rows("SELECT count(*) FROM recounts")] == [0]


def test_a_case_that_a_change_makes_overdue_says_so_at_once(desk: Desk, application: Application, clock: Clock) -> None:
    desk.file("https://one.kz/")
    clock.move(days=4)
    start = due(desk)[3]
    application.deadlines.set_terms(member(application, "admin"), {"other": ("2", "hours")})
    work(application)
    assert due(desk)[1] == "long_overdue"
    assert due(desk)[3] == start + 120


def test_what_changes_nothing_counts_nothing_anew(desk: Desk, application: Application) -> None:
    admin = member(application, "admin")
    application.deadlines.set_terms(admin, {"other": ("10", "days"), "unknown": ("3", "days")})
    application.deadlines.set_week(admin, WEEK)
    application.deadlines.remove_day(admin, date(2026, 11, 24))
    assert application.deadlines.extend() == 0
    assert desk.rows("SELECT count(*) FROM recounts") == [(0,)]


def test_the_working_week_and_special_days_move_deadlines(desk: Desk, application: Application) -> None:
    admin = member(application, "admin")
    desk.file("https://one.kz/", category="extremism")
    application.deadlines.add_day(admin, "2026-11-25", "off", "Flood")
    work(application)
    assert due(desk)[0] == local("2026-11-27T18:00")
    application.deadlines.set_week(admin, WrittenWeek(("1", "2", "3", "4"), "08:00", "17:00", "Asia/Almaty", "KZ"))
    work(application)
    assert due(desk)[0] == local("2026-11-30T17:00")
    application.deadlines.add_day(admin, "2026-11-28", "working", "")
    work(application)
    assert due(desk)[0] == local("2026-11-28T17:00")
    application.deadlines.remove_day(admin, date(2026, 11, 25))
    work(application)
    assert due(desk)[0] == local("2026-11-26T17:00")
    with pytest.raises(Refusal, match=r"calendar\.known"):
        application.deadlines.add_day(admin, "2026-11-28", "off", "")


def test_public_holidays_are_filled_in_once_a_year_and_stay_as_an_administrator_left_them(
    desk: Desk, application: Application, clock: Clock
) -> None:
    def days() -> int:
        return int(str(desk.rows("SELECT count(*) FROM special_days")[0][0]))

    filled = days()
    assert filled > 30
    application.deadlines.remove_day(member(application, "admin"), date(2026, 12, 16))
    assert application.deadlines.extend() == 0
    assert days() == filled - 1
    clock.move(days=60)
    assert application.deadlines.extend() > 15
    assert days() > filled


def test_another_country_replaces_the_days_to_come(desk: Desk, application: Application) -> None:
    application.deadlines.set_week(
        member(application, "admin"), WrittenWeek(("1", "2", "3", "4", "5"), "09:00", "17:00", "Europe/Berlin", "DE")
    )
    names = {str(name) for (name,) in desk.rows("SELECT name FROM special_days WHERE day > '2026-11-23'")}
    assert "Karfreitag" in names
    assert "Тәуелсіздік күні" not in names
    assert desk.rows("SELECT count(*) FROM special_days WHERE day = '2026-03-08'") == [(1,)]


@pytest.mark.parametrize("name", ["reviewer", "senior", "auditor", "custodian"])
def test_only_an_administrator_sets_deadlines(application: Application, name: str) -> None:
    who, use = member(application, name), application.deadlines
    for act in (
        lambda: use.set_terms(who, {"other": ("1", "days")}),
        lambda: use.set_week(who, WEEK),
        lambda: use.add_day(who, "2026-11-25", "off", ""),
        lambda: use.remove_day(who, date(2026, 12, 16)),
    ):
        with pytest.raises(Refusal, match=r"access\.denied"):
            act()


def test_every_mistake_is_named_and_nothing_is_changed(desk: Desk, application: Application) -> None:
    admin = member(application, "admin")
    with pytest.raises(Refusals) as refused:
        application.deadlines.set_terms(
            admin, {"other": ("0", "days"), "cruelty": ("3", "x"), "suicide": ("1", "days")}
        )
    assert [(each.code, each.field) for each in refused.value.refusals] == [
        ("deadline.amount", "amount-other"),
        ("deadline.unit", "amount-cruelty"),
    ]
    with pytest.raises(Refusals) as refused:
        application.deadlines.set_week(admin, WrittenWeek((), "09:00", "08:00", "Nowhere", "XX"))
    assert [each.field for each in refused.value.refusals] == ["weekdays", "closes", "zone", "country"]
    assert desk.rows("SELECT amount FROM deadline_terms WHERE category = 'suicide'") == [(24,)]


def test_all_of_it_is_in_the_log(desk: Desk, application: Application, clock: Clock) -> None:
    admin = member(application, "admin")
    desk.file("https://one.kz/")
    application.deadlines.set_terms(admin, {"other": ("2", "days")})
    application.deadlines.add_day(admin, "2026-11-24", "off", "Storm")
    work(application)
    clock.move(days=9)
    application.deadlines.turn()
    done = desk.rows(
        "SELECT DISTINCT actor, action, table_name FROM audit_log WHERE substr(action, 1, 9) = 'deadlines'"
    )
    assert {
        (f"staff:{admin.id}", "deadlines.terms", "deadline_terms"),
        (f"staff:{admin.id}", "deadlines.day", "special_days"),
        ("system:deadlines", "deadlines.recount", "cases"),
        ("system:deadlines", "deadlines.turn", "cases"),
    } <= set(done)
    seal_all(application.database.engine)
    with application.database.snapshot() as connection:
        assert list(verify(connection, metadata)) == []


@pytest.mark.parametrize("application", [KINDS[1]], indirect=True)
def test_a_case_opened_while_deadlines_change_is_counted_anew_too(application: Application, desk: Desk) -> None:
    held, changed = threading.Event(), threading.Event()

    def open_slowly() -> None:
        with application.open_uow(system("test"), "identity.attach") as uow:
            uow.deadlines.hold_still()
            held.set()
            assert not changed.wait(0.5), "the change did not wait for a case that is being opened"

    opener = threading.Thread(target=open_slowly)
    opener.start()
    held.wait()
    application.deadlines.set_terms(member(application, "admin"), {"other": ("1", "days")})
    changed.set()
    opener.join()
    lodge(application, "https://one.kz/")
    work(application)
    assert due(desk)[0] == local("2026-11-24T18:00")


def test_cases_from_before_there_were_deadlines_are_counted(desk: Desk, application: Application) -> None:
    desk.file("https://one.kz/", category="extremism")
    with application.open_uow(system("test"), "test.forget") as uow:
        uow.connection.exec_driver_sql("UPDATE cases SET waits_since = NULL, due_at = NULL, due_stage = NULL")
        uow.deadlines.begin_recount()
    application.deadlines.recount()
    assert due(desk)[:2] == (local("2026-11-26T18:00"), "early")
