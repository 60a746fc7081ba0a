"""A page of the search looks at a bounded number of rows, however many cases have a word, and misses none of them."""

from collections.abc import Iterator

import pytest

from bench.seeding import decide
from complaints.db.views.searching import PAGE, POSTINGS, WALK
from complaints.domain.terms import query
from tests.builders import member
from tests.plans import Watched, require_cheap, watched
from tests.servers import fresh_database

CASES = 30_000
DECIDED = 20_000
STEPS = 250_000
# Every seeded case has the word `page` and one of 5,000 words that begin with `site`.
ASKED = {
    "a word of every case": ("page", CASES),
    "a whole word of every case": ("«page»", CASES),
    "a word of few cases": ("site4321", 6),
    "a beginning of many words of few cases": ("site432", 66),
    "a beginning of so many words that cases are gone through": ("site", CASES),
    "a common word and a rare one": ("page site4321", 6),
    "two common words": ("page site", CASES),
    "a common word and one that is nowhere": ("page nowhere", 0),
    "a phrase": ("«page site4321»", 0),
}


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    url = fresh_database(request.getfixturevalue("postgres")) if request.param == "postgresql" else None
    with watched(tmp_path_factory.mktemp("search"), url, CASES) as made:
        decide(made.engine, DECIDED, member(made.application, "reviewer").id)
        yield made


@pytest.mark.parametrize(("typed", "cases"), ASKED.values(), ids=ASKED)
def test_a_page_looks_at_few_rows(service: Watched, typed: str, cases: int) -> None:
    for before in (None, CASES // 2):
        with service.reading() as sent:
            page = service.application.views.search.page(query(typed), before)
        statements = list(sent)
        assert 0 < len(statements) <= 8
        for statement in statements:
            require_cheap(
                service.engine, statement, large={"cases", "case_terms", "attachments"}, rows=2 * WALK, steps=STEPS
            )
        assert len(page.rows) <= PAGE


@pytest.mark.parametrize(("typed", "cases"), ASKED.values(), ids=ASKED)
def test_going_on_finds_every_match_once_the_newest_first(service: Watched, typed: str, cases: int) -> None:
    found: list[int] = []
    before, pages = None, 0
    while len(found) < 300:
        page = service.application.views.search.page(query(typed), before)
        found += [row.case.id for row in page.rows]
        before, pages = page.before, pages + 1
        if before is None:
            break
    assert found == sorted(set(found), reverse=True)
    assert len(found) == cases if before is None else cases > 300
    assert pages <= 2 + CASES // WALK + len(found) // PAGE


def test_the_bounds_are_smaller_than_what_the_tests_hold() -> None:
    assert max(WALK, POSTINGS) * 5 < CASES
