"""What follows a filing costs the same however many cases there are: attaching it, and finding its images elsewhere."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bench.attaching import WORDS
from bench.seeding import MERGED, decide, join, show
from complaints.db.views.likeness import similar_to
from complaints.domain.intake import Filing
from complaints.services.intake import Origin
from tests.builders import member
from tests.plans import Statement, Watched, require_cheap, watched
from tests.servers import fresh_database

CASES, DECIDED = 30_000, 3_000
STEPS, ROWS = 20_000, 300
CHEAP = 20  # in the units of PostgreSQL's planner: a search in one index
LARGE = {"cases", "resources", "complaints", "complaint_links", "attachments", "aliases", "joinings", "checks"}
LARGE |= {"case_terms", "evidence", "image_looks", "resource_reporters", "resource_networks", "reporters", "uploads"}
PAGES = {
    "a page nobody named before": CASES + 1,
    "a page with a case": CASES - 20,
    "a page whose case was merged": CASES - 200 + MERGED,
    "a page whose case is decided": 7,
}


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    url = fresh_database(request.getfixturevalue("postgres")) if request.param == "postgresql" else None
    with watched(tmp_path_factory.mktemp("attaching"), url, CASES) as made:
        staff_id = member(made.application, "reviewer").id
        decide(made.engine, DECIDED, staff_id)
        join(made.engine, DECIDED, CASES, staff_id)
        show(made.engine, CASES)
        yield made


def explained(service: Watched, statement: Statement) -> Any:
    """Ask the database how it means to answer a statement."""
    connection = service.engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        if service.engine.dialect.name == "sqlite":
            return [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement[0]}", statement[1])]
        return driver.execute(f"EXPLAIN (FORMAT JSON) {statement[0]}", statement[1]).fetchone()[0][0]["Plan"]
    finally:
        connection.close()


@pytest.mark.parametrize("number", PAGES.values(), ids=PAGES)
def test_attaching_looks_at_few_rows(service: Watched, number: int) -> None:
    application = service.application
    category = application.views.catalogue.categories()[number % 11].code
    link = f"https://site{number % 5_000}.kz/page/{number}"
    filed = application.intake.lodge(Filing([link], category, WORDS, "ru", good_faith=True), Origin(f"filed {number}"))
    with service.reading() as sent:
        application.identity.attach(filed.complaint_id)
    assert len(sent) > 10
    for statement in list(sent):
        require_cheap(service.engine, statement, large=LARGE, rows=ROWS, steps=STEPS)
    if service.engine.dialect.name == "postgresql":
        # What it takes a search to cost decides which index it takes; with a word in the way it took the wrong one.
        costs = [explained(service, one)["Total Cost"] for one in sent if "FROM case_terms" in one[0]]
        assert costs
        assert max(costs) < CHEAP


def test_the_same_image_elsewhere_is_found_by_the_four_bands(service: Watched) -> None:
    with service.reading() as sent, service.application.database.reading() as connection:
        assert similar_to(connection, CASES - 7, CASES - 7) == ()
    looking = [statement for statement in sent if "image_looks" in statement[0]]
    assert len(looking) == 2
    for statement in list(sent):
        require_cheap(service.engine, statement, large=LARGE, rows=ROWS, steps=STEPS)
    plan = json.dumps(explained(service, looking[1]))
    assert all(f"ix_image_looks_band_{band}" in plan for band in range(4)), plan
