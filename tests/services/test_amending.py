"""Corrections and withdrawals are further versions of a decision, with a second person where it restricts."""

import pytest
from sqlalchemy.exc import DatabaseError

from complaints.domain.access import system
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.versions import Force, VersionKind
from complaints.services.versions_ports import NewVersion
from tests.builders import work
from tests.services.afterwards import Ground


@pytest.fixture
def ground(service, site):
    return Ground(service)


def correct(ground, number, written, reason="The article was wrong.", who="reviewer2", version=None):
    at = version or ground.version(number)
    done = ground.service.amending.correct(number, ground.who(who), at, written, reason)
    work(ground.service)
    return done


def test_a_refusal_is_corrected_by_one_person_under_its_number(ground):
    number = ground.refused()
    assert correct(ground, number, ground.refusal(facts="The article lists budget figures of 2025."))
    stands = ground.stands(number)
    assert stands.version == 2
    view = ground.service.views.register.by_number(number)
    assert view.statement.facts == "The article lists budget figures of 2025."
    assert view.kind == "correction"
    assert view.changed_at
    first, second = reversed(ground.service.views.versions.record(stands.id).versions)
    assert first.statement.facts == "The article lists budget figures."
    assert second.reason == "The article was wrong."
    assert [each.field for each in second.differences] == ["facts"]
    assert "".join(piece.text for piece in second.differences[0].pieces if piece.way == "came") == " of 2025"


def test_the_decision_itself_is_never_altered(ground):
    number = ground.refused()
    before = ground.rows("SELECT * FROM decisions"), ground.rows("SELECT * FROM statements WHERE id = 1")
    correct(ground, number, ground.refusal(facts="Other facts."))
    assert (ground.rows("SELECT * FROM decisions"), ground.rows("SELECT * FROM statements WHERE id = 1")) == before
    with (
        pytest.raises(DatabaseError, match="never altered"),
        ground.service.open_uow(system("test"), "test") as uow,
    ):
        uow.connection.exec_driver_sql("UPDATE decision_versions SET kind = 'renewal', reason = 'other'")


def test_a_correction_of_a_restriction_waits_for_a_second_person(ground):
    number = ground.restricted()
    assert not correct(ground, number, ground.restriction(facts="The call stands in its third paragraph."))
    assert ground.version(number) == 1
    amending = ground.service.amending
    with pytest.raises(Refusal, match=r"amendment\.waits"):
        correct(ground, number, ground.restriction(facts="Something else."))
    with pytest.raises(Refusal, match=r"access\.denied"):
        amending.approve(number, ground.who("reviewer"), 1)
    amending.approve(number, ground.who("senior"), 1)
    assert ground.version(number) == 2
    assert ground.service.views.register.by_number(number).two_people
    with pytest.raises(Refusal, match=r"amendment\.none"):
        amending.approve(number, ground.who("senior"), 2)


def test_nobody_approves_an_own_correction_and_a_returned_one_leaves_the_decision(ground):
    number = ground.restricted()
    correct(ground, number, ground.restriction(facts="Other facts."), who="senior2")
    amending = ground.service.amending
    with pytest.raises(Refusal, match=r"approval\.own"):
        amending.approve(number, ground.who("senior2"), 1)
    with pytest.raises(Refusal, match=r"version\.reason\.missing"):
        amending.send_back(number, ground.who("senior"), 1, " ")
    amending.send_back(number, ground.who("senior"), 1, "Name the paragraph.")
    assert ground.version(number) == 1
    (returned,) = ground.service.views.versions.amendments(1)
    assert (returned.state, returned.answer) == ("returned", "Name the paragraph.")
    assert not correct(ground, number, ground.restriction(facts="Facts of the third paragraph."))


def test_a_refusal_that_becomes_a_restriction_needs_a_second_person(ground):
    number = ground.refused()
    assert not correct(ground, number, ground.restriction())
    assert ground.stands(number).present.outcome == "no_violation"
    ground.service.amending.approve(number, ground.who("senior"), 1)
    assert ground.stands(number).present.restricts


def test_a_correction_needs_a_reason_a_difference_and_the_latest_version(ground):
    number = ground.refused()
    with pytest.raises(Refusals) as refused:
        correct(ground, number, ground.refusal(facts=""), reason="")
    assert [each.code for each in refused.value.refusals] == ["version.reason.missing", "decision.facts.missing"]
    with pytest.raises(Refusal, match=r"correction\.nothing"):
        correct(ground, number, ground.refusal())
    with pytest.raises(Refusal, match=r"decision\.changed"):
        correct(ground, number, ground.refusal(facts="Other."), version=7)
    with pytest.raises(Refusal, match=r"decision\.unknown"):
        ground.service.amending.correct("D-2026-000999", ground.who("reviewer"), 1, ground.refusal(), "Why.")
    with pytest.raises(Refusal, match=r"access\.denied"):
        correct(ground, number, ground.refusal(facts="Other."), who="auditor")
    assert ground.rows("SELECT count(*) FROM statements") == [(1,)]


