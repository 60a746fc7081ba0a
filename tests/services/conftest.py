"""The whole service on a small Internet: a real database, real use cases, a clock that the test moves."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import pytest

from complaints.bootstrap import Application
from complaints.domain.access import Role, StaffMember, system
from complaints.domain.checks.steps import STEPS
from complaints.domain.intake import Filing
from complaints.net.capturing import PageCapturer
from complaints.net.fetch import Fetcher
from complaints.net.images import SafeImages
from complaints.services.capturing import Capturing
from complaints.services.checks import Checking
from complaints.services.intake import Origin
from tests.builders import copy_of, settings_for
from tests.net.conftest import LIMITS
from tests.net.hostile import ADDRESS, Internet, Site, http

PROSE = """The quick report describes in plain words what was seen on the page when it was reported by several people.
It goes on for a while so that there is enough text to compare it with other texts and to tell its language well.
Nothing in this paragraph is meant to be found in any list of words, since it only serves as an honest example here."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **how: float) -> None:
        self.now += timedelta(**how)


class Service(Application):
    """The application with the test's Internet behind its fetcher."""

    internet: Internet
    waited: list[float]

    @cached_property
    def fetcher(self) -> Fetcher:
        given = {"resolver": self.internet.resolve, "connect": self.internet.connect, "limits": LIMITS}
        return Fetcher(self.settings.egress, "Aryz/1 (test)", barred=self.barred, clock=self.clock, **given)

    @cached_property
    def capturing(self) -> Capturing:
        def sleep(seconds: float) -> None:
            self.waited.append(seconds)
            self.clock.move(seconds=seconds)  # type: ignore[attr-defined]

        capture = PageCapturer(self.fetcher.fetch, SafeImages())
        return Capturing(self.open_uow, self.clock, capture, self.evidence, lambda: 0.5, self.robots, sleep)

    @cached_property
    def checking(self) -> Checking:
        return Checking(self.open_uow, self.clock, STEPS, self.capturing)

    def file(self, link: str, category: str = "extremism", words: str = "See the page.", **more: object) -> int:
        """File a complaint and attach it; return its id."""
        filing = Filing([link], category, words, "en", good_faith=True, **more)
        nonce = f"{link} {category} {self.clock()} {words}"
        return self.intake.lodge(filing, Origin(nonce)).complaint_id

    def work(self) -> None:
        """Do what relay and workers do, until nothing is left."""
        while True:
            with self.open_uow(system("relay"), "relay") as uow:
                messages = uow.outbox.take(200)
                uow.outbox.mark_published([message.id for message in messages])
            if not messages:
                return
            for message in messages:
                self.handlers[message.topic](**message.payload)

    def rows(self, query: str) -> list[tuple]:
        with self.database.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    def codes(self, case_id: int, run: int | None = None) -> dict[str, str]:
        """Give the codes of a case's findings by step, with the reason of a failure; the latest run unless told."""
        rows = self.rows(f"SELECT step, code, run, params FROM checks WHERE case_id = {case_id} ORDER BY run, id")
        latest = run or max(row[2] for row in rows)
        found = {step: (code, json.loads(params)) for step, code, number, params in rows if number == latest}
        return {step: ".".join([code, *filter(None, [params.get("reason")])]) for step, (code, params) in found.items()}

    def number(self, case_id: int = 1) -> str:
        return f"C-{self.clock().year}-{case_id:06d}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def internet() -> Internet:
    return Internet()


@pytest.fixture
def site(internet: Internet) -> Iterator[Site]:
    """The site behind http://site.kz/ and http://other.kz/."""
    site = Site()
    for name in ("site.kz", "other.kz", "third.kz"):
        internet.names[name] = [(ADDRESS,)]
    internet.routes[ADDRESS, 80] = site
    yield site
    site.close()


@pytest.fixture
def service(prepared_folder: Path, tmp_path: Path, clock: Clock, internet: Internet) -> Iterator[Service]:
    """The service on a copy of the prepared database, with one account of each role."""
    made = Service(settings_for(copy_of(prepared_folder, tmp_path), ARYZ_EGRESS="direct"), clock)
    made.__dict__["internet"], made.__dict__["waited"] = internet, []
    yield made
    made.close()


@pytest.fixture
def reviewer() -> StaffMember:
    return StaffMember(1, "reviewer@demo.example", Role.REVIEWER)


def page(text: str = PROSE, title: str = "A page", **head: str) -> bytes:
    """Write a page of text as a site would send it."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    metas = "".join(f'<meta name="{name}" content="{value}">' for name, value in head.items())
    body = f"<!doctype html><html><head><title>{title}</title>{metas}</head><body>{paragraphs}</body></html>"
    return http(body.encode(), "Content-Type: text/html; charset=utf-8")
