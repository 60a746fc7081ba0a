"""Checking a case end to end: what is captured, what is found, what happens when it cannot be done."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from complaints.db.metadata import metadata
from complaints.db.sequencer import seal_all
from complaints.db.verification import verify
from complaints.domain.checks import Subject
from complaints.domain.checks.steps import STEPS, Step
from complaints.domain.decisions import Written
from complaints.services.checks import Checking
from complaints.web.factory import create_app
from tests.builders import PASSWORD, REFUSAL, email_of
from tests.net.hostile import http, moved
from tests.pages import Person
from tests.services.conftest import PROSE, page


def test_a_page_is_captured_and_every_step_says_something(service, site):
    site.paths["/page"] = page(
        PROSE + "\nIt calls to overthrow the government and to take up arms.", author="A. Author"
    )
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1) == {
        "decided": "check.decided.never",
        "protected": "check.protected.no",
        "past": "check.past.none",
        "reachable": "check.reachable.yes",
        "robots": "check.robots.free",
        "redirected": "check.redirected.no",
        "canonical": "check.canonical.none",
        "captured": "check.captured.text",
        "title": "check.title.found",
        "language": "check.language.found",
        "words": "check.words.named",
        "near": "check.near.none",
        "changed": "check.changed.never_decided",
        "account": "check.account.none",
        "reach": "check.reach.none",
    }
    assert service.rows("SELECT state FROM cases") == [("waiting",)]
    ((status, author, chain),) = service.rows("SELECT status, author, chain FROM captures")
    assert (status, author, chain) == (200, "A. Author", '[["http://site.kz/page", 200]]')
    seal_all(service.database.engine)
    with service.database.reading() as connection:
        assert list(verify(connection, metadata)) == []


def test_every_step_names_its_queue_version_and_inputs():
    for step in STEPS:
        assert step.queue == "checks"
        assert step.version >= 1
        assert set(step.inputs) <= {"case", "capture"}
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_many_complaints_about_a_page_make_one_request_an_hour(service, site, clock, reviewer):
    site.paths["/page"] = page()
    for category in ("extremism", "terrorism", "other", "narcotics"):
        for turn in range(3):
            service.file("http://site.kz/page", category, f"words {turn}")
    service.work()
    assert len(site.requests) == 1
    assert service.rows("SELECT count(*), count(DISTINCT sha256) FROM evidence") == [(4, 1)]
    service.checking.again(service.number(), reviewer)
    service.work()
    assert len(site.requests) == 1, "within the hour the same capture serves"
    clock.move(minutes=61)
    service.checking.again(service.number(), reviewer)
    service.work()
    assert len(site.requests) == 2
    assert service.rows("SELECT max(run) FROM checks") == [(3,)], "old findings stay"


def test_however_many_complain_and_ask_a_page_is_captured_once_an_hour(service, site, clock, reviewer):
    site.paths["/page"] = page()
    for minute in range(0, 180, 5):
        for _ in range(3):
            service.file("http://site.kz/page", "extremism", f"words {minute} {clock()}")
        if minute:
            service.checking.again(service.number(), reviewer)
        service.work()
        clock.move(minutes=5)
    assert len(site.requests) == 3
    assert service.rows("SELECT count(*) FROM evidence") == [(3,)]


def test_a_site_is_asked_one_page_at_a_time_with_a_pause(service, site):
    for number in range(3):
        site.paths[f"/{number}"] = page()
        service.file(f"http://site.kz/{number}")
    service.work()
    assert len(site.requests) == 3
    assert sum(service.waited) == pytest.approx(6, abs=0.5), "robots.txt is one of them"


def test_a_turn_that_does_not_come_is_booked_and_the_checks_run_then(service, site, clock):
    for number in range(12):
        site.paths[f"/{number}"] = page()
        service.file(f"http://site.kz/{number}")
    patient = service.capturing
    service.__dict__["capturing"] = replace(patient, patience=patient.pause * 0)
    service.work()
    assert len(site.requests) == 1
    assert service.codes(12)["reachable"] == "check.failed.waiting"
    assert service.rows("SELECT DISTINCT state FROM cases") == [("waiting",)], "a person may look meanwhile"
    due = [row[0] for row in service.rows("SELECT due_at FROM check_retries ORDER BY due_at")]
    assert len(due) == 11
    assert all(later - earlier >= 1_900_000 for earlier, later in pairwise(due)), "turns do not meet"
    for _ in range(40):
        clock.move(seconds=3)
        service.checking.retry()
        service.work()
    assert len(site.requests) == 12
    assert all(service.codes(number)["reachable"] == "check.reachable.yes" for number in range(1, 13))


def test_a_failing_check_says_why_and_is_tried_again_on_schedule(service, site, internet, clock):
    internet.routes["93.184.215.14", 80] = OSError("no route")
    site.paths["/page"] = page()
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1)["reachable"] == "check.failed.connection"
    assert service.codes(1)["decided"] == "check.decided.never", "what needs no page is done"
    ((due,),) = service.rows("SELECT due_at FROM check_retries")
    assert due == int((clock.now.timestamp() + 300) * 1_000_000)
    service.checking.retry()
    service.work()
    assert service.rows("SELECT max(run) FROM checks") == [(1,)], "not before its time"
    internet.routes["93.184.215.14", 80] = site
    clock.move(minutes=6)
    service.checking.retry()
    service.work()
    assert service.codes(1)["reachable"] == "check.reachable.yes"
    assert service.codes(1)["requested"] == "check.retried"
    assert service.codes(1, run=1)["reachable"] == "check.failed.connection", "the old finding stays"
    assert service.rows("SELECT count(*) FROM check_retries") == [(0,)]


def test_retries_end_and_a_person_may_still_ask(service, site, internet, clock, reviewer):
    internet.routes["93.184.215.14", 80] = OSError("no route")
    service.file("http://site.kz/page")
    service.work()
    for _ in range(60):
        clock.move(hours=3)
        service.checking.retry()
        service.work()
    runs = service.rows("SELECT max(run) FROM checks")
    assert runs == [(5,)]
    internet.routes["93.184.215.14", 80] = site
    site.paths["/page"] = page()
    service.checking.again(service.number(), reviewer)
    service.work()
    assert service.codes(1)["reachable"] == "check.reachable.yes"


def test_a_site_that_fails_in_a_row_is_left_alone(service, site, internet, clock):
    internet.routes["93.184.215.14", 80] = OSError("no route")
    for number in range(9):
        service.file(f"http://site.kz/{number}")
        service.work()
        clock.move(seconds=30)
    assert len(internet.connections) == 6, "once for robots.txt"
    assert service.codes(9)["reachable"] == "check.failed.resting"
    clock.move(minutes=11)
    internet.routes["93.184.215.14", 80] = site
    site.paths["/8"] = page()
    for _ in range(10):
        service.checking.retry()
        service.work()
        clock.move(minutes=2)
    assert service.codes(9)["reachable"] == "check.reachable.yes"


def test_an_error_of_the_server_is_evidence_and_is_tried_again(service, site, clock):
    site.paths["/page"] = http(b"busy", "Retry-After: 900", "Content-Type: text/plain", status="503 Busy")
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1)["reachable"] == "check.reachable.error"
    assert service.rows("SELECT due_at FROM check_retries") == [(int((clock.now.timestamp() + 900) * 1_000_000),)]
    site.paths["/page"] = page()
    clock.move(seconds=901)
    service.checking.retry()
    service.work()
    assert service.codes(1)["reachable"] == "check.reachable.yes"
    assert service.rows("SELECT count(*) FROM evidence") == [(2,)]


def test_a_step_that_breaks_is_a_finding_and_stops_no_other(service, site):
    def broken(subject: Subject):
        raise ZeroDivisionError

    site.paths["/page"] = page()
    service.__dict__["checking"] = Checking(
        service.open_uow, service.clock, (Step("words", broken), *STEPS[:4]), service.capturing
    )
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1)["words"] == "check.failed.internal"
    assert service.codes(1)["reachable"] == "check.reachable.yes"
    assert service.rows("SELECT count(*) FROM check_retries") == [(1,)]


def test_a_redirect_is_told_with_its_way(service, site):
    site.paths["/short"] = moved("/long")
    site.paths["/long"] = page()
    service.file("http://site.kz/short")
    service.work()
    assert service.codes(1)["redirected"] == "check.redirected.yes"
    assert service.rows(
        "SELECT detail FROM check_details d JOIN checks c ON c.id = d.check_id WHERE step = 'redirected'"
    ) == [('["302 http://site.kz/short", "200 http://site.kz/long"]',)]


def test_a_near_copy_of_another_case_is_found(service, site):
    site.paths["/one"] = page()
    site.paths["/two"] = page(PROSE.replace("honest example here", "honest example there"))
    site.paths["/far"] = page(
        "\n".join(f"Line {n} of quite another story about boats and harbours number {n}." for n in range(30))
    )
    for path in ("one", "two", "far"):
        service.file(f"http://site.kz/{path}")
        service.work()
    assert service.codes(1)["near"] == "check.near.none"
    assert service.codes(2)["near"] == "check.near.open"
    assert service.codes(3)["near"] == "check.near.none"


def test_the_service_without_a_network_says_so(service, site):
    service.__dict__["settings"] = replace(service.settings, egress="none")
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1)["reachable"] == "check.not_attempted.no_network"
    assert site.requests == []
    assert service.rows("SELECT state FROM cases") == [("waiting",)]


def test_earlier_runs_are_folded_and_what_was_not_attempted_stands_in_one_row(service, site, reviewer):
    service.__dict__["settings"] = replace(service.settings, egress="none")
    service.__dict__["capturing"] = replace(service.capturing, networked=False)
    service.file("http://site.kz/page")
    service.work()
    person = Person(create_app(service))
    person.sign_in(email_of("reviewer"), PASSWORD)
    path = f"/staff/cases/{service.number()}"
    assert person.open(path).tree.css_first("#earlier-runs") is None
    rows = [" ".join(node.text().split()) for node in person.last.tree.css("#checks dt")]
    assert rows.count("Not attempted") == 1
    assert max(map(len, rows)) < 60
    service.checking.again(service.number(), reviewer)
    service.work()
    folded = person.open(path).tree.css_first("#earlier-runs")
    assert "run 1" in folded.text()
    assert "run 2" not in folded.text()
    assert "run 2" in person.last.words


def test_checks_that_failed_for_one_reason_stand_in_one_row(service):
    service.file("http://nowhere.kz/page")
    service.work()
    person = Person(create_app(service))
    person.sign_in(email_of("reviewer"), PASSWORD)
    shown = person.open(f"/staff/cases/{service.number()}").tree.css_first("#checks")
    assert [" ".join(node.text().split()) for node in shown.css("dt")].count("Failed") == 1
    assert shown.text().count("Could not be done, because: the name of the site leads to no address") == 1
    assert "Reachable, Automatic readers, Redirected" in " ".join(shown.text().split())


def test_what_was_decided_about_the_same_account_and_site_is_counted(service, site, reviewer):
    for path in ("/author/1", "/author/2", "/somebody/3"):
        site.paths[path] = page(f"{PROSE}\nThis is {path}.")
    service.file("http://site.kz/author/1")
    service.work()
    service.casework.claim(service.number(), reviewer)
    version = service.rows("SELECT version FROM cases")[0][0]
    service.deciding.decide(service.number(), reviewer, version, Written(**REFUSAL))
    service.work()
    for path in ("/author/2", "/somebody/3"):
        service.file(f"http://site.kz{path}")
    service.work()
    found = [json.loads(row[0]) for row in service.rows("SELECT params FROM checks WHERE code = 'check.past.some'")]
    assert [(each["site_decided"], each["account_decided"]) for each in found] == [(1, 1), (1, 0)]


def test_reach_that_the_page_states_is_quoted(service, site):
    site.paths["/page"] = page(f"{PROSE}\n12 345 subscribers")
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1)["reach"] == "check.reach.stated"
    ((quoted,),) = service.rows(
        "SELECT detail FROM check_details d JOIN checks c ON c.id = d.check_id WHERE step = 'reach'"
    )
    assert "12 345 subscribers" in quoted