def test_a_correction_never_lengthens_a_restriction_beyond_a_year(ground):
    number = ground.restricted(days=360)
    ground.service.clock.move(days=30)
    with pytest.raises(Refusal, match=r"ends_on\.too_far"):
        correct(ground, number, ground.restriction(days=350))
    correct(ground, number, ground.restriction(days=300))
    ground.service.amending.approve(number, ground.who("senior"), 1)
    part = ground.service.views.register.by_number(number).statement.restriction
    assert (part.ends_on - part.starts_on).days == 330


def test_everybody_who_was_told_is_told_again_and_once(ground):
    number = ground.refused()
    ground.file(email="second@mail.example")
    ground.object_to(number)
    assert list(ground.letters()) == [(1, "sent"), (1, "sent")]
    correct(ground, number, ground.refusal(facts="Other facts."))
    assert list(ground.letters())[2:] == [(2, "sent")] * 3
    ground.service.publication.announce(1)
    work(ground.service)
    assert len(list(ground.letters())) == 5


def test_a_letter_lost_on_the_way_is_made_by_the_sweep(ground):
    number = ground.refused()
    ground.service.amending.correct(number, ground.who("reviewer"), 1, ground.refusal(facts="Other."), "Wrong.")
    with ground.service.open_uow(system("test"), "test") as uow:
        uow.outbox.mark_published([message.id for message in uow.outbox.take(9)])
    ground.service.clock.move(minutes=2)
    ground.service.upkeep.sweep()
    work(ground.service)
    assert list(ground.letters()) == [(1, "sent"), (2, "sent")]


def test_a_decision_is_corrected_before_the_workers_published_it(ground):
    ground.file()
    number = ground.decide(ground.refusal(), publish=False)
    assert correct(ground, number, ground.refusal(facts="Other facts."), version=1)
    assert sorted(ground.letters()) == [(1, "sent"), (2, "sent")]


def test_a_senior_withdraws_and_the_restriction_ends(ground):
    number = ground.restricted()
    withdraw = ground.service.amending.withdraw
    with pytest.raises(Refusal, match=r"access\.denied"):
        withdraw(number, ground.who("reviewer"), 1, "A mistake.", "en")
    with pytest.raises(Refusal, match=r"version\.reason\.missing"):
        withdraw(number, ground.who("senior"), 1, "", "en")
    withdraw(number, ground.who("senior"), 1, "The page had changed hands.", "en")
    work(ground.service)
    stands = ground.stands(number)
    assert stands.present.force is Force.WITHDRAWN
    assert not stands.present.restricts
    assert stands.present.ends_on == ground.service.clock().date()
    assert list(ground.letters()) == [(1, "sent"), (2, "sent")]
    with pytest.raises(Refusal, match=r"decision\.ended"):
        withdraw(number, ground.who("senior"), 2, "Once more.", "en")
    with pytest.raises(Refusal, match=r"decision\.ended"):
        correct(ground, number, ground.restriction(facts="Other."))


def test_what_restricts_nothing_cannot_be_withdrawn(ground):
    number = ground.refused()
    with pytest.raises(Refusal, match=r"withdrawal\.nothing"):
        ground.service.amending.withdraw(number, ground.who("senior"), 1, "A mistake.", "en")


def test_what_was_proposed_before_the_decision_changed_is_not_approved(ground):
    number = ground.restricted()
    correct(ground, number, ground.restriction(facts="Other facts."))
    ground.service.amending.withdraw(number, ground.who("senior"), 1, "A mistake.", "en")
    with pytest.raises(Refusal, match=r"amendment\.stale"):
        ground.service.amending.approve(number, ground.who("senior"), 2)
    ground.service.amending.send_back(number, ground.who("senior"), 2, "It was withdrawn.")
    assert ground.stands(number).present.force is Force.WITHDRAWN


def test_a_protected_source_asks_the_approver_again(ground):
    number = ground.restricted()
    with ground.service.open_uow(system("test"), "test") as uow:
        uow.catalogue.protect("site.kz", "news", ground.service.clock())
    correct(ground, number, ground.restriction(facts="Other facts."))
    approve = ground.service.amending.approve
    with pytest.raises(Refusal, match=r"approval\.proportionality"):
        approve(number, ground.who("senior"), 1)
    approve(number, ground.who("senior"), 1, "One post of thousands.")
    assert ground.version(number) == 2


def test_a_later_version_opens_the_window_anew_and_the_case_with_it(ground):
    number = ground.refused()
    ground.service.clock.move(days=40)
    ground.service.upkeep.close()
    assert ground.state() == "closed"
    correct(ground, number, ground.refusal(facts="Other facts."))
    assert ground.state() == "decided"
    assert ground.stands(number).window == 2
    ground.service.upkeep.close()
    assert ground.state() == "decided"
    ground.service.clock.move(days=31)
    ground.service.upkeep.close()
    assert ground.state() == "closed"


def test_two_versions_at_once_end_with_one(ground):
    number = ground.refused()
    seen = ground.stands(number)
    with ground.service.open_uow(system("test"), "test") as uow:
        statement_id = uow.decisions.add_statement(1, 1, uow.versions.statement(1), ground.service.clock())
        new = NewVersion(VersionKind.CORRECTION, statement_id, "Why.", "en", 1)
        assert uow.versions.add(seen, new, seen.present, ground.service.clock())
        assert uow.versions.add(seen, new, seen.present, ground.service.clock()) is None
