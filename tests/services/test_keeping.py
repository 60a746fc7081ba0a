"""Evidence over time: found damaged, kept as long as a decision needs it, gone when its time has passed."""

import os
from datetime import date

import pytest

from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.upgrade import check
from complaints.db.verification import verify
from complaints.domain.access import Role, StaffMember
from complaints.domain.decisions import Written
from complaints.web.factory import create_app
from tests.net.hostile import http
from tests.pages import Person
from tests.services.conftest import PROSE, page
from tests.services.pictures import png

LINK = "http://site.kz/page"
SENIOR = StaffMember(3, "senior@demo.example", Role.SENIOR)


@pytest.fixture
def captured(service, site):
    site.paths["/page"] = page(PROSE, title="A title to forget")
    service.file(LINK)
    service.work()
    return service


def decide(service, reviewer, *, restrict: bool = False) -> None:
    number = service.number()
    service.casework.claim(number, reviewer)
    version = service.rows("SELECT version FROM cases WHERE id = 1")[0][0]
    cited = tuple(str(row[0]) for row in service.rows("SELECT id FROM evidence WHERE case_id = 1"))
    common = {"facts": "The page says so.", "explanation": "It may.", "language": "en", "evidence": cited}
    if not restrict:
        service.deciding.decide(number, reviewer, version, Written(outcome="no_violation", **common))
        return
    more = {"ground": "communications-41-1-1-1", "ground_explanation": "It meets it.", "necessity": "Nothing milder."}
    end = date(2027, 1, 31).isoformat()
    written = Written(outcome="restricted", scope="page", territory="Kazakhstan", ends_on=end, **common, **more)
    service.deciding.decide(number, reviewer, version, written)
    version = service.rows("SELECT version FROM cases WHERE id = 1")[0][0]
    service.deciding.approve(number, SENIOR, version)


