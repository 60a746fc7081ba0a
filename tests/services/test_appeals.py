"""Appeals and objections: who may, until when, who judges, and what a verdict does."""

import pytest

from complaints.domain.deadlines import Term, Unit, due
from complaints.domain.decisions import Written
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.versions import Force
from complaints.services.appeals import Judgement
from tests.services.afterwards import Ground


@pytest.fixture
def ground(service, site):
    return Ground(service)


def status(ground, complaint: int) -> str:
    return ground.service.views.complaints.get(complaint).links[0].status.value


def test_an_appeal_is_shown_while_open_and_the_answer_reaches_everybody(ground):
    number = ground.refused()
    second = ground.file(email="second@mail.example")
    appeal = ground.appeal(number)
    assert status(ground, second) == "appealed"
    assert ground.state() == "appealed"
    assert ground.judge(appeal, number, "upheld")
    assert status(ground, second) == "decided"
    assert ground.stands(number).present.force is Force.IN_FORCE
    assert list(ground.letters()) == [(1, "sent"), (1, "sent"), (2, "sent"), (2, "sent")]
    (own,) = ground.service.views.appeals.of_complaint(second)
    assert own.answer.reason == "The passage is a quotation."
    assert own.answer.kind == "upheld"


def test_one_person_appeals_once_against_the_same_words(ground):
    number = ground.refused()
    appeal = ground.appeal(number)
    with pytest.raises(Refusal, match=r"appeal\.again"):
        ground.appeal(number)
    ground.judge(appeal, number, "upheld")
    with pytest.raises(Refusal, match=r"appeal\.again"):
        ground.appeal(number)
    ground.service.amending.correct(number, ground.who("reviewer"), 2, ground.refusal(facts="Other facts."), "Wrong.")
    assert ground.appeal(number)


def test_only_the_reporter_of_the_case_appeals_and_only_within_the_window(ground):
    number = ground.refused()
    other = ground.file("http://other.kz/page")
    with pytest.raises(Refusal, match=r"decision\.unknown"):
        ground.appeal(number, other)
    with pytest.raises(Refusal, match=r"appeal\.text\.missing"):
        ground.service.appealing.appeal(ground.complaints[0], number, " ", "en")
    with pytest.raises(Refusal, match=r"appeal\.which"):
        ground.service.appealing.appeal(other, "", "Wrong.", "en")
    ground.service.clock.move(days=31)
    with pytest.raises(Refusal, match=r"appeal\.too_late"):
        ground.appeal(number, ground.complaints[0])


def test_the_only_decision_about_a_complaint_need_not_be_named(ground):
    ground.refused()
    assert ground.service.appealing.appeal(ground.complaints[0], "", "Wrong.", "en").startswith("P-")


def test_whoever_withdrew_a_complaint_does_not_appeal(ground):
    number = ground.refused()
    ground.service.intake.withdraw(ground.complaints[0])
    with pytest.raises(Refusal, match=r"complaint\.withdrawn"):
        ground.appeal(number)


@pytest.mark.parametrize("name", ["senior", "reviewer", "reviewer2", "auditor", "admin"])
def test_only_a_senior_who_took_no_part_judges(ground, name):
    number = ground.restricted()
    appeal = ground.appeal(number)
    refusal = r"appeal\.took_part" if name == "senior" else r"access\.denied"
    with pytest.raises(Refusal, match=refusal):
        ground.judge(appeal, number, "upheld", who=name)
    assert ground.judge(appeal, number, "upheld")


def test_whoever_corrected_or_returned_took_part_too(ground):
    number = ground.refused()
    ground.service.amending.correct(number, ground.who("senior2"), 1, ground.refusal(facts="Other."), "Wrong.")
    appeal = ground.appeal(number)
    with pytest.raises(Refusal, match=r"appeal\.took_part"):
        ground.judge(appeal, number, "upheld", who="senior2")
    assert ground.judge(appeal, number, "upheld", who="senior3")


