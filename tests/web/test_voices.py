"""Who complained, in their own words: copies behind one of them, each still there, and never a person."""

from collections.abc import Callable

import pytest

from complaints.bootstrap import Application
from tests.builders import lodge, member, work
from tests.pages import Page, Person, numbers

Staff = Callable[..., Person]
COPIED = "This page calls for violence against my neighbours and must be blocked at once by those who are in charge."
OWN = "My son showed me this and asked whether it was true; I did not know what to say, please look at it soon."


def crowd(application: Application, copies: int) -> str:
    """Let many complain in the same words, and one in their own; return the number of the case."""
    for number in range(copies):
        lodge(application, description=COPIED if number % 2 else COPIED.upper(), network=f"10.0.{number % 3}.0/24")
        if number == 3:
            lodge(application, description=OWN)
    work(application)
    with application.database.reading() as connection:
        (case_id,) = connection.exec_driver_sql("SELECT DISTINCT case_id FROM attachments").scalars()
    return f"C-{application.clock().year}-{case_id:06d}"


def cards(page: Page) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.tree.css("main .app-card[aria-label^='A-']")]


def test_copies_stand_behind_one_of_them(application: Application, staff: Staff) -> None:
    page = staff("reviewer").open(f"/staff/cases/{crowd(application, 30)}")
    copied, own = cards(page)
    assert "and 29 more like it" in copied
    assert "Together by 30 reporters, over 3 networks" in copied
    assert OWN in own
    assert "more like it" not in own


def test_each_copy_is_still_reached(application: Application, staff: Staff) -> None:
    reviewer = staff("reviewer")
    page = reviewer.open(f"/staff/cases/{crowd(application, 45)}")
    (more,) = page.tree.css(".app-alike a")
    seen: list[str] = []
    place: str | None = more.attributes["href"]
    while place:
        page = reviewer.open(place)
        assert OWN not in page.words
        seen += numbers(page, "A")
        onward = [node.attributes["href"] for node in page.tree.css("main a[href*='after=']")]
        place = onward[0] if onward else None
    assert len(seen) == len(set(seen)) == 45
    listed = reviewer.open(page.tree.css_first("main a[href$='/complaints']").attributes["href"] or "")
    assert len(cards(listed)) == 20


def test_many_wordings_are_turned_page_by_page(application: Application, staff: Staff) -> None:
    for number in range(27):
        lodge(application, description=f"Word{number}.")
    work(application)
    reviewer = staff("reviewer")
    (case,) = numbers(reviewer.open("/staff/queue"), "C")
    page = reviewer.open(f"/staff/cases/{case}")
    first = cards(page)
    assert len(first) == 20
    (onward,) = page.tree.css("#complaints a[href*='complaints=']")
    second = cards(reviewer.open((onward.attributes["href"] or "").partition("#")[0]))
    assert len(second) == 7
    assert not set(first) & set(second)


def test_one_reporter_or_network_behind_several_is_said_and_neither_is_named(
    application: Application, staff: Staff
) -> None:
    for words in ("One.", "Two.", "Three."):
        lodge(application, description=words, network="192.0.2.0/24")
    work(application)
    page = staff("reviewer").open("/staff/queue")
    (case,) = numbers(page, "C")
    page = staff("reviewer").open(f"/staff/cases/{case}")
    assert all("3 complaints here came over this network." in card for card in cards(page))
    assert "192.0.2" not in page.text
    with application.database.reading() as connection:
        tokens = connection.exec_driver_sql("SELECT network_token FROM complaints").scalars().all()
    assert all(token not in page.text for token in tokens)


def test_who_adds_something_does_not_vanish_among_copies(application: Application, staff: Staff) -> None:
    case = crowd(application, 6)
    with application.database.reading() as connection:
        last = connection.exec_driver_sql("SELECT max(id) FROM complaints").scalar_one()
    application.intake.add(last, "It is now on a second page too.")
    shown = cards(staff("reviewer").open(f"/staff/cases/{case}"))
    assert len(shown) == 3
    assert any("It is now on a second page too." in card for card in shown)


@pytest.mark.parametrize("place", ["", "/complaints"])
def test_masked_contacts_are_shown_where_they_were_asked_for(
    application: Application, staff: Staff, place: str
) -> None:
    lodge(application, description="Call +7 701 123 45 67, I saw it.")
    lodge(application, description="Something else.")
    work(application)
    (case,) = numbers(staff("reviewer").open("/staff/queue"), "C")
    application.casework.claim(case, member(application, "reviewer"))
    reviewer = staff("reviewer")
    page = reviewer.open(f"/staff/cases/{case}{place}")
    assert "701 123" not in page.words
    (form,) = [each for each in page.tree.css("form") if "/reveal" in (each.attributes.get("action") or "")]
    action = form.attributes["action"] or ""
    assert reviewer.send(action, {"reason": " "}).status == 422
    shown = reviewer.send(action, {"reason": "To judge it."})
    assert "+7 701 123 45 67" in shown.words
    assert bool(shown.tree.css("#act")) is not bool(place)


def test_reading_the_list_is_in_the_log(application: Application, staff: Staff) -> None:
    case = crowd(application, 2)
    staff("reviewer").open(f"/staff/cases/{case}/complaints")
    history = staff("auditor").open(f"/audit/?subject={case}")
    assert "complaints of the case read" in history.words.casefold()
