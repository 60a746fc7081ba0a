"""A whole case by the keyboard alone: from the queue to the proposal, its return and its approval."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from complaints.bootstrap import running
from complaints.domain.access import system
from complaints.domain.checks import Capture
from complaints.domain.numbers import CASE, row_of
from complaints.services.evidence_ports import KeptPiece
from complaints.settings import Settings
from tests.browser.conftest import NewPage
from tests.browser.service import Service
from tests.browser.visits import tab_to
from tests.builders import RESTRICTION, lodge

pytestmark = pytest.mark.browser
SAYS = "The second paragraph calls for violence against the neighbours.\n" * 5


def captured(service: Service, number: str) -> None:
    """Let a case have a captured text, as if its page had answered."""
    with (
        running(Settings.from_environment(service.environment)) as application,
        application.open_uow(system("test"), "evidence.capture") as uow,
    ):
        capture = Capture((), "https://page.example/", 200, "text/html", title="A page", text=SAYS, language="en")
        piece = KeptPiece("warc", "application/warc", "0" * 64, 1)
        uow.evidence.add_capture(row_of(CASE, number) or 0, capture, [piece], application.clock())


def enter(page: Page) -> None:
    """Press Enter and wait for the page that follows."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def key(page: Page, name: str, leads: bool = False) -> None:
    """Press a single key, which may lead to another page."""
    if not leads:
        page.keyboard.press(name)
        return
    with page.expect_navigation():
        page.keyboard.press(name)


def typed(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.insert_text(text)


def proposed(page: Page) -> None:
    """Fill the form in and send it, from the outcome on."""
    key(page, "d")
    expect(page.locator("#outcome")).to_be_focused()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    assert page.locator("input[name=outcome][value=restricted]").is_checked()
    for name in ("facts", "explanation", "ground_explanation", "passages", "necessity", "territory"):
        assert page.locator(f"[name={name}]").first.is_visible()
    order = ["facts", "explanation", "ground", "ground_explanation", "passages", "necessity", "scope", "territory"]
    for name in order:
        tab_to(page, f"[name={name}]")
        if name == "ground":
            page.keyboard.press("ArrowDown")
        elif name == "scope":
            page.keyboard.type("this page")
        else:
            page.keyboard.insert_text(RESTRICTION[name])
    tab_to(page, "[name=ends_on]")
    page.keyboard.type((datetime.now(UTC) + timedelta(days=100)).strftime("%m%d%Y"))
    tab_to(page, "form[action$='/decide'] button[name=asked]:not([formaction])")
    enter(page)


def test_a_case_is_worked_by_keyboard_from_the_queue_to_its_approval(desk: NewPage, service: Service) -> None:
    with running(Settings.from_environment(service.environment)) as application:
        lodge(application, "https://keys.example/", category="extremism")
    page = desk("reviewer", "/staff/queue?status=waiting&category=extremism")
    for _ in range(60):
        if page.locator("main tbody th a").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    first = page.locator("main tbody th a").first.inner_text()
    captured(service, first)
    key(page, "j")
    expect(page.locator("main tbody th a").first).to_be_focused()
    enter(page)
    expect(page.locator("h1")).to_contain_text(first)
    key(page, "c", leads=True)
    expect(page.locator("main")).to_contain_text("Renew the claim")

    key(page, "f")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("second paragraph")
    enter(page)
    expect(page.locator(".app-captured mark")).to_have_count(5)

    key(page, "n")
    page.keyboard.type("Looked at it twice.")
    tab_to(page, "form[action$='/note'] button")
    enter(page)
    expect(page.locator("#notes")).to_contain_text("Looked at it twice.")

    key(page, "m")
    page.keyboard.type("Which paragraph do you mean?")
    tab_to(page, "form[action$='/message'] button:not([name])")
    enter(page)
    expect(page.locator("#messages")).to_contain_text("Which paragraph do you mean?")

    proposed(page)
    expect(page.locator("main")).to_contain_text("Waiting for approval")

    senior = desk("senior", "/staff/queue")
    senior.keyboard.press("Control+k")
    expect(senior.locator("#palette-typed")).to_be_focused()
    senior.keyboard.type(first.lower())
    enter(senior)
    expect(senior.locator("h1")).to_contain_text(first)
    key(senior, "r")
    senior.keyboard.type("Name the passage.")
    tab_to(senior, "form[action$='/return'] button")
    enter(senior)

    page.goto(f"/staff/cases/{first}")
    key(page, "c", leads=True)
    expect(page.locator("main")).to_contain_text("Name the passage.")
    key(page, "d")
    tab_to(page, "form[action$='/decide'] button[name=asked]:not([formaction])")
    enter(page)
    senior.goto(f"/staff/cases/{first}")
    key(senior, "d")
    expect(senior.locator("form[action$='/approve'] button")).to_be_focused()
    enter(senior)
    expect(senior.locator("main")).to_contain_text("Decision D-")


def test_the_keys_are_shown_and_the_dialogs_let_go_again(desk: NewPage) -> None:
    page = desk("reviewer", "/staff/queue")
    page.keyboard.press("Shift+Slash")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("internal")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#palette-typed")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("violence")
    enter(page)
    assert "text=violence" in page.url


def test_single_keys_do_nothing_while_typing_or_when_they_are_off(desk: NewPage) -> None:
    page = desk("reviewer", "/staff/queue")
    key(page, "s")
    page.keyboard.type("q?cj")
    assert page.locator("input[name=text]").first.input_value() == "q?cj"
    page.goto("/staff/keys")
    tab_to(page, "form[action='/staff/keys'] button")
    enter(page)
    page.keyboard.press("q")
    page.wait_for_timeout(300)
    assert page.url.endswith("/staff/keys")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-typed")).to_be_focused()
