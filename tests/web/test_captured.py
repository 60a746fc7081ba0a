"""What the page said when it was captured: quoted on the page of the case, searchable without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from complaints.web.factory import create_app
from tests.builders import PASSWORD, copy_of, email_of, member, settings_for
from tests.net.hostile import ADDRESS, Internet, Site
from tests.pages import Page, Person
from tests.sentences import sentence
from tests.services.conftest import Clock, Service, page

TEXT = "\n".join(
    f"Абзац {number}: насилие против соседей. Ещё раз о том же, чтобы было что читать и с чем сравнивать потом."
    for number in range(1, 31)
)
LONG = "\n".join(f"{number} слово за словом о чём-то обычном" for number in range(1, 2_000))


class Desk:
    """A service on an Internet of one site, and a reviewer at its pages."""

    def __init__(self, folder: Path) -> None:
        self.clock, self.site, internet = Clock(), Site(), Internet()
        internet.names["site.kz"] = [(ADDRESS,)]
        internet.routes[ADDRESS, 80] = self.site
        self.service = Service(settings_for(folder, ARYZ_EGRESS="direct"), self.clock)
        self.service.__dict__["internet"], self.service.__dict__["waited"] = internet, []
        self.reviewer = Person(create_app(self.service))
        self.reviewer.sign_in(email_of("reviewer"), PASSWORD)

    def filed(self, text: str = TEXT, category: str = "extremism", path: str = "/page") -> str:
        """Let a page be captured; return the address of its case."""
        self.site.paths[path] = page(text)
        self.service.file(f"http://site.kz{path}", category)
        self.service.work()
        return f"/staff/cases/{self.service.number()}"


@pytest.fixture
def desk(prepared_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(copy_of(prepared_folder, tmp_path))
    yield made
    made.site.close()
    made.service.close()


def marks(shown: Page) -> list[str]:
    return [node.text() for node in shown.tree.css(".app-captured mark")]


def test_the_text_is_quoted_whole(desk: Desk) -> None:
    shown = desk.reviewer.open(desk.filed())
    (text,) = shown.tree.css(".app-captured")
    assert text.text().strip() == TEXT
    assert text.attributes["lang"] == "ru"
    assert text.attributes["tabindex"] == "0"
    assert not marks(shown)


def test_every_place_of_what_is_looked_for_is_marked_and_listed(desk: Desk) -> None:
    place = desk.filed()
    desk.reviewer.open(place)
    form = desk.reviewer.last.tree.css_first("form.app-find")
    assert form.attributes["method"] == "get"
    shown = desk.reviewer.open(f"{place}?find=еще+РАЗ")
    assert marks(shown) == ["Ещё раз"] * 30
    assert len(shown.tree.css(".app-places li")) == 30
    assert shown.value("find") == "еще РАЗ"
    assert "30 places" in shown.words
    assert "".join(node.text() for node in shown.tree.css(".app-captured")).strip() == TEXT


def test_nothing_found_says_what_to_try(desk: Desk) -> None:
    shown = desk.reviewer.open(desk.filed() + "?find=%3Cscript%3E")
    assert "Try fewer" in shown.words
    assert not marks(shown)


def test_another_capture_is_read_by_its_own_link(desk: Desk) -> None:
    place = desk.filed()
    desk.site.paths["/page"] = page(TEXT.replace("насилие", "согласие"))
    desk.clock.move(hours=3)
    desk.reviewer.sign_in(email_of("reviewer"), PASSWORD)
    desk.service.checking.again(desk.service.number(), member(desk.service, "reviewer"))
    desk.service.work()
    latest = desk.reviewer.open(place).tree.css_first(".app-captured").text()
    assert "согласие" in latest
    links = [node.attributes["href"] for node in desk.reviewer.last.tree.css("#captured a[href*='evidence=']")]
    assert len(links) == 2
    earlier = desk.reviewer.open(min(links).partition("#")[0]).tree.css_first(".app-captured").text()
    assert "насилие" in earlier


def test_a_text_longer_than_what_is_kept_says_so(desk: Desk) -> None:
    shown = desk.reviewer.open(desk.filed(LONG))
    assert "the first 20000 of them" in shown.words.replace(",", "")


def test_what_must_never_be_shown_is_not(desk: Desk) -> None:
    place = desk.filed()
    desk.service.file("http://site.kz/page", "child_abuse")
    desk.service.work()
    shown = desk.reviewer.open(f"{place}?find=насилие&evidence=1")
    assert not shown.tree.css(".app-captured")
    assert "Абзац" not in shown.words


def test_a_capture_of_another_case_is_not_read_here(desk: Desk) -> None:
    place = desk.filed()
    desk.filed(TEXT.replace("насилие", "другое"), path="/other")
    shown = desk.reviewer.open(f"{place}?evidence=2")
    assert "другое" not in shown.tree.css_first("#captured").text()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_what_disturbs_stays_folded_until_it_is_asked_for(desk: Desk, language: str) -> None:
    place = desk.filed(category="cruelty")
    shown = desk.reviewer.open(f"{place}?lang={language}")
    (veil,) = shown.tree.css("#captured details.app-veil")
    assert "open" not in veil.attributes
    assert veil.css_first(".app-captured") is not None
    assert sentence(language, "harm.cruelty") in " ".join(veil.text().split())
    for asked in ("?find=насилие", "?evidence=1"):
        (veil,) = desk.reviewer.open(f"{place}{asked}").tree.css("#captured details.app-veil")
        assert "open" in veil.attributes


def test_what_does_not_disturb_is_not_folded(desk: Desk) -> None:
    assert not desk.reviewer.open(desk.filed(category="gambling_fraud")).tree.css("#captured details.app-veil")
