"""What a robots.txt asks, of whom, and how long that is believed."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from complaints.domain.robots import Answer, RobotsFile, Wish, authority_of, place_of, relevant

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def wish(text: str, url: str = "http://site.kz/private/page?a=1", agent: str = "Aryz") -> Wish:
    return RobotsFile("site.kz", NOW, Answer.RULES, relevant(text, agent)).wish(url, agent)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("User-agent: *\nDisallow: /private/", Wish.KEEP_OUT),
        ("User-agent: *\nDisallow: /", Wish.KEEP_OUT),
        ("User-agent: *\nDisallow:", Wish.FREE),
        ("User-agent: *\nDisallow: /\nAllow: /private/page", Wish.FREE),
        ("User-agent: *\nDisallow: /*?a=", Wish.KEEP_OUT),
        ("User-agent: *\nDisallow: /private/page$", Wish.FREE),
        ("User-agent: Googlebot\nDisallow: /", Wish.FREE),
        ("User-agent: Googlebot\nUser-agent: aryz\nDisallow: /", Wish.KEEP_OUT),
        ("User-agent: Googlebot\nDisallow: /\n\nUser-agent: *\nAllow: /", Wish.FREE),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Aryz\nDisallow: /other", Wish.FREE),
        ("User-agent: *\nAllow: /\n\nUser-agent: Aryz # us\nDisallow: /private # here", Wish.KEEP_OUT),
        ("User-agent: *\nCrawl-delay: 10\nDisallow: /private", Wish.KEEP_OUT),
        ("USER-AGENT:*\nDISALLOW:/private", Wish.KEEP_OUT),
        ("Useragent *\nDissallow: /private", Wish.KEEP_OUT),
        ("\ufeffUser-agent: *\r\nDisallow: /private\r\n", Wish.FREE),  # a mark that the reader takes off
        ("Disallow: /", Wish.FREE),  # rules for nobody
        ("<!doctype html><p>Not found</p>", Wish.FREE),
        ("User-agent: *\0\nDisallow: /private", Wish.KEEP_OUT),
        ("", Wish.FREE),
    ],
)
def test_what_is_asked_of_this_service_is_made_out(text, expected):
    assert wish(text) is expected


def test_a_missing_file_asks_nothing_and_an_unread_one_is_told_apart():
    assert RobotsFile("site.kz", NOW, Answer.NONE).wish("http://site.kz/", "Aryz") is Wish.FREE
    assert RobotsFile("site.kz", NOW, Answer.UNREAD).wish("http://site.kz/", "Aryz") is Wish.UNREAD


def test_a_file_is_believed_for_a_day_and_a_failure_for_an_hour():
    assert RobotsFile("site.kz", NOW, Answer.RULES).fresh(NOW + timedelta(hours=23))
    assert not RobotsFile("site.kz", NOW, Answer.RULES).fresh(NOW + timedelta(hours=24))
    assert not RobotsFile("site.kz", NOW, Answer.UNREAD).fresh(NOW + timedelta(hours=1))


@pytest.mark.parametrize(
    ("url", "authority", "place"),
    [
        ("https://Site.kz/a?b#c", "site.kz", "https://site.kz/robots.txt"),
        ("http://site.kz:443/a", "site.kz", "http://site.kz:443/robots.txt"),
        ("http://site.kz:8080/a", "site.kz:8080", "http://site.kz:8080/robots.txt"),
        ("http://[2001:67c:2564::1]/a", "[2001:67c:2564::1]", "http://[2001:67c:2564::1]/robots.txt"),
        ("http://қазақ.қаз/a", "xn--80aau21bd.xn--80ao21a", "http://xn--80aau21bd.xn--80ao21a/robots.txt"),
    ],
)
def test_a_service_is_its_host_and_an_unusual_port(url, authority, place):
    assert (authority_of(url), place_of(url)) == (authority, place)


HOSTILE = {
    "names times rules": "\n".join(f"User-agent: a{n}" for n in range(9_000)) + "\nDisallow: /x" * 9_000,
    "our name times rules": "User-agent: *\n" * 9_000 + "Disallow: /x\n" * 9_000,
    "wildcards": "User-agent: *\nDisallow: /" + "*a" * 1_000 + "*b",
    "one long line": "User-agent: *\nD" + "isallow" * 60_000,
    "nearly a rule": "User-agent: *\nd" + "l" * 400_000,
    "dollars": "User-agent: *\nDisallow: " + "/$" * 2_000,
    "many rules": "User-agent: *\n" + "\n".join(f"Disallow: /*{n}*a*z" for n in range(20_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_file_keeps_a_worker_busy(text):
    began = time.process_time()
    wish(text, "http://site.kz/" + "a" * 2_000)
    assert time.process_time() - began < 2
