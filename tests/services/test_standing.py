"""Standing through the use cases: counted once a decision, taken back, never by scanning; and what a crowd can do."""

import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from complaints.bootstrap import Application
from complaints.db.stores.standing import StandingStore
from complaints.domain.access import system
from complaints.domain.decisions import Outcome, Written
from complaints.domain.intake import Filing
from complaints.domain.priority import CORROBORATION, STEP
from complaints.domain.standing import MINIMUM, STANDING_LIMIT, Record
from complaints.services import standing
from complaints.services.importing import Line
from complaints.services.intake import Origin
from complaints.services.standing_ports import Verdict
from tests.builders import work
from tests.services.both import KINDS, opened
from tests.services.conftest import Clock
from tests.services.joining_desk import Desk

REFERRED = Written("referred", "It calls for force.", "The police decide about it.", "en")
UNFOUNDED = Written("no_violation", "It lists figures.", "That is lawful.", "en", manifestly_unfounded=True)
NEUTRAL = Written("no_violation", "It lists figures.", "That is lawful.", "en")
NONCES = count()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=KINDS)
def application(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Application]:
    with opened(request, tmp_path, clock) as made:
        yield made


@pytest.fixture
def desk(application: Application) -> Desk:
    return Desk(application)


def file(desk: Desk, who: str, *links: str, category: str = "other", network: str | None = None) -> int:
    """File a complaint by somebody whom a cookie makes known again."""
    filing = Filing([*links], category, f"It breaks the law, says {who}.", "en", good_faith=True)
    lodged = desk.application.intake.lodge(filing, Origin(f"nonce {next(NONCES)}", who, network))
    return lodged.complaint_id


def decide(desk: Desk, link: str, written: Written, category: str = "other") -> None:
    """Decide the case of a link."""
    number = desk.number(link, category)
    desk.application.deciding.decide(number, desk.who, desk.held(number), written)
    work(desk.application)


def record(desk: Desk, who: str) -> Record:
    """Give the record of somebody known by a cookie."""
    hashes = desk.application.keys.tags("reporter", f"cookie:{who}")
    rows = desk.rows(
        "SELECT r.founded, r.unfounded FROM reporter_records r JOIN reporters p ON p.id = r.reporter_id "
        f"WHERE p.key_hash = '{hashes[0]}'"
    )
    return Record(*(int(str(each)) for each in rows[0])) if rows else Record()


def known(desk: Desk, written: Written, *names: str, cases: int = MINIMUM) -> None:
    """Give people a record: so many cases that all of them reported and that ended alike."""
    for _ in range(cases):
        link = f"https://past{next(NONCES)}.kz/"
        for who in names:
            file(desk, who, link)
        work(desk.application)
        decide(desk, link, written)


def priority(desk: Desk, link: str, category: str = "other") -> int:
    """Give the priority of a link's case."""
    number = int(desk.number(link, category)[-6:])
    return int(str(desk.rows(f"SELECT priority FROM cases WHERE id = {number}")[0][0]))


def test_a_record_counts_a_case_once_however_often_somebody_complained(desk: Desk) -> None:
    for _ in range(3):
        file(desk, "aru", "https://one.kz/")
    file(desk, "bek", "https://one.kz/", "https://two.kz/")
    work(desk.application)
    decide(desk, "https://one.kz/", REFERRED)
    decide(desk, "https://two.kz/", UNFOUNDED)
    assert record(desk, "aru") == Record(1, 0)
    assert record(desk, "bek") == Record(1, 1)
    assert desk.rows("SELECT count(*) FROM standing_work") == [(0,)]


def test_neutral_outcomes_and_what_was_withdrawn_imported_or_filed_afterwards_count_nothing(
    desk: Desk, clock: Clock
) -> None:
    file(desk, "aru", "https://neutral.kz/")
    gone = file(desk, "bek", "https://one.kz/")
    desk.application.intake.withdraw(gone)
    fields = {
        "external_id": "7",
        "filed_at": "2020-01-01",
        "links": "https://one.kz/",
        "category": "other",
        "description": "Old.",
        "reporter": "chiara",
    }
    assert all(each.stored for each in desk.application.importing.run([Line(1, "", fields)]))
    work(desk.application)
    decide(desk, "https://neutral.kz/", NEUTRAL)
    decide(desk, "https://one.kz/", REFERRED)
    clock.move(minutes=5)
    file(desk, "dana", "https://one.kz/")
    work(desk.application)
    with desk.application.open_uow(system("test"), "standing.count") as uow:
        standing.count_later(uow, int(desk.number("https://one.kz/")[-6:]), clock())
    work(desk.application)
    assert desk.rows("SELECT count(*) FROM reporter_records") == [(0,)]


