"""A page of the queue costs a bounded number of rows, whatever is asked for and however long the queue is."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bench.seeding import START, STEP, fill
from complaints.bootstrap import Application, build
from complaints.db.upgrade import upgrade
from complaints.db.views.queue import FEW, PAGE, WALK, QueueFilter
from tests.builders import settings_for
from tests.servers import fresh_database

CASES = 30_000
# Steps of SQLite's machine: looking at a case by an index takes some tens. A sort of the whole queue takes a million.
STEPS = 250_000
OLDEST = datetime.fromtimestamp(START / 1_000_000, UTC)


def older_than(cases: int) -> datetime:
    """Give the moment before which so many cases were opened."""
    return OLDEST + timedelta(microseconds=STEP * cases + 1)


FILTERS = {
    "everything": QueueFilter(),
    "a category": QueueFilter(category="other"),
    "a language": QueueFilter(language="ru"),
    "a rare language": QueueFilter(language="en"),
    "a state": QueueFilter(state="waiting"),
    "a rare state": QueueFilter(state="in_review"),
    "a state no case is in": QueueFilter(state="decided"),
    "a category and a rare language": QueueFilter(category="other", language="en"),
    "all three": QueueFilter(state="waiting", category="other", language="kk"),
    "old": QueueFilter(opened_before=older_than(20)),
    "half of all": QueueFilter(opened_before=older_than(CASES // 2)),
    "rather old, in a rare language": QueueFilter(opened_before=older_than(CASES // 20), language="en"),
    "mine": QueueFilter(holder_id=1),
    "returned to me": QueueFilter(returned_to=1),
    "a word of every case": QueueFilter(text="example"),
    "a word of few cases": QueueFilter(text="site4321"),
    "two words": QueueFilter(text="example site4321"),
    "a word of no case": QueueFilter(text="example nowhere"),
    "a word and a category": QueueFilter(text="example", category="other", language="en"),
}


@dataclass
class Watched:
    """A service with a long queue, and the statements it sends."""

    application: Application
    kind: str
    sent: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def engine(self) -> Engine:
        """Give the engine."""
        return self.application.database.engine


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def watched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder: Path = tmp_path_factory.mktemp("queue")
    settings = {}
    if request.param == "postgresql":
        settings = {
            "ARYZ_DATABASE_URL": fresh_database(request.getfixturevalue("postgres")),
            "ARYZ_SECRET_KEY": "a secret that only this test knows, long enough",
            "ARYZ_BASE_URL": "https://aryz.example",
            "ARYZ_DEMO": "0",
        }
    application = build(settings_for(folder, **settings))
    upgrade(application.database.engine)
    fill(application.database.engine, CASES)
    made = Watched(application, request.param)

    @event.listens_for(made.engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if statement.startswith("SELECT"):
            made.sent.append((statement, parameters))

    yield made
    application.close()


def pages(watched: Watched, wanted: QueueFilter) -> Iterator[list[tuple[str, Any]]]:
    """Read the first page and the one after a place in the middle; give the statements of each."""
    for after in (None, f"600.{CASES // 2}"):
        watched.sent.clear()
        watched.application.views.queue.page(wanted, after)
        yield list(watched.sent)


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_a_page_looks_at_few_rows(watched: Watched, wanted: QueueFilter) -> None:
    for statements in pages(watched, wanted):
        assert len(statements) <= 5
        for statement, parameters in statements:
            look = sqlite_steps if watched.kind == "sqlite" else postgresql_rows
            look(watched.engine, statement, parameters)


def sqlite_steps(engine: Engine, statement: str, parameters: Any) -> None:
    connection = engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        plan = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
        assert not [
            line for line in plan if line.startswith(("SCAN cases", "SCAN case_terms")) and " INDEX " not in line
        ]
        counted = [0]

        def count() -> int:
            counted[0] += 100
            return 0

        driver.set_progress_handler(count, 100)
        driver.execute(statement, parameters).fetchall()
        driver.set_progress_handler(None, 0)
        assert counted[0] < STEPS, plan
    finally:
        connection.close()


def postgresql_rows(engine: Engine, statement: str, parameters: Any) -> None:
    connection = engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        rows = driver.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters).fetchone()
        for node in nodes(rows[0][0]["Plan"]):
            assert node["Node Type"] != "Seq Scan" or node["Relation Name"] not in {"cases", "case_terms"}, node
            seen = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
            assert seen * node["Actual Loops"] <= max(WALK, FEW + 1) * 2, json.dumps(node, indent=1)
    finally:
        connection.close()


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """List the nodes of a plan."""
    yield plan
    for each in plan.get("Plans", ()):
        yield from nodes(each)


@pytest.mark.parametrize(
    "wanted",
    [FILTERS[name] for name in ("a category and a rare language", "rather old, in a rare language", "two words")],
)
def test_going_on_finds_every_match_once_and_in_order(watched: Watched, wanted: QueueFilter) -> None:
    found, after = [], None
    while True:
        page = watched.application.views.queue.page(wanted, after)
        assert len(page.rows) <= PAGE
        found += [(1_000 - row.priority, row.id) for row in page.rows]
        after = page.after
        if after is None:
            break
    assert found == sorted(set(found))
    assert len(found) == expected(watched, wanted)


def expected(watched: Watched, wanted: QueueFilter) -> int:
    """Count the matches by looking at every row that was seeded."""
    marks = {"language": "language = 'en'", "category": "category = 'other'"}
    conditions = [condition for name, condition in marks.items() if getattr(wanted, name)]
    if wanted.opened_before:
        conditions.append(f"opened_at < {(wanted.opened_before - OLDEST) // timedelta(microseconds=1) + START}")
    if wanted.text:
        conditions.append("EXISTS (SELECT 1 FROM case_terms WHERE case_id = cases.id AND term = 'site4321')")
    with watched.application.database.reading() as connection:
        return int(
            connection.exec_driver_sql(f"SELECT count(*) FROM cases WHERE {' AND '.join(conditions)}").scalar_one()
        )
