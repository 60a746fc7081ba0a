"""A second language version has every part of the original, and what readers see of it."""

from dataclasses import replace

from complaints.domain.decisions import compose
from complaints.domain.errors import Refusal
from complaints.domain.publication import MASK_LINK, published
from complaints.domain.quoting import Quote
from complaints.domain.translating import PARTS, Said, translated
from tests.domain.test_decisions import KNOWN, REFUSAL, RESTRICTION, faults

ORIGINAL = Said("ru", "Факты.", "Разъяснение.", "Почему.", "", "Ничего мягче.", "", "Казахстан")
SECOND = {
    "language": "kk",
    "facts": "Фактілер.",
    "explanation": "Түсіндірме.",
    "ground_explanation": "Неге.",
    "necessity": "Жеңілірегі жоқ.",
    "territory": "Қазақстан",
}


def translating(**changed: str) -> tuple[Said | None, list[tuple[str, str | None]]]:
    refused: list[Refusal] = []
    said = translated({**SECOND, **changed}, ORIGINAL, refused)
    return said, [(each.code, each.field) for each in refused]


def test_no_translation_is_no_fault() -> None:
    refused: list[Refusal] = []
    assert translated({}, ORIGINAL, refused) is None
    assert translated(dict.fromkeys(("language", *PARTS), " "), ORIGINAL, refused) is None or refused
    assert translated({"language": "", "facts": ""}, ORIGINAL, []) is None


def test_every_part_of_the_original_is_translated_and_no_other() -> None:
    said, refused = translating(passages="Артық.")
    assert refused == []
    assert said == Said("kk", "Фактілер.", "Түсіндірме.", "Неге.", "", "Жеңілірегі жоқ.", "", "Қазақстан")
    assert translating(necessity=" ")[1] == [("decision.translation.missing", "translation_necessity")]
    assert translating(facts="x" * 10_001)[1] == [("decision.too_long", "translation_facts")]


def test_it_is_in_another_language() -> None:
    assert translating(language="ru")[1] == [("decision.translation.same", "translation_language")]
    assert translating(language="")[1] == [("decision.translation.language", "translation_language")]
    assert translating(language="de")[1] == [("decision.translation.language", "translation_language")]


def test_a_reader_gets_the_translation_in_their_language_and_else_the_original() -> None:
    statement = compose(replace(RESTRICTION, translation=SECOND), KNOWN)
    assert statement.said_in("kk").facts == "Фактілер."
    assert statement.said_in("ru") == statement.said_in("en") == statement.said
    assert statement.said.necessity == RESTRICTION.necessity


def test_a_statement_with_half_a_translation_does_not_exist() -> None:
    assert faults(replace(REFUSAL, translation={"language": "ru", "facts": "Факты."})) == [
        "decision.translation.missing"
    ]


def test_contacts_are_masked_in_every_language_and_what_leads_somewhere_in_quotes() -> None:
    written = replace(RESTRICTION, translation={**SECOND, "facts": "Жазыңыз: a@mail.example"})
    statement = compose(written, KNOWN)
    quote = Quote(
        7, 0, 9, "Пишите @seller_bot, +7 701 123 45 67 или https://t.me/x и dukenshi.example/zakladki сегодня."
    )
    told = published(replace(statement, quotes=(quote,)))
    assert told.translation is not None
    assert "a@mail" not in told.translation.facts
    assert told.quotes[0].text == f"Пишите {MASK_LINK}, [+…] или {MASK_LINK} и {MASK_LINK} сегодня."
