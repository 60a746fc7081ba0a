"""Restrictions come back before they end, with a fresh capture; and end by themselves where nobody renews them."""

import pytest

from complaints.domain.errors import Refusal
from complaints.domain.versions import Force
from tests.builders import work
from tests.services.afterwards import Ground
from tests.services.conftest import page


@pytest.fixture
def ground(service, site):
    site.paths["/page"] = page("The page calls for violence in these plain words.\nAnother line.")
    return Ground(service)


def come_back(ground, days=60):
    ground.service.clock.move(days=days)
    brought = ground.service.rereviewing.bring_back()
    work(ground.service)
    return brought


def back(ground):
    return [(row.decision_number, row.ends_on.isoformat()) for row in ground.service.views.versions.rereviews().rows]


def renew(ground, number, days=200, who="reviewer", **words):
    written = ground.restriction(days, facts="It still calls for violence.", **words)
    return ground.service.amending.renew(number, ground.who(who), ground.version(number), written, "It still stands.")


def test_a_restriction_comes_back_thirty_days_before_its_end_and_once(ground):
    number = ground.restricted(days=90)
    assert come_back(ground, days=59) == 0
    assert back(ground) == []
    assert come_back(ground, days=1) == 1
    assert come_back(ground, days=1) == 0
    ends = ground.stands(number).present.ends_on.isoformat()
    assert back(ground) == [(number, ends)]
    assert ground.service.views.versions.comes_back(1).isoformat() == ends


def test_its_page_is_captured_afresh_and_what_changed_is_shown(ground, site):
    ground.restricted(days=90)
    site.paths["/page"] = page("The page says something else in other words.\nAnother line.")
    before = ground.rows("SELECT count(*) FROM evidence")
    come_back(ground)
    assert ground.rows("SELECT count(*) FROM evidence") > before
    codes = ground.service.codes(1)
    assert codes["requested"] == "check.ending"
    assert codes["changed"] == "check.changed.changed"
    of_changes = "FROM check_details d JOIN checks c ON c.id = d.check_id WHERE c.step = 'changed'"
    ((detail,),) = ground.rows(f"SELECT detail {of_changes}")
    assert "- The page calls for violence" in detail
    assert "+ The page says something else" in detail


def test_a_renewal_is_a_new_restrictive_statement_that_a_second_person_approves(ground):
    number = ground.restricted(days=90)
    with pytest.raises(Refusal, match=r"renewal\.not_due"):
        renew(ground, number)
    come_back(ground)
    assert not renew(ground, number)
    with pytest.raises(Refusal, match=r"access\.denied"):
        ground.service.amending.approve(number, ground.who("reviewer2"), 1)
    ground.service.amending.approve(number, ground.who("senior"), 1)
    work(ground.service)
    assert back(ground) == []
    part = ground.service.views.register.by_number(number).statement.restriction
    assert part.starts_on == ground.service.clock().date()
    assert part.ends_on.isoformat() == ground.day(200)
    assert list(ground.letters()) == [(1, "sent"), (2, "sent")]
    ground.service.clock.move(days=170)
    assert come_back(ground, days=0) == 1


def test_a_renewal_restricts_and_lasts_a_year_at_most(ground):
    number = ground.restricted(days=90)
    come_back(ground)
    with pytest.raises(Refusal, match=r"renewal\.outcome"):
        ground.service.amending.renew(number, ground.who("reviewer"), 1, ground.refusal(), "It is lawful.")
    with pytest.raises(Exception, match=r"ends_on\.too_far"):
        renew(ground, number, days=400)


def test_it_lapses_by_itself_and_says_so(ground):
    number = ground.restricted(days=90)
    come_back(ground)
    ground.service.clock.move(days=29)
    assert ground.service.rereviewing.lapse() == 0
    ground.service.clock.move(days=1)
    assert ground.service.rereviewing.lapse() == 1
    assert ground.service.rereviewing.lapse() == 0
    work(ground.service)
    view = ground.service.views.register.by_number(number)
    assert view.force is Force.LAPSED
    assert view.ended_on.isoformat() == ground.day(0)
    assert view.kind == "lapse"
    (about,) = ground.service.views.register.about("site.kz/page")
    assert not about.restricts
    assert back(ground) == []
    assert ground.rows("SELECT state FROM rereviews") == [("lapsed",)]
    assert list(ground.letters()) == [(1, "sent"), (2, "sent")]
    told = [
        entry.action for entry in ground.service.views.history.of(f"C-{ground.service.clock().year}-000001").entries
    ]
    assert "restrictions.lapse" in told


def test_a_proposed_renewal_does_not_keep_it_from_lapsing(ground):
    number = ground.restricted(days=90)
    come_back(ground)
    renew(ground, number)
    ground.service.clock.move(days=30)
    assert ground.service.rereviewing.lapse() == 1
    with pytest.raises(Refusal, match=r"decision\.ended"):
        ground.service.amending.approve(number, ground.who("senior"), 2)
    ground.service.amending.send_back(number, ground.who("senior"), 2, "It has lapsed.")
    assert ground.stands(number).present.force is Force.LAPSED


def test_a_renewed_one_does_not_lapse_on_its_first_day(ground):
    number = ground.restricted(days=90)
    come_back(ground)
    renew(ground, number)
    ground.service.amending.approve(number, ground.who("senior"), 1)
    ground.service.clock.move(days=30)
    assert ground.service.rereviewing.lapse() == 0
    assert ground.stands(number).present.restricts


def test_a_reviewer_lets_it_run_out_with_a_reason(ground):
    number = ground.restricted(days=90)
    with pytest.raises(Refusal, match=r"rereview\.none"):
        ground.service.rereviewing.leave(number, ground.who("reviewer"), 1, "The page is gone.")
    come_back(ground)
    with pytest.raises(Refusal, match=r"version\.reason\.missing"):
        ground.service.rereviewing.leave(number, ground.who("reviewer"), 1, "")
    ground.service.rereviewing.leave(number, ground.who("reviewer"), 1, "The page is gone.")
    assert back(ground) == []
    assert come_back(ground, days=1) == 0
    assert ground.stands(number).present.restricts
    ground.service.clock.move(days=29)
    assert ground.service.rereviewing.lapse() == 1


def test_a_withdrawn_one_comes_back_no_more(ground):
    number = ground.restricted(days=90)
    come_back(ground)
    ground.service.amending.withdraw(number, ground.who("senior"), 1, "The page is gone.", "en")
    assert back(ground) == []
    assert ground.rows("SELECT state FROM rereviews") == [("ended",)]
    ground.service.clock.move(days=40)
    assert ground.service.rereviewing.lapse() == 0


def test_after_a_lapse_a_new_complaint_opens_the_next_round(ground):
    ground.restricted(days=90)
    ground.service.clock.move(days=91)
    ground.service.rereviewing.lapse()
    work(ground.service)
    ground.file(email="second@mail.example")
    assert ground.rows("SELECT id, round, state FROM cases ORDER BY id")[1][1:] == (2, "waiting")


def test_the_list_is_paged_by_key_the_nearest_end_first(ground):
    for each in range(5):
        ground.file(f"http://site.kz/{each}")
        ground.decide(ground.restriction(90 + each % 2))
    come_back(ground, days=70)
    views = ground.service.views.versions
    seen, after = [], None
    while True:
        found = views.rereviews(after, size=2)
        seen += [(row.ends_on, row.id) for row in found.rows]
        if found.after is None:
            break
        after = found.after
    assert seen == sorted(seen)
    assert len(seen) == 5
