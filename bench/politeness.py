"""Ten thousand complaints about one page, under every category that may be captured: how often the site is asked."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpcore
from sqlalchemy import event

from bench.ground import SCALE, environment, figure
from bench.site import answer_of, body
from complaints.bootstrap import Application
from complaints.db.upgrade import upgrade
from complaints.domain.access import Role, StaffMember, system
from complaints.domain.intake import Filing
from complaints.net.fetch import Fetcher
from complaints.services.capturing import Capturing
from complaints.services.intake import Origin
from complaints.settings import Settings

COMPLAINTS = max(300, int(10_000 * SCALE))
HOURS = 3
AGAIN_EVERY = 100  # complaints, a reviewer asks for the checks to run again, too
ADDRESS = "93.184.215.14"
LINK = "http://reported.kz/page"
CAPTURED = ("extremism", "terrorism", "narcotics", "cruelty", "gambling_fraud", "personal_data", "other")


class _Clock:
    """A clock that the bench moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class _Service(Application):
    """A service to which every site is one on this machine."""

    port: int = 0

    @cached_property
    def fetcher(self) -> Fetcher:
        def connect(address: str, _port: int, seconds: float) -> httpcore.NetworkStream:
            assert address == ADDRESS
            return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout=seconds)

        return Fetcher("direct", "Aryz/1 (bench)", lambda host: [ADDRESS], connect, barred=self.barred)

    @cached_property
    def capturing(self) -> Capturing:
        assert isinstance(self.clock, _Clock)
        return replace(super().capturing, networked=True, sleep=self.clock.move)


def figures() -> Iterator[dict[str, Any]]:
    """Count the requests for the page, `of_limit` being their ratio to one an hour, and for robots.txt."""
    with _site() as (port, requests), TemporaryDirectory(prefix="aryz-bench-") as folder:
        clock = _Clock()
        settings = Settings.from_environment(environment(f"sqlite:///{folder}/aryz.sqlite3", Path(folder)))
        service = _Service(settings, clock, port)
        upgrade(service.database.engine)
        event.listen(service.database.engine, "connect", _hurry)
        service.database.engine.dispose()
        _complain(service, clock)
        service.close()
    name = f"politeness_requests_for_{COMPLAINTS}_complaints_in_{HOURS}_hours"
    robots = sum(request.startswith(b"GET /robots.txt ") for request in requests)
    pages = len(requests) - robots
    yield figure(name, pages, "1", n=COMPLAINTS, of_limit=pages / HOURS)
    yield figure("politeness_requests_for_robots_txt", robots, "1", n=COMPLAINTS, of_limit=float(robots))


def _hurry(connection: Any, _record: object) -> None:
    # Requests are counted here, not time: nothing needs to outlive a power cut.
    connection.execute("PRAGMA synchronous = OFF")


def _complain(service: _Service, clock: _Clock) -> None:
    staff_id = service.signin.add("reviewer@bench.example", Role.REVIEWER, "a long password", system("bench"))
    reviewer = StaffMember(staff_id, "reviewer@bench.example", Role.REVIEWER)
    for turn in range(COMPLAINTS):
        filing = Filing([LINK], CAPTURED[turn % len(CAPTURED)], f"See paragraph {turn}.", "en", good_faith=True)
        service.intake.lodge(filing, Origin(f"bench {turn}", network=f"10.{turn % 250}.0.0/24"))
        if turn % AGAIN_EVERY == AGAIN_EVERY - 1:
            _work(service)
            service.checking.again(f"C-2026-{1 + turn // AGAIN_EVERY % len(CAPTURED):06d}", reviewer)
            _work(service)
        clock.move(HOURS * 3_600 / COMPLAINTS)


def _work(service: _Service) -> None:
    """Do what relay and workers do, until nothing is left."""
    while True:
        with service.open_uow(system("relay"), "relay.publish") as uow:
            messages = uow.outbox.take(200)
            uow.outbox.mark_published([message.id for message in messages])
        if not messages:
            return
        for message in messages:
            service.handlers[message.topic](**message.payload)


@contextmanager
def _site() -> Iterator[tuple[int, list[bytes]]]:
    """Serve a page on this machine; yields the port and the requests that came."""
    requests: list[bytes] = []
    answer, listening = answer_of(body()), socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listening.accept()
                with connection:
                    requests.append(connection.recv(65_536))
                    connection.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listening.getsockname()[1], requests
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
