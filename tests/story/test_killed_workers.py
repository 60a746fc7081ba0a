"""A worker is killed thirty times while it captures 300 pages: nothing lost, nothing twice, nothing stuck."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from complaints.bootstrap import Application, build, now
from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.verification import verify
from complaints.domain.intake import Filing
from complaints.services.intake import Origin
from tests.builders import copy_of, settings_for
from tests.net.hostile import Site
from tests.services.conftest import PROSE, page

ROOT = Path(__file__).resolve().parents[2]
CAPTURES, KILLS, LINKS = 300, 30, 20
LATER = 180  # seconds by which the clock is moved on, so that the leases of the killed have run out


class Nursery:
    """Starts workers that are loaded already, so that thirty starts cost no minute."""

    def __init__(self, folder: Path, site: Site) -> None:
        more = {"ARYZ_DATA_DIR": str(folder), "TEST_SITE_PORT": str(site.port), "TEST_THREADS": "4"}
        paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        command = [sys.executable, "-m", "tests.services.polite_worker", "--nursery"]
        env = {**os.environ, **more, "PYTHONPATH": paths}
        self._process = subprocess.Popen(command, env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._told()

    def _told(self) -> dict[str, int]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the nursery ended"
        told: dict[str, int] = json.loads(line)
        return told

    def start(self, later: int = 0) -> int:
        """Start a worker; return its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{later}\n".encode())
        self._process.stdin.flush()
        return self._told()["ready"]

    def kill(self, worker: int) -> None:
        """Kill a worker without a word, and wait until it is gone."""
        os.kill(worker, signal.SIGKILL)
        self._told()

    def close(self) -> None:
        """End the nursery."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    site.paths = Numbered()
    yield site
    site.close()


class Numbered(dict):
    """Answers every path with a page of its own."""

    def get(self, key: str, default: object = None) -> bytes:
        return page(f"{PROSE}\nThis is the page at {key}, and no other has this line.", title=key)


@pytest.fixture
def application(prepared_folder: Path, tmp_path: Path) -> Iterator[Application]:
    made = build(settings_for(copy_of(prepared_folder, tmp_path)))
    yield made
    made.close()


def file(application: Application) -> None:
    for start in range(0, CAPTURES, LINKS):
        links = [f"http://site{number}.kz/page{number}" for number in range(start, start + LINKS)]
        filing = Filing(links, "other", "words", "en", good_faith=True)
        complaint = application.intake.lodge(filing, Origin(f"killed {start}")).complaint_id
        application.identity.attach(complaint)


def count(application: Application, query: str) -> int:
    with application.database.reading() as connection:
        return int(connection.exec_driver_sql(query).scalar_one())


FINISHED = "SELECT count(*) FROM cases WHERE state = 'waiting'"
SEEN = "SELECT count(DISTINCT case_id) FROM checks WHERE step = 'reachable' AND code = 'check.reachable.yes'"


@pytest.mark.timeout(240)
def test_a_worker_killed_thirty_times_loses_nothing_and_does_nothing_twice(application, site, tmp_path):
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    file(application)
    nursery = Nursery(tmp_path, site)
    try:
        for _ in range(KILLS):
            worker = nursery.start()
            time.sleep(chance.uniform(0.02, 0.5))
            nursery.kill(worker)
        finished_early = count(application, FINISHED)
        worker = nursery.start(later=LATER)
        swept = build(application.settings, lambda: now() + timedelta(seconds=LATER))
        until = time.monotonic() + 150
        while count(application, SEEN) < CAPTURES or count(application, FINISHED) < CAPTURES:
            assert time.monotonic() < until, f"cases are stuck (seed {seed}, {count(application, SEEN)} seen)"
            swept.upkeep.sweep()
            swept.checking.retry()
            time.sleep(0.5)
        nursery.kill(worker)
        swept.close()
    finally:
        nursery.close()
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
