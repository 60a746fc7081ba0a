"""What people type, made safe without changing what they said."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.wording import clean, fold, mask_contacts, terms

DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text())
def test_cleaning_leaves_nothing_that_controls_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & DIRECTIONS
    assert not [letter for letter in cleaned if unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t"]


@pytest.mark.parametrize("text", ["Қазақ тілі «мәтін» — 5 %", "a\nb\tc", "नमस्ते\u200dक", "👩\u200d👧", "Ж.Ё. ё"])
def test_what_people_say_stays(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_line_ends_become_one_kind() -> None:
    assert clean("a\r\nb\rc\n") == "a\nb\nc"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("write to a.b+c@mail.example!", "write to […@…]!"),
        ("тел. +7 (701) 123-45-67.", "тел. [+…]."),
        ("87011234567", "[+…]"),
        ("почта: адам@қазақ.қаз", "почта: […@…]"),
        ("law no. 567 of 5 July 2004, article 41-1", "law no. 567 of 5 July 2004, article 41-1"),
        ("C-2026-000123", "C-2026-000123"),
        ("seen on 2026-11-24 15:40 and 24.11.2026 16:00", "seen on 2026-11-24 15:40 and 24.11.2026 16:00"),
        ("on 2026-11-24 call 8 701 123 45 67", "on 2026-11-24 call [+…]"),
        ("no contact here", "no contact here"),
    ],
)
def test_contacts_are_masked_and_nothing_else(text: str, masked: str) -> None:
    assert mask_contacts(text) == masked


@given(st.text(alphabet="ab@.+-0123456789 ()", max_size=3_000))
def test_masking_ends_on_anything(text: str) -> None:
    mask_contacts(text)


def test_a_long_run_of_what_looks_like_an_address_costs_little() -> None:
    begun = time.perf_counter()
    mask_contacts("a." * 100_000 + "@" + "b." * 100_000)
    mask_contacts("1 " * 100_000)
    assert time.perf_counter() - begun < 5


def test_words_are_folded_for_search() -> None:
    assert fold("ЕЩЁ Ещё") == "еще еще"
    assert terms("Ещё еще a Слово, слово!") == ["еще", "слово"]
    assert len(terms(" ".join(f"слово{n}" for n in range(1_000)), 150)) == 150