def test_a_reversal_ends_the_restriction_and_is_published_as_such(ground):
    number = ground.restricted()
    told = ground.object_to(number)
    assert ground.judge(told.number, number, "reversed")
    view = ground.service.views.register.by_number(number)
    assert view.force is Force.REVERSED
    assert not view.restricts
    assert view.ended_on == ground.service.clock().date()
    (row,) = ground.service.views.register.page().rows
    assert (row.force, row.kind) == ("reversed", "reversed")
    (about,) = ground.service.views.register.about("site.kz/page")
    assert about.force is Force.REVERSED
    latest = ground.service.views.versions.record(view.id).versions[0]
    assert (latest.side, latest.reason) == ("affected", "The passage is a quotation.")
    assert list(ground.letters())[-2:] == [(2, "sent"), (2, "sent")]


def test_a_refusal_turned_into_a_restriction_on_appeal_needs_a_second_person_without_part(ground):
    number = ground.refused()
    appeal = ground.appeal(number)
    assert not ground.judge(appeal, number, "reversed", written=ground.restriction())
    assert not ground.stands(number).present.restricts
    approve = ground.service.amending.approve
    with pytest.raises(Refusal, match=r"approval\.own"):
        approve(number, ground.who("senior2"), 1)
    approve(number, ground.who("senior3"), 1)
    assert ground.stands(number).present.restricts
    assert ground.state() == "decided"
    assert ground.service.views.appeals.of_complaint(ground.complaints[0])[0].answer.kind == "reversed"


def test_whoever_took_part_does_not_approve_a_verdict_either(ground):
    number = ground.restricted()
    told = ground.object_to(number)
    assert not ground.judge(told.number, number, "changed", written=ground.restriction(territory="Almaty"))
    with pytest.raises(Refusal, match=r"appeal\.took_part"):
        ground.service.amending.approve(number, ground.who("senior"), 1)
    ground.service.amending.approve(number, ground.who("senior3"), 1)
    assert ground.service.views.register.by_number(number).statement.restriction.territory == "Almaty"


def test_a_returned_verdict_is_judged_again_also_by_the_same_senior(ground):
    number = ground.restricted()
    told = ground.object_to(number)
    ground.judge(told.number, number, "changed", written=ground.restriction(territory="Almaty"))
    with pytest.raises(Refusal, match=r"appeal\.answered"):
        ground.judge(told.number, number, "upheld", who="senior3")
    ground.service.amending.send_back(number, ground.who("senior3"), 1, "Name the district.")
    assert ground.judge(told.number, number, "reversed")
    assert ground.state() == "decided"


def test_a_change_to_what_restricts_nothing_takes_one_judge(ground):
    number = ground.restricted()
    told = ground.object_to(number)
    assert ground.judge(told.number, number, "changed", written=ground.refusal())
    assert ground.stands(number).present.outcome == "no_violation"


def test_a_verdict_is_complete_and_a_reversal_goes_the_other_way(ground):
    number = ground.refused()
    appeal = ground.appeal(number)
    with pytest.raises(Refusal, match=r"verdict\.missing"):
        ground.judge(appeal, number, "")
    with pytest.raises(Refusal, match=r"verdict\.same_way"):
        ground.judge(appeal, number, "reversed", written=ground.refusal(facts="Other facts."))
    with pytest.raises(Refusals):
        ground.judge(appeal, number, "reversed")
    with pytest.raises(Refusal, match=r"version\.reason\.missing"):
        ground.service.appealing.judge(appeal, ground.who("senior2"), 1, Judgement("upheld", "", "en", Written()))
    with pytest.raises(Refusal, match=r"appeal\.unknown"):
        ground.judge("P-2026-000999", number, "upheld")
    ground.judge(appeal, number, "upheld")
    with pytest.raises(Refusal, match=r"appeal\.answered"):
        ground.judge(appeal, number, "upheld", who="senior3")


def test_an_objection_needs_no_proof_and_its_receipt_opens_the_answer(ground):
    number = ground.restricted()
    told = ground.object_to(number, email="")
    found = ground.service.appealing.find(told.receipt)
    view = ground.service.views.appeals.get(found)
    assert (view.number, view.state, view.answer) == (told.number, "open", None)
    ground.judge(told.number, number, "upheld")
    assert ground.service.views.appeals.get(found).answer.reason == "The passage is a quotation."
    assert ground.service.appealing.find("1234 5678 9012 3456") is None


