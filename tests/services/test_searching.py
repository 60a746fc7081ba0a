"""The words by which cases are found: there as long as what they come from, nowhere else, and never of contacts."""

import pytest

from complaints.bootstrap import Application
from complaints.db.views.narrowing import QueueFilter
from complaints.domain.decisions import Written
from complaints.domain.terms import folded
from tests.builders import REFUSAL, lodge
from tests.net.hostile import http
from tests.services.afterwards import Ground
from tests.services.conftest import page
from tests.services.joining_desk import A, B, Desk, proposed
from tests.services.test_keeping import decide

LINK = "http://site.kz/page"
TEXT = """Ойынға шақыру: казино, бонус. Ещё раз: тіркелу тегін, ставкалар күнделікті қабылданады.
Бұл мәтін тілін тануға жететіндей ұзақ болуы керек, сондықтан тағы бірнеше сөз жазылды."""


@pytest.fixture
def desk(application: Application) -> Desk:
    return Desk(application)


def found(application: Application, text: str) -> set[int]:
    """Name the cases in the queue that words find."""
    return {row.id for row in application.views.queue.page(QueueFilter(text=text)).rows}


def words(application: Application, case_id: int, source: int) -> set[str]:
    with application.database.reading() as connection:
        asked = f"SELECT term FROM case_terms WHERE case_id = {case_id} AND source = {source}"
        return set(connection.exec_driver_sql(asked).scalars())


@pytest.mark.parametrize("typed", ["Қабылданады", "qabyldanady", "қабылд", "QABYLD", "тіркел", "tırkelý", "еще", "ЁЩЁ"])
def test_captured_text_is_found_in_every_script(service, site, typed):
    site.paths["/page"] = page(TEXT)
    service.file(LINK, words="Просто ссылка.")
    service.work()
    assert found(service, typed) == {1}
    assert found(service, "ссылка " + typed) == {1}


def test_captured_text_is_no_longer_found_when_the_evidence_has_gone(service, site, reviewer, clock):
    site.paths["/page"] = page(TEXT)
    service.file(LINK, words="Просто ссылка.")
    service.work()
    decide(service, reviewer)
    service.work()
    assert words(service, 1, 2)
    clock.move(days=100)
    assert service.upkeep.close() == 1
    clock.move(days=400)
    assert service.keeping.expire()
    assert words(service, 1, 2) == set()
    assert folded("ссылка") in words(service, 1, 1)


def test_what_must_never_be_captured_is_not_found_by_what_was(service, site):
    site.paths["/page"] = page(TEXT)
    service.file(LINK, words="Просто ссылка.")
    service.work()
    assert found(service, "казино") == {1}
    service.file(LINK, "child_abuse", "Та же ссылка.")
    service.work()
    assert found(service, "казино") == set()
    assert words(service, 1, 2) == words(service, 2, 2) == set()


def test_after_a_purge_a_case_is_found_by_its_link_alone(service, site, reviewer):
    site.paths["/page"] = page(TEXT)
    service.file(LINK, words="Просто ссылка.")
    service.work()
    service.keeping.purge(service.number(1), reviewer)
    assert found(service, "казино") == found(service, "ссылка") == set()
    assert found(service, "site") == {1}


def test_another_capture_replaces_the_words_of_the_one_before(service, site, reviewer, clock):
    site.paths["/page"] = page("Сначала здесь было про погоду. " * 20)
    service.file(LINK)
    service.work()
    for day in range(3):
        clock.move(days=1)
        site.paths["/page"] = page(f"Теперь здесь про казино, день {day}. " * 20)
        service.checking.again(service.number(), reviewer)
        service.work()
    assert found(service, "погода") == set()
    assert found(service, "погоду") == set()
    assert found(service, "казино") == {1}


def test_a_page_that_is_no_text_is_no_word(service, site):
    site.paths["/page"] = http(b"\x00\x01", "Content-Type: application/octet-stream")
    service.file(LINK)
    service.work()
    assert words(service, 1, 2) == set()


