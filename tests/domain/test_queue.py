"""What an address asks of the queue."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.queue import READERS, Corroboration, address, age_beyond, band, read, without


@pytest.mark.parametrize(
    ("independent", "expected"),
    [(0, "none"), (1, "one"), (2, "some"), (4, "some"), (5, "many"), (10, "many")],
)
def test_corroboration_is_told_in_bands(independent: int, expected: str) -> None:
    assert band(independent) is Corroboration(expected)


@pytest.mark.parametrize(("hours", "age"), [(1, ""), (25, "1"), (24 * 6, "3"), (24 * 8, "7"), (24 * 900, "30")])
def test_the_oldest_are_asked_for_by_the_longest_age_they_are_beyond(hours: int, age: str) -> None:
    assert age_beyond(timedelta(hours=hours)) == age


def test_an_address_is_read_and_written_in_one_order() -> None:
    asked = read({"text": "  two   words ", "language": "kk", "category": "other", "after": "600.1", "lang": "ru"})
    assert asked == {"category": "other", "language": "kk", "text": "two words"}
    assert address(asked) == "category=other&language=kk&text=two+words"
    assert address(without(asked, "text")) == "category=other&language=kk"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("category", "' OR 1=1"),
        ("status", "decided"),
        ("age", "-1"),
        ("language", "xx"),
        ("platform", "a" * 41),
        ("protected", "yes"),
        ("corroboration", "all"),
        ("approval", "2"),
        ("returned", "x"),
        ("text", " \x00 "),
    ],
)
def test_what_cannot_be_meant_is_left_out(name: str, value: str) -> None:
    assert read({name: value}) == {}


@pytest.mark.parametrize(
    ("typed", "site"),
    [
        ("t.me", "t.me"),
        ("News.Example.KZ", "example.kz"),
        ("https://www.example.kz/a?b=c", "example.kz"),
        ("no site at all", "no site at all"),
    ],
)
def test_a_site_is_taken_from_whatever_names_it(typed: str, site: str) -> None:
    assert read({"site": typed}) == {"site": site}


@pytest.mark.parametrize("typed", ["me", "Я", "мен", "МЕН"])
def test_whoever_asks_is_meant_in_each_language(typed: str) -> None:
    assert read({"assignee": typed}) == {"assignee": "me"}


@given(st.dictionaries(st.sampled_from([*READERS, "after"]), st.text(max_size=300)))
def test_reading_never_fails_and_an_address_reads_as_it_was_written(values: dict[str, str]) -> None:
    from urllib.parse import parse_qsl

    asked = read(values)
    assert read(dict(parse_qsl(address(asked)))) == asked
