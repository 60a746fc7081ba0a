"""Everybody can use it: axe finds nothing, the keyboard is enough, scripts are not needed, a phone is wide enough."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.visits import LANGUAGES, SIZES, inspected, leave, tab_to, unfold
from tests.services.pictures import png

pytestmark = pytest.mark.browser
PUBLIC = [
    "/",
    "/complaints/new",
    "/complaints/status",
    "/register",
    "/changes",
    "/lookup",
    "/lookup?url=https%3A%2F%2Fpage.kz",
    "/objections/new",
    "/nothing",
]
FURTHER = {
    "reviewer": ["/staff/search?text=page", "/staff/appeals", "/staff/rereviews", "a decision"],
    "senior": ["/staff/supervision"],
    "auditor": ["/audit/agreement", "/audit/protected"],
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_pages_are_accessible(opened: NewPage, language: str, size: str) -> None:
    page = opened(f"/?lang={language}", language, viewport=SIZES[size])
    for number, path in enumerate(PUBLIC):
        page.goto(path)
        assert inspected(page, f"public-{number}-{language}-{size}") == [], path
    page.goto("/register")
    leave(page, "main a[href^='/register/D']")
    assert inspected(page, f"decision-{language}-{size}") == []
    page.goto("/complaints/new")
    page.fill("#links", "hello there")
    leave(page, "main button[type=submit]")
    assert inspected(page, f"mistakes-{language}-{size}") == []
    page.fill("#links", f"https://access.example/{language}/{size}")
    page.check("input[name=category][value=suicide]")
    page.fill("#description", "Текст")
    page.check("#good_faith")
    leave(page, "main button[type=submit]")
    assert page.url.endswith("/complaints/receipt")
    assert inspected(page, f"receipt-{language}-{size}") == []
    code = page.inner_text("#code")
    page.goto("/complaints/status")
    page.fill("#receipt", code)
    leave(page, "main button[type=submit]")
    assert inspected(page, f"status-{language}-{size}") == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_is_accessible(desk: NewPage, language: str, size: str) -> None:
    page = desk("reviewer", "/staff/next", language, viewport=SIZES[size])
    assert inspected(page, f"next-{language}-{size}") == []
    page.goto("/staff/queue")
    assert inspected(page, f"queue-{language}-{size}") == []
    page.click("details.app-narrow summary")
    page.select_option("#category", "other")
    page.fill("#text", f"{language}{size}")
    leave(page, "details.app-narrow button")
    assert page.url.endswith(f"/staff/queue?category=other&text={language}{size}")
    page.click("details.app-narrow >> nth=1 >> summary")
    assert inspected(page, f"narrowed-{language}-{size}") == []
    page.fill("#name", f"{language} {size}")
    leave(page, "form[action='/staff/views'] button")
    page.goto("/staff/views")
    page.click("details.app-narrow >> nth=0 >> summary")
    assert inspected(page, f"views-{language}-{size}") == []
    page.goto("/staff/queue")
    leave(page, "table.app-stack tbody tr:last-child th a")
    assert inspected(page, f"case-{language}-{size}") == []
    number = page.url.rpartition("/")[2]
    leave(page, f"form[action$='/{number}/claim'] button")
    assert inspected(page, f"deciding-{language}-{size}") == []
    leave(page, f"form[action$='/{number}/decide'] button")
    assert inspected(page, f"undecided-{language}-{size}") == []
    leave(page, f"form[action$='/{number}/release'] button")
    page.goto(f"/staff/cases/{number}/complaints")
    assert inspected(page, f"complaints-{language}-{size}") == []
    page.goto("/staff/keys")
    assert inspected(page, f"keys-{language}-{size}") == []
    page.keyboard.press("Control+k")
    assert inspected(page, f"palette-{language}-{size}") == []
    senior = desk("senior", "/staff/hands", language, viewport=SIZES[size])
    assert inspected(senior, f"hands-{language}-{size}") == []
    page.goto(f"/staff/cases/{number}/bundle?by=site")
    assert inspected(page, f"bundle-{language}-{size}") == []
    auditor = desk("auditor", "/audit/", language, viewport=SIZES[size])
    assert inspected(auditor, f"audit-{language}-{size}") == []
    auditor.goto(f"/audit/?subject={number}")
    assert inspected(auditor, f"history-{language}-{size}") == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_follows_a_decision_is_accessible(desk: NewPage, language: str, size: str) -> None:
    for who, paths in FURTHER.items():
        page = desk(who, "/register", language, viewport=SIZES[size])
        number = page.locator("main a[href^='/register/D']").first.inner_text()
        for place, path in enumerate(paths):
            page.goto(f"/staff/decisions/{number}" if path == "a decision" else path)
            assert inspected(page, f"{who}-{place}-{language}-{size}") == [], path


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_administration_is_accessible(desk: NewPage, language: str, size: str) -> None:
    page = desk("admin", "/admin/grounds", language, viewport=SIZES[size])
    assert inspected(page, f"grounds-{language}-{size}") == []
    page.goto("/admin/grounds/platforms-9")
    assert inspected(page, f"ground-{language}-{size}") == []
    page.goto("/admin/grounds/new")
    leave(page, "main button[type=submit]")
    assert inspected(page, f"no-ground-{language}-{size}") == []
    page.goto("/admin/sources")
    page.fill("#site", f"{language}-{size.lower().replace(' ', '')}.kz")
    page.check("input[name=kind]")
    page.fill("#reason", "It reports news.")
    leave(page, "form[action='/admin/sources/add'] button")
    assert "/admin/changes/" in page.url
    assert inspected(page, f"change-{language}-{size}") == []
    page.goto("/admin/changes")
    assert inspected(page, f"changes-{language}-{size}") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screenshot_is_veiled_until_it_is_asked_for(opened: NewPage, desk: NewPage, language: str) -> None:
    page = opened("/complaints/new", language)
    page.fill("#links", f"https://screenshot.example/{language}")
    page.check("input[name=category][value=extremism]")
    page.fill("#description", "See the picture.")
    page.set_input_files("#evidence", {"name": "shot.png", "mimeType": "image/png", "buffer": png()})
    page.check("#good_faith")
    leave(page, "main button[type=submit]")
    assert page.url.endswith("/complaints/receipt")
    reviewer = desk("reviewer", "/staff/queue?text=screenshot", language)
    for _ in range(60):
        if reviewer.locator("tbody th a").count():
            break
        reviewer.wait_for_timeout(500)
        reviewer.reload()
    leave(reviewer, "table.app-stack tbody tr:last-child th a")
    assert inspected(reviewer, f"screenshot-case-{language}") == []
    number = reviewer.url
    reviewer.locator("details:has(a[href^='/staff/evidence/']) summary").first.click()
    leave(reviewer, "a[href^='/staff/evidence/']")
    assert inspected(reviewer, f"veiled-{language}", scripts=False) == []
    reviewer.goto(number)
    reviewer.locator("details:has(form[action$='/clear']) summary").first.click()
    leave(reviewer, "form[action$='/clear'] button")
    assert reviewer.locator("img[src^='data:image/']").count() == 1


def test_the_dark_look_is_accessible_too(opened: NewPage, desk: NewPage) -> None:
    page = opened("/", color_scheme="dark")
    for number, path in enumerate(PUBLIC):
        page.goto(path)
        assert inspected(page, f"dark-{number}") == [], path
    page.goto("/complaints/new")
    leave(page, "main button[type=submit]")
    assert inspected(page, "dark-mistakes") == []
    page.fill("#links", "https://dark.example/")
    page.check("input[name=category][value=other]")
    page.fill("#description", "It is wrong.")
    page.check("#good_faith")
    leave(page, "main button[type=submit]")
    assert page.url.endswith("/complaints/receipt")
    assert inspected(page, "dark-receipt") == []
    code = page.inner_text("#code")
    page.goto("/complaints/status")
    page.fill("#receipt", code)
    leave(page, "main button[type=submit]")
    unfold(page)
    assert inspected(page, "dark-status") == []
    page.goto("/register")
    leave(page, "main a[href^='/register/D']")
    assert inspected(page, "dark-decision") == []
    reviewer = desk("reviewer", "/staff/queue", color_scheme="dark")
    assert inspected(reviewer, "dark-queue") == []
    leave(reviewer, "table.app-stack tbody tr:last-child th a")
    unfold(reviewer)
    assert inspected(reviewer, "dark-case") == []
    auditor = desk("auditor", "/audit/?subject=C-2026-000001", color_scheme="dark")
    assert inspected(auditor, "dark-history") == []


def test_the_narrowest_phone_needs_no_sideways_scrolling(opened: NewPage, desk: NewPage) -> None:
    page = opened("/?lang=kk", "kk", viewport={"width": 320, "height": 640})
    for path in PUBLIC:
        page.goto(path)
        assert inspected(page, "narrow") == [], path


def test_mistakes_take_the_focus_and_lead_to_the_field(opened: NewPage) -> None:
    page = opened("/complaints/new")
    leave(page, "main button[type=submit]")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#links")).to_be_focused()


def test_a_complaint_is_filed_with_the_keyboard_alone(opened: NewPage) -> None:
    page = opened("/")
    tab_to(page, "main a[href='/complaints/new']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/complaints/new")
    tab_to(page, "#links")
    page.keyboard.type("https://keyboard.example/")
    tab_to(page, "#category")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#description")
    page.keyboard.type("It is wrong.")
    tab_to(page, "#good_faith")
    page.keyboard.press("Space")
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/complaints/receipt")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(opened: NewPage) -> None:
    page = opened("/register")
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_everything_works_without_scripts(opened: NewPage) -> None:
    page = opened("/complaints/new", java_script_enabled=False)
    leave(page, "main button[type=submit]")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.fill("#links", "https://noscript.example/")
    page.check("input[name=category][value=other]")
    page.fill("#description", "It is wrong.")
    page.check("#good_faith")
    leave(page, "main button[type=submit]")
    assert page.url.endswith("/complaints/receipt")
    code = page.inner_text("#code")
    page.goto("/complaints/status")
    page.fill("#receipt", code)
    leave(page, "main button[type=submit]")
    expect(page.locator("main")).to_contain_text("noscript.example")


def test_the_code_can_be_copied(opened: NewPage) -> None:
    page = opened("/complaints/new", permissions=["clipboard-read", "clipboard-write"])
    page.fill("#links", "https://copy.example/")
    page.check("input[name=category][value=other]")
    page.fill("#description", "It is wrong.")
    page.check("#good_faith")
    leave(page, "main button[type=submit]")
    assert page.url.endswith("/complaints/receipt")
    page.click("[data-copy]")
    expect(page.locator("#copied")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.inner_text("#code")
