"""Words as they are found: in Kazakh of three alphabets and Russian, by their beginnings, and quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.kazakh import LETTERS, one_script
from complaints.domain.terms import Query, Word, folded, holds, query, quote, terms

# The same words in Cyrillic, in the Latin of 2018 and in that of 2021.
WORDS = [
    ("Қазақстан", "Qazaqstan", "Qazaqstan"),
    ("әліпби", "álipbı", "älıpbi"),
    ("ғылым", "ǵylym", "ğylym"),
    ("жаңа", "jańa", "jaña"),
    ("өзгеріс", "ózgeris", "özgerıs"),
    ("ұлттық", "ulttyq", "ūlttyq"),
    ("үкімет", "úkimet", "ükımet"),
    ("шешім", "sheshim", "şeşım"),
    ("тұру", "turý", "tūru"),
    ("айыптау", "aıyptaý", "aiyptau"),
    ("ИТ", "IT", "İT"),
    ("хабар", "habar", "habar"),
    ("чек", "chek", "çek"),
    ("Исхақ", "Ishaq", "İshaq"),
]


@pytest.mark.parametrize("ways", WORDS, ids=lambda ways: ways[0])
def test_kazakh_is_found_in_whichever_alphabet_it_is_written(ways: tuple[str, str, str]) -> None:
    assert len({folded(way) for way in ways}) == 1


def test_letters_that_no_alphabet_confuses_stay_apart() -> None:
    apart = {"а", "ә", "г", "ғ", "к", "қ", "н", "ң", "о", "ө", "у", "ү", "ы", "і", "с", "ш"}
    assert len({one_script(letter) for letter in apart}) == len(apart)
    forms = [form for form, *_ in LETTERS]
    assert {form for form in forms if forms.count(form) > 1} == {"i", "u", "h"}


def test_words_are_distinct_folded_and_no_longer_than_they_are_kept() -> None:
    assert terms("Ещё еще a Слово, слово!", 9) == [folded("еще"), folded("слово")]
    assert terms("х" * 90, 9) == ["h" * 40]
    assert len(terms(" ".join(f"слово{n}" for n in range(1_000)), 150)) == 150


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Query(())),
        (" a - ! \x00 ", Query(())),
        ('"', Query(())),
        ('""', Query(())),
        ("Казино", Query((Word("kazino"),))),
        ("«казино»", Query((Word("kazino", whole=True),))),
        (
            'бонус "онлайн казино',
            Query((Word("bonus"), Word("onlain"), Word("kazino"))),
        ),
        (
            "“онлайн казино” бонус",
            Query((Word("onlain", whole=True), Word("kazino", whole=True), Word("bonus")), (("onlain", "kazino"),)),
        ),
    ],
)
def test_what_is_typed_is_read_and_nothing_is_a_mistake(typed: str, expected: Query) -> None:
    assert query(typed) == expected


@given(st.text(max_size=400))
def test_any_text_can_be_asked_for_and_quoted(text: str) -> None:
    asked = query(text)
    assert len(asked.words) <= 6
    pieces = quote(text, asked.words)
    assert "".join(piece.text for piece in pieces).strip("… ") in text
    holds(text, asked.phrases)


def test_what_is_found_is_marked_among_what_is_around_it() -> None:
    text = "Начало. " + "слово " * 50 + "На странице онлайн-казино зовёт играть: казино, казинода. " + "конец " * 50
    pieces = quote(text, query("казино играть").words)
    assert [piece.text for piece in pieces if piece.place] == ["казино", "играть", "казино", "казинода"]
    said = "".join(piece.text for piece in pieces)
    assert said.startswith("… слово")
    assert said.endswith("…")
    assert "На странице онлайн-казино зовёт играть" in said
    assert len(said) < 300
    assert quote(text, query("нигде").words) == ()


def test_a_mark_is_found_across_scripts_and_letters() -> None:
    (marked,) = [piece.text for piece in quote("Жаңа үкімет шешімі: ещё", query("úkimet").words) if piece.place]
    assert marked == "үкімет"
    (marked,) = [piece.text for piece in quote("Жаңа үкімет шешімі: ещё", query("еще").words) if piece.place]
    assert marked == "ещё"


def test_letters_kept_apart_from_their_marks_are_found_too() -> None:
    text = "аи\u0306ыптау"  # as some systems store й
    assert terms(text, 9) == terms("айыптау", 9)
    (marked,) = [piece.text for piece in quote(text, query("айып").words) if piece.place]
    assert marked == text


def test_a_phrase_stands_one_word_after_the_other() -> None:
    phrases = query('"онлайн казино"').phrases
    assert holds("Это Онлайн-казино, да", phrases)
    assert not holds("казино онлайн", phrases)
    assert not holds("онлайн и казино", phrases)
    assert holds("anything", ())
