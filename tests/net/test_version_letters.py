"""Letters about later versions of a decision: what changed and why, to reporters and to those affected."""

from datetime import timedelta
from pathlib import Path

import pytest

from complaints.bootstrap import Application
from complaints.services.intake import Origin
from tests.builders import RESTRICTION, Ticking, lodge, member, work
from tests.net.test_letters import letters
from tests.sentences import sentence
from tests.web.test_afterwards import decide, judge


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_reversal_is_told_to_the_reporter_and_to_the_objector_in_their_languages(
    application: Application, clock: Ticking, tmp_path: Path, language: str
) -> None:
    lodge(application, email="citizen@mail.example")
    decision = decide(application, clock, restrict=True)
    origin = Origin("a form", network="a network")
    told = application.appealing.object_to(decision, "It is lawful.", "owner@mail.example", language, origin)
    judge(application, told.number, decision, "reversed")
    first, *later = letters(tmp_path)
    assert first["To"] == "citizen@mail.example"
    assert {letter["To"] for letter in later} == {"citizen@mail.example", "owner@mail.example"}
    (owners,) = [letter for letter in later if letter["To"] == "owner@mail.example"]
    text = " ".join(owners.get_content().split())
    assert owners["Content-Language"] == language
    assert decision in owners["Subject"]
    assert sentence(language, "version.reversed") in owners["Subject"]
    for words in ("The passage is a quotation.", RESTRICTION["facts"], told.number, f"/register/{decision}"):
        assert words in text
    assert sentence(language, "version_sentence.reversed") in text
    assert "A-2026" not in text
    with application.database.reading() as connection:
        reads = connection.exec_driver_sql(
            "SELECT case_id, complaint_id FROM personal_reads WHERE what LIKE 'contact%'"
        )
        assert (1, None) in [tuple(row) for row in reads]


def test_a_lapse_is_told_without_anybody_s_reasons(application: Application, clock: Ticking, tmp_path: Path) -> None:
    lodge(application, email="citizen@mail.example")
    decision = decide(application, clock, restrict=True)
    clock.ahead += timedelta(days=91)
    assert application.rereviewing.lapse() == 1
    work(application)
    _, letter = letters(tmp_path)
    text = " ".join(letter.get_content().split())
    assert decision in letter["Subject"]
    assert sentence("en", "version_sentence.lapse") in text
    assert "Reasons:" not in text


def test_a_letter_that_left_late_says_what_stands_now(application: Application, clock: Ticking, tmp_path: Path) -> None:
    lodge(application, email="citizen@mail.example")
    decision = decide(application, clock, restrict=True)
    senior = member(application, "senior2")
    application.amending.withdraw(decision, senior, 1, "The page changed hands.", "en")
    with application.open_reader() as uow:
        assert uow.versions.get(1).version == 2
    work(application)
    _, letter = letters(tmp_path)
    assert "The page changed hands." in letter.get_content()
