"""Writing a decision in a browser: quoting what is selected, the list that fills up, looking through."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPage
from tests.browser.visits import LANGUAGES, SIZES, claimed, inspected, leave
from tests.builders import RESTRICTION

pytestmark = pytest.mark.browser


def test_selected_words_are_quoted_and_the_list_fills_up(desk: NewPage, case: str) -> None:
    page = claimed(desk("reviewer", "/staff/queue"), case)
    ground = page.locator("[data-checklist] li", has_text="the legal ground")
    expect(ground).to_be_hidden()
    page.check("input[name=outcome][value=restricted]")
    expect(ground).to_contain_text("missing")
    page.select_option("#ground", RESTRICTION["ground"])
    expect(ground).to_contain_text("done")
    page.evaluate(
        """() => {
            const text = document.querySelector('[data-evidence]');
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            const node = walker.nextNode(), at = node.data.indexOf('Out with');
            const range = document.createRange();
            range.setStart(node, at); range.setEnd(node, node.data.indexOf('says the post') + 13);
            document.getSelection().removeAllRanges(); document.getSelection().addRange(range);
        }"""
    )
    page.click("text=Quote the selected words")
    expect(page.locator("#quote_text-1")).to_have_value("Out with the neighbours of the third floor, says the post")
    expect(page.locator("[data-told]")).to_contain_text("Quoted")
    assert page.locator("input[type=checkbox][name=evidence]").first.is_checked()
    page.click("text=One more passage")
    expect(page.locator("#quote_text-2")).to_be_focused()
    page.keyboard.type("In with them")
    expect(page.locator("#site_necessity")).to_be_hidden()
    page.select_option("#scope", "site")
    expect(page.locator("#site_necessity")).to_be_visible()
    page.click("text=Look it through first")
    expect(page.locator(".govuk-error-summary")).to_contain_text("In with them")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say why the whole site is needed")
    expect(page.locator("#quote_text-1")).to_have_value("Out with the neighbours of the third floor, says the post")
    page.fill("#quote_text-2", "")
    page.select_option("#scope", "page")
    for name in ("facts", "explanation", "ground_explanation", "necessity", "territory"):
        page.fill(f"#{name}", RESTRICTION[name])
    page.fill("#ends_on", (datetime.now(UTC) + timedelta(days=100)).date().isoformat())
    page.click("text=Record the decision")
    expect(page.locator("main")).to_contain_text("Waiting for approval")
    expect(page.locator("blockquote")).to_contain_text("Out with the neighbours of the third floor")


def test_a_passage_is_quoted_without_scripts(desk: NewPage, case: str) -> None:
    page = claimed(desk("reviewer", "/staff/queue", java_script_enabled=False), case)
    page.click("noscript a:has-text('No violation')")
    expect(page.locator("#ground")).to_be_hidden()
    expect(page.locator("#manifestly_unfounded")).to_be_attached()
    page.fill("#facts", "The post speaks of the third floor.")
    page.fill("#explanation", "The post is rude and calls for nothing unlawful.")
    page.fill("#quote_text-1", "Good bye.")
    page.click("text=Look it through first")
    expect(page.locator("#looked")).to_contain_text("As the affected person will read it")
    page.click("text=Record the decision")
    expect(page.locator("blockquote")).to_contain_text("Good bye.")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_looking_through_is_accessible(desk: NewPage, case: str, language: str, size: str) -> None:
    page = claimed(desk("reviewer", "/staff/queue", language, viewport=SIZES[size]), case)
    page.check("input[name=outcome][value=restricted]")
    page.select_option("#scope", "site")
    page.click("details:has(#translation_language) summary")
    page.fill("#facts", "Third floor.")
    assert inspected(page, f"restricting-{language}-{size}") == []
    leave(page, "button[formaction]")
    assert inspected(page, f"missing-{language}-{size}") == []
    for name in ("facts", "explanation", "ground_explanation", "necessity", "territory", "site_necessity"):
        page.fill(f"#{name}", RESTRICTION.get(name, "All of it."))
    page.select_option("#ground", RESTRICTION["ground"])
    page.fill("#ends_on", (datetime.now(UTC) + timedelta(days=100)).date().isoformat())
    page.fill("#quote_text-1", "Out with the neighbours")
    leave(page, "button[formaction]")
    assert inspected(page, f"looked-{language}-{size}") == []
    expect(page.locator("#looked blockquote")).to_be_visible()
