"""A passage is cited only where it stands in the captured text, whatever the spacing it was copied with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.errors import Refusal
from complaints.domain.quoting import MAX_QUOTE, MAX_QUOTES, Quote, locate, quotes

TEXT = "Меню\nҚаладан қуыңдар,\nдейді жазба.  The post says: «leave\u00a0the city».\nSoft\u00adhyphen here."


def quoted(*pairs: tuple[str, str], texts: dict[int, str] | None = None) -> tuple[tuple[Quote, ...], list[str]]:
    faults: list[Refusal] = []
    found = quotes(pairs, {7: TEXT, 8: "Another text, another page."} if texts is None else texts, faults)
    return found, [each.code for each in faults]


@pytest.mark.parametrize(
    ("passage", "stands"),
    [
        ("Қаладан қуыңдар, дейді жазба.", "Қаладан қуыңдар,\nдейді жазба."),
        ("  says:   «leave the\tcity»", "says: «leave\u00a0the city»"),
        ("Softhyphen", "Soft\u00adhyphen"),
        ("Soft\u200bhyphen here", "Soft\u00adhyphen here"),
    ],
)
def test_spacing_and_unseen_characters_do_not_matter(passage: str, stands: str) -> None:
    found, faults = quoted(("7", passage))
    assert faults == []
    (quote,) = found
    assert TEXT[quote.begins : quote.ends] == quote.text == stands


@pytest.mark.parametrize("passage", ["қаладан қуыңдар", "Қаладан кетіңдер", "city leave the", "Another text"])
def test_what_does_not_stand_in_that_evidence_is_refused(passage: str) -> None:
    assert quoted(("7", passage)) == ((), ["decision.quote.not_there"])


def test_evidence_that_was_not_chosen_is_found_and_unknown_evidence_is_not() -> None:
    found, _ = quoted(("", "another page"))
    assert [quote.evidence for quote in found] == [8]
    assert quoted(("9", "another page")) == ((), ["decision.quote.not_there"])
    assert quoted(("", "another page"), texts={}) == ((), ["decision.quote.not_there"])


def test_empty_rows_are_left_out_and_the_same_passage_stands_once() -> None:
    found, faults = quoted(("7", " "), ("", ""), ("7", "leave the city"), ("", "leave  the city"))
    assert (len(found), faults) == (1, [])


def test_limits() -> None:
    assert quoted(("7", "М"))[1] == ["decision.quote.too_short"]
    assert quoted(("7", "x" * (MAX_QUOTE + 1)))[1] == ["decision.too_long"]
    many = " ".join(f"word{number}" for number in range(MAX_QUOTES + 1))
    found, faults = quoted(*(("1", f"word{number}") for number in range(MAX_QUOTES + 1)), texts={1: many})
    assert (len(found), faults) == (MAX_QUOTES, ["decision.quote.too_many"])


@given(st.text(max_size=60), st.text(max_size=10), st.text(max_size=60))
def test_a_part_of_a_text_is_found_in_it(before: str, passage: str, after: str) -> None:
    place = locate(before + passage + after, passage)
    if passage.split() and not set(passage) & set("\u00ad\u200b\u2060\ufeff"):
        assert place is not None
        assert "".join((before + passage + after)[slice(*place)].split()) == "".join(passage.split())
