"""Reasons on a real capture: passages quoted at the desk, read in the register and in letters, erased by a purge."""

import email
import email.policy

import pytest

from complaints.domain.intake import Filing
from complaints.services.intake import Origin
from complaints.web.factory import create_app
from tests.builders import PASSWORD, REFUSAL, RESTRICTION, email_of, member
from tests.pages import Person
from tests.services.conftest import page

CALL = "Out with the neighbours, says the post; write to @yard_bot or call +7 701 123 45 67."
POST = f"Welcome to the yard.\n{CALL}\nBye."
SECOND = {
    "translation_language": "ru",
    "translation_facts": "Второй абзац призывает к насилию.",
    "translation_explanation": "Призыв к насилию запрещён.",
    "translation_ground_explanation": "Призыв отвечает статье.",
    "translation_passages": "Второй абзац.",
    "translation_necessity": "Владелец не отвечает.",
    "translation_territory": "Казахстан",
}


@pytest.fixture
def case(service, site) -> str:
    """A case with a captured page, filed by somebody who left an address and reads Russian."""
    site.paths["/page"] = page(POST)
    filing = Filing(["http://site.kz/page"], "extremism", "See it.", "ru", "reader@mail.example", good_faith=True)
    service.intake.lodge(filing, Origin("reasons"))
    service.work()
    return service.number()


@pytest.fixture
def desk(service, case):
    """Somebody of the desk at the page of the case."""

    def enter(name: str, language: str = "en") -> Person:
        person = Person(create_app(service), language)
        person.sign_in(email_of(name), PASSWORD)
        person.open(f"/staff/cases/{case}")
        return person

    return enter


def proposed(service, desk, case, **fields: object) -> Person:
    """Claim the case and send the form with a restriction."""
    reviewer = desk("reviewer")
    reviewer.send(f"/staff/cases/{case}/claim")
    reviewer.follow()
    ends_on = service.clock().date().replace(year=service.clock().year + 1).isoformat()
    reviewer.send(f"/staff/cases/{case}/decide", {**RESTRICTION, "ends_on": ends_on, **fields})
    return reviewer


def decided(service, desk, case, **fields: object) -> str:
    """Restrict the page by two people; return the number of the decision."""
    reviewer = proposed(service, desk, case, **fields)
    assert reviewer.last.status == 303, reviewer.last.faults
    senior = desk("senior")
    assert senior.send(f"/staff/cases/{case}/approve").status == 303
    service.work()
    return service.views.cases.get(case).decision.number


def test_a_passage_is_quoted_by_its_place_and_read_by_everybody_without_what_leads_somewhere(service, desk, case):
    number = decided(service, desk, case, quote_evidence=["1", ""], quote_text=[CALL, "Welcome   to the yard."])
    ((text,),) = service.rows("SELECT text FROM evidence WHERE id = 1")
    stored = service.rows("SELECT evidence_id, begins, ends, text FROM statement_quotes ORDER BY position")
    assert [(row[0], text[row[1] : row[2]]) for row in stored] == [(1, CALL), (1, "Welcome to the yard.")]
    assert [row[3] for row in stored] == [CALL, "Welcome to the yard."]
    public = Person(create_app(service))
    shown = public.open(f"/register/{number}").words
    begins, ends = stored[0][1:3]
    assert f"Evidence no. 1, characters {begins + 1} to {ends}" in shown
    assert "Out with the neighbours" in shown
    assert "yard_bot" not in shown
    assert "701 123" not in shown
    assert "SHA-256" in shown


def test_a_passage_that_does_not_stand_there_is_refused_and_kept(service, desk, case):
    reviewer = proposed(service, desk, case, quote_text="In with the neighbours", quote_evidence="1")
    assert reviewer.last.status == 422
    assert "In with the neighbours" in " ".join(reviewer.last.faults)
    assert reviewer.last.value("quote_text") == "In with the neighbours"
    assert reviewer.last.value("quote_evidence") == "1"


def test_a_purge_takes_the_passage_and_leaves_where_it_stood(service, desk, case):
    number = decided(service, desk, case, quote_text="Out with the neighbours", quote_evidence="1")
    service.keeping.purge(case, member(service, "reviewer"))
    ((text, begins),) = service.rows("SELECT text, begins FROM statement_quotes")
    assert (text, begins > 0) == ("", True)
    assert service.rows("SELECT value FROM audit_texts WHERE value LIKE '%Out with the neighbours%'") == []
    shown = Person(create_app(service)).open(f"/register/{number}").words
    assert "Out with" not in shown
    assert "The passage was removed together with the evidence." in shown


def test_a_passage_outlives_the_evidence_that_went_in_its_time(service, desk, case):
    number = decided(service, desk, case, quote_text="Out with the neighbours", quote_evidence="1")
    service.clock.move(days=366 * 3)
    service.work()
    service.upkeep.close()
    service.keeping.expire()
    assert service.rows("SELECT text FROM evidence WHERE id = 1") == [("",)]
    assert "Out with the neighbours" in Person(create_app(service)).open(f"/register/{number}").words


