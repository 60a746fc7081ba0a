"""Links are read as the URL Standard says, by all of its own tests."""

import json

import can_ada
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.domain.identity.hosts import host_facts
from complaints.domain.identity.ordinary import ordinary
from complaints.domain.identity.parsing import NotALink, parse, parse_link
from tests.corpora import corpus
from tests.domain.identity.samples import links


def _read(text: str, base: str | None) -> str | None:
    try:
        return parse(text, base).href
    except NotALink:
        return None


@pytest.mark.corpus
def test_every_case_of_the_standard() -> None:
    cases = [case for case in json.loads(corpus("lists/wpt_urltestdata.json").read_text()) if isinstance(case, dict)]
    wrong = [
        (case["input"], case.get("base"))
        for case in cases
        if _read(case["input"], case.get("base")) != (None if case.get("failure") else case["href"])
    ]
    assert len(cases) > 800
    assert not wrong


@pytest.mark.parametrize(
    ("text", "base", "href"),
    [
        ("../b?c#d", "https://nur.kz/x/y/z", "https://nur.kz/x/b?c#d"),
        ("//abai.kz/a", "http://nur.kz/", "http://abai.kz/a"),
        ("/a", "https://nur.kz:8443/b?c", "https://nur.kz:8443/a"),
        ("?a", "https://nur.kz/b?c#d", "https://nur.kz/b?a"),
        ("", "https://nur.kz/b?c#d", "https://nur.kz/b?c"),
        ("http:a", "http://nur.kz/b/c", "http://nur.kz/b/a"),
        ("https:a", "http://nur.kz/b/c", "https://a/"),
        ("a^b", "https://nur.kz/", "https://nur.kz/a%5Eb"),
        ("https://xn--zz--.kz/", None, "https://xn--zz--.kz/"),
    ],
)
def test_references_are_read_against_their_base(text: str, base: str | None, href: str) -> None:
    assert parse(text, base).href == href


@settings(max_examples=500, deadline=None)
@given(
    links(),
    st.sampled_from(
        ["", "http://0x7f.1/a", "http://127.1", "https://xn--zz--.kz/", "https://a.kz/..", "http://a.kz/%2e"]
    ),
)
def test_what_is_not_parsed_would_have_been_left_as_it_is(link: str, other: str) -> None:
    """The short cut for ordinary links gives what the parser gives."""
    for text in (link, link.partition("#")[0], link.partition("?")[0], other):
        parts = ordinary(text)
        if parts is not None:
            read = can_ada.parse(text)
            as_parsed = (read.protocol, read.username, read.port, read.pathname, read.search, read.hash)
            assert as_parsed == parts[1:7]
            assert parts[8] in {"", read.href}
            assert host_facts(read.hostname) == parts[0]


def test_lone_surrogates_are_read_as_replacement_characters() -> None:
    assert parse_link("https://nur.kz/\ud800").pathname == "/%EF%BF%BD"
