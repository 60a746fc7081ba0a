"""Searching in one text: every place is found, and the text stays what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.searching import AROUND, extract, find, marked

TEXT = "Ещё раз: Насилие\nи  ненависть. НАСИЛИЕ — это насилие; қарғыс ҚАРҒЫС."


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("насилие", ["Насилие", "НАСИЛИЕ", "насилие"]),
        ("еще", ["Ещё"]),
        ("ЕЩЁ РАЗ", ["Ещё раз"]),
        ("насилие и ненависть", ["Насилие\nи  ненависть"]),
        ("қарғыс", ["қарғыс", "ҚАРҒЫС"]),
        ("насилие;", ["насилие;"]),
        (".*", []),
        ("", []),
        (" \n ", []),
        ("мир", []),
    ],
)
def test_words_are_found_as_they_stand(wanted: str, found: list[str]) -> None:
    assert [TEXT[place.start : place.end] for place in find(TEXT, wanted)] == found


def test_no_more_places_than_asked_for() -> None:
    assert len(find("а " * 1_000, "а", limit=7)) == 7


@given(st.text(), st.text(max_size=4))
def test_the_pieces_are_the_text_again(text: str, wanted: str) -> None:
    places = find(text, wanted)
    pieces = marked(text, places)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.place for piece in pieces if piece.place] == list(range(1, len(places) + 1))


@given(st.text(alphabet="аб \n", min_size=1), st.text(alphabet="аб", min_size=1, max_size=2))
def test_an_extract_is_short_and_on_one_line(text: str, wanted: str) -> None:
    for place in find(text, wanted):
        shown = extract(text, place)
        assert len(shown.before) <= AROUND + 2
        assert len(shown.after) <= AROUND + 2
        assert "\n" not in shown.before + shown.found + shown.after


def test_an_extract_is_cut_at_words() -> None:
    text = "первое " * 40 + "искомое" + " последнее" * 40
    shown = extract(text, find(text, "искомое")[0])
    assert shown.before.startswith("…первое ")
    assert shown.after.endswith(" последнее…")
    assert shown.before.endswith(" ")
