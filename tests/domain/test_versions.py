"""What may become of a decision that stands, and who must stand behind it."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.access import Role, StaffMember
from complaints.domain.appeals import (
    Side,
    appeal_text,
    needs_statement,
    objection,
    require_judge,
    require_open,
    require_other_way,
    verdict_of,
)
from complaints.domain.decisions import LONGEST_RESTRICTION, Outcome, Restriction, Statement
from complaints.domain.differing import Way, differences, pieces
from complaints.domain.errors import Refusal
from complaints.domain.identity import Scope
from complaints.domain.versions import (
    OPENS_WINDOW,
    VERDICTS,
    Force,
    Present,
    VersionKind,
    corrected,
    due_for_rereview,
    needs_second_person,
    next_present,
    over,
    reason_for,
    renewed,
    require_approver,
    require_in_force,
    require_withdrawal,
)

TODAY = date(2026, 3, 1)
RESTRICTED = Present(Outcome.RESTRICTED, Force.IN_FORCE, TODAY + timedelta(days=90), TODAY + timedelta(days=10))
REFUSED = Present(Outcome.NO_VIOLATION, Force.IN_FORCE, None, TODAY + timedelta(days=10))
PART = Restriction(
    "g", "It meets it.", "", "Nothing else.", Scope.PAGE, "Kazakhstan", TODAY, TODAY + timedelta(days=90), ""
)
LAWFUL = Statement(Outcome.NO_VIOLATION, "Facts.", "Why.", "en", (), False, None, ("grouped",), TODAY)
UNLAWFUL = Statement(Outcome.RESTRICTED, "Facts.", "Why.", "en", (1,), False, PART, ("grouped",), TODAY)
SENIOR, OTHER = (StaffMember(row, f"{row}@demo.example", Role.SENIOR) for row in (1, 2))
REVIEWER = StaffMember(3, "3@demo.example", Role.REVIEWER)
TEXTS = st.text(alphabet=st.sampled_from("ab қё \n.,-"), max_size=60)


@pytest.mark.parametrize(("kind", "present"), list(itertools.product(VersionKind, (RESTRICTED, REFUSED))))
def test_what_restricts_after_a_version_is_what_its_statement_restricts(kind: VersionKind, present: Present) -> None:
    for statement in (LAWFUL, UNLAWFUL):
        after = next_present(present, kind, statement, TODAY)
        assert after.restricts == statement.outcome.restrictive
        assert after.force is Force.IN_FORCE


@pytest.mark.parametrize(
    ("kind", "force"),
    [
        (VersionKind.WITHDRAWAL, Force.WITHDRAWN),
        (VersionKind.REVERSED, Force.REVERSED),
        (VersionKind.LAPSE, Force.LAPSED),
    ],
)
def test_what_ends_without_a_statement_ends_today(kind: VersionKind, force: Force) -> None:
    after = next_present(RESTRICTED, kind, None, TODAY)
    assert (after.force, after.ends_on, after.restricts) == (force, TODAY, False)
    earlier = next_present(RESTRICTED, kind, None, TODAY + timedelta(days=99))
    assert earlier.ends_on == RESTRICTED.ends_on


def test_an_upheld_decision_stays_and_others_need_a_statement() -> None:
    assert next_present(RESTRICTED, VersionKind.UPHELD, None, TODAY) == RESTRICTED
    for kind in (VersionKind.CORRECTION, VersionKind.RENEWAL, VersionKind.CHANGED):
        with pytest.raises(ValueError, match="needs a statement"):
            next_present(RESTRICTED, kind, None, TODAY)


def test_the_window_opens_anew_but_never_shrinks() -> None:
    assert set(VersionKind) - {VersionKind.LAPSE, VersionKind.UPHELD} == OPENS_WINDOW
    late = next_present(REFUSED, VersionKind.CORRECTION, LAWFUL, TODAY)
    assert late.appeal_until == TODAY + timedelta(days=30)
    long = Present(Outcome.NO_VIOLATION, Force.IN_FORCE, None, TODAY + timedelta(days=60))
    assert next_present(long, VersionKind.CORRECTION, LAWFUL, TODAY).appeal_until == long.appeal_until
    assert next_present(RESTRICTED, VersionKind.LAPSE, None, TODAY).appeal_until == RESTRICTED.appeal_until


@pytest.mark.parametrize(("kind", "outcome"), list(itertools.product(VersionKind, Outcome)))
def test_two_people_stand_behind_whatever_restricts(kind: VersionKind, outcome: Outcome) -> None:
    for present in (RESTRICTED, REFUSED):
        wanted = outcome.restrictive or (kind is VersionKind.CORRECTION and present.restricts)
        assert needs_second_person(kind, present, outcome) == wanted


def test_a_correction_keeps_the_first_day_and_the_year() -> None:
    written = Statement(**{**_fields(UNLAWFUL), "facts": "Other.", "restriction": _part(starts_on=TODAY, days=300)})
    before = Statement(**{**_fields(UNLAWFUL), "restriction": _part(starts_on=TODAY - timedelta(days=60), days=90)})
    made = corrected(before, written)
    assert made.restriction is not None
    assert made.restriction.starts_on == TODAY - timedelta(days=60)
    too_long = Statement(**{**_fields(UNLAWFUL), "restriction": _part(starts_on=TODAY, days=330)})
    with pytest.raises(Refusal, match=r"ends_on\.too_far"):
        corrected(before, too_long)
    assert LONGEST_RESTRICTION.days == 366


def test_a_correction_that_changes_nothing_is_none() -> None:
    again = Statement(**{**_fields(LAWFUL), "appeal_until": TODAY + timedelta(days=30), "automation": ("checked",)})
    with pytest.raises(Refusal, match=r"correction\.nothing"):
        corrected(LAWFUL, again)


def test_only_a_restriction_is_renewed_and_only_by_one_that_restricts() -> None:
    assert renewed(UNLAWFUL) is UNLAWFUL
    with pytest.raises(Refusal, match=r"renewal\.outcome"):
        renewed(LAWFUL)
    with pytest.raises(Refusal, match=r"decision\.ended"):
        require_in_force(next_present(RESTRICTED, VersionKind.LAPSE, None, TODAY))


def test_a_withdrawal_takes_a_senior_and_a_restriction() -> None:
    require_withdrawal(SENIOR, RESTRICTED)
    for who, present, code in (
        (REVIEWER, RESTRICTED, r"access\.denied"),
        (SENIOR, REFUSED, r"withdrawal\.nothing"),
        (SENIOR, next_present(RESTRICTED, VersionKind.WITHDRAWAL, None, TODAY), r"decision\.ended"),
    ):
        with pytest.raises(Refusal, match=code):
            require_withdrawal(who, present)


def test_a_verdict_takes_two_who_took_no_part_and_a_correction_two_people() -> None:
    require_approver(VersionKind.CORRECTION, SENIOR, OTHER.id, {SENIOR.id})
    with pytest.raises(Refusal, match=r"approval\.own"):
        require_approver(VersionKind.CORRECTION, SENIOR, SENIOR.id, set())
    for kind in VERDICTS:
        with pytest.raises(Refusal, match=r"appeal\.took_part"):
            require_approver(kind, SENIOR, OTHER.id, {SENIOR.id})
    require_judge(SENIOR, {OTHER.id})
    with pytest.raises(Refusal, match=r"appeal\.took_part"):
        require_judge(SENIOR, {SENIOR.id})
    with pytest.raises(Refusal, match=r"access\.denied"):
        require_judge(REVIEWER, set())


def test_who_may_appeal_until_when() -> None:
    last = RESTRICTED.appeal_until
    for side in Side:
        require_open(side, REFUSED, last)
    require_open(Side.AFFECTED, RESTRICTED, last + timedelta(days=1))
    for side, present in ((Side.REPORTER, RESTRICTED), (Side.REPORTER, REFUSED), (Side.AFFECTED, REFUSED)):
        with pytest.raises(Refusal, match=r"appeal\.too_late"):
            require_open(side, present, last + timedelta(days=1))


def test_what_a_verdict_needs() -> None:
    assert not needs_statement(VersionKind.UPHELD, RESTRICTED)
    assert not needs_statement(VersionKind.REVERSED, RESTRICTED)
    assert needs_statement(VersionKind.REVERSED, REFUSED)
    assert needs_statement(VersionKind.CHANGED, RESTRICTED)
    assert {verdict_of(kind.value) for kind in VERDICTS} == VERDICTS
    for text in ("", "lapse", "correction"):
        with pytest.raises(Refusal, match=r"verdict\.missing"):
            verdict_of(text)
    require_other_way(VersionKind.REVERSED, REFUSED, Outcome.RESTRICTED)
    require_other_way(VersionKind.CHANGED, REFUSED, Outcome.NO_VIOLATION)
    with pytest.raises(Refusal, match=r"verdict\.same_way"):
        require_other_way(VersionKind.REVERSED, REFUSED, Outcome.NO_VIOLATION)


def test_what_an_appellant_writes() -> None:
    assert appeal_text("  It is lawful.\r\n") == "It is lawful."
    for text, code in (("\u200e \n", "missing"), ("x" * 10_001, "too_long")):
        with pytest.raises(Refusal, match=code):
            appeal_text(text)
    given, faults = objection("", "nobody")
    assert given is None
    assert [each.field for each in faults] == ["text", "email"]
    for text, code in (("", "missing"), ("x" * 10_001, "too_long")):
        with pytest.raises(Refusal, match=code):
            reason_for(text)


def test_a_restriction_comes_back_thirty_days_before_its_end_and_ends_on_its_day() -> None:
    end = TODAY + timedelta(days=30)
    assert due_for_rereview(end, TODAY)
    assert not due_for_rereview(end, TODAY - timedelta(days=1))
    assert over(end, end)
    assert not over(end, end - timedelta(days=1))


@given(TEXTS, TEXTS)
def test_the_pieces_of_a_comparison_are_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.way is not Way.CAME) == before
    assert "".join(piece.text for piece in found if piece.way is not Way.GONE) == after
    assert all(one.way is not two.way for one, two in itertools.pairwise(found))
    assert before != after or all(piece.way is Way.SAME for piece in found)


def test_the_words_that_changed_are_told_apart() -> None:
    found = [(piece.way, piece.text) for piece in pieces("in the second line", "in the third line")]
    assert found == [(Way.SAME, "in the "), (Way.GONE, "second"), (Way.CAME, "third"), (Way.SAME, " line")]


def test_every_field_of_a_statement_that_differs_is_listed() -> None:
    assert differences(UNLAWFUL, UNLAWFUL) == ()
    named = [each.field for each in differences(LAWFUL, UNLAWFUL)]
    assert named == [
        "outcome",
        "ground_explanation",
        "necessity",
        "ground",
        "ground_version",
        "scope",
        "territory",
        "starts_on",
        "ends_on",
        "evidence",
    ]
    (moved,) = differences(UNLAWFUL, Statement(**{**_fields(UNLAWFUL), "restriction": _part(starts_on=TODAY, days=91)}))
    assert (moved.field, moved.before, moved.after) == ("ends_on", "2026-05-30", "2026-05-31")


def _fields(statement: Statement) -> dict[str, object]:
    return {name: getattr(statement, name) for name in Statement.__slots__}


def _part(starts_on: date, days: int) -> Restriction:
    fields = {name: getattr(PART, name) for name in Restriction.__slots__}
    return Restriction(**{**fields, "starts_on": starts_on, "ends_on": starts_on + timedelta(days=days)})
