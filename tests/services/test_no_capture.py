"""Content that must never be kept: every way in is tried, and what came in before the mark goes."""

from dataclasses import replace

import pytest

from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.verification import verify
from complaints.domain.access import Act, Role, StaffMember
from complaints.domain.audit import Remark
from complaints.domain.errors import Refusal
from tests.net.hostile import http, moved
from tests.services.conftest import PROSE, page
from tests.services.pictures import png

LINK = "http://site.kz/page"
SECRET_WORDS = "Unforgettable sentence of the page"


def nothing_was_kept(service) -> None:
    assert list(service.evidence.hashes()) == []
    assert service.rows("SELECT count(*) FROM evidence WHERE removed_at IS NULL") == [(0,)]
    assert service.rows("SELECT count(*) FROM captures") == [(0,)]


def test_the_category_alone_keeps_every_worker_away(service, site):
    site.paths["/page"] = page()
    service.file(LINK, "child_abuse")
    service.work()
    assert service.codes(1)["reachable"] == "check.not_attempted.no_capture"
    assert site.requests == []
    nothing_was_kept(service)


@pytest.mark.parametrize("first", ["child_abuse", "extremism"])
def test_the_mark_holds_whatever_category_others_chose(service, site, first):
    site.paths["/page"] = page()
    for category in (first, "extremism", "child_abuse", "other"):
        service.file(LINK, category, f"filed as {category} after {first}")
    service.work()
    assert site.requests == [], "the mark stands from the filing on, before any of them was attached"
    nothing_was_kept(service)


def test_another_spelling_of_the_link_is_the_same_thing(service, site):
    site.paths["/page"] = page()
    service.file("HTTP://SITE.KZ./page?utm_source=x", "child_abuse")
    service.file(LINK, "other")
    service.work()
    assert site.requests == []


def test_asking_again_by_hand_or_on_schedule_changes_nothing(service, site, reviewer, clock):
    site.paths["/page"] = page()
    service.file(LINK, "other")
    service.file(LINK, "child_abuse")
    service.work()
    for case in (1, 2):
        service.checking.again(service.number(case), reviewer)
    with service.open_uow(reviewer.actor, "test") as uow:
        uow.visits.retry(1, clock())
    clock.move(hours=2)
    service.checking.retry()
    service.work()
    assert site.requests == []


def test_a_redirect_to_it_is_not_followed(service, site):
    site.paths["/short"] = moved(LINK)
    site.paths["/page"] = page()
    service.file(LINK, "child_abuse")
    service.file("http://other.kz/short", "other")
    service.work()
    assert [request.split()[1] for request in site.requests] == ["/short"]
    assert service.codes(2)["reachable"] == "check.not_attempted.no_capture"
    nothing_was_kept(service)


def test_a_page_of_a_site_that_is_marked_as_a_whole_is_not_opened(service, site):
    site.paths["/page"] = page()
    service.file("http://site.kz/", "child_abuse")
    service.file(LINK, "other")
    service.work()
    assert site.requests == []


def test_the_mark_that_comes_while_the_page_is_on_its_way_wins(service, site):
    def answer(connection):
        service.file(LINK, "child_abuse")
        connection.sendall(page(SECRET_WORDS))

    site.paths["/page"] = answer
    service.file(LINK, "other")
    service.work()
    assert len(site.requests) == 1
    assert service.codes(1)["reachable"] == "check.not_attempted.no_capture"
    nothing_was_kept(service)
    assert SECRET_WORDS not in everything(service)


def test_a_category_that_an_administrator_closes_later_counts_too(service, site, clock, reviewer):
    site.paths["/page"] = page()
    service.file(LINK, "other")
    with service.open_uow(reviewer.actor, "test") as uow:
        uow.connection.exec_driver_sql("UPDATE categories SET capture = 0 WHERE code = 'other'")
    service.work()
    assert site.requests == []


def test_a_link_that_carries_a_secret_is_not_fetched(service, site):
    service.file("http://site.kz/?access_token=abcdef123456", "other")
    service.work()
    assert site.requests == []
    assert service.codes(1)["reachable"] == "check.not_attempted.carries_secret"
    assert service.rows("SELECT state FROM cases") == [("waiting",)]


def test_imported_complaints_mark_as_well(service, site):
    from complaints.services.importing import Line

    site.paths["/page"] = page()
    fields = {"external_id": "1", "links": LINK, "category": "child_abuse", "description": "x", "filed_at": ""}
    assert all(outcome.stored for outcome in service.importing.run([Line(1, "", fields)]))
    service.file(LINK, "other")
    service.work()
    assert site.requests == []


# --- stop and purge ------------------------------------------------------------------------------------------------


