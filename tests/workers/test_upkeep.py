"""Promises kept although queues and workers fail: nothing lost, nothing done twice, what must end ends."""

from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.access import system
from complaints.domain.casework import LEASE
from complaints.domain.decisions import APPEAL_WINDOW, Written
from complaints.domain.numbers import CASE, number
from tests.builders import REFUSAL, Ticking, lodge, member, work
from workers.scheduler import SCHEDULE, tick

TABLES = ("complaints", "complaint_links", "attachments", "cases", "checks", "decisions", "register_entries", "notices")


def lose(application: Application) -> int:
    """Take everything out of the outbox and lose it, as a broker does that lost its disk."""
    with application.open_uow(system("relay"), "relay.publish") as uow:
        messages = uow.outbox.take(1_000)
        uow.outbox.mark_published([message.id for message in messages])
    return len(messages)


def counts(application: Application) -> dict[str, int]:
    """Count the rows of each table."""
    with application.database.reading() as connection:
        return {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in TABLES}


def states(application: Application) -> list[str]:
    """Name the states of all cases."""
    with application.database.reading() as connection:
        return list(connection.exec_driver_sql("SELECT state FROM cases ORDER BY id").scalars())


def case_number(application: Application, case_id: int = 1) -> str:
    """Give a case's number."""
    with application.open_reader() as uow:
        case = uow.cases.get(case_id)
    assert case is not None
    return number(CASE, case.opened_at, case_id)


def decided(application: Application) -> str:
    """Claim and decide the first case; return its number."""
    name, reviewer = case_number(application), member(application, "reviewer")
    application.casework.claim(name, reviewer)
    with application.open_reader() as uow:
        case = uow.cases.get(1)
    assert case is not None
    application.deciding.decide(name, reviewer, case.version, Written(**REFUSAL))
    return name


def test_whatever_a_broker_loses_at_each_step_the_sweep_brings_back(application: Application, clock: Ticking) -> None:
    lodge(application, email="citizen@mail.example")
    assert lose(application) == 1
    assert states(application) == []
    for _ in range(6):
        clock.ahead += timedelta(minutes=2)
        application.upkeep.sweep()
        with application.open_uow(system("relay"), "relay.publish") as uow:
            messages = uow.outbox.take(1)
            uow.outbox.mark_published([message.id for message in messages])
        for message in messages:
            application.handlers[message.topic](**message.payload)
        lose(application)
    assert states(application) == ["waiting"]
    decided(application)
    lose(application)
    for _ in range(6):
        clock.ahead += timedelta(minutes=2)
        application.upkeep.sweep()
        work(application)
    found = counts(application)
    assert (found["register_entries"], found["notices"]) == (1, 1)
    assert len(list((application.settings.data_dir / "mail").glob("*.eml"))) == 1


def test_a_sweep_with_nothing_left_over_queues_nothing(application: Application, clock: Ticking) -> None:
    lodge(application)
    work(application)
    clock.ahead = timedelta(minutes=5)
    assert application.upkeep.sweep() == 0


def test_every_step_bears_being_done_twice(application: Application) -> None:
    lodged = lodge(application, email="citizen@mail.example")
    work(application)
    decided(application)
    work(application)
    before = counts(application)
    for _ in range(2):
        application.identity.attach(lodged.complaint_id)
        application.checking.advance(1)
        application.publication.publish(1)
        application.publication.notify(1)
        work(application)
    assert counts(application) == before
    assert len(list((application.settings.data_dir / "mail").glob("*.eml"))) == 1


def test_a_claim_that_ran_out_puts_the_case_back(application: Application, clock: Ticking) -> None:
    lodge(application)
    work(application)
    application.casework.claim(case_number(application), member(application, "reviewer"))
    assert application.casework.return_expired() == 0
    clock.ahead = LEASE + timedelta(seconds=1)
    assert application.casework.return_expired() == 1
    assert states(application) == ["waiting"]
    application.casework.claim(case_number(application), member(application, "reviewer2"))


def test_a_case_closes_only_after_its_appeal_window(application: Application, clock: Ticking) -> None:
    lodge(application)
    work(application)
    decided(application)
    work(application)
    clock.ahead = APPEAL_WINDOW - timedelta(hours=1)
    assert application.upkeep.close() == 0
    clock.ahead = APPEAL_WINDOW + timedelta(days=2)
    assert application.upkeep.close() == 1
    assert states(application) == ["closed"]


def test_the_network_key_of_a_past_month_is_destroyed(application: Application, clock: Ticking) -> None:
    lodge(application, network="198.51.100.0/24")
    work(application)
    clock.ahead = timedelta(days=61)
    application.upkeep.forget()
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM network_keys").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM resource_networks").scalar() == 0


def test_a_scheduled_turn_is_taken_once_however_many_schedulers_run(
    application: Application, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The clock stands: a turn that begins meanwhile would be a new one.
    now = clock()
    monkeypatch.setattr(Ticking, "__call__", lambda _self: now)
    assert set(tick(application)) == set(SCHEDULE)
    assert tick(application) == tick(application) == []
