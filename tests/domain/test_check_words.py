"""Words of the categories are counted in the text of a page, and quoted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.domain.categories import AT_START
from complaints.domain.checks import Result, words
from complaints.domain.messages import MESSAGES
from tests.domain.subjects import finding, seen, subject


@pytest.mark.parametrize(
    ("category", "language", "text", "expected"),
    [
        ("narcotics", "ru", "Продаём мефедрон, закладки по всему городу", {"мефедрон*": 1, "закладк*": 1}),
        ("suicide", "kk", "Өзін-өзі өлтіруге шақырады, өлгім келеді дейді", {"өзін өзі өлтір*": 1, "өлгім келеді": 1}),
        ("gambling_fraud", "en", "Free spins at our casino! CASINO for all", {"free spins": 1, "casino*": 2}),
        ("narcotics", "ru", "МЕФЕДРОН", {"мефедрон*": 1}),
        ("extremism", "ru", "вооружённое восстание", {"вооруженное восстание": 1}),
        ("narcotics", "kk", "Esırtkı satamyn", {"есірткі*": 1}),
        ("terrorism", None, "terrorist және террорист", {"terroris*": 1, "террор*": 1, "террорист*": 1}),
        ("other", "ru", "мефедрон", {}),
    ],
)
def test_phrases_are_counted_in_every_form(category, language, text, expected):
    assert dict(words.look(text, category, language).counts) == expected


def test_hits_are_quoted_with_their_surroundings():
    text = "До этого многое сказано. " * 10 + "Здесь продают мефедрон на улице. " + "И после тоже. " * 10
    (context,) = words.look(text, "narcotics", "ru").contexts
    assert "Здесь продают мефедрон на улице" in context
    assert context.startswith("…")
    assert context.endswith("…")
    assert len(context) < 200


def test_words_inside_other_words_do_not_count():
    assert words.look("Ислам и мужчина в слоте времени", "terrorism", "ru").total == 0
    assert words.look("исис игилмов", "terrorism", "ru").total == 0


def test_what_stands_in_the_text_is_weighed_never_judged():
    found = finding("words", subject(seen("Call to arms: overthrow the government, take up arms!", language="en")))
    assert (found.result, found.code) == (Result.DONE, "check.words.named")
    assert found.confidence < 100
    assert "prove nothing" in MESSAGES[found.code]
    clean = finding("words", subject(seen("A recipe for soup.", language="en")))
    assert clean.code == "check.words.none"
    assert "clears nothing" in MESSAGES[clean.code]


def test_words_of_another_category_are_named():
    text = "casino, free spins, jackpot, casino and roulette for all"
    found = finding("words", subject(seen(text, language="en")))
    assert (found.code, found.params["other"]) == ("check.words.other", "gambling_fraud")


def test_every_category_that_may_be_captured_has_a_list_in_three_languages():
    for category in AT_START:
        if category.capture and category.code != "other":
            assert all(len(words.phrases(category.code, language)) >= 8 for language in words.LANGUAGES), category.code
    assert not any(words.phrases("child_abuse", language) for language in words.LANGUAGES)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_the_word_lists(text):
    hits = words.look(text, "terrorism", None)
    assert hits.total >= len(hits.counts)