def test_damage_is_found_by_the_periodic_look_and_said_everywhere(captured, clock, tmp_path):
    assert captured.keeping.verify() == 0
    clock.move(days=31)
    (place,) = [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    sealed = bytearray(place.read_bytes())
    sealed[40] ^= 1
    place.write_bytes(sealed)
    assert captured.keeping.verify() == 1
    assert captured.rows("SELECT state FROM evidence_objects") == [("damaged",)]
    assert captured.views.cases.get(captured.number()).evidence[0].damaged
    assert captured.rows("SELECT after FROM audit_log WHERE action = 'evidence.verify'")
    assert captured.keeping.verify() == 0, "each object is read once a month"


def test_all_can_be_read_at_once_and_damage_shows_in_the_figures_until_it_is_made_good(captured, site, clock, tmp_path):
    for number in range(4):
        site.paths[f"/{number}"] = page(f"{PROSE}\nThis is page {number}.")
        captured.file(f"http://site.kz/{number}")
    captured.work()
    assert captured.keeping.damaged() == 0
    places = {path.name: path for path in (tmp_path / "evidence").rglob("*") if path.is_file()}
    (changed, gone, *_whole) = sorted(places)
    kept = places[changed].read_bytes()
    places[changed].write_bytes(b"\x01" + kept)
    places[gone].unlink()
    clock.move(seconds=1)
    found = dict(captured.keeping.examine())
    assert set(found) == set(places)
    assert {name for name, whole in found.items() if not whole} == {changed, gone}
    assert captured.keeping.damaged() == 2
    operator = Person(create_app(captured))
    assert "aryz_evidence_damaged 2" in operator.open("/metrics").text
    assert operator.open("/readyz").text.count('"evidence":"damaged"') == 1
    places[changed].write_bytes(kept)
    clock.move(seconds=1)
    assert sum(not whole for _, whole in captured.keeping.examine()) == 1
    assert captured.keeping.damaged() == 1


def test_what_is_whole_is_read_once_a_month(captured, clock):
    reads = []
    intact = captured.evidence.intact
    captured.evidence.intact = lambda sha256: reads.append(sha256) or intact(sha256)
    for _ in range(4):
        clock.move(days=10)
        assert captured.keeping.verify() == 0
    assert len(reads) == 1


def test_nothing_of_an_open_case_ever_expires(captured, clock):
    clock.move(days=4_000)
    assert captured.keeping.expire() == 0
    assert len(list(captured.evidence.hashes())) == 1


def test_evidence_goes_twelve_months_after_closure_and_leaves_only_that_it_went(captured, reviewer, clock):
    decide(captured, reviewer)
    captured.work()
    ((until,),) = captured.rows("SELECT appeal_until FROM register_entries")
    clock.move(days=(date.fromisoformat(until) - clock().date()).days + 1)
    assert captured.upkeep.close() == 1
    clock.move(days=364)
    assert captured.keeping.expire() == 0, "referenced evidence stays until its retention ends"
    clock.move(days=2)
    assert captured.keeping.expire() == 1
    assert list(captured.evidence.hashes()) == []
    assert captured.rows("SELECT removed_why, text, title FROM evidence") == [("expired", "", "")]
    assert captured.rows("SELECT state FROM evidence_objects") == [("removed",)]
    assert "A title to forget" not in str(captured.rows("SELECT * FROM audit_texts WHERE column_name = 'title'"))
    assert captured.rows("SELECT count(*) FROM audit_log WHERE action = 'evidence.expire'")[0][0] >= 2
    assert captured.rows("SELECT count(*) FROM statement_evidence") == [(1,)], "the reference stays"
    seal_all(captured.database.engine)
    with captured.database.reading() as connection:
        assert list(verify(connection, metadata)) == []


def test_evidence_of_a_restriction_stays_as_long_as_it_runs(captured, reviewer, clock):
    decide(captured, reviewer, restrict=True)
    captured.work()
    clock.move(days=200)
    captured.upkeep.close()
    clock.now = clock.now.replace(year=2028, month=1, day=30)
    assert captured.keeping.expire() == 0
    clock.move(days=3)
    assert captured.keeping.expire() == 1


def test_bytes_that_a_killed_worker_left_are_swept_up_after_a_day(captured, clock, tmp_path):
    kept = set(captured.evidence.hashes())
    orphan = captured.evidence.put(b"stored, then killed before the row was written")
    for path in (tmp_path / "evidence").rglob("*"):
        os.utime(path, (clock().timestamp(), clock().timestamp()))
    assert captured.keeping.sweep(range(256)) == 0
    clock.move(hours=25)
    assert sum(captured.keeping.sweep() for _ in range(16) if clock.move(hours=1) is None) == 1
    assert set(captured.evidence.hashes()) == kept
    assert not captured.evidence.exists(orphan.sha256)


def test_bytes_that_are_needed_again_meanwhile_are_not_deleted(captured, clock, reviewer):
    (sha256,) = captured.evidence.hashes()
    with captured.open_uow(reviewer.actor, "test") as uow:
        from complaints.domain.retention import ObjectState

        uow.evidence.set_object(sha256, ObjectState.REMOVING, clock())
    assert captured.keeping.sweep() == 0
    assert captured.evidence.intact(sha256)
    assert captured.rows("SELECT state FROM evidence_objects") == [("kept",)]


def test_evidence_can_be_neither_altered_nor_deleted_by_a_statement(captured, reviewer):
    for statement in (
        "DELETE FROM evidence",
        "UPDATE evidence SET sha256 = 'x'",
        "UPDATE evidence SET captured_at = 1",
    ):
        with (
            pytest.raises(Exception, match="evidence: "),
            captured.open_uow(reviewer.actor, "test") as uow,
        ):
            uow.connection.exec_driver_sql(statement)


def test_a_change_of_secret_loses_no_evidence(captured, tmp_path):
    from complaints.bootstrap import build
    from complaints.settings import Settings

    old = (tmp_path / "secret.key").read_text().strip()
    env = {"ARYZ_DATA_DIR": str(tmp_path), "ARYZ_SECRET_KEY": "n" * 40, "ARYZ_SECRET_KEY_PREVIOUS": old}
    changed = build(Settings.from_environment(env))
    assert all(changed.evidence.intact(sha256) for sha256 in captured.evidence.hashes())
    changed.close()


def test_an_image_is_looked_at_veiled_or_clear_and_each_look_is_logged(service, site, reviewer):
    site.paths["/image"] = http(png(1_200, 900), "Content-Type: image/png")
    service.file("http://site.kz/image", "other")
    service.work()
    ((exhibit,),) = service.rows("SELECT id FROM evidence WHERE kind = 'image'")
    _, veiled = service.keeping.look(exhibit, reviewer, clear=False)
    _, clear = service.keeping.look(exhibit, reviewer, clear=True)
    assert max(veiled.width, veiled.height) <= 480 < clear.width
    assert service.rows("SELECT what, staff_id, case_id FROM personal_reads") == [
        (f"evidence {exhibit}, blurred", 1, 1),
        (f"evidence {exhibit}, clear", 1, 1),
    ]


def test_the_schema_is_the_one_of_this_version(service):
    assert check(service.database.engine) == []
