"""Health checks: each asks about the part on its own machine, and says in one sentence what is wrong."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from complaints import health
from complaints.bootstrap import Application, now
from complaints.domain.access import system
from complaints.settings import Settings
from workers.topics import QUEUES


def beat(application: Application, part: str, ago: timedelta = timedelta()) -> None:
    with application.open_uow(system("test"), "beat") as uow:
        uow.schedule.beat(part, now() - ago)


def test_a_name_fits_and_keeps_the_end_of_a_long_host_name() -> None:
    assert health.name("relay", "host") == "relay@host"
    long = health.name("worker-intake-upkeep", "deployment-of-the-service-7d8f9c6b5-x2x4z")
    assert len(long) == health.NAME_LENGTH
    assert long.endswith("-x2x4z")


def test_a_worker_is_named_by_its_queues_unless_it_has_all() -> None:
    assert health.worker_part(["checks"], QUEUES) == "worker-checks"
    assert health.worker_part(list(QUEUES), QUEUES) == "worker"


@pytest.mark.parametrize(
    ("asked", "beating"),
    [("relay", "relay"), ("worker", "worker-checks"), ("worker-checks", "worker-checks"), ("scheduler", "scheduler")],
)
def test_a_part_that_was_seen_here_is_alive(application: Application, asked: str, beating: str) -> None:
    beat(application, health.name(beating, "here"))
    assert health.fault(application.settings, asked, "here") is None
    assert health.fault(application.settings, asked, "elsewhere") == f"{asked} has left no sign of life on elsewhere"


def test_another_worker_does_not_answer_for_this_one(application: Application) -> None:
    beat(application, health.name("worker-checks", "here"))
    assert health.fault(application.settings, "worker-notices", "here") is not None


def test_a_part_that_fell_silent_is_not_alive(application: Application) -> None:
    beat(application, health.name("relay", "here"), timedelta(minutes=5))
    found = health.fault(application.settings, "relay", "here")
    assert found is not None
    assert found.startswith("relay was last seen 30")


def test_a_database_that_is_away_is_told(application: Application) -> None:
    gone = Settings.from_environment(
        {
            "ARYZ_DATABASE_URL": "postgresql://aryz@127.0.0.1:1/aryz",
            "ARYZ_BROKER_URL": "redis://127.0.0.1:1",
            "ARYZ_SECRET_KEY": "a secret of the tests, long enough",
            "ARYZ_BASE_URL": "https://aryz.example",
        }
    )
    assert health.fault(gone, "relay", "here") == "the database does not answer: OperationalError"


class Pages(BaseHTTPRequestHandler):
    """Pages that are ready or not."""

    def do_GET(self) -> None:
        self.send_response(self.server.status)  # type: ignore[attr-defined]  # set by the fixture
        self.end_headers()
        self.wfile.write(b"away")

    def log_message(self, *_: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def pages() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(("status", "expected"), [(200, None), (503, "the pages answer 503: away")])
def test_the_pages_are_asked_whether_they_are_ready(pages: HTTPServer, status: int, expected: str | None) -> None:
    pages.status = status  # type: ignore[attr-defined]  # read by the handler
    settings = Settings.from_environment({"PORT": str(pages.server_port), "ARYZ_SECRET_KEY": "s" * 32})
    assert health.fault(settings, "web") == expected


def test_pages_that_do_not_answer_are_told() -> None:
    found = health.fault(Settings.from_environment({"PORT": "1", "ARYZ_SECRET_KEY": "s" * 32}), "web")
    assert found is not None
    assert found.startswith("the pages do not answer")


def test_wrong_use_ends_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert health.main(["nothing"]) == 2
    assert "usage" in capsys.readouterr().err
