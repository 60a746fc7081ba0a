"""Twenty reviewers ask for work at the same moment: every case comes to one of them, the best first, nobody starves."""

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.seeding import fill
from complaints.bootstrap import Application, build
from complaints.db.upgrade import upgrade
from complaints.domain.access import Role, StaffMember, system
from complaints.domain.decisions import Written
from tests.builders import REFUSAL, settings_for
from tests.servers import fresh_database

REVIEWERS, CASES = 20, 240
# As the service is deployed: several processes, each with a few threads and connections of its own.
PROCESSES = 5
# Among twenty who ask at once, nineteen others may just be taking what is better.
AT_ONCE = REVIEWERS - 1


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def services(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Application]]:
    """The parts of a service with many waiting cases, on a new database of either kind."""
    environment = {"ARYZ_SECRET_KEY": "the secret of an invented deployment", "ARYZ_BASE_URL": "https://aryz.example"}
    if request.param == "postgresql":
        environment["ARYZ_DATABASE_URL"] = fresh_database(request.getfixturevalue("postgres"))
    made = [build(settings_for(tmp_path, **environment)) for _ in range(PROCESSES)]
    upgrade(made[0].database.engine)
    fill(made[0].database.engine, CASES)
    with made[0].open_uow(system("test"), "test.waiting") as uow:
        uow.connection.exec_driver_sql("UPDATE cases SET state = 'waiting'")
    yield made
    for each in made:
        each.close()


@pytest.fixture
def reviewers(services: list[Application]) -> list[StaffMember]:
    """Twenty reviewers, five of whom work in two languages only, and one in English alone."""
    service = services[0]
    made = []
    with service.open_uow(system("test"), "test.staff") as uow:
        for each in range(REVIEWERS):
            email = f"reviewer{each}@demo.example"
            row_id = uow.staff.add(email, Role.REVIEWER, "no password", service.clock(), demo=True)
            made.append(StaffMember(row_id, email, Role.REVIEWER))
    for who in made[:5]:
        service.handing.set_skills(who.email, ["kk", "ru"], [], system("test"))
    service.handing.set_skills(made[5].email, ["en"], [], system("test"))
    return made


def work_until_nothing_is_left(service: Application, who: StaffMember, failures: list[Exception]) -> None:
    """Ask for the next case and decide it, as long as there is one."""
    try:
        while (number := service.handing.next(who)) is not None:
            with service.open_reader() as uow:
                case = uow.cases.get(int(number[-6:]))
            assert case is not None
            service.deciding.decide(number, who, case.version, Written(**REFUSAL))
    except Exception as failure:
        failures.append(failure)


def handed_out(service: Application) -> list[tuple[int, str]]:
    """List which case was handed to whom, in the order of the log."""
    with service.database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT row_id, actor FROM audit_log WHERE action = 'handing.next' AND table_name = 'cases' ORDER BY id"
        )
        return [(int(row.row_id), row.actor) for row in rows]


def test_every_case_comes_to_exactly_one_of_twenty_reviewers_the_best_first(
    services: list[Application], reviewers: list[StaffMember]
) -> None:
    service = services[0]
    failures: list[Exception] = []
    start = threading.Barrier(REVIEWERS)

    def one(place: int, who: StaffMember) -> None:
        start.wait()
        work_until_nothing_is_left(services[place % PROCESSES], who, failures)

    threads = [threading.Thread(target=one, args=each) for each in enumerate(reviewers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    handed = handed_out(service)
    with service.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, rank, language FROM cases ORDER BY rank, id").all()
        decided = connection.exec_driver_sql("SELECT count(*), count(DISTINCT case_id) FROM decisions").one()
    assert sorted(case_id for case_id, _ in handed) == sorted(row.id for row in rows), "each once, none left"
    assert tuple(decided) == (CASES, CASES)
    languages = {row.id: row.language for row in rows}
    speakers = {str(who.actor): {"kk", "ru"} for who in reviewers[:5]} | {str(reviewers[5].actor): {"en"}}
    left = [row.id for row in rows]
    for case_id, actor in handed:
        spoken = speakers.get(actor, {"kk", "ru", "en"})
        assert languages[case_id] in spoken
        better = [each for each in left[: left.index(case_id)] if languages[each] in spoken]
        assert len(better) <= AT_ONCE, f"case {case_id} came before {len(better)} better ones"
        left.remove(case_id)
    got = Counter(actor for _, actor in handed)
    everybody = [got[str(who.actor)] for who in reviewers if who is not reviewers[5]]
    assert min(everybody) >= CASES / REVIEWERS / 4, f"somebody starved: {sorted(everybody)}"
