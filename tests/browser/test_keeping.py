"""The script of the case page: it keeps drafts while one types, shows the time left, and says that one is there."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.visits import claimed

pytestmark = pytest.mark.browser


def test_what_is_typed_is_kept_without_a_button_and_is_there_after_a_reload(desk: NewPage, case: str) -> None:
    page = claimed(desk("reviewer", "/staff/queue"), case)
    with page.expect_response("**/draft") as saved:
        page.fill("#facts", "Typed, and never sent.")
    assert saved.value.ok
    expect(page.locator("[data-said=decide]")).to_contain_text("Draft saved at")
    page.reload()
    expect(page.locator("#facts")).to_have_value("Typed, and never sent.")
    page.click("form[action$='/decide'] [formaction$='/discard']")
    expect(page.locator("#facts")).not_to_have_value("Typed, and never sent.")


def test_a_page_left_in_the_middle_of_a_word_keeps_it(desk: NewPage, case: str) -> None:
    page = claimed(desk("reviewer", "/staff/queue"), case)
    page.fill("#text", "In the middle of a")
    page.goto("/staff/queue")
    page.go_back()
    page.reload()
    expect(page.locator("#text")).to_have_value("In the middle of a")
    page.click("form[action$='/note'] [formaction$='/discard']")


def test_the_clock_runs_warns_and_says_when_it_is_over(desk: NewPage, case: str) -> None:
    page = claimed(desk("reviewer", "/staff/queue"), case)
    page.clock.install()
    page.reload()
    expect(page.locator("[data-time]")).to_be_visible()
    expect(page.locator("[data-still]")).to_be_hidden()
    expect(page.locator("[data-warning]")).to_be_hidden()
    page.clock.fast_forward("26:00")
    expect(page.locator("[data-warning]")).to_be_visible()
    page.clock.fast_forward("05:00")
    expect(page.locator("[data-over]")).to_be_visible()
    expect(page.locator("[data-time]")).to_have_text("0:00")


def test_a_sign_of_life_goes_out_only_when_something_was_done(desk: NewPage, case: str) -> None:
    page = claimed(desk("reviewer", "/staff/queue"), case)
    page.clock.install()
    page.reload()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/pulse") else None)
    page.clock.run_for(70_000)
    assert asked == []
    page.keyboard.press("Shift")
    with page.expect_response("**/pulse") as answered:
        page.clock.run_for(31_000)
    assert answered.value.json()["left"] > 0


def test_drafts_have_a_button_where_there_is_no_script(desk: NewPage, case: str) -> None:
    page = claimed(desk("reviewer", "/staff/queue", java_script_enabled=False), case)
    page.fill("#facts", "Kept by hand.")
    page.click("form[action$='/decide'] [formaction$='/draft']")
    expect(page.locator("#facts")).to_have_value("Kept by hand.")
    expect(page.locator("[data-still]")).to_be_visible()
    page.click("form[action$='/decide'] [formaction$='/discard']")
