"""The page of a case: everything to decide on one screen, in the order one thinks."""

from collections.abc import Callable

import pytest

from complaints.bootstrap import Application
from tests.builders import lodge, member, work
from tests.pages import Page, Person, numbers

Staff = Callable[..., Person]
ORDER = ["alleged", "captured", "checks", "complaints", "precedents", "act", "messages", "notes", "priority", "joins"]
ORDER += ["hands", "history"]


@pytest.fixture
def case(application: Application, staff: Staff) -> str:
    """The number of a case that waits for a reviewer."""
    lodge(application, category="extremism")
    work(application)
    (number,) = numbers(staff("reviewer").open("/staff/queue"), "C")
    return number


def part(page: Page, name: str) -> str:
    """Give the words of a part of the page."""
    node = page.tree.css_first(f"#{name}")
    assert node is not None, f"the page has no part {name}"
    return " ".join(node.text(separator=" ").split())


def test_the_keys_work_on_a_case_too_which_brings_a_script_of_its_own(staff: Staff, case: str) -> None:
    page = staff("reviewer").open(f"/staff/cases/{case}")
    loaded = [script.attributes["src"] or "" for script in page.tree.css("script[src]")]
    assert [name for name in ("desk.js", "claim.js") if not any(f"/{name}" in each for each in loaded)] == []


def test_the_parts_come_in_the_order_one_thinks(staff: Staff, case: str) -> None:
    page = staff("reviewer").open(f"/staff/cases/{case}")
    ids = [node.attributes["id"] for node in page.tree.css(".app-case [id]")]
    assert [each for each in ids if each in ORDER] == ORDER
    bar = [node.attributes["href"] for node in page.tree.css(".app-bar a")]
    assert set(bar) <= {f"#{each}" for each in ORDER}
    assert {"#alleged", "#captured", "#complaints", "#act", "#history"} <= set(bar)


def test_the_decision_is_two_stops_of_the_keyboard_away(staff: Staff, case: str) -> None:
    page = staff("reviewer").open(f"/staff/cases/{case}")
    skips = [node.attributes["href"] for node in page.tree.css("body > a.govuk-skip-link")]
    assert skips == ["#main", "#act"]
    assert page.tree.css_first("#act").attributes["tabindex"] == "0"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_is_alleged_stands_beside_the_law_in_its_own_words(
    application: Application, staff: Staff, case: str, language: str
) -> None:
    words = part(staff("reviewer", language).open(f"/staff/cases/{case}"), "alleged")
    (category,) = [each for each in application.views.catalogue.categories() if each.code == "extremism"]
    assert category.name[language] in words
    assert category.sentence[language] in words
    for ground in application.views.catalogue.ground_versions():
        applies = "extremism" in ground.categories and ground.in_force(application.clock().date())
        assert (ground.text[language] in words) is applies, ground.code


def test_a_long_history_is_read_page_by_page_to_its_end(application: Application, staff: Staff, case: str) -> None:
    reviewer = member(application, "reviewer")
    for number in range(60):
        application.casework.claim(case, reviewer)
        application.casework.note(case, reviewer, f"note {number}")
    page = staff("reviewer").open(f"/staff/cases/{case}")
    seen, turned = part(page, "history").count("note written"), 0
    person = staff("reviewer")
    while later := page.tree.css("#history a[href*='?history=']"):
        page = person.open((later[-1].attributes["href"] or "").partition("#")[0])
        seen += part(page, "history").count("note written")
        turned += 1
        assert turned < 20
    assert turned > 2
    assert seen >= 60
