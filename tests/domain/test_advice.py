"""Warnings help and never stop anybody; what a statement must contain is listed as it fills up."""

from dataclasses import replace

import pytest

from complaints.domain.advice import Advice, Precedent, Surroundings, advise, boilerplate
from complaints.domain.checklist import PARTS, checklist
from complaints.domain.decisions import Written
from complaints.domain.readability import measure

AROUND = Surroundings("page", has_text=True)
GOOD = Written(
    "restricted",
    "The second paragraph calls for violence against neighbours.",
    "The paragraph calls for violence. A call for violence is prohibited.",
    "en",
    ("7",),
    ground="law-1",
    ground_explanation="The call for violence meets the article.",
    necessity="The owner was asked and did not answer.",
    scope="page",
    territory="Kazakhstan",
    ends_on="2027-01-01",
    quotes=(("7", "calls for violence"),),
)
OFFICIAL = (
    "Вследствие неисполнения вышеуказанным лицом обязательств, предусмотренных действующим законодательством, "
    "регламентирующим порядок распространения информации, уполномоченный орган, руководствуясь соответствующими "
    "нормами, вынес решение об ограничении доступа пользователей к информационному ресурсу на территории государства."
)
PLAIN = "На странице продают наркотики. Это запрещено законом. Поэтому доступ к ней закрыт на год. Владелец не ответил."


def codes(written: Written, around: Surroundings = AROUND) -> list[str]:
    return [each.code for each in advise(written, around)]


def test_a_good_statement_gets_no_warning() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"evidence": (), "quotes": ()}, "advice.no_evidence"),
        ({"quotes": (("7", " "),)}, "advice.no_passage"),
        (
            {"explanation": "Access is closed because rules demand it.", "ground_explanation": ""},
            "advice.facts_not_mentioned",
        ),
        ({"scope": "site"}, "advice.wider"),
        ({"scope": "site"}, "advice.whole_site"),
        ({"explanation": "word " * 40 + "violence."}, "advice.long_sentences"),
    ],
)
def test_each_weakness_is_named(change: dict[str, object], code: str) -> None:
    assert code in codes(replace(GOOD, **change))  # type: ignore[arg-type]  # of any field


def test_a_page_without_text_needs_no_passage() -> None:
    assert codes(replace(GOOD, quotes=()), Surroundings("page", has_text=False)) == []
    assert codes(replace(GOOD, outcome="no_violation", quotes=())) == []


def test_the_reasons_of_another_decision_are_recognised() -> None:
    reasons = "The page offers games for money. It names no licence, so that access to it is restricted for a year."
    same = replace(GOOD, explanation=reasons.replace("year", "month"), facts="The page offers games.")
    before = (
        Precedent("D-2026-000007", reasons),
        Precedent("D-2026-000008", "Nothing of the kind was said here at all."),
    )
    (found,) = [each for each in advise(same, replace(AROUND, precedents=before)) if each.code == "advice.boilerplate"]
    assert found.params["number"] == "D-2026-000007"
    assert 60 <= found.params["percent"] <= 100
    other = "This forum post threatens one named teacher. The threat is repeated in the third answer below it."
    assert boilerplate(other, before) is None
    assert boilerplate("It is lawful.", [Precedent("D-2026-000009", "It is lawful.")]) is None


def test_plain_words_score_higher_than_official_ones() -> None:
    plain, official = measure(PLAIN, "ru"), measure(OFFICIAL, "ru")
    assert plain is not None
    assert official is not None
    assert plain.score is not None
    assert official.score is not None
    assert plain.score > 30 > official.score
    assert (plain.hard, official.hard) == (False, True)
    assert official.sentences[0].startswith("Вследствие")
    assert official.words_a_sentence > 25 > plain.words_a_sentence


def test_english_is_measured_near_what_flesch_gives_by_hand() -> None:
    # 12 words, 2 sentences, 15 syllables: 206.835 - 1.015 * 6 - 84.6 * 1.25 = 95.
    found = measure("The cat sat on the mat. It was happy on a table.", "en")
    assert found is not None
    assert found.score is not None
    assert abs(found.score - 95) <= 5


def test_kazakh_has_no_formula_and_is_measured_by_its_sentences() -> None:
    short = "Беттің екінші абзацында көршілерге қарсы зорлыққа шақыру бар. Мұндай шақыру заңмен тыйым салынған."
    found = measure(short, "kk")
    assert found is not None
    assert (found.score, found.formula, found.hard) == (None, "", False)
    long = measure("сөз " * 25, "kk")
    assert long is not None
    assert long.hard
    assert measure("Тым қысқа.", "kk") is None


def test_the_list_fills_up_while_the_statement_is_written() -> None:
    empty = {item.part.code: item for item in checklist(Written())}
    assert not any(item.done for item in empty.values())
    assert not empty["ground"].needed
    assert empty["facts"].needed
    full = checklist(GOOD)
    assert [item.part.code for item in full if not item.done] == []
    assert all(item.needed for item in full)
    half = {item.part.code: item for item in checklist(replace(GOOD, quotes=(), necessity=" ", outcome="no_violation"))}
    assert not half["passages"].done
    assert not half["necessity"].done
    assert not half["necessity"].needed


def test_the_list_names_fields_that_the_form_has() -> None:
    known = {*Written.__dataclass_fields__, "quote_text"}
    assert {name for part in PARTS for name in part.fields} <= known


def test_advice_says_what_it_is_about() -> None:
    assert all(isinstance(each, Advice) and each.about for each in advise(Written("restricted", scope="site"), AROUND))
