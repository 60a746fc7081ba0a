"""No page's cost grows with the tables: each of its statements looks at few rows of the large ones."""

from collections.abc import Callable, Iterator

import pytest

from bench.seeding import crowd, decide
from complaints.domain.bundles import By
from complaints.domain.identity import resolve
from complaints.domain.numbers import CASE, row_of
from tests.builders import member
from tests.plans import Watched, require_cheap, watched
from tests.servers import fresh_database

CASES = 30_000
DECIDED = 20_000
CROWDED, CROWD = CASES - 100, 5_000
LARGE = {"cases", "resources", "complaints", "complaint_links", "attachments", "decisions", "statements"}
LARGE |= {"register_entries", "reporters"}
Read = Callable[[Watched], object]


def case_number(service: Watched, row_id: int) -> str:
    with service.application.database.reading() as connection:
        opened_at = connection.exec_driver_sql(f"SELECT opened_at FROM cases WHERE id = {row_id}").scalar_one()
    year = 1970 + opened_at // 1_000_000 // 31_556_952
    return next(text for text in (f"C-{year + step}-{row_id:06d}" for step in (0, -1, 1)) if found(service, text))


def found(service: Watched, text: str) -> bool:
    return row_of(CASE, text) is not None and service.application.views.cases.get(text) is not None


READS: dict[str, Read] = {
    "related cases of a site": lambda service: service.application.views.bundles.page(CASES - 7, By.SITE),
    "related cases by wording": lambda service: service.application.views.bundles.page(CASES - 7, By.WORDING),
    "an open case": lambda service: service.application.views.cases.get(case_number(service, CASES - 7)),
    "a decided case": lambda service: service.application.views.cases.get(case_number(service, 7)),
    "the history of a case": lambda service: service.application.views.history.of(case_number(service, 7)),
    "the complaints of a case": lambda service: service.application.views.voices.folded(CASES - 7),
    "the complaints of a case one by one": lambda service: service.application.views.voices.each(CASES - 7, like=3),
    "what was captured": lambda service: service.application.views.captures.text(CASES - 7) or "nothing",
    "messages and answers": lambda service: service.application.views.correspondence.of_case(CASES - 7),
    "precedents of an open case": lambda service: service.application.views.precedents.of(CASES - 7),
    "precedents of a decided case": lambda service: service.application.views.precedents.of(7),
    "a complaint": lambda service: service.application.views.complaints.get(3),
    "the register": lambda service: service.application.views.register.page(),
    "the register further on": lambda service: service.application.views.register.page(after=DECIDED // 2),
    "the register by category": lambda service: service.application.views.register.page(category="other"),
    "the register by a rare outcome": lambda service: service.application.views.register.page(outcome="out_of_scope"),
    "the register by both": lambda service: service.application.views.register.page(
        category="other", outcome="out_of_scope"
    ),
    "the register by site": lambda service: service.application.views.register.page(site="site77.kz"),
    "a decision": lambda service: service.application.views.register.decision(DECIDED - 3),
    "what was decided about a link": lambda service: service.application.views.register.about(
        resolve("https://site77.kz/page/77").key
    ),
}
CROWDED_READS: dict[str, Read] = {
    "related cases of a site": lambda service: service.application.views.bundles.page(CASES - 7, By.SITE),
    "related cases by wording": lambda service: service.application.views.bundles.page(CASES - 7, By.WORDING),
    "its complaints folded": lambda service: service.application.views.voices.folded(CROWDED),
    "those like one of them, further on": lambda service: service.application.views.voices.each(
        CROWDED, after=4_000, like=3
    ),
}


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    url = fresh_database(request.getfixturevalue("postgres")) if request.param == "postgresql" else None
    with watched(tmp_path_factory.mktemp("pages"), url, CASES) as made:
        decide(made.engine, DECIDED, member(made.application, "reviewer").id)
        crowd(made.engine, CROWDED, CROWD)
        yield made


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_page_looks_at_few_rows(service: Watched, read: Read) -> None:
    with service.reading() as sent:
        assert read(service) is not None
    statements = list(sent)
    assert statements
    for statement in statements:
        require_cheap(service.engine, statement, large=LARGE, rows=1_500, steps=100_000)


@pytest.mark.parametrize("read", CROWDED_READS.values(), ids=CROWDED_READS)
def test_a_page_of_a_crowded_case_looks_at_few_rows(service: Watched, read: Read) -> None:
    with service.reading() as sent:
        assert read(service) is not None
    for statement in list(sent):
        # The complaints and their reporters are few here, so that a database may well read them whole.
        require_cheap(service.engine, statement, large=LARGE - {"complaints", "reporters"}, rows=1_500, steps=100_000)
