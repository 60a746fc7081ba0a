"""What a visitor of the browser tests does on a page: look at it with axe, leave it, reach something by keyboard."""

import os
from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
LANGUAGES = ("kk", "ru", "en")
SIZES = {"phone": PHONE, "desktop": DESKTOP}


def inspected(page: Page, name: str, *, scripts: bool = True) -> list[str]:
    """Run axe over the page, save a picture where one is asked for, and list what is wrong.

    A page that is sandboxed (`scripts` off) runs no axe either: it is looked at from outside.
    """
    folder = os.environ.get("ARYZ_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    if not scripts:
        return [] if page.locator("h1").count() == 1 else ["the page has no heading"]
    page.evaluate(AXE)
    found = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    faults = [f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return faults + (["the page is wider than the window"] if wide else [])


def leave(page: Page, selector: str) -> None:
    """Click on the first thing of this kind, which leads to another page, and wait until that one is there."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def unfold(page: Page) -> None:
    """Open what is folded, so that it is looked at too."""
    page.eval_on_selector_all("details", "all => all.forEach((each) => { each.open = true; })")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(250):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {selector}")


def claimed(page: Page, number: str) -> Page:
    page.goto(f"/staff/cases/{number}")
    leave(page, f"form[action$='/{number}/claim'] button")
    return page
