"""robots.txt on the way to a page: told apart, obeyed where set so, asked for once a day, never in the way."""

import json
from dataclasses import replace

import pytest

from complaints.domain.robots import Policy
from tests.net.hostile import http, moved
from tests.services.conftest import page

KEEP_OUT = http(b"User-agent: *\nDisallow: /page\n", "Content-Type: text/plain")
ONLY_OTHERS = http(b"User-agent: Googlebot\nDisallow: /\n", "Content-Type: text/plain")


def obeying(service) -> None:
    robots = replace(service.robots, policy=Policy.OBEY)
    service.__dict__["capturing"] = replace(service.capturing, robots=robots)


def quoted(service) -> list[str]:
    query = "SELECT detail FROM check_details d JOIN checks c ON c.id = d.check_id WHERE c.step = 'robots'"
    return [line for (detail,) in service.rows(query) for line in json.loads(detail)]


def test_a_restricted_page_is_captured_and_told_apart(service, site):
    site.paths |= {"/robots.txt": KEEP_OUT, "/page": page()}
    service.file("http://site.kz/page")
    service.work()
    codes = service.codes(1)
    assert (codes["reachable"], codes["robots"]) == ("check.reachable.yes", "check.robots.restricted")
    assert quoted(service) == ["robots_txt: site.kz"]


def test_what_is_asked_of_others_restricts_nothing(service, site):
    site.paths |= {"/robots.txt": ONLY_OTHERS, "/page": page()}
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1)["robots"] == "check.robots.free"


def test_the_page_and_the_head_of_its_answer_are_heard_too(service, site):
    answer = page(robots="noarchive").replace(
        b"Content-Type", b"X-Robots-Tag: googlebot: noindex\r\nX-Robots-Tag: noindex\r\nContent-Type", 1
    )
    site.paths["/page"] = answer
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1)["robots"] == "check.robots.restricted"
    assert quoted(service) == ["x-robots-tag: noindex", "robots: noarchive"]


def test_obeyed_it_keeps_the_page_unopened_and_the_finding_says_so(service, site):
    site.paths |= {"/robots.txt": KEEP_OUT, "/page": page()}
    obeying(service)
    service.file("http://site.kz/page")
    service.work()
    assert (len(site.robots), site.requests) == (1, [])
    assert set(service.codes(1).values()) >= {"check.not_attempted.robots"}
    assert service.codes(1)["reachable"] == "check.not_attempted.robots"
    assert service.rows("SELECT count(*) FROM check_retries") == [(0,)], "the site's wish does not pass by itself"
    assert service.rows("SELECT state FROM cases") == [("waiting",)]


def test_obeyed_it_stops_a_redirect_as_well(service, site):
    site.paths |= {"/robots.txt": KEEP_OUT, "/short": moved("http://other.kz/page"), "/page": page()}
    obeying(service)
    service.file("http://site.kz/short")
    service.work()
    assert [request.split()[1] for request in site.requests] == ["/short"]
    assert service.codes(1)["reachable"] == "check.not_attempted.robots"


def test_noted_it_is_heard_at_every_site_of_a_redirect(service, site):
    site.paths |= {"/robots.txt": KEEP_OUT, "/short": moved("http://other.kz/page"), "/page": page()}
    service.file("http://site.kz/short")
    service.work()
    assert len(site.robots) == 2
    assert quoted(service) == ["robots_txt: other.kz"]


@pytest.mark.parametrize("answer", [b"", http(b"", status="503 Busy"), http(b"", status="429 Slow down"), b"x" * 100])
def test_a_file_that_cannot_be_read_is_in_nobodys_way(service, site, answer):
    site.paths |= {"/robots.txt": answer, "/page": page()}
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1)["reachable"] == "check.reachable.yes"
    assert service.codes(1)["robots"] == "check.robots.unread"


def test_obeyed_a_file_that_cannot_be_read_is_tried_again(service, site, clock):
    site.paths |= {"/robots.txt": http(b"", status="503 Busy"), "/page": page()}
    obeying(service)
    service.file("http://site.kz/page")
    service.work()
    assert service.codes(1)["reachable"] == "check.failed.robots_unread"
    site.paths["/robots.txt"] = ONLY_OTHERS
    for _ in range(2):
        clock.move(minutes=75)
        service.checking.retry()
        service.work()
    assert service.codes(1)["reachable"] == "check.reachable.yes"


def test_a_site_is_asked_once_a_day_for_all_its_pages(service, site, clock, reviewer):
    for number in range(3):
        site.paths[f"/{number}"] = page()
        service.file(f"http://site.kz/{number}")
    service.work()
    for hours in (1.1, 22):
        clock.move(hours=hours)
        service.checking.again(service.number(), reviewer)
        service.work()
    assert len(site.robots) == 1
    clock.move(hours=2)
    service.checking.again(service.number(), reviewer)
    service.work()
    assert len(site.robots) == 2
    assert len(site.requests) == 6


def test_old_files_are_forgotten(service, site, clock):
    site.paths["/page"] = page()
    service.file("http://site.kz/page")
    service.work()
    assert service.rows("SELECT authority, answer FROM robots_files") == [("site.kz", "none")]
    clock.move(hours=25)
    service.upkeep.forget()
    assert service.rows("SELECT count(*) FROM robots_files") == [(0,)]


def test_no_capture_and_secrets_ask_not_even_for_robots(service, site):
    site.paths["/page"] = page()
    service.file("http://site.kz/page", "child_abuse")
    service.file("http://other.kz/page?token=abcdef123456")
    service.work()
    assert (site.requests, site.robots) == ([], [])


def test_a_name_that_leads_inward_is_not_asked_for_robots_either(service, internet):
    internet.names["inward.kz"] = [("10.0.0.1",)]
    service.file("http://inward.kz/page")
    service.work()
    assert service.codes(1)["reachable"] == "check.failed.refused_by_policy"
    assert internet.connections == []