def test_whoever_reads_in_the_second_language_reads_the_translation_marked_as_one(service, desk, case):
    number = decided(service, desk, case, **SECOND)
    russian = Person(create_app(service), "ru").open(f"/register/{number}").words
    assert "Второй абзац призывает к насилию." in russian
    assert "Перевод; язык оригинала: Английский" in russian
    assert RESTRICTION["facts"] in russian
    english = Person(create_app(service), "en").open(f"/register/{number}").words
    assert english.index(RESTRICTION["facts"]) < english.index("Второй абзац призывает к насилию.")
    assert "Translation; the original" not in english
    (letter,) = (service.settings.data_dir / "mail").glob("*.eml")
    body = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default).get_content()
    assert "Второй абзац призывает к насилию." in body
    assert "Перевод; язык оригинала: Английский" in body
    assert "Казахстан" in body


def test_half_a_translation_is_refused_and_kept(service, desk, case):
    fields = {**SECOND, "translation_necessity": "", "translation_language": "en"}
    page = proposed(service, desk, case, **fields).last
    assert page.status == 422
    assert "The second version is in the language of the first. Choose another one." in page.faults
    assert "Translate this part too, or leave the second version empty." in page.faults
    assert page.value("translation_facts") == SECOND["translation_facts"]


def test_looking_through_shows_the_statement_and_the_warnings_and_records_nothing(service, desk, case):
    reviewer = desk("reviewer")
    reviewer.send(f"/staff/cases/{case}/claim")
    reviewer.follow()
    fields = {**RESTRICTION, "ends_on": "2026-09-01", "scope": "site", "asked": "1", "site_necessity": "All of it."}
    token = {"csrf_token": reviewer.last.value("csrf_token"), "version": reviewer.last.value("version")}
    looked = reviewer._met(reviewer.client.post(f"/staff/cases/{case}/preview", data={**fields, **token}))
    assert looked.status == 200
    assert "As the affected person will read it" in looked.words
    assert "no passage of it is quoted" in looked.words
    assert "reaches further than the link of this case names: the whole site" in looked.words
    assert looked.value("facts") == RESTRICTION["facts"]
    fields["site_necessity"], fields["necessity"] = "", "{{why}}"
    looked = reviewer._met(reviewer.client.post(f"/staff/cases/{case}/preview", data={**fields, **token}))
    assert looked.status == 422
    assert "It can be shown as it will be read once the parts named above are there." in looked.words
    assert any("{{why}}" in fault for fault in looked.faults)
    assert service.rows("SELECT count(*) FROM statements") == [(0,)]
    assert reviewer.send(f"/staff/cases/{case}/decide", {**fields, "asked": "1"}).status == 422
    assert reviewer.send(f"/staff/cases/{case}/decide", {**REFUSAL, "quote_text": ""}).status == 303


def test_reasons_copied_from_another_decision_are_named(service, desk, case, site):
    text = "The page offers games for money. It names no licence and no company, so that access to it is restricted."
    decided(service, desk, case, explanation=text)
    site.paths["/other"] = page("Another page with another text.")
    service.file("http://other.kz/other", "extremism")
    service.work()
    second = service.number(2)
    reviewer = desk("reviewer")
    reviewer.open(f"/staff/cases/{second}")
    reviewer.send(f"/staff/cases/{second}/claim")
    page_ = reviewer.follow()
    token = {"csrf_token": page_.value("csrf_token"), "version": page_.value("version")}
    fields = {**REFUSAL, "explanation": text}
    looked = reviewer._met(reviewer.client.post(f"/staff/cases/{second}/preview", data={**fields, **token}))
    assert "nearly those of decision D-2026-000001" in looked.words


def test_the_form_shows_what_the_chosen_outcome_needs_without_scripts(service, desk, case):
    reviewer = desk("reviewer")
    reviewer.send(f"/staff/cases/{case}/claim")
    shown = reviewer.open(f"/staff/cases/{case}?outcome=no_violation")
    assert shown.value("outcome") == "no_violation"
    hidden = [node for node in shown.tree.css("fieldset[data-needs]") if "hidden" in node.attributes]
    assert [node.attributes["data-needs"] for node in hidden] == ["restricted removal_requested"]
    shown = reviewer.open(f"/staff/cases/{case}?outcome=restricted")
    assert not shown.tree.css("fieldset[data-needs][hidden]")
    assert [node.attributes["data-needs"] for node in shown.tree.css("div[data-by=outcome][hidden]")] == [
        "no_violation"
    ]
    assert "What the statement must contain" in shown.words
    assert "the legal ground: missing" in shown.words
