"""The keys of the desk: listed on a page that needs no scripts, and switched off by whoever does not want them."""

from collections.abc import Callable

import pytest

from complaints.web.review.keys import COMMANDS
from tests.pages import Person
from tests.sentences import sentence

Staff = Callable[..., Person]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_key_is_listed_with_what_it_does(staff: Staff, language: str) -> None:
    page = staff("reviewer", language).open("/staff/keys")
    listed = {row.css_first("kbd").text(): " ".join(row.text().split()) for row in page.tree.css("main tbody tr")}
    for each in COMMANDS:
        assert sentence(language, f"key.{each.code}") in listed[each.key]
    assert "Ctrl" in listed
    assert len({each.key for each in COMMANDS}) == len(COMMANDS)


def test_single_keys_are_switched_off_and_on_again(staff: Staff) -> None:
    reviewer = staff("reviewer")
    for state, after in (("on", "off"), ("off", "on")):
        page = reviewer.open("/staff/keys")
        assert page.tree.css_first("#keys").attributes["data-single"] == state
        assert reviewer.send("/staff/keys").status == 303
        assert reviewer.follow().tree.css_first("#keys").attributes["data-single"] == after


def test_pages_for_citizens_load_no_script_of_the_desk(person: Person) -> None:
    assert "desk.js" not in person.open("/complaints/new").text
