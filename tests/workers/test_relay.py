"""The relay: what cannot be taken away now waits, and a relay that waits still shows that it is alive."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from sqlalchemy.exc import OperationalError

from complaints import health
from complaints.bootstrap import Application
from complaints.domain.access import system
from tests.builders import lodge
from tests.processes import wait_for
from workers import relay


class Publisher:
    """A broker that can be away, and remembers what it took."""

    def __init__(self) -> None:
        self.away = True
        self.tries = 0
        self.taken: list[tuple[str, dict[str, int]]] = []

    def __call__(self, topic: str, payload: Mapping[str, int]) -> None:
        self.tries += 1
        if self.away:
            raise relay.BrokerAwayError("ConnectionError")
        self.taken.append((topic, dict(payload)))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "AWAY_SECONDS", 0.05)


@contextmanager
def relaying(application: Application, publish: Publisher) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=relay.run, args=(application, publish, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive()


def put(application: Application) -> None:
    with application.open_uow(system("test"), "put") as uow:
        uow.outbox.put("case.check", application.clock(), case_id=7)


def test_messages_wait_for_a_broker_that_is_away_and_the_relay_stays_visible(application: Application) -> None:
    put(application)
    publish = Publisher()
    with relaying(application, publish):
        wait_for(lambda: publish.tries > 2 or None, 5, "a third try")
        with application.open_reader() as uow:
            assert uow.outbox.any()
            assert health.name("relay") in uow.schedule.beats()
        publish.away = False
        wait_for(lambda: publish.taken or None, 5, "the message")
    assert publish.taken == [("case.check", {"case_id": 7})]


def test_a_database_that_is_away_is_waited_for(application: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    put(application)
    publish = Publisher()
    publish.away = False
    present = relay.relay_once
    failures = iter([True, True, False])

    def once(application: Application, publish: relay.Publisher) -> int:
        if next(failures, False):
            raise OperationalError("SELECT", {}, Exception("the server closed the connection"))
        return present(application, publish)

    monkeypatch.setattr(relay, "relay_once", once)
    with relaying(application, publish):
        wait_for(lambda: publish.taken or None, 5, "the message")


def test_where_no_broker_runs_the_relay_does_the_work_itself(application: Application) -> None:
    lodge(application)
    publish = relay.DirectPublisher(application)
    while relay.direct_once(application, publish):
        pass
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT state FROM cases").scalar() == "waiting"
        assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar() == 0
