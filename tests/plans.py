"""Says what a page costs a database: which statements it sends, and how many rows and steps each of them takes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bench.seeding import fill
from complaints.bootstrap import Application, build
from complaints.db.upgrade import upgrade
from tests.builders import add_staff, settings_for

Statement = tuple[str, Any]


@dataclass
class Watched:
    """A service with many cases, and the statements it sends."""

    application: Application
    sent: list[Statement] = field(default_factory=list)

    @property
    def engine(self) -> Engine:
        """Give the engine."""
        return self.application.database.engine

    @contextmanager
    def reading(self) -> Iterator[list[Statement]]:
        """Collect what is read within the block."""
        self.sent.clear()
        yield self.sent


@contextmanager
def watched(folder: Path, database_url: str | None, cases: int) -> Iterator[Watched]:
    """Make a service with so many open cases on SQLite, or on a PostgreSQL database."""
    settings = {}
    if database_url:
        settings = {
            "ARYZ_DATABASE_URL": database_url,
            "ARYZ_SECRET_KEY": "a secret that only this test knows, long enough",
            "ARYZ_BASE_URL": "https://aryz.example",
            "ARYZ_DEMO": "0",
        }
    application = build(settings_for(folder, **settings))
    upgrade(application.database.engine)
    add_staff(application)
    fill(application.database.engine, cases)
    made = Watched(application)

    @event.listens_for(made.engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if statement.startswith(("SELECT", "WITH")):
            made.sent.append((statement, parameters))

    yield made
    application.close()


def require_cheap(engine: Engine, statement: Statement, *, large: set[str], rows: int, steps: int) -> None:
    """Fail where a statement takes more steps (SQLite), sees more rows or reads a `large` table whole (PostgreSQL)."""
    connection = engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        if engine.dialect.name == "sqlite":
            _sqlite(driver, statement, steps)
        else:
            _postgresql(driver, statement, large, rows)
    finally:
        connection.close()


def _sqlite(driver: Any, statement: Statement, steps: int) -> None:
    sql, parameters = statement
    plan = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 100
        return 0

    driver.set_progress_handler(count, 100)
    driver.execute(sql, parameters).fetchall()
    driver.set_progress_handler(None, 0)
    assert counted < steps, "\n".join([sql, *plan])


def _postgresql(driver: Any, statement: Statement, large: set[str], rows: int) -> None:
    sql, parameters = statement
    found = driver.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", parameters).fetchone()
    for node in nodes(found[0][0]["Plan"]):
        assert node["Node Type"] != "Seq Scan" or node["Relation Name"] not in large, sql
        seen = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
        assert seen <= rows, json.dumps(node, indent=1)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """List a plan's steps."""
    yield plan
    for each in plan.get("Plans", ()):
        yield from nodes(each)
