"""Joining and parting through the use cases: complaints move, nothing is lost, later ones follow."""

import pytest

from complaints.bootstrap import Application
from complaints.domain.casework import CitizenStatus
from tests.builders import member, work
from tests.services.joining_desk import A, B, C, Desk, proposed, refused


@pytest.fixture
def desk(application: Application) -> Desk:
    return Desk(application)


def test_a_merger_moves_the_complaints_and_the_number_leads_on(desk: Desk) -> None:
    first, second = desk.file(A, B)
    source, target = desk.number(A), desk.number(B)
    desk.merge(source, target)
    assert desk.state(source) == "merged"
    assert desk.cases_of(first) == desk.cases_of(second) == [int(target[-6:])]
    joins = desk.application.views.joins.of(int(source[-6:]))
    assert joins.merged_into.number == target
    assert [(each.deed, each.reason) for each in joins.joinings] == [("merge", "They are one page.")]
    assert desk.application.views.joins.of(int(target[-6:])).joinings == joins.joinings
    assert [each.complaints for each in desk.application.views.joins.of(int(target[-6:])).others] == [1]
    for number in (source, target):
        deeds = {entry.action for entry in desk.application.views.history.of(number, size=500).entries}
        assert "joining.merge" in deeds
    shown = desk.application.views.complaints.get(first).links[0]
    assert shown.link.url == A
    assert shown.status is CitizenStatus.WAITING
    desk.decide(target)
    assert desk.status(first) is desk.status(second) is CitizenStatus.DECIDED
    desk.whole()


def test_later_complaints_about_the_merged_link_follow(desk: Desk) -> None:
    desk.file(A, B)
    desk.merge(desk.number(A), desk.number(B))
    (later,) = desk.file(A)
    assert desk.cases_of(later) == [int(desk.number(B)[-6:])]
    (other,) = desk.file(A, category="extremism")
    assert desk.cases_of(other) == [int(desk.number(B, "extremism")[-6:])]
    desk.decide(desk.number(B))
    (last,) = desk.file(A)
    assert desk.status(last) is CitizenStatus.DECIDED
    desk.whole()


def test_complaints_follow_over_several_mergers_and_every_number_leads_to_the_last(desk: Desk) -> None:
    filed = desk.file(A, B, C)
    desk.merge(desk.number(A), desk.number(B))
    desk.merge(desk.number(B), desk.number(C))
    (later,) = desk.file(A)
    last = int(desk.number(C)[-6:])
    assert {case for each in (*filed, later) for case in desk.cases_of(each)} == {last}
    assert desk.rows(f"SELECT count(*) FROM cases WHERE merged_into = {last}") == [(2,)]
    desk.whole()


def test_what_was_joined_is_parted_again_with_what_came_by_way_of_it(desk: Desk) -> None:
    first, second, third = desk.file(A, B, C)
    desk.merge(desk.number(A), desk.number(B))
    desk.merge(desk.number(B), desk.number(C))
    whole = desk.number(C)
    parted = desk.split(whole, B)
    work(desk.application)
    assert parted == desk.number(B)
    assert desk.cases_of(first) == desk.cases_of(second) == [int(parted[-6:])]
    assert desk.cases_of(third) == [int(whole[-6:])]
    assert desk.state(parted) == "waiting"
    assert desk.rows(f"SELECT round, previous_id IS NOT NULL FROM cases WHERE id = {int(parted[-6:])}") == [(2, 1)]
    assert desk.rows("SELECT DISTINCT merged_into FROM cases WHERE state = 'merged'") == [(int(parted[-6:]),)]
    later, other = desk.file(B, A)
    assert desk.cases_of(later) == desk.cases_of(other) == [int(parted[-6:])]
    desk.whole()


def test_a_split_ends_the_alias_for_every_category(desk: Desk) -> None:
    desk.file(A, B)
    desk.file(A, B, category="extremism")
    desk.merge(desk.number(A), desk.number(B))
    desk.merge(desk.number(A, "extremism"), desk.number(B, "extremism"))
    desk.split(desk.number(B), A)
    (later,) = desk.file(A, category="extremism")
    case = desk.cases_of(later)[0]
    assert desk.rows(f"SELECT round, state FROM cases WHERE id = {case}") == [(2, "waiting")]
    desk.whole()


def test_a_case_of_its_own_keeps_its_complaints(desk: Desk) -> None:
    desk.file(A, B)
    desk.file(A, category="extremism")
    desk.merge(desk.number(A), desk.number(B))
    (later,) = desk.file(A, category="extremism")
    assert desk.cases_of(later) == [int(desk.number(A, "extremism")[-6:])]


