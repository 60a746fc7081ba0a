"""Importing protected sources: sites only, bad lines set aside, nothing lost and nothing twice."""

import csv

import pytest

from complaints.domain.access import Actor
from complaints.services.sources import read_sources
from tests.corpora import corpus

OPERATOR = Actor("operator", "test")


def run(service, *rows: dict[str, str]):
    return list(service.sources.run(read_sources(rows), OPERATOR))


def test_sites_are_stored_by_their_registrable_domain_once(service):
    lines = [
        {"site": "https://rus.azattyq.org/", "kind": "news"},
        {"site": "WWW.Azattyq.org", "kind": "News"},
        {"site": "bureau.kz", "kind": "human rights"},
        {"site": "кубатура.қаз", "kind": "POLR"},
    ]
    assert [outcome.stored for outcome in run(service, *lines)] == [True, False, True, True]
    assert service.rows("SELECT site, kind FROM protected_sources ORDER BY id") == [
        ("azattyq.org", "news"),
        ("bureau.kz", "human_rights"),
        ("xn--80aab9a6aled.xn--80ao21a", "political"),
    ]
    assert service.rows("SELECT DISTINCT actor FROM audit_log WHERE table_name = 'protected_sources'") == [
        ("operator:test",)
    ]


@pytest.mark.parametrize(
    ("site", "kind", "code"),
    [
        ("", "news", "source.site"),
        ("not a site", "news", "source.site"),
        ("127.0.0.1", "news", "source.site"),
        ("bureau.kz", "gossip", "source.kind"),
        ("https://www.facebook.com/azattyq", "news", "source.platform"),
        ("t.me", "news", "source.platform"),
        ("https://site.kz/one/page", "news", "source.page"),
    ],
)
def test_a_bad_line_is_set_aside_with_the_reason(service, site, kind, code):
    bad, good = run(service, {"site": site, "kind": kind}, {"site": "good.kz", "kind": "news"})
    assert (bad.fault.code if bad.fault else None, bad.stored) == (code, False)
    assert good.stored


def test_a_table_by_links_and_category_codes_is_read(service):
    (outcome,) = run(service, {"URL": "http://www.vlast.kz/", "category_code": "NEWS"})
    assert (outcome.line.number, outcome.stored) == (2, True)


@pytest.mark.corpus
def test_the_sites_of_the_corpus_are_taken(service):
    with corpus("kz_urls.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["category_code"] in {"NEWS", "HUMR", "POLR"}]
    outcomes = run(service, *rows)
    stored = sum(outcome.stored for outcome in outcomes)
    assert stored > len(rows) // 2
    assert {outcome.fault.code for outcome in outcomes if outcome.fault} <= {"source.platform", "source.page"}


def test_a_case_about_a_protected_site_says_so(service):
    run(service, {"site": "site.kz", "kind": "news"})
    service.file("http://news.site.kz/page", "child_abuse")
    service.work()
    assert service.codes(1)["protected"] == "check.protected.yes"