def test_decisions_are_found_and_decided_cases_leave_the_queue(desk: Desk) -> None:
    desk.file(A, description="Неповторимое слово.")
    desk.file(B, description="Неповторимое слово.")
    desk.decide(desk.number(A))
    case_id = int(desk.number(A)[-6:])
    assert {folded("budget"), folded("criticism")} <= words(desk.application, case_id, 3)
    assert found(desk.application, "неповторимое") == {int(desk.number(B)[-6:])}
    assert desk.rows("SELECT DISTINCT case_id, ended FROM case_terms ORDER BY 1") == [(1, 1), (2, None)]


def test_contacts_are_no_words_to_search_by(desk: Desk) -> None:
    desk.file(A, description="Пишите мне: ivan.petrov@mail.kz или +7 701 555 44 33, там казино.")
    assert found(desk.application, "казино") == {1}
    for contact in ("ivan", "petrov", "mail", "701", "555"):
        assert found(desk.application, contact) == set(), contact


def test_words_go_where_complaints_go(desk: Desk) -> None:
    one, two = desk.file(A, description="Первое описание.")[0], desk.file(B, description="Второе описание.")[0]
    assert (one, two) == (1, 2)
    first, second = desk.number(A), desk.number(B)
    desk.merge(first, second)
    assert found(desk.application, "первое описание") == {int(second[-6:])}
    assert words(desk.application, int(first[-6:]), 1) == {"one", "kz", "page"}
    own = desk.split(second, A)
    desk.file()
    assert found(desk.application, "первое") == {int(own[-6:])}
    assert found(desk.application, "второе") == {int(second[-6:])}


def test_captures_of_a_merged_case_are_found_under_the_case_it_went_to(service, site, reviewer):
    site.paths["/page"] = page(TEXT)
    site.paths["/other"] = page("Здесь только про погоду и больше ни про что. " * 5)
    service.file(LINK)
    service.file("http://site.kz/other")
    service.work()
    version = service.casework.claim(service.number(1), reviewer) or service.rows(
        "SELECT version FROM cases WHERE id = 1"
    )
    service.joining.merge(service.number(1), reviewer, version[0][0], service.number(2), "They are one page.")
    assert found(service, "казино") == {2}
    assert words(service, 1, 2) == set()
    (evidence,) = service.rows("SELECT id FROM evidence WHERE case_id = 1 AND kind = 'warc'")[0]
    with service.open_uow(reviewer.actor, "test.expire") as uow:
        from complaints.domain.retention import Why

        uow.evidence.remove([evidence], Why.EXPIRED, service.clock())
    assert found(service, "казино") == set()
    assert found(service, "погоду") == {2}


def test_a_later_version_of_a_decision_is_found_beside_the_first(service, site):
    ground = Ground(service)
    number = ground.refused()
    written = ground.refusal(facts="Құжатта басқа сома жазылған.")
    service.amending.correct(number, ground.who("reviewer2"), 1, written, "The translation was wrong.")
    (found_in,) = {case_id for (case_id,) in service.rows("SELECT DISTINCT case_id FROM case_terms WHERE source = 3")}
    assert {"budget", folded("сома"), "translation"} <= words(service, found_in, 3)


def test_all_words_can_be_made_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("complaints.services.searching.BATCH", 2)
    for place in range(5):
        lodge(desk.application, f"https://page{place}.kz/", description=f"Описание номер {place}, казино.")
    desk.file(A)
    desk.decide(desk.number(A))
    proposed(desk, "https://page1.kz/", "https://page2.kz/")
    before = desk.rows("SELECT case_id, source, term, ended FROM case_terms ORDER BY 1, 2, 3")
    with desk.application.open_uow(desk.who.actor, "test.lose") as uow:
        uow.connection.exec_driver_sql("DELETE FROM case_terms")
        uow.outbox.put("search.index", desk.application.clock(), after=0)
    desk.file()
    assert desk.rows("SELECT case_id, source, term, ended FROM case_terms ORDER BY 1, 2, 3") == before
    desk.whole()


def test_a_decision_is_found_by_its_translation_too(desk: Desk) -> None:
    desk.file(A)
    number = desk.number(A)
    translated = {"language": "ru", "facts": "На странице названы суммы.", "explanation": "Критика разрешена."}
    written = Written(**REFUSAL, translation=translated)
    desk.application.deciding.decide(number, desk.who, desk.held(number), written)
    assert {folded("критика"), folded("criticism")} <= words(desk.application, int(number[-6:]), 3)
