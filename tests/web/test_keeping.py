"""Nothing typed is lost: drafts on the server, claims that last as long as the work, and who else is reading."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from complaints.bootstrap import Application
from complaints.domain.access import system
from complaints.domain.casework import LEASE
from complaints.domain.claims import READING
from complaints.domain.drafts import KEPT_FOR, SECOND_THOUGHTS
from tests.builders import REFUSAL, RESTRICTION, Ticking, email_of, lodge, member, work
from tests.pages import Page, Person, numbers
from tests.sentences import sentence

LANGUAGES = ("kk", "ru", "en")
Staff = Callable[..., Person]
TYPED = {"outcome": "no_violation", "facts": "The page lists figures.", "explanation": "", "something_new": "kept too"}


@pytest.fixture
def case(application: Application) -> str:
    """The number of a case that waits for a reviewer."""
    lodge(application, category="extremism")
    work(application)
    return f"C-{application.clock().year}-000001"


def claimed(who: Person, case: str) -> Page:
    who.send(f"/staff/cases/{case}/claim", onto=f"/staff/cases/{case}")
    return who.follow()


def post(who: Person, case: str, deed: str, *, script: bool = False, **fields: object):  # type: ignore[no-untyped-def]
    """Send what a button or the script sends."""
    token = who.open(f"/staff/cases/{case}").value("csrf_token")
    headers = {"Accept": "application/json"} if script else {}
    return who.client.post(f"/staff/cases/{case}/{deed}", data={"csrf_token": token, **fields}, headers=headers)


def save(who: Person, case: str, form: str = "decide", **fields: object) -> None:
    assert post(who, case, "draft", draft=form, **fields).status_code == 303


def test_a_draft_is_there_again_at_another_machine_with_its_time(staff: Staff, case: str) -> None:
    claimed(staff("reviewer"), case)
    save(staff("reviewer"), case, **TYPED)
    page = staff("reviewer").open(f"/staff/cases/{case}")
    assert page.value("facts") == TYPED["facts"]
    assert page.value("outcome") == "no_violation"
    assert "Your draft, saved at" in page.words


def test_fields_that_no_form_has_yet_are_kept_too(staff: Staff, application: Application, case: str) -> None:
    reviewer = staff("reviewer")
    save(reviewer, case, evidence=["4", "7"], **TYPED)
    (draft,) = application.drafting.of(1, member(application, "reviewer")).values()
    assert draft.fields["something_new"] == ("kept too",)
    assert draft.fields["evidence"] == ("4", "7")
    assert "csrf_token" not in draft.fields


def test_nobody_else_sees_a_draft_and_the_database_holds_no_word_of_it(
    staff: Staff, application: Application, case: str
) -> None:
    save(staff("reviewer"), case, **TYPED)
    for name in ("reviewer2", "senior", "auditor"):
        assert TYPED["facts"] not in staff(name).open(f"/staff/cases/{case}").text
    with application.database.reading() as connection:
        raw = connection.exec_driver_sql("SELECT content FROM drafts").scalar_one()
        logged = connection.exec_driver_sql("SELECT count(*) FROM audit_log WHERE action LIKE 'drafts%'").scalar_one()
    assert b"figures" not in raw
    assert logged == 0
    with application.open_uow(system("test"), "test.swap") as uow:
        uow.connection.exec_driver_sql("UPDATE drafts SET staff_id = 2")
    assert TYPED["facts"] not in staff("reviewer2").open(f"/staff/cases/{case}").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_outlives_the_claim_and_waits_until_the_case_is_claimed_again(
    staff: Staff, application: Application, clock: Ticking, case: str, language: str
) -> None:
    claimed(staff("reviewer"), case)
    save(staff("reviewer"), case, **TYPED)
    clock.ahead = LEASE + timedelta(seconds=1)
    application.casework.return_expired()
    reviewer = staff("reviewer", language)
    page = reviewer.open(f"/staff/cases/{case}")
    assert not page.forms(f"/staff/cases/{case}/decide")
    assert TYPED["facts"] in page.words
    assert claimed(reviewer, case).value("facts") == TYPED["facts"]


def test_what_was_sent_and_refused_is_kept_and_what_was_accepted_is_not(
    staff: Staff, application: Application, case: str
) -> None:
    reviewer = staff("reviewer")
    claimed(reviewer, case)
    assert reviewer.send(f"/staff/cases/{case}/decide", {**REFUSAL, "explanation": ""}).status == 422
    page = staff("reviewer").open(f"/staff/cases/{case}")
    assert page.value("facts") == REFUSAL["facts"]
    assert reviewer.send(f"/staff/cases/{case}/decide", dict(REFUSAL)).status == 303
    assert application.drafting.of(1, member(application, "reviewer")) == {}


def test_a_note_has_a_draft_of_its_own(staff: Staff, application: Application, case: str) -> None:
    reviewer = staff("reviewer")
    save(reviewer, case, "note", text="Half a note")
    assert reviewer.open(f"/staff/cases/{case}").value("text") == "Half a note"
    assert reviewer.send(f"/staff/cases/{case}/note", {"text": "The whole note"}).status == 303
    assert reviewer.open(f"/staff/cases/{case}").value("text") == ""


def test_the_words_of_a_senior_are_kept_while_they_judge_a_proposal(staff: Staff, clock: Ticking, case: str) -> None:
    reviewer, senior = staff("reviewer"), staff("senior")
    claimed(reviewer, case)
    ends_on = (clock() + timedelta(days=90)).date().isoformat()
    assert reviewer.send(f"/staff/cases/{case}/decide", {**RESTRICTION, "ends_on": ends_on}).status == 303
    save(senior, case, "return", reason="Name the")
    assert senior.open(f"/staff/cases/{case}").value("reason") == "Name the"
    assert senior.send(f"/staff/cases/{case}/return", {"reason": "Name the passage."}).status == 303


def test_a_draft_thrown_away_comes_back_for_a_while(
    staff: Staff, application: Application, clock: Ticking, case: str
) -> None:
    reviewer = staff("reviewer")
    claimed(reviewer, case)
    save(reviewer, case, **TYPED)
    assert post(reviewer, case, "discard", draft="decide").status_code == 303
    page = reviewer.open(f"/staff/cases/{case}")
    assert page.value("facts") == ""
    assert "Bring back the draft" in page.words
    assert post(reviewer, case, "bring-back", draft="decide").status_code == 303
    assert reviewer.open(f"/staff/cases/{case}").value("facts") == TYPED["facts"]
    post(reviewer, case, "discard", draft="decide")
    clock.ahead = SECOND_THOUGHTS + timedelta(seconds=1)
    assert "Bring back the draft" not in staff("reviewer").open(f"/staff/cases/{case}").words
    assert application.drafting.forget() == 1
    assert post(staff("reviewer"), case, "bring-back", draft="decide").status_code == 422


def test_drafts_go_with_the_purge_and_after_thirty_days(
    staff: Staff, application: Application, clock: Ticking, case: str
) -> None:
    save(staff("reviewer"), case, **TYPED)
    save(staff("reviewer2"), case, "note", text="A quotation")
    application.keeping.purge(case, member(application, "reviewer"))
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM drafts").scalar_one() == 0
    save(staff("reviewer"), case, **TYPED)
    clock.ahead = KEPT_FOR - timedelta(minutes=1)
    assert application.drafting.forget() == 0
    clock.ahead = KEPT_FOR + timedelta(minutes=1)
    assert application.drafting.forget() == 1


def test_a_draft_says_that_the_case_changed_since(staff: Staff, application: Application, case: str) -> None:
    reviewer = staff("reviewer")
    version = claimed(reviewer, case).value("version")
    save(reviewer, case, version=version, **TYPED)
    told = "The case changed since you saved this draft"
    assert told not in reviewer.open(f"/staff/cases/{case}").words
    lodge(application, category="extremism", description="Somebody else saw it too.")
    work(application)
    assert told in reviewer.open(f"/staff/cases/{case}").words


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(staff: Staff, case: str, language: str) -> None:
    reviewer = staff("reviewer", language)
    claimed(reviewer, case)
    answer = post(reviewer, case, "draft", draft="decide", facts="a" * 250_000)
    assert answer.status_code == 422
    assert sentence(language, "draft.too_long") in answer.text
    assert "a" * 250_000 in answer.text
    told = post(reviewer, case, "draft", script=True, draft="decide", facts="a" * 250_000)
    assert (told.status_code, told.json["fault"]) == (422, sentence(language, "draft.too_long"))
    assert post(reviewer, case, "draft", draft="nonsense").status_code == 422


def test_only_those_who_decide_have_drafts_and_nobody_who_keeps_away(
    staff: Staff, application: Application, case: str
) -> None:
    assert post(staff("auditor"), case, "draft", draft="note", text="x").status_code == 403
    assert post(staff("reviewer"), "C-2026-999999", "draft", draft="note", text="x").status_code in {400, 404}
    application.recusing.recuse(case, member(application, "reviewer"), "resource", "A conflict.")
    assert post(staff("reviewer"), case, "draft", draft="note", text="x").status_code == 409


def lease_of(application: Application) -> object:
    with application.open_reader() as uow:
        case = uow.cases.get(1)
    assert case is not None
    return case.lease.until if case.lease else None


def test_the_script_is_told_when_a_draft_was_saved_and_how_long_the_claim_lasts(
    staff: Staff, application: Application, clock: Ticking, case: str
) -> None:
    reviewer = staff("reviewer")
    claimed(reviewer, case)
    first = lease_of(application)
    clock.ahead = timedelta(minutes=10)
    told = post(reviewer, case, "draft", script=True, draft="decide", **TYPED).json
    assert told["said"].startswith("Draft saved at ")
    assert 0 < told["left"] <= 20 * 60
    assert lease_of(application) == first, "more than half of the claim is left: nothing to write"
    clock.ahead = timedelta(minutes=16)
    told = post(reviewer, case, "pulse", script=True).json
    assert told["left"] > 29 * 60
    assert lease_of(application) != first
    with application.database.reading() as connection:
        renewals = "SELECT count(*) FROM audit_log WHERE action = 'casework.renew'"
        assert connection.exec_driver_sql(renewals).scalar_one() == 1


def test_any_form_sent_on_a_case_prolongs_the_claim_and_nothing_prolongs_what_is_over(
    staff: Staff, application: Application, clock: Ticking, case: str
) -> None:
    reviewer, other = staff("reviewer"), staff("reviewer2")
    claimed(reviewer, case)
    first = lease_of(application)
    clock.ahead = timedelta(minutes=20)
    other.send(f"/staff/cases/{case}/note", {"text": "Somebody else's."}, onto=f"/staff/cases/{case}")
    assert lease_of(application) == first
    reviewer.send(f"/staff/cases/{case}/note", {"text": "Mine."}, onto=f"/staff/cases/{case}")
    prolonged = lease_of(application)
    assert prolonged != first
    clock.ahead = timedelta(minutes=20) + LEASE + timedelta(seconds=1)
    assert post(reviewer, case, "pulse", script=True).json["left"] is None
    assert lease_of(application) == prolonged


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_how_long_the_claim_lasts_and_warns(
    staff: Staff, clock: Ticking, case: str, language: str
) -> None:
    reviewer = staff("reviewer", language)
    page = claimed(reviewer, case)
    assert page.tree.css_first("[data-left]").attributes["data-left"] in {"1799", "1800"}
    assert "30" in page.tree.css_first("[data-still]").text()
    assert "hidden" in page.tree.css_first("[data-warning]").attributes
    clock.ahead = LEASE - timedelta(minutes=4)
    page = reviewer.open(f"/staff/cases/{case}")
    assert "hidden" not in page.tree.css_first("[data-warning]").attributes
    assert page.forms(f"/staff/cases/{case}/claim"), "the claim can be renewed without a script"


def test_who_else_is_reading_is_shown_for_minutes_and_then_forgotten(
    staff: Staff, application: Application, clock: Ticking, case: str
) -> None:
    reviewer, senior, auditor = staff("reviewer"), staff("senior"), staff("auditor")
    assert "Also reading" not in reviewer.open(f"/staff/cases/{case}").words
    auditor.open(f"/staff/cases/{case}")
    assert "Also reading" not in reviewer.open(f"/staff/cases/{case}").words
    assert f"Also reading this: {email_of('reviewer')}" in senior.open(f"/staff/cases/{case}").words
    assert post(reviewer, case, "pulse", script=True).json["others"] == f"Also reading this: {email_of('senior')}"
    clock.ahead = READING + timedelta(seconds=1)
    application.end_leases()
    with application.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM presences").scalar_one() == 0
    assert "Also reading" not in staff("reviewer").open(f"/staff/cases/{case}").words


def test_scripts_of_staff_pages_may_ask_this_service_alone_and_those_of_others_nobody(
    staff: Staff, person: Person, case: str
) -> None:
    own = staff("reviewer").open(f"/staff/cases/{case}").headers["Content-Security-Policy"]
    assert "connect-src 'self';" in own
    for path in ("/", "/register", "/staff/login"):
        assert "connect-src 'none'" in person.open(path).headers["Content-Security-Policy"]


def test_a_draft_of_a_second_reviewer_is_kept_as_any(staff: Staff, application: Application, case: str) -> None:
    first = staff("reviewer")
    claimed(first, case)
    first.send(f"/staff/cases/{case}/decide", dict(REFUSAL))
    with application.open_uow(system("test"), "test.draw") as uow:
        uow.second_reviews.add(1, application.clock())
    second = staff("reviewer2")
    second.send("/staff/next", onto="/staff/next")
    assert numbers(second.follow(), "C")[0] == case
    save(second, case, **TYPED)
    page = second.open(f"/staff/cases/{case}")
    assert page.value("facts") == TYPED["facts"]
    assert "Also reading" not in page.words
