"""Politeness across processes: whatever many workers do at once, a site sees one request at a time and a pause."""

import os
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from complaints.bootstrap import build
from complaints.db.upgrade import upgrade
from complaints.domain.intake import Filing
from complaints.services.intake import Origin
from complaints.settings import Settings
from tests.net.hostile import Site
from tests.services.conftest import page

ROOT = Path(__file__).resolve().parents[2]
# Runs that were asked for and have not found out yet whether the page answers.
UNDER_WAY = """SELECT count(*) FROM cases c WHERE NOT EXISTS (
    SELECT 1 FROM checks f WHERE f.case_id = c.id AND f.step = 'reachable'
    AND f.run = (SELECT max(run) FROM checks latest WHERE latest.case_id = c.id))"""


class Watched(Site):
    """A site that notes when each request came and went, and how many were there at once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.at_once = self.most = 0
        self.spans: list[tuple[float, float]] = []
        super().__init__()

    def answer(self, connection) -> None:
        with self.lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        began = time.monotonic()
        time.sleep(0.05)
        with self.lock:
            self.at_once -= 1
            self.spans.append((began, time.monotonic()))
        connection.sendall(page())


def start(folder: Path, site: Site, **more: str) -> subprocess.Popen:
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "ARYZ_DATA_DIR": str(folder),
        "TEST_SITE_PORT": str(site.port),
        **more,
    }
    command = [sys.executable, "-m", "tests.services.polite_worker"]
    process = subprocess.Popen(command, env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert b"ready" in process.stdout.readline()
    return process


def stop(process: subprocess.Popen) -> None:
    process.communicate(timeout=60)


@pytest.fixture
def site():
    site = Watched()
    yield site
    site.close()


@pytest.fixture
def application(tmp_path):
    made = build(Settings.from_environment({"ARYZ_DATA_DIR": str(tmp_path)}))
    upgrade(made.database.engine)
    yield made
    made.close()


def file(application, links: list[str], category: str = "other") -> None:
    filing = Filing(links, category, "words", "en", good_faith=True)
    application.intake.lodge(filing, Origin(f"{links[0]} {category} {time.monotonic_ns()}"))


def settled(application, cases: int, seconds: float = 120) -> None:
    """Wait until every case is checked; what had to wait too long for its turn is asked again, as by the scheduler."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        application.checking.retry()
        with application.open_reader() as uow:
            waiting = uow.outbox.any()
        with application.database.reading() as connection:
            done = connection.exec_driver_sql("SELECT count(*) FROM cases WHERE state = 'waiting'").scalar()
            later = connection.exec_driver_sql("SELECT count(*) FROM check_retries").scalar()
            under_way = connection.exec_driver_sql(UNDER_WAY).scalar()
        if done == cases and not waiting and not later and not under_way:
            return
        time.sleep(0.1)
    pytest.fail("the workers did not finish")


def test_three_processes_ask_one_page_of_a_site_at_a_time_with_a_pause(application, site, tmp_path):
    for number in range(8):
        site.paths[f"/{number}"] = site.answer
    file(application, [f"http://site.kz/{number}" for number in range(8)])
    workers = [start(tmp_path, site, TEST_PAUSE="0.2") for _ in range(3)]
    try:
        settled(application, 8)
    finally:
        for worker in workers:
            stop(worker)
    spans = sorted(site.spans)
    assert len(spans) == 8
    assert site.most == 1
    assert all(begun - ended >= 0.19 for (_, ended), (begun, _) in pairwise(spans))


def test_complaints_about_one_page_from_everywhere_make_one_request(application, site, tmp_path):
    site.paths["/page"] = site.answer
    categories = (
        "other",
        "extremism",
        "terrorism",
        "narcotics",
        "cruelty",
        "gambling_fraud",
        "suicide",
        "personal_data",
    )
    for category in categories:
        for _ in range(5):
            file(application, ["http://site.kz/page"], category)
    workers = [start(tmp_path, site) for _ in range(3)]
    try:
        settled(application, len(categories))
    finally:
        for worker in workers:
            stop(worker)
    assert len(site.spans) == 1
    with application.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT count(*), count(DISTINCT sha256) FROM evidence").one()
    assert tuple(rows) == (len(categories), 1)
    assert len(list(application.evidence.hashes())) == 1
