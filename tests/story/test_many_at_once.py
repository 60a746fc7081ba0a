"""Many people at the same moment: whatever they type, one page is one case."""

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from complaints.bootstrap import Application, build
from complaints.db.upgrade import upgrade
from complaints.domain.access import system
from complaints.domain.casework import CaseState
from complaints.domain.errors import Refusal
from complaints.domain.intake import Filing
from complaints.services.intake import Origin
from tests.builders import add_staff, member, settings_for
from tests.servers import fresh_database

PEOPLE = 50
SPELLINGS = [
    f"{scheme}{host}{path}{tail}"
    for scheme, host, path, tail in itertools.product(
        ("https://", "http://", "HTTPS://", ""),
        ("page.kz", "www.page.kz", "PAGE.Kz", "page\u200b.kz", "page[.]kz"),
        ("/news/1", "/news/1/", "/./news//../news/1", "/news/%31"),
        ("", "?utm_source=mail", "?fbclid=abc", "?utm_medium=a&utm_campaign=b"),
    )
]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Application]:
    """A service on a new database of either kind."""
    environment = {"ARYZ_SECRET_KEY": "the secret of an invented deployment", "ARYZ_BASE_URL": "https://aryz.example"}
    if request.param == "postgresql":
        environment["ARYZ_DATABASE_URL"] = fresh_database(request.getfixturevalue("postgres"))
    made = build(settings_for(tmp_path, **environment))
    upgrade(made.database.engine)
    yield made
    made.close()


def together(deeds: list[Callable[[], None]]) -> None:
    """Do everything at the same moment, each in a thread of its own; the first failure is raised."""
    start, failures = threading.Barrier(len(deeds)), []

    def one(deed: Callable[[], None]) -> None:
        start.wait()
        try:
            deed()
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=one, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def filing(service: Application, name: str, links: list[str], category: str = "other") -> Callable[[], None]:
    """Make the deed of somebody who files, and of the worker who finds the case."""
    words = Filing(links, category, f"It breaks the law, says {name}.", "en", "", good_faith=True)

    def deed() -> None:
        lodged = service.intake.lodge(words, Origin(f"nonce-{name}"))
        service.identity.attach(lodged.complaint_id)

    return deed


def counted(service: Application, question: str) -> list[tuple[int, ...]]:
    """Ask the database."""
    with service.database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(question)]


def test_fifty_complaints_at_once_about_fifty_spellings_of_one_page_give_one_case(service: Application) -> None:
    spellings = [each for each in SPELLINGS if "%31" not in each and "//.." not in each][:: len(SPELLINGS) // 100]
    assert len(set(spellings[:PEOPLE])) == PEOPLE
    together([filing(service, str(place), [link]) for place, link in enumerate(spellings[:PEOPLE])])
    assert counted(service, "SELECT round, complaints FROM cases") == [(1, PEOPLE)]
    assert counted(service, "SELECT count(*), count(DISTINCT complaint_id) FROM attachments") == [(PEOPLE, PEOPLE)]
    assert counted(service, "SELECT count(*) FROM resources") == [(1,)]
    assert counted(service, "SELECT count(*) FROM outbox WHERE topic = 'case.check'") == [(1,)]


def test_complaints_that_name_the_same_pages_in_another_order_never_block_each_other(service: Application) -> None:
    pages = [f"https://page.example/{place}" for place in range(6)]
    deeds = [
        filing(service, str(place), pages if place % 2 else pages[::-1], "other" if place % 3 else "extremism")
        for place in range(20)
    ]
    together(deeds)
    assert counted(service, "SELECT count(*) FROM cases") == [(12,)]
    assert counted(service, "SELECT sum(complaints) FROM cases") == [(120,)]
    assert counted(service, "SELECT count(*) FROM attachments") == [(120,)]


def test_a_merger_amid_a_crowd_loses_nobody(service: Application) -> None:
    add_staff(service)
    reviewer, links = member(service, "reviewer"), ("https://page.kz/a", "https://page.kz/b")
    for place, link in enumerate(links):
        filing(service, f"first-{place}", [link])()
    with service.open_uow(system("test"), "test.checked") as uow:
        for case_id in (1, 2):
            uow.cases.set_state(case_id, CaseState.RECEIVED, CaseState.WAITING)
    source, target = (f"C-{service.clock().year}-{case_id:06d}" for case_id in (1, 2))

    def merge() -> None:
        service.casework.claim(source, reviewer)
        for _ in range(200):
            ((version,),) = counted(service, "SELECT version FROM cases WHERE id = 1")
            with suppress(Refusal):
                service.joining.merge(source, reviewer, version, target, "They are one page.")
                return
        raise AssertionError("nobody lets the reviewer merge")

    crowd = [filing(service, str(place), [links[place % 2], links[1 - place % 2]]) for place in range(30)]
    together([*crowd[:15], merge, *crowd[15:]])
    assert counted(service, "SELECT state, complaints FROM cases ORDER BY id") == [("merged", 0), ("waiting", 62)]
    assert counted(service, "SELECT count(*) FROM attachments WHERE case_id = 2") == [(62,)]