def test_counting_again_changes_nothing_and_a_reversal_takes_back(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(desk, "aru", "https://one.kz/")
    file(desk, "bek", "https://one.kz/")
    work(desk.application)
    decide(desk, "https://one.kz/", REFERRED)

    def again() -> None:
        with desk.application.open_uow(system("test"), "standing.count") as uow:
            standing.count_later(uow, 1, clock())
        work(desk.application)

    again()
    assert record(desk, "aru") == record(desk, "bek") == Record(1, 0)
    for outcome, unfounded, expected in (
        (Outcome.NO_VIOLATION, False, Record(0, 0)),
        (Outcome.NO_VIOLATION, True, Record(0, 1)),
        (Outcome.RESTRICTED, False, Record(1, 0)),
    ):
        changed = Verdict(outcome, unfounded, clock())
        monkeypatch.setattr(StandingStore, "verdict", lambda _self, _case, changed=changed: changed)
        again()
        assert record(desk, "aru") == record(desk, "bek") == expected


def test_a_reversal_also_takes_back_from_who_withdrew_since(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = file(desk, "aru", "https://one.kz/")
    work(desk.application)
    decide(desk, "https://one.kz/", REFERRED)
    desk.application.intake.withdraw(filed)
    monkeypatch.setattr(StandingStore, "verdict", lambda _self, _case: Verdict(Outcome.OUT_OF_SCOPE, False, clock()))
    with desk.application.open_uow(system("test"), "standing.count") as uow:
        standing.count_later(uow, 1, clock())
    work(desk.application)
    assert record(desk, "aru") == Record(0, 0)


def test_many_reporters_are_counted_in_batches_that_go_on_where_they_were_cut_off(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "BATCH", 2)
    for number in range(7):
        file(desk, f"person {number}", "https://one.kz/")
    work(desk.application)
    number = desk.number("https://one.kz/")
    desk.application.deciding.decide(number, desk.who, desk.held(number), REFERRED)
    assert desk.application.standing.count(1) == 2
    with desk.application.open_uow(system("relay"), "relay.publish") as uow:
        uow.outbox.mark_published([message.id for message in uow.outbox.take(100)])
    assert [record(desk, f"person {each}").founded for each in range(7)] == [1, 1, 0, 0, 0, 0, 0]
    clock.move(minutes=2)
    assert desk.application.upkeep.sweep() > 0
    work(desk.application)
    assert [record(desk, f"person {each}").founded for each in range(7)] == [1] * 7


def test_a_new_standing_moves_the_open_cases_of_whoever_has_it(desk: Desk) -> None:
    file(desk, "aru", "https://open.kz/", category="extremism")
    work(desk.application)
    before = priority(desk, "https://open.kz/", "extremism")
    known(desk, REFERRED, "aru")
    lifted = priority(desk, "https://open.kz/", "extremism") - before
    assert 0 < lifted <= STANDING_LIMIT
    known(desk, UNFOUNDED, "aru", cases=60)
    assert -STANDING_LIMIT <= priority(desk, "https://open.kz/", "extremism") - before < 0


def test_no_crowd_of_bad_standing_holds_back_what_somebody_else_reported(desk: Desk) -> None:
    crowd = [f"puppet {each}" for each in range(4)]
    known(desk, UNFOUNDED, *crowd, cases=12)
    file(desk, "aru", "https://true.kz/", network="net a")
    work(desk.application)
    alone = priority(desk, "https://true.kz/")
    for who in crowd:
        file(desk, who, "https://true.kz/")
    work(desk.application)
    assert priority(desk, "https://true.kz/") >= alone
    file(desk, crowd[0], "https://vendetta.kz/")
    work(desk.application)
    assert priority(desk, "https://vendetta.kz/") < alone


def test_a_merged_case_is_weighed_by_all_who_reported_either(desk: Desk) -> None:
    known(desk, REFERRED, "aru")
    desk.file("https://one.kz/")
    file(desk, "aru", "https://two.kz/")
    work(desk.application)
    one, two = desk.number("https://one.kz/"), desk.number("https://two.kz/")
    before = priority(desk, "https://one.kz/")
    desk.merge(two, one)
    assert before < priority(desk, "https://one.kz/") <= before + STEP
    decide(desk, "https://one.kz/", REFERRED)
    assert record(desk, "aru") == Record(MINIMUM + 1, 0)


def test_five_hundred_clones_move_a_resource_by_at_most_the_one_bounded_step(desk: Desk) -> None:
    """Of the accounts five were groomed to a good record; they use many networks and three categories at once."""
    puppets = [f"puppet {each}" for each in range(5)]
    known(desk, REFERRED, *puppets, cases=2 * MINIMUM)
    categories = ("other", "extremism", "suicide")
    for category in categories:
        file(desk, f"alone {category}", "https://alone.kz/page", category=category, network=f"net {category}")
        file(desk, "first", "https://crowd.kz/page", category=category, network="net first")
    work(desk.application)
    before = {category: priority(desk, "https://crowd.kz/page", category) for category in categories}
    everybody = [*puppets, *(f"clone {each}" for each in range(495))]
    for number, who in enumerate(everybody):
        file(desk, who, "https://crowd.kz/page", category=categories[number % 3], network=f"198.18.{number % 250}.0/24")
    work(desk.application)
    lifted = [priority(desk, "https://crowd.kz/page", category) - before[category] for category in categories]
    assert all(CORROBORATION <= each <= STEP for each in lifted), lifted
    assert sum(int(str(row[0])) for row in desk.rows("SELECT complaints FROM cases WHERE complaints > 100")) == 503


@pytest.mark.parametrize("application", [KINDS[1]], indirect=True)
def test_workers_that_count_at_the_same_time_count_each_case_once(
    desk: Desk, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = [f"https://page{each}.kz/" for each in range(4)]
    for who in ("aru", "bek", "dana"):
        file(desk, who, *links)
    work(application)
    for link in links:
        number = desk.number(link)
        application.deciding.decide(number, desk.who, desk.held(number), REFERRED)
    ready = threading.Barrier(12)
    failures: list[BaseException] = []

    def run(case_id: int) -> None:
        ready.wait()
        try:
            application.standing.count(case_id)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(1 + each % 4,)) for each in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [record(desk, who) for who in ("aru", "bek", "dana")] == [Record(4, 0)] * 3


def test_a_reviewer_reads_a_band_and_no_more(desk: Desk, application: Application) -> None:
    known(desk, REFERRED, "aru")
    file(desk, "aru", "https://one.kz/")
    file(desk, "bek", "https://one.kz/")
    work(application)
    case = int(desk.number("https://one.kz/")[-6:])
    bands = [each.standing for each in application.views.voices.each(case).complaints]
    assert bands == ["often", "new"]
