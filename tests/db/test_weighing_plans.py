"""What weighs a case costs the same however many cases and reporters there are."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from complaints.db.stores.deadlines import DeadlineStore
from complaints.db.stores.standing import StandingStore
from complaints.domain.access import system
from complaints.domain.standing import LOOKED_AT
from complaints.services.deadlines import BATCH
from tests.plans import Watched, require_cheap, watched
from tests.servers import fresh_database

CASES = 30_000
STEPS = 100_000
LARGE = {"cases", "resource_reporters", "reporter_records", "attachments", "complaints"}


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    url = fresh_database(request.getfixturevalue("postgres")) if request.param == "postgresql" else None
    with watched(tmp_path_factory.mktemp("weighing"), url, CASES) as made:
        # Everybody reported the first resource.
        with made.application.open_uow(system("test"), "test.crowd") as uow:
            uow.connection.exec_driver_sql(
                "INSERT INTO resource_reporters SELECT 1, id FROM reporters WHERE id NOT IN "
                "(SELECT reporter_id FROM resource_reporters WHERE resource_id = 1)"
            )
            uow.connection.exec_driver_sql("INSERT INTO reporter_records SELECT id, 1, 0 FROM reporters")
        with made.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
        yield made


def cheap(service: Watched, store: Any, ask: str, *given: object) -> Any:
    """Ask a store something, and fail where any of its statements looks at many rows."""
    with service.reading() as sent, service.application.database.reading() as connection:
        found = getattr(store(connection), ask)(*given)
    assert sent
    for statement in list(sent):
        require_cheap(service.engine, statement, large=LARGE, rows=2 * BATCH, steps=STEPS)
    return found


def test_cases_whose_deadline_nears_are_found_at_once(service: Watched) -> None:
    assert len(cheap(service, DeadlineStore, "turning", datetime(2026, 11, 25, tzinfo=UTC), BATCH)) == CASES // 1_000


@pytest.mark.parametrize("after", [0, CASES // 2, CASES])
def test_a_batch_of_a_recount_looks_at_a_batch(service: Watched, after: int) -> None:
    found = cheap(service, DeadlineStore, "open_after", after, BATCH)
    assert [each.id for each in found] == list(range(after + 1, min(after + BATCH, CASES) + 1))


@pytest.mark.parametrize("resources", [[1], [1, 2, 3, 17]])
def test_of_a_crowd_as_many_are_looked_at_as_of_a_few(service: Watched, resources: list[int]) -> None:
    records, more = cheap(service, StandingStore, "of_resources", resources, LOOKED_AT)
    assert (len(records), more) == (LOOKED_AT, True)


def test_the_cases_of_a_reporter_are_found_a_few_complaints_at_a_time(service: Watched) -> None:
    found, goes_on = cheap(service, StandingStore, "cases_of", 7, 0, 20)
    assert (len(found), goes_on) == (20, None)
