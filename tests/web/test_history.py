"""Histories as an auditor reads them: whole, oldest first, in words, with links, paged, and logged themselves."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from complaints.bootstrap import Application
from complaints.db.views import history
from tests.builders import REFUSAL, email_of, file, lodge, work
from tests.pages import Page, Person, numbers

Staff = Callable[..., Person]
LANGUAGES = ("kk", "ru", "en")


@pytest.fixture
def case(application: Application, staff: Staff) -> str:
    """A case that was claimed, noted on and decided."""
    lodge(application, category="extremism")
    work(application)
    reviewer = staff("reviewer")
    (number,) = numbers(reviewer.open("/staff/queue"), "C")
    page = f"/staff/cases/{number}"
    reviewer.send(f"{page}/claim", onto=page)
    reviewer.follow()
    reviewer.send(f"{page}/note", {"text": "Seen twice."})
    reviewer.send(f"{page}/decide", dict(REFUSAL), onto=page)
    work(application)
    return number


def deeds(page: Page) -> list[str]:
    """List what was done, in the page's order."""
    return [each.text().strip() for each in page.tree.css(".app-history h3")]


def named(page: Page, letter: str) -> str:
    """Find the first number or pseudonym of a kind that entries link to."""
    return next(each.text() for each in page.tree.css(".app-history a") if each.text().startswith(f"{letter}-"))


def test_the_history_of_a_case_tells_its_whole_life_in_order(case: str, staff: Staff) -> None:
    page = staff("auditor").open(f"/audit/?subject={case}")
    told = deeds(page)
    order = ["complaint filed", "link joined to its case", "case claimed", "note written",
             "decision or proposal recorded", "decision published"]  # fmt: skip
    assert [each for each in dict.fromkeys(told) if each in order] == order
    assert "complaints of the case read" in told, "readings of personal data are part of it"
    for words in ("Seen twice.", REFUSAL["facts"], email_of("reviewer"), "UTC"):
        assert words in page.words


def test_before_and_after_stand_side_by_side_in_words(case: str, staff: Staff) -> None:
    page = staff("auditor").open(f"/audit/?subject={case}")
    rows = [[" ".join(cell.text().split()) for cell in row.css("th, td")] for row in page.tree.css(".app-history tr")]
    assert ["status", "Waiting for review", "In review"] in rows
    assert ["claimed by", "nothing", email_of("reviewer")] in rows
    assert ["claimed by", email_of("reviewer"), "nothing"] in rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_is_left_without_words(case: str, staff: Staff, language: str) -> None:
    page = staff("auditor", language).open(f"/audit/?subject={case}")
    for each in page.tree.css(".app-history th[scope=row], .app-history h3"):
        assert "_" not in each.text()


def test_an_entry_links_to_all_it_names_and_each_has_a_history(case: str, staff: Staff) -> None:
    auditor = staff("auditor")
    page = auditor.open(f"/audit/?subject={case}")
    complaint, reporter = named(page, "A"), named(page, "R")
    assert f'href="/staff/cases/{case}"' in page.text
    told = auditor.open(f"/audit/?subject={complaint}")
    assert deeds(told)[0] == "complaint filed"
    assert "decision published" in deeds(told), "a complaint's history holds that of its case"
    told = auditor.open(f"/audit/?subject={reporter.lower()}")
    assert deeds(told)[:2] == ["complaint filed", "complaint filed"]
    assert "sealed: the log never held it" in told.words


def test_a_decision_leads_to_the_history_of_its_case(case: str, staff: Staff, person: Person) -> None:
    (decision,) = numbers(person.open("/register"), "D")
    assert f"History of {case}" in staff("auditor").open(f"/audit/?subject={decision}").words


def test_a_member_of_staff_has_a_history_of_deeds_and_of_the_account(case: str, staff: Staff) -> None:
    auditor = staff("auditor")
    told = deeds(auditor.open(f"/audit/?subject={email_of('reviewer').upper()}"))
    for deed in ("account made", "signed in", "case claimed", "complaints of the case read"):
        assert deed in told
    again = deeds(auditor.open(f"/audit/?subject={email_of('reviewer')}"))
    assert again.count("history read") == told.count("history read") + 1, "that somebody looked is in the log"


def test_a_long_history_is_paged_with_a_link_to_the_next_entries(
    case: str, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = staff("auditor")
    whole = deeds(auditor.open(f"/audit/?subject={case}"))
    monkeypatch.setattr(history.HistoryViews.of, "__defaults__", (0, 7))
    page, told = auditor.open(f"/audit/?subject={case}"), []
    while True:
        told += deeds(page)
        assert len(deeds(page)) <= 7
        following = page.tree.css_first("a[rel=next]")
        if following is None or len(told) >= len(whole):
            break
        page = auditor.open(following.attributes["href"] or "")
        assert page.value("subject") == case
        assert "From the first entry" in page.words
    assert told[: len(whole)] == whole


def test_beyond_the_last_entry_the_page_says_so(case: str, staff: Staff) -> None:
    page = staff("auditor").open(f"/audit/?subject={case}&after=99999999")
    assert "There are no entries after this place yet." in page.words
    assert "From the first entry" in page.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_page_says_what_may_be_typed(staff: Staff, language: str) -> None:
    page = staff("auditor", language).open("/audit/")
    for example in ("A-2026-000001", "C-2026-000001", "D-2026-000001", "R-7KQ2M9XD4T", "name@example.org"):
        assert example in page.words


@pytest.mark.parametrize(
    "typed",
    ["C-2026-999999", "A-2020-000001", "D-2026-999999", "R-0000000000", "nobody@demo.example", "' OR 1=1 --", "C-99"],
)
def test_what_is_unknown_gets_404_a_sentence_and_keeps_what_was_typed(case: str, staff: Staff, typed: str) -> None:
    page = staff("auditor").open("/audit/", query_string={"subject": typed})
    assert page.status == 404
    assert page.faults == ["Nothing is known under this number, pseudonym or address."]
    assert page.value("subject") == typed


@pytest.mark.parametrize("after", ["-1", "x", "9" * 30, "１", ""])
def test_a_place_that_is_none_is_the_beginning(case: str, staff: Staff, after: str) -> None:
    page = staff("auditor").open("/audit/", query_string={"subject": case, "after": after})
    assert page.status == 200
    assert deeds(page)[0] == "complaint filed"


def test_long_words_are_folded(application: Application, person: Person, staff: Staff) -> None:
    file(person, "https://page.example/kz", description="A long story. " * 60)
    work(application)
    (number,) = numbers(staff("reviewer").open("/staff/queue"), "C")
    page = staff("auditor").open(f"/audit/?subject={number}")
    assert page.tree.css_first(".app-history details summary") is not None


def test_links_stay_inside_and_carry_the_subject(case: str, staff: Staff) -> None:
    page = staff("auditor").open(f"/audit/?subject={case}")
    for each in page.tree.css(".app-history a"):
        target = urlsplit(each.attributes["href"] or "")
        assert (target.netloc, target.path) == ("", "/audit/")
        assert target.query.startswith("subject=")
