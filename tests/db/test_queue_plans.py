"""A page of the queue costs a bounded number of rows, whatever is asked for and however long the queue is."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bench.seeding import START, STEP, TERM
from complaints.db.views.counting import COUNTED, FEW, STRETCH
from complaints.db.views.narrowing import QueueFilter
from complaints.db.views.queue import PAGE, WALK
from tests.plans import Watched, require_cheap, watched
from tests.servers import fresh_database

CASES = 30_000
# Steps of SQLite's machine: looking at a case by an index takes some tens. A sort of the whole queue takes a million.
STEPS = 250_000
OLDEST = datetime.fromtimestamp(START / 1_000_000, UTC)


def older_than(cases: int) -> datetime:
    """Give the moment before which so many cases were opened."""
    return OLDEST + timedelta(microseconds=STEP * cases + 1)


def due_of(cases: int) -> datetime:
    """Give the moment before which so many cases were due."""
    return older_than(cases) + timedelta(microseconds=TERM)


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
    "overdue": QueueFilter(due_before=due_of(20)),
    "half overdue": QueueFilter(due_before=due_of(CASES // 2)),
    "overdue, in a rare language": QueueFilter(due_before=due_of(CASES // 2), language="en"),
    "mine": QueueFilter(holder_id=1),
    "somebody's": QueueFilter(holder_email="reviewer2@demo.example"),
    "nobody's": QueueFilter(holder_email="nobody@demo.example", language="kk"),
    "returned to me": QueueFilter(returned_to=1),
    "a site": QueueFilter(site="site4321.kz"),
    "a site of no case": QueueFilter(site="nowhere.kz"),
    "a platform": QueueFilter(platform="telegram"),
    "a rare platform": QueueFilter(platform="vk"),
    "a platform and a rare language": QueueFilter(platform="telegram", language="en"),
    "protected": QueueFilter(protected=True),
    "protected, in a category": QueueFilter(protected=True, category="other"),
    "well corroborated": QueueFilter(corroboration="many"),
    "hardly corroborated": QueueFilter(corroboration="one"),
    "hardly corroborated, of a category and a platform": QueueFilter(
        corroboration="one", category="other", platform="telegram", state="waiting"
    ),
    "to be approved": QueueFilter(approver_id=1),
    "to be approved, old": QueueFilter(approver_id=1, opened_before=older_than(CASES // 2)),
    "a word of every case": QueueFilter(text="page"),
    "a word of few cases": QueueFilter(text="site4321"),
    "two words": QueueFilter(text="page site4321"),
    "a word of no case": QueueFilter(text="page nowhere"),
    "a word and a category": QueueFilter(text="page", category="other", language="en"),
}


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    url = fresh_database(request.getfixturevalue("postgres")) if request.param == "postgresql" else None
    with watched(tmp_path_factory.mktemp("queue"), url, CASES) as made:
        yield made


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_a_page_looks_at_few_rows(service: Watched, wanted: QueueFilter) -> None:
    for after in (None, f"600.{CASES // 2}"):
        with service.reading() as sent:
            service.application.views.queue.page(wanted, after)
        statements = list(sent)
        assert 0 < len(statements) <= 5
        for statement in statements:
            require_cheap(service.engine, statement, large={"cases", "case_terms"}, rows=2 * WALK, steps=STEPS)


def test_counting_views_looks_at_few_rows_and_asks_twice(service: Watched) -> None:
    with service.reading() as sent:
        service.application.views.queue.counts(list(FILTERS.values()))
    statements = list(sent)
    assert len(statements) == 2
    for statement in statements:
        cheap = STEPS * 2
        require_cheap(service.engine, statement, large={"cases", "case_terms"}, rows=2 * FEW + STRETCH, steps=cheap)


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_a_count_is_right_or_says_at_least(service: Watched, wanted: QueueFilter) -> None:
    (count,) = service.application.views.queue.counts([wanted])
    whole = number_of(service, wanted)
    assert count.number == min(whole, COUNTED) if not count.more else count.number <= whole
    assert count.more == (whole > COUNTED) or count.more


def test_the_case_open_the_longest_is_found_by_its_index(service: Watched) -> None:
    with service.reading() as sent:
        found = service.application.views.queue.oldest()
    (statement,) = list(sent)
    require_cheap(service.engine, statement, large={"cases"}, rows=1, steps=1_000)
    assert found == older_than(1) - timedelta(microseconds=1)


def number_of(service: Watched, wanted: QueueFilter) -> int:
    """Count the matches by going through every page."""
    found, after = 0, None
    while True:
        page = service.application.views.queue.page(wanted, after, size=500)
        found, after = found + len(page.rows), page.after
        if after is None or found > COUNTED:
            return found


@pytest.mark.parametrize(
    "wanted",
    [
        FILTERS[name]
        for name in (
            "a category and a rare language",
            "rather old, in a rare language",
            "two words",
            "a platform and a rare language",
        )
    ],
)
def test_going_on_finds_every_match_once_and_in_order(service: Watched, wanted: QueueFilter) -> None:
    found, after = [], None
    while True:
        page = service.application.views.queue.page(wanted, after)
        assert len(page.rows) <= PAGE
        found += [(1_000 - row.priority, row.id) for row in page.rows]
        after = page.after
        if after is None:
            break
    assert found == sorted(set(found))
    assert len(found) == expected(service, wanted)


def expected(service: Watched, wanted: QueueFilter) -> int:
    """Count the matches by looking at every row that was seeded."""
    marks = {"language": "language = 'en'", "category": "category = 'other'", "platform": "platform = 'telegram'"}
    conditions = [condition for name, condition in marks.items() if getattr(wanted, name)]
    if wanted.opened_before:
        conditions.append(f"opened_at < {(wanted.opened_before - OLDEST) // timedelta(microseconds=1) + START}")
    if wanted.text:
        conditions.append("EXISTS (SELECT 1 FROM case_terms WHERE case_id = cases.id AND term = 'site4321')")
    with service.application.database.reading() as connection:
        return int(
            connection.exec_driver_sql(f"SELECT count(*) FROM cases WHERE {' AND '.join(conditions)}").scalar_one()
        )
