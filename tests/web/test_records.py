"""The desk after a decision: its record, what waits, appeals and re-reviews."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.decisions import Written
from complaints.services.intake import Origin
from tests.builders import REFUSAL, RESTRICTION, Ticking, lodge, member, work
from tests.pages import Person, numbers
from tests.web.test_afterwards import decide

Staff = Callable[..., Person]
LANGUAGES = ("kk", "ru", "en")


@pytest.fixture
def restricted(application: Application, clock: Ticking) -> str:
    """The number of a decision that restricts."""
    lodge(application, email="citizen@mail.example")
    return decide(application, clock, restrict=True)


def propose_correction(application: Application, clock: Ticking, decision: str, who: str = "reviewer2") -> None:
    ends_on = (clock() + timedelta(days=80)).date().isoformat()
    words = Written(
        **{**RESTRICTION, "ends_on": ends_on, "facts": "The page calls for violence in its third paragraph."}
    )
    application.amending.correct(decision, member(application, who), 1, words, "It was another paragraph.")


def object_to(application: Application, decision: str) -> str:
    origin = Origin("a form", network="a network")
    return application.appealing.object_to(decision, "I quote what I condemn.", "", "en", origin).number


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_senior_withdraws_a_decision_from_its_record(staff: Staff, restricted: str, language: str) -> None:
    senior, place = staff("senior2", language), f"/staff/decisions/{restricted}"
    senior.open(place)
    page = senior.send(f"{place}/withdraw", {"reason": " "})
    assert page.status == 422
    assert len(page.faults) == 1
    assert senior.send(f"{place}/withdraw", {"reason": "The page changed hands."}).status == 303
    page = senior.follow()
    assert "The page changed hands." in page.words
    assert page.tree.css_first(".app-status--withdrawn")
    assert not page.forms(f"{place}/withdraw")


def test_a_reviewer_reads_the_record_but_withdraws_nothing(staff: Staff, restricted: str) -> None:
    reviewer, place = staff("reviewer2"), f"/staff/decisions/{restricted}"
    page = reviewer.open(place)
    assert not page.forms(f"{place}/withdraw")
    token = page.value("csrf_token")
    for path in ("withdraw", "approve", "return"):
        assert reviewer.client.post(f"{place}/{path}", data={"csrf_token": token}).status_code == 403
    assert reviewer.client.get("/staff/decisions/D-2026-999999").status_code == 404


def test_the_case_page_leads_to_the_record(staff: Staff, restricted: str) -> None:
    auditor = staff("auditor")
    page = auditor.open(f"/staff/decisions/{restricted}")
    (case,) = numbers(page, "C")
    page = auditor.open(f"/staff/cases/{case}")
    assert f"/staff/decisions/{restricted}" in [link.attributes.get("href") for link in page.tree.css("main a")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_person_sees_what_changes_and_approves(
    application: Application, clock: Ticking, staff: Staff, restricted: str, language: str
) -> None:
    propose_correction(application, clock, restricted)
    senior, place = staff("senior", language), f"/staff/decisions/{restricted}"
    page = senior.open(place)
    assert "It was another paragraph." in page.words
    assert "second" in page.tree.css("del")[0].text()
    assert "third" in page.tree.css("ins")[0].text()
    assert senior.send(f"{place}/approve").status == 303
    work(application)
    page = senior.follow()
    assert not page.forms(f"{place}/approve")
    assert "third paragraph" in Person(senior.client.application, language).open(f"/register/{restricted}").words


def test_a_second_person_returns_it_with_a_reason(
    application: Application, clock: Ticking, staff: Staff, restricted: str
) -> None:
    propose_correction(application, clock, restricted)
    senior, place = staff("senior"), f"/staff/decisions/{restricted}"
    senior.open(place)
    assert senior.send(f"{place}/return", {"reason": ""}).status == 422
    assert senior.send(f"{place}/return", {"reason": "Quote the passage."}).status == 303
    assert "Quote the passage." in senior.follow().words


def test_the_proposer_is_told_that_another_must_approve(
    application: Application, clock: Ticking, staff: Staff, restricted: str
) -> None:
    propose_correction(application, clock, restricted, who="senior2")
    page = staff("senior2").open(f"/staff/decisions/{restricted}")
    assert "Another senior reviewer must approve it." in page.words
    assert not page.forms(f"/staff/decisions/{restricted}/approve")


def test_what_was_written_against_an_older_version_is_refused_and_kept(
    application: Application, clock: Ticking, staff: Staff, restricted: str
) -> None:
    senior, place = staff("senior2"), f"/staff/decisions/{restricted}"
    senior.open(place)
    propose_correction(application, clock, restricted)
    application.amending.approve(restricted, member(application, "senior"), 1)
    page = senior.send(f"{place}/withdraw", {"reason": "The page changed hands."})
    assert page.status == 409
    assert "The page changed hands." in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_restriction_that_came_back_is_listed_and_left_to_run_out(
    application: Application, clock: Ticking, staff: Staff, restricted: str, language: str
) -> None:
    reviewer, place = staff("reviewer", language), f"/staff/decisions/{restricted}"
    assert not numbers(reviewer.open("/staff/rereviews"), "D")
    clock.ahead += timedelta(days=65)
    application.rereviewing.bring_back()
    work(application)
    reviewer = staff("reviewer", language)
    (line,) = [each for each in reviewer.open("/staff/queue").tree.css(".app-views a") if "rereviews" in str(each.html)]
    assert line.css_first(".app-views__count").text().strip() == "1"
    assert numbers(reviewer.open("/staff/rereviews"), "D") == [restricted]
    reviewer.open(place)
    assert reviewer.send(f"{place}/leave", {"reason": ""}).status == 422
    assert reviewer.send(f"{place}/leave", {"reason": "The page is gone."}).status == 303
    assert not numbers(reviewer.open("/staff/rereviews"), "D")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_judge_sees_both_sides_and_reverses(
    application: Application, staff: Staff, restricted: str, language: str
) -> None:
    objection = object_to(application, restricted)
    judge = staff("senior2", language)
    assert numbers(judge.open("/staff/appeals"), "P") == [objection]
    place = f"/staff/appeals/{objection}"
    page = judge.open(place)
    assert "I quote what I condemn." in page.words
    assert RESTRICTION["facts"] in page.words
    page = judge.send(f"{place}/judge", {"reason": "A quotation.", "verdict": None})
    assert page.status == 422
    assert page.value("reason") == "A quotation."
    assert judge.send(f"{place}/judge", {"verdict": "reversed", "reason": "A quotation."}).status == 303
    page = judge.follow()
    assert "A quotation." in page.words
    assert not numbers(judge.open("/staff/appeals"), "P")


def test_whoever_took_part_is_told_so_and_cannot_judge(application: Application, staff: Staff, restricted: str) -> None:
    objection = object_to(application, restricted)
    senior, place = staff("senior"), f"/staff/appeals/{objection}"
    assert "you took part in the decision" in senior.open("/staff/appeals").words
    page = senior.open(place)
    assert not page.forms(f"{place}/judge")
    fields = {"csrf_token": page.value("csrf_token"), "version": "1", "verdict": "upheld", "reason": "No."}
    assert senior.client.post(f"{place}/judge", data=fields).status_code == 403
    assert staff("reviewer").client.post(f"{place}/judge", data={}).status_code in {400, 403}
    assert senior.client.get("/staff/appeals/P-2026-999999").status_code == 404


def test_reading_an_appeal_is_in_the_log(application: Application, staff: Staff, restricted: str) -> None:
    objection = object_to(application, restricted)
    staff("auditor").open(f"/staff/appeals/{objection}")
    with application.database.reading() as connection:
        read = connection.exec_driver_sql("SELECT what FROM personal_reads ORDER BY id").scalars().all()
    assert "an appeal or objection" in read


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reviewer_corrects_a_refusal_in_the_form_of_decisions(
    application: Application, clock: Ticking, staff: Staff, language: str
) -> None:
    lodge(application)
    decision = decide(application, clock, restrict=False)
    reviewer, place = staff("reviewer2", language), f"/staff/decisions/{decision}"
    page = reviewer.open(f"{place}/correct")
    assert page.value("facts") == REFUSAL["facts"]
    changed = {"facts": "The article lists budget figures of 2025.", "reason": ""}
    page = reviewer.send(f"{place}/correct", changed)
    assert page.status == 422
    assert len(page.faults) == 1
    assert page.value("facts") == changed["facts"]
    assert reviewer.send(f"{place}/correct", reason="The year was missing.").status == 303
    assert "The year was missing." in reviewer.follow().words
    page = reviewer.send(f"{place}/correct", {"reason": "Nothing."}, onto=f"{place}/correct")
    assert page.status == 422
    assert page.value("reason") == "Nothing."


def test_a_correction_of_a_restriction_is_proposed_and_approved(
    application: Application, staff: Staff, restricted: str
) -> None:
    reviewer, senior, place = staff("reviewer2"), staff("senior"), f"/staff/decisions/{restricted}"
    words = {"facts": RESTRICTION["facts"].replace("second", "third"), "reason": "It was another paragraph."}
    assert reviewer.send(f"{place}/correct", words, onto=f"{place}/correct").status == 303
    assert "Another version of this decision waits for approval." in reviewer.follow().words
    page = reviewer.send(f"{place}/correct", words, onto=f"{place}/correct")
    assert page.status == 409
    assert "third paragraph" in page.text
    assert senior.send(f"{place}/approve", onto=place).status == 303
    assert application.views.register.by_number(restricted).version == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_restriction_that_came_back_is_renewed_for_another_while(
    application: Application, clock: Ticking, staff: Staff, restricted: str, language: str
) -> None:
    place = f"/staff/decisions/{restricted}"
    clock.ahead += timedelta(days=65)
    application.rereviewing.bring_back()
    work(application)
    reviewer, senior = staff("reviewer", language), staff("senior", language)
    page = reviewer.open(f"{place}/renew")
    assert page.value("ends_on") == ""
    assert page.value("facts") == RESTRICTION["facts"]
    ends_on = (clock() + timedelta(days=200)).date().isoformat()
    assert reviewer.send(f"{place}/renew", {"ends_on": ends_on, "reason": "It still stands."}).status == 303
    assert senior.send(f"{place}/approve", onto=place).status == 303
    found = application.views.register.by_number(restricted)
    assert found.statement.restriction.ends_on.isoformat() == ends_on
    assert found.kind == "renewal"


def test_nobody_renews_what_did_not_come_back(staff: Staff, restricted: str) -> None:
    reviewer, place = staff("reviewer"), f"/staff/decisions/{restricted}"
    assert not [a for a in reviewer.open(place).tree.css("a") if (a.attributes.get("href") or "").endswith("/renew")]
    ends_on = "2099-01-01"
    page = reviewer.send(f"{place}/renew", {"ends_on": ends_on, "reason": "It still stands."}, onto=f"{place}/renew")
    assert page.status == 409
    assert page.value("reason") == "It still stands."


def test_a_judge_turns_a_refusal_into_a_restriction_with_a_second_person(
    application: Application, clock: Ticking, staff: Staff
) -> None:
    filed = lodge(application)
    decision = decide(application, clock, restrict=False)
    appeal = application.appealing.appeal(filed.complaint_id, decision, "It calls for violence.", "en")
    judge, place = staff("senior2"), f"/staff/appeals/{appeal}"
    judge.open(place)
    verdict = {"verdict": "reversed", "reason": "The second paragraph was overlooked."}
    page = judge.send(f"{place}/judge", verdict)
    assert page.status == 422
    assert "A reversal decides the other way" in page.faults[0]
    assert page.value("verdict") == "reversed"
    ends_on = (clock() + timedelta(days=90)).date().isoformat()
    assert judge.send(f"{place}/judge", {**verdict, **RESTRICTION, "ends_on": ends_on}).status == 303
    assert "waits for a second person" in judge.follow().words
    second = staff("senior3")
    assert second.send(f"/staff/decisions/{decision}/approve", onto=f"/staff/decisions/{decision}").status == 303
    assert application.views.register.by_number(decision).restricts