def test_the_same_form_sent_twice_is_one_objection(ground):
    number = ground.restricted()
    assert ground.object_to(number, nonce="one") == ground.object_to(number, nonce="one")
    assert ground.rows("SELECT count(*) FROM appeals") == [(1,)]


def test_every_fault_of_an_objection_is_named_at_once(ground):
    with pytest.raises(Refusals) as refused:
        ground.service.appealing.object_to("D-1", " ", "nobody", "en", ground_origin())
    assert [(each.code, each.field) for each in refused.value.refusals] == [
        ("decision.unknown", "decision"),
        ("appeal.text.missing", "text"),
        ("email.wrong", "email"),
    ]


def ground_origin():
    from complaints.services.intake import Origin

    return Origin("a form")


def test_whom_a_restriction_hits_objects_as_long_as_it_lasts(ground):
    number = ground.restricted(days=90)
    ground.service.clock.move(days=60)
    ground.service.upkeep.close()
    assert ground.state() == "closed"
    told = ground.object_to(number)
    assert ground.state() == "appealed"
    ground.judge(told.number, number, "reversed")
    assert ground.state() == "decided"
    ground.service.clock.move(days=31)
    with pytest.raises(Refusals, match=r"appeal\.too_late"):
        ground.object_to(number)


def test_objections_from_one_network_are_slowed_down(ground):
    from dataclasses import replace

    from complaints.net.throttle import CountingThrottle

    number = ground.restricted()
    slowed = replace(ground.service.appealing, throttle=CountingThrottle(None))
    for each in range(30):
        slowed.object_to(number, "Mine.", "", "en", replace(ground_origin(), nonce=f"{each}", network="192.0.2.0/24"))
    with pytest.raises(Refusal, match=r"objecting\.throttled"):
        slowed.object_to(number, "Mine.", "", "en", replace(ground_origin(), nonce="31", network="192.0.2.0/24"))
    assert slowed.object_to(number, "Mine.", "", "en", replace(ground_origin(), nonce="1", network="192.0.2.0/24"))


def test_a_case_stays_appealed_until_the_last_appeal_is_answered(ground):
    number = ground.restricted()
    first, second = ground.object_to(number), ground.object_to(number)
    ground.judge(first.number, number, "reversed")
    assert ground.state() == "appealed"
    ground.judge(second.number, number, "upheld", who="senior3")
    assert ground.state() == "decided"
    assert ground.stands(number).present.force is Force.REVERSED


def test_an_appealed_case_is_not_closed_and_appears_by_its_deadline(ground):
    number = ground.refused()
    appeal = ground.appeal(number)
    (row,) = ground.service.views.appeals.page().rows
    assert (row.number, row.side, row.decision_number) == (appeal, "reporter", number)
    with ground.service.open_reader() as uow:
        assert row.due_at == due(Term(15, Unit.DAYS), row.filed_at, uow.deadlines.calendar())
    ground.service.clock.move(days=90)
    ground.service.upkeep.close()
    assert ground.state() == "appealed"


def test_the_judges_queue_is_paged_by_key(ground):
    number = ground.restricted()
    told = [ground.object_to(number).number for _ in range(5)]
    views = ground.service.views.appeals
    first = views.page(size=2)
    second = views.page(first.after, size=2)
    third = views.page(second.after, size=2)
    assert [row.number for page in (first, second, third) for row in page.rows] == told
    assert third.after is None


def test_contacts_in_an_appeal_are_masked_for_the_judge(ground):
    number = ground.refused()
    text = "Call me: +7 701 555 00 00."
    appeal = ground.service.appealing.appeal(ground.complaints[0], number, text, "en")
    seen = ground.service.views.appeals.case(appeal)
    assert "555" not in seen.text
    assert seen.pseudonym.startswith("R-")
    assert ground.service.views.appeals.of_complaint(ground.complaints[0])[0].text == text
