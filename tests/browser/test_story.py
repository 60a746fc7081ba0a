"""The main job by hand: two citizens, a reviewer, a senior, the public and an auditor, in a real browser."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.service import Service
from tests.builders import RESTRICTION

pytestmark = pytest.mark.browser
QUEUE = "table.app-stack tbody tr"  # the list of keys is a table too


def filed(page: Page, link: str, words: str) -> str:
    """Fill the form in as a citizen does and read the code off the receipt."""
    page.fill("#links", link)
    page.check("input[name=category][value=extremism]")
    page.fill("#description", words)
    page.check("#good_faith")
    page.click("main button[type=submit]")
    page.wait_for_url("**/complaints/receipt")
    return page.inner_text("#code")


def test_the_story_of_one_page_reported_twice(opened: NewPage, desk: NewPage, service: Service) -> None:
    codes = [
        filed(opened("/complaints/new"), "https://www.story.example/kz/?utm_source=mail", "It calls for violence."),
        filed(opened("/complaints/new", "kk"), "HTTP://story.example/kz", "Зорлыққа шақырады."),
    ]
    reviewer = desk("reviewer", "/staff/queue?text=story")
    for _ in range(60):
        if reviewer.locator(QUEUE).count() and "Waiting" in reviewer.locator(QUEUE).first.inner_text():
            break
        reviewer.wait_for_timeout(500)
        reviewer.reload()
    rows = reviewer.locator(QUEUE)
    expect(rows).to_have_count(1)
    number = rows.locator("th a").inner_text()
    rows.locator("th a").click()
    expect(reviewer.locator("h1")).to_contain_text(number)
    expect(reviewer.locator("main")).to_contain_text("It calls for violence.")
    expect(reviewer.locator("main")).to_contain_text("Зорлыққа шақырады.")
    reviewer.click("text=Claim this case")
    reviewer.check("input[name=outcome][value=restricted]")
    for name in ("facts", "explanation", "ground_explanation", "necessity", "territory"):
        reviewer.fill(f"[name={name}]", RESTRICTION[name])
    reviewer.select_option("[name=ground]", RESTRICTION["ground"])
    reviewer.select_option("[name=scope]", "page")
    reviewer.select_option("[name=language]", "en")
    reviewer.fill("[name=ends_on]", (datetime.now(UTC) + timedelta(days=100)).date().isoformat())
    reviewer.click("text=Record the decision")
    expect(reviewer.locator("main")).to_contain_text("Waiting for approval")

    senior = desk("senior", f"/staff/cases/{number}")
    senior.click("main button:has-text('Approve')")
    expect(senior.locator("main")).to_contain_text(re.compile(r"Decision D-\d{4}-\d{6}"))

    for code, language in zip(codes, ("en", "kk"), strict=True):
        citizen = opened("/complaints/status", language)
        for _ in range(60):
            citizen.fill("#receipt", code)
            citizen.click("main button[type=submit]")
            if RESTRICTION["necessity"] in citizen.inner_text("main"):
                break
            citizen.wait_for_timeout(500)
            citizen.click("form[action='/complaints/leave'] button")
        expect(citizen.locator("main")).to_contain_text(RESTRICTION["facts"])
        expect(citizen.locator("main")).to_contain_text(RESTRICTION["ground_explanation"])

    public = opened("/lookup?url=story.kz")
    public.goto("/lookup?url=https%3A%2F%2Fstory.example%2Fkz")
    expect(public.locator("main")).to_contain_text(RESTRICTION["facts"])
    public.goto("/register")
    expect(public.locator("main")).to_contain_text("story.example")

    auditor = desk("auditor", f"/audit/?subject={number}")
    told = auditor.inner_text("main").casefold()
    for word in ("complaint filed", "decision or proposal recorded", "proposal approved", "reviewer@demo.example"):
        assert word in told
    verified = service.run("audit", "verify")
    assert verified.returncode == 0, verified.stdout
    assert "whole" in verified.stdout
