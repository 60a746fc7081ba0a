"""The search page: cases found by what people wrote, what was captured and what was decided, quoted and marked."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.decisions import Written
from tests.builders import REFUSAL, Ticking, lodge, member, work
from tests.pages import Page, Person, numbers
from tests.sentences import sentence

Staff = Callable[..., Person]
LANGUAGES = ("kk", "ru", "en")


def filed(application: Application, link: str, description: str) -> str:
    """File a complaint and have it attached; return the number of its case."""
    told = lodge(application, link, description=description)
    work(application)
    with application.database.reading() as connection:
        asked = f"SELECT case_id FROM attachments WHERE complaint_id = {told.complaint_id}"
        case_id = connection.exec_driver_sql(asked).scalar_one()
    return f"C-{application.clock().year}-{case_id:06d}"


def found(page: Page) -> list[str]:
    """List the cases on a page, in their order."""
    return [number for node in page.tree.css(".app-found h3") for number in numbers_in(node.text())]


def numbers_in(text: str) -> list[str]:
    return [word for word in text.split() if word.startswith("C-")]


def marks(page: Page) -> list[str]:
    return [node.text() for node in page.tree.css(".app-found mark")]


def decide(application: Application, number: str, facts: str) -> None:
    reviewer = member(application, "reviewer")
    application.casework.claim(number, reviewer)
    seen = application.views.cases.get(number)
    assert seen is not None
    application.deciding.decide(number, reviewer, seen.version, Written(**{**REFUSAL, "facts": facts}))
    work(application)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cases_are_found_in_either_script_and_told_where(staff: Staff, application: Application, language: str) -> None:
    first = filed(application, "https://one.example/", "Үкімет шешімі туралы өтірік жазылған.")
    second = filed(application, "https://two.example/", "Хабар басқа нәрсе туралы.")
    decide(application, first, "Мәтінде үкіметтің ешқандай шешімі жоқ.")
    reviewer = staff("reviewer", language)
    page = reviewer.open("/staff/search?q=úkimet+sheshimi")
    assert found(page) == [first]
    assert marks(page) == ["Үкімет", "шешімі", "үкіметтің", "шешімі"]
    assert sentence(language, "found_in.filed") in page.words
    assert sentence(language, "found_in.decided") in page.words
    assert sentence(language, "status.decided") in page.words
    assert page.value("q") == "úkimet sheshimi"
    assert found(reviewer.open("/staff/search?q=туралы")) == [second, first]


def test_a_phrase_is_found_as_it_stands(staff: Staff, application: Application) -> None:
    first = filed(application, "https://one.example/", "Это онлайн казино с бонусом.")
    second = filed(application, "https://two.example/", "Казино, где есть онлайн.")
    reviewer = staff("reviewer")
    assert found(reviewer.open("/staff/search?q=онлайн+казино")) == [second, first]
    assert found(reviewer.open("/staff/search?q=«онлайн+казино»")) == [first]
    assert found(reviewer.open("/staff/search?q=“казин”")) == []


def test_contacts_are_not_quoted_and_what_was_read_is_in_the_log(staff: Staff, application: Application) -> None:
    number = filed(application, "https://one.example/", "Звоните +7 701 555 44 33: казино на one.example.")
    filed(application, "https://casino.example/kazino", "Просто ссылка.")
    reviewer = staff("reviewer")
    page = reviewer.open("/staff/search?q=казино")
    assert len(found(page)) == 2
    assert "555" not in page.words
    history = staff("auditor").open(f"/audit/?subject={number}")
    assert sentence("en", "action.search.read") in history.words
    assert found(reviewer.open("/staff/search?q=701555")) == []


@pytest.mark.parametrize("typed", ["https://one.kz/", "one.kz", "HTTPS://ONE.KZ/?utm_source=x", "number"])
def test_a_link_or_a_number_leads_to_its_case(staff: Staff, application: Application, typed: str) -> None:
    number = filed(application, "https://one.kz/", "Первая.")
    filed(application, "https://two.example/", "Вторая.")
    page = staff("reviewer").open(f"/staff/search?q={number.lower() if typed == 'number' else typed}")
    assert page.tree.css_first("#named")
    assert found(page)[0] == number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed", ["", "а", '"""', "%00%FF", "-", "' OR 1=1 --", "C-1999-000001", "x" * 3_000, "«a b c"]
)
def test_nothing_typed_is_a_mistake(staff: Staff, application: Application, language: str, typed: str) -> None:
    filed(application, "https://one.example/", "Первая.")
    page = staff("reviewer", language).open(f"/staff/search?q={typed}&before=x")
    assert page.status == 200
    assert found(page) == []


def test_older_cases_are_on_the_next_page(staff: Staff, application: Application) -> None:
    for place in range(23):
        lodge(application, f"https://page{place}.example/", description="Казино.")
    work(application)
    reviewer = staff("reviewer")
    first = reviewer.open("/staff/search?q=казино")
    (form,) = [each for each in first.forms("/staff/search") if each.css_first("[name=before]")]
    before = form.css_first("[name=before]").attributes["value"]
    second = reviewer.open(f"/staff/search?q=казино&before={before}")
    assert len(found(first)) == 20
    assert len(found(second)) == 3
    assert not set(found(first)) & set(found(second))
    assert "name=before" not in second.text


def test_the_words_can_be_looked_for_in_the_queue(staff: Staff, application: Application, clock: Ticking) -> None:
    first = filed(application, "https://one.example/", "Казино.")
    second = filed(application, "https://two.example/", "Казино.")
    decide(application, first, "Нет.")
    clock.ahead = timedelta(minutes=1)
    reviewer = staff("reviewer")
    page = reviewer.open("/staff/search?q=казино")
    (link,) = [each for each in page.tree.css("main a") if "/staff/queue?text=" in (each.attributes["href"] or "")]
    assert set(numbers(reviewer.open(link.attributes["href"] or ""), "C")) == {second}