def everything(service) -> str:
    """Read all that the database holds as text."""
    tables = [row[0] for row in service.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "\n".join(str(service.rows(f'SELECT * FROM "{table}"')) for table in tables)


@pytest.fixture
def captured(service, site):
    """Two cases of one page with captures, an image, quotations and a near-copy elsewhere."""
    text = f"{PROSE}\n{SECRET_WORDS}, says terror and overthrow the government."
    site.paths["/page"] = page(text, title=f"Title with {SECRET_WORDS}", author="A. Known")
    site.paths["/image"] = http(png(), "Content-Type: image/png")
    for category in ("extremism", "terrorism"):
        service.file(LINK, category)
    service.file("http://site.kz/image", "other")
    service.work()
    assert SECRET_WORDS in everything(service)
    return service


def test_a_purge_removes_every_copy_and_derivative_and_leaves_the_event(captured, reviewer):
    before = set(captured.evidence.hashes())
    assert captured.keeping.purge(captured.number(1), reviewer) == 1
    text = everything(captured)
    assert SECRET_WORDS not in text
    assert "A. Known" not in text
    assert captured.rows("SELECT DISTINCT removed_why FROM evidence WHERE case_id IN (1, 2)") == [("purged",)]
    assert captured.rows("SELECT count(*) FROM captures WHERE case_id IN (1, 2)") == [(0,)]
    assert captured.rows("SELECT count(*) FROM check_details WHERE case_id IN (1, 2)") == [(0,)]
    assert len(before - set(captured.evidence.hashes())) == 1
    assert captured.rows("SELECT case_id, staff_id, objects FROM purges") == [(1, 1, 1)]
    log = captured.rows("SELECT actor, table_name FROM audit_log WHERE action = 'evidence.purge'")
    assert ("staff:1", "purges") in log
    assert captured.rows("SELECT state FROM evidence_objects WHERE state <> 'kept'") == [("removed",)]
    assert captured.codes(1)["title"] == "check.title.found", "that a check ran stays in the history"


def test_the_log_still_verifies_after_a_purge(captured, reviewer):
    seal_all(captured.database.engine)
    captured.keeping.purge(captured.number(1), reviewer)
    seal_all(captured.database.engine)
    with captured.database.snapshot() as connection:
        told = list(verify(connection, metadata))
    assert told, "the log says what was erased"
    assert all(isinstance(each, Remark) and "erased by event" in each.sentence for each in told)


def test_nothing_is_fetched_again_after_a_purge(captured, site, reviewer, clock):
    captured.keeping.purge(captured.number(1), reviewer)
    asked = len(site.requests)
    clock.move(hours=3)
    for case in (1, 2):
        captured.checking.again(captured.number(case), reviewer)
    captured.file(LINK, "other", "once more")
    captured.checking.retry()
    captured.work()
    assert len(site.requests) == asked


def test_a_purge_leaves_other_things_alone(captured, reviewer):
    captured.keeping.purge(captured.number(1), reviewer)
    assert captured.rows("SELECT count(*) FROM evidence WHERE case_id = 3 AND removed_at IS NULL") == [(2,)]
    exhibit = captured.rows("SELECT id FROM evidence WHERE kind = 'image'")[0][0]
    captured.keeping.look(exhibit, reviewer, clear=False)


def test_the_very_same_image_elsewhere_goes_too(service, site, reviewer):
    for path in ("/one", "/two"):
        site.paths[path] = http(png(), "Content-Type: image/png")
        service.file(f"http://site.kz{path}", "other")
    service.work()
    service.keeping.purge(service.number(1), reviewer)
    images = service.rows("SELECT removed_why FROM evidence WHERE kind = 'image'")
    assert images == [("purged",), ("purged",)]


def test_a_purge_while_a_capture_is_on_its_way_wins(service, site, reviewer):
    def answer(connection):
        service.keeping.purge(service.number(1), reviewer)
        connection.sendall(page(SECRET_WORDS))

    site.paths["/page"] = answer
    service.file(LINK, "other")
    service.work()
    nothing_was_kept(service)
    assert SECRET_WORDS not in everything(service)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.CUSTODIAN, Role.ADMIN])
def test_only_who_works_cases_may_purge(captured, role):
    with pytest.raises(Refusal, match=r"access\.denied"):
        captured.keeping.purge(captured.number(1), StaffMember(3, "x@demo.example", role))


def test_a_purge_that_was_cut_off_is_finished_by_the_sweep(captured, reviewer, monkeypatch):
    broken = replace(captured.keeping, vault=Unwilling(captured.evidence))
    with pytest.raises(OSError, match="unwilling"):
        broken.purge(captured.number(1), reviewer)
    assert captured.rows("SELECT count(*) FROM evidence_objects WHERE state = 'removing'") == [(1,)]
    assert captured.keeping.sweep() == 1
    assert captured.rows("SELECT count(*) FROM evidence_objects WHERE state = 'removing'") == [(0,)]


class Unwilling:
    """A store that cannot delete."""

    def __init__(self, store) -> None:
        self._store = store

    def __getattr__(self, name: str):
        return getattr(self._store, name)

    def delete(self, sha256: str) -> None:
        raise OSError("unwilling")


def test_no_preview_of_a_marked_thing_is_shown(service, site, reviewer):
    site.paths["/image"] = http(png(), "Content-Type: image/png")
    service.file("http://site.kz/image", "other")
    service.work()
    ((exhibit,),) = service.rows("SELECT id FROM evidence WHERE kind = 'image'")
    service.keeping.look(exhibit, reviewer, clear=False)
    service.file("http://site.kz/image", "child_abuse")
    with pytest.raises(Refusal, match=r"never_shown"):
        service.keeping.look(exhibit, reviewer, clear=True)
    view = service.views.cases.get(service.number(1))
    assert all(not each.text and not each.title for each in view.evidence)


def test_reviewers_and_seniors_work_cases():
    assert {role for role in Role if StaffMember(1, "", role).may(Act.WORK_CASES)} == {Role.REVIEWER, Role.SENIOR}
