"""The next case costs a bounded number of rows, whatever somebody's skills are and however long the queue is."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from complaints.domain.access import system
from complaints.domain.handing import EVERYTHING, Skills
from complaints.services.handing import CANDIDATES
from tests.builders import member
from tests.db.test_queue_plans import CASES
from tests.plans import Watched, nodes, require_cheap, watched
from tests.servers import fresh_database

STEPS = 60_000
ROWS = 1_500
SKILLS = {
    "everything": EVERYTHING,
    "two languages": Skills(frozenset({"kk", "ru"})),
    "a rare language": Skills(frozenset({"en"})),
    "a category and a rare language": Skills(frozenset({"en"}), frozenset({"other"})),
    "a category without cases": Skills(frozenset(), frozenset({"nonsense"})),
}


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    url = fresh_database(request.getfixturevalue("postgres")) if request.param == "postgresql" else None
    with watched(tmp_path_factory.mktemp("handing"), url, CASES) as made:
        yield made


@pytest.mark.parametrize("skills", SKILLS.values(), ids=SKILLS)
@pytest.mark.parametrize("after", [None, (600, CASES // 2)], ids=["from the start", "further on"])
def test_the_front_of_the_queue_is_found_by_few_rows(
    service: Watched, skills: Skills, after: tuple[int, int] | None
) -> None:
    with service.reading() as sent, service.application.open_reader() as uow:
        uow.handing.front(skills, after, CANDIDATES, service.application.clock())
    for statement in list(sent):
        require_cheap(service.engine, statement, large={"cases", "resources"}, rows=ROWS, steps=STEPS)


def test_the_best_that_still_waits_is_taken_by_few_rows(service: Watched) -> None:
    application = service.application
    reviewer, now = member(application, "reviewer"), application.clock()
    with taking(service) as sent, application.open_uow(system("test"), "test.next") as uow:
        front = uow.handing.front(EVERYTHING, None, CANDIDATES, now)
        driver: Any = uow.connection.connection.driver_connection
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 100
            return 0

        if service.engine.dialect.name == "sqlite":
            driver.set_progress_handler(count, 100)
        assert uow.handing.take_one([each.id for each in front], reviewer.id, now) == front[0].id
        if service.engine.dialect.name == "sqlite":
            driver.set_progress_handler(None, 0)
            assert counted < STEPS
            return
        statement, parameters = sent[0]
        (plan,) = driver.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters).fetchone()
    for node in nodes(plan[0]["Plan"]):
        assert node["Node Type"] != "Seq Scan" or node["Relation Name"] != "cases", json.dumps(plan)


class taking:  # noqa: N801 - reads as the block it is
    """Collect the statements within the block that take a case."""

    def __init__(self, service: Watched) -> None:
        self._engine = service.engine
        self._sent: list[tuple[str, Any]] = []

    def _note(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith("UPDATE cases"):
            self._sent.append((statement, parameters))

    def __enter__(self) -> list[tuple[str, Any]]:
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self._sent

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)