def test_a_merger_is_refused_where_it_cannot_be(desk: Desk) -> None:
    desk.file(A, B)
    desk.file(C, category="extremism")
    source, target = desk.number(A), desk.number(B)
    merge = desk.application.joining.merge
    refused("case.unclaimed", lambda: merge(source, desk.who, 1, target, "One page."))
    version = desk.held(source)
    refused("case.changed", lambda: merge(source, desk.who, version - 1, target, "One page."))
    refused("joining.reason.missing", lambda: merge(source, desk.who, version, target, " "))
    refused("merge.itself", lambda: merge(source, desk.who, version, source, "One page."))
    refused("merge.category", lambda: merge(source, desk.who, version, desk.number(C, "extremism"), "One page."))
    for unknown in ("", "C-2026-999999", "C-1999-" + target[-6:], "nonsense"):
        refused("merge.unknown", lambda unknown=unknown: merge(source, desk.who, version, unknown, "One page."))
    refused("access.denied", lambda: merge(source, member(desk.application, "auditor"), version, target, "One."))
    other = member(desk.application, "reviewer2")
    refused("case.held", lambda: merge(source, other, version, target, "One page."))
    assert desk.state(source) == "in_review"
    desk.decide(target)
    refused("merge.not_open", lambda: merge(source, desk.who, version, target, "One page."))
    assert desk.rows("SELECT count(*) FROM aliases") == [(0,)]


def test_only_other_links_are_taken_out(desk: Desk) -> None:
    desk.file(A, B)
    number = desk.number(A)
    refused("split.own", lambda: desk.split(number, A))
    refused("split.nothing", lambda: desk.split(number, B))


def test_an_accepted_proposal_joins_two_open_cases(desk: Desk) -> None:
    first, second = desk.file(A, B)
    alias = proposed(desk, A, B)
    number = desk.number(A)
    (shown,) = desk.application.views.joins.of(int(number[-6:])).proposed
    assert (shown.outward, shown.other.number) == (True, desk.number(B))
    assert desk.cases_of(first) != desk.cases_of(second)
    desk.application.joining.accept_alias(number, desk.who, desk.held(number), alias, "It leads on.")
    assert desk.cases_of(first) == desk.cases_of(second)
    assert desk.state(number) == "merged"
    refused("case.unclaimed", lambda: desk.application.joining.refuse_alias(number, desk.who, 1, alias, "No."))
    desk.whole()


def test_a_refused_proposal_keeps_cases_apart_and_does_not_come_again(desk: Desk) -> None:
    first, second = desk.file(A, B)
    alias = proposed(desk, A, B)
    number = desk.number(B)
    desk.application.joining.refuse_alias(number, desk.who, desk.held(number), alias, "A log-in page.")
    assert proposed(desk, A, B) == alias
    assert desk.rows("SELECT state, reason FROM aliases") == [("refused", "A log-in page.")]
    assert desk.cases_of(first) != desk.cases_of(second)
    version = desk.held(number)
    refused("alias.unknown", lambda: desk.application.joining.accept_alias(number, desk.who, version, alias, "Yes."))
    desk.whole()


def test_a_proposal_is_accepted_from_the_other_side_only_where_no_case_is_left_behind(desk: Desk) -> None:
    desk.file(A, B)
    alias = proposed(desk, A, B)
    number = desk.number(B)
    accept = desk.application.joining.accept_alias
    version = desk.held(number)
    refused("alias.other_open", lambda: accept(number, desk.who, version, alias, "It leads on."))
    desk.decide(desk.number(A))
    accept(number, desk.who, desk.held(number), alias, "It leads on.")
    (later,) = desk.file(A)
    assert desk.status(later) is CitizenStatus.DECIDED
    (other,) = desk.file(A, category="extremism")
    assert desk.cases_of(other) == [int(desk.number(B, "extremism")[-6:])]
    desk.whole()


def test_two_links_never_lead_to_each_other(desk: Desk) -> None:
    desk.file(A, B)
    alias = proposed(desk, B, A)
    desk.merge(desk.number(A), desk.number(B))
    number = desk.number(B)
    version = desk.held(number)
    refused("alias.circle", lambda: desk.application.joining.accept_alias(number, desk.who, version, alias, "It does."))
    desk.whole()


def test_what_must_not_be_captured_is_not_captured_under_its_other_name(desk: Desk) -> None:
    desk.file(A, B)
    desk.file(A, category="child_abuse")
    desk.merge(desk.number(A), desk.number(B))
    assert desk.rows("SELECT count(*) FROM resources WHERE capture_allowed") == [(0,)]


def test_corroboration_counts_people_over_all_names_of_a_thing(desk: Desk) -> None:
    desk.file(A, network="198.51.100.0/24")
    desk.file(B, network="203.0.113.0/24")
    desk.merge(desk.number(A), desk.number(B))
    (parts,) = desk.rows(f"SELECT priority_parts FROM cases WHERE id = {int(desk.number(B)[-6:])}")[0]
    assert "corroborated=" in str(parts)
    desk.split(desk.number(B), A)
    rows = desk.rows("SELECT priority_parts FROM cases WHERE state <> 'merged'")
    assert not [row for row in rows if "corroborated" in str(row[0])]
