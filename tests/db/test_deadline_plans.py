"""What deadlines ask of the database costs the same however many cases there are."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from complaints.db.stores.deadlines import DeadlineStore
from complaints.services.deadlines import BATCH
from tests.plans import Watched, require_cheap, watched
from tests.servers import fresh_database

CASES = 30_000
STEPS = 100_000


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    url = fresh_database(request.getfixturevalue("postgres")) if request.param == "postgresql" else None
    with watched(tmp_path_factory.mktemp("deadlines"), url, CASES) as made:
        yield made


def cheap(service: Watched, ask: str, *given: object) -> list[object]:
    """Ask the store something, and fail where any of its statements looks at many rows."""
    with service.reading() as sent, service.application.database.reading() as connection:
        found = getattr(DeadlineStore(connection), ask)(*given)
    assert sent
    for statement in list(sent):
        require_cheap(service.engine, statement, large={"cases"}, rows=2 * BATCH, steps=STEPS)
    return list(found)


def test_cases_whose_deadline_nears_are_found_at_once(service: Watched) -> None:
    assert len(cheap(service, "turning", datetime(2026, 11, 25, tzinfo=UTC), BATCH)) == CASES // 1_000


@pytest.mark.parametrize("after", [0, CASES // 2, CASES])
def test_a_batch_of_a_recount_looks_at_a_batch(service: Watched, after: int) -> None:
    found = cheap(service, "open_after", after, BATCH)
    assert [each.id for each in found] == list(range(after + 1, min(after + BATCH, CASES) + 1))  # type: ignore[attr-defined]
