"""Histories cost what they hold, not what the log holds: each query goes by an index, however long the log."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text, update

from complaints.db.schema import notices
from complaints.db.views.history import HistoryViews, entry_ids
from complaints.db.views.subjects import find
from complaints.services.history_views import Hidden
from tests.db.conftest import N, Store, filled
from tests.db.rows import fill

ENTRIES = 200_000
COLUMNS = (
    "INSERT INTO audit_log (at, tx, actor, action, table_name, row_id, op, after, "
    "subject_case, subject_complaint, subject_reporter, subject_staff) SELECT 1, '0', "
)
# As in life: many public and system entries, few of any one subject.
VALUES = (
    "CASE WHEN n % 4 = 0 THEN 'staff:' || (n % 50 + 1000) ELSE 'system:attach' END, 'test.fill', 'checks', "
    "CAST(n AS {text}), 'insert', '{{}}', n % 20000 + 1000, n % 40000 + 1000, n % 30000 + 1000, "
    "CASE WHEN n % 10 = 0 THEN n % 50 + 1000 END FROM "
)
SOURCE = {
    "sqlite": "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s LIMIT {0}) SELECT n FROM s)",
    "postgresql": "generate_series(1, {0}) n",
}
SUBJECTS = (f"A-2026-{N:06d}", f"C-2026-{N:06d}", f"R-{N:010d}", f"staff-{N}@demo.example")


def long(store: Store) -> None:
    """Let a long log stand before and behind one small life."""
    fillings = COLUMNS + VALUES.format(text="TEXT") + SOURCE[store.kind].format(ENTRIES // 2)
    with store.tampering() as connection:
        connection.execute(text(fillings))
    with store.acting(f"staff:{N}") as connection:
        fill(connection, N)
    with store.tampering() as connection:
        connection.execute(text(fillings))
    with store.acting(f"staff:{N}") as connection:
        for tries in range(1, 30):
            connection.execute(update(notices).values(tries=tries))
    with store.holder.connect() as connection:
        connection.exec_driver_sql("ANALYZE")


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    yield from filled(request, tmp_path_factory, long)


def plan(connection: Connection, typed: str, after: int) -> str:
    subject = find(connection, typed)
    assert subject is not None
    query = entry_ids(connection, subject, after, 101)
    spelled = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    rows = connection.exec_driver_sql(explain + spelled.replace("%", "%%")).all()
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("typed", SUBJECTS)
@pytest.mark.parametrize("after", [0, ENTRIES // 2])
def test_no_history_reads_the_whole_log(store: Store, typed: str, after: int) -> None:
    with store.database.reading() as connection:
        steps = plan(connection, typed, after)
    for line in steps.splitlines():
        whole = "SCAN audit_log" in line or "Seq Scan on audit_log" in line
        by_id = "audit_log USING INTEGER PRIMARY KEY" in line or "pk_audit_log on audit_log" in line
        assert not whole, steps
        assert not by_id, steps
    assert "ix_audit_log_" in steps


@pytest.mark.parametrize("typed", SUBJECTS)
def test_a_page_of_a_long_log_comes_at_once(store: Store, typed: str) -> None:
    views = HistoryViews(store.database.reading)
    began = time.perf_counter()
    page = views.of(typed)
    spent = time.perf_counter() - began
    assert page is not None
    assert len(page.entries) > 5
    assert spent < 1, f"{spent:.3f} s for one page beside {ENTRIES} other entries"


@pytest.mark.parametrize("typed", SUBJECTS)
def test_pages_follow_each_other_without_gap_or_repetition(store: Store, typed: str) -> None:
    views = HistoryViews(store.database.reading)
    whole = views.of(typed, size=1_000)
    assert whole is not None
    ids = [each.id for each in whole.entries]
    assert ids == sorted(set(ids))
    told, after = [], 0
    while (page := views.of(typed, after, size=4)) is not None:
        told += [each.id for each in page.entries]
        if page.after is None:
            break
        after = page.after
    assert told == ids


def test_what_a_history_must_not_show_it_does_not(store: Store) -> None:
    page = HistoryViews(store.database.reading).of(f"R-{N:010d}", size=1_000)
    assert page is not None
    changes = {change.column: change.after for each in page.entries for change in each.changes}
    for column in ("key_hash", "receipt_hash", "sealed_address"):
        assert changes[column] is Hidden.SEALED
