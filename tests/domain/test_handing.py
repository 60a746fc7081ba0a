"""The rules of handing out work."""

from datetime import UTC, datetime, timedelta

import pytest

from complaints.domain.errors import Refusal
from complaints.domain.handing import (
    EVERYTHING,
    MOST_HELD,
    Kept,
    Nothing,
    Reservation,
    Skills,
    reason_given,
    require_more_room,
    require_not_kept,
    skills_named,
    why_nothing,
)

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
KNOWN = ["other", "extremism"]


def test_whoever_has_no_skills_named_works_on_everything():
    assert EVERYTHING.everything
    assert EVERYTHING.fit("kk", "other")


def test_a_case_fits_when_both_its_language_and_its_category_do():
    skills = Skills(frozenset({"kk", "ru"}), frozenset({"other"}))
    assert skills.fit("kk", "other")
    assert not skills.fit("en", "other")
    assert not skills.fit("kk", "extremism")
    assert Skills(frozenset({"kk"})).fit("kk", "anything")


@pytest.mark.parametrize(
    ("languages", "categories", "code"),
    [(["xx"], [], "skills.language"), (["kk"], ["nonsense"], "skills.category")],
)
def test_a_language_or_category_that_does_not_exist_is_refused(languages, categories, code):
    with pytest.raises(Refusal) as refused:
        skills_named(languages, categories, KNOWN)
    assert refused.value.code == code


def test_skills_are_read_as_named():
    assert skills_named(["ru"], ["other"], KNOWN) == Skills(frozenset({"ru"}), frozenset({"other"}))
    assert skills_named([], [], KNOWN) == EVERYTHING


def test_a_kept_case_is_refused_to_others_until_its_time_is_over():
    kept = Reservation(7, "a@demo.example", Kept.GIVEN, NOW + timedelta(hours=1))
    require_not_kept(kept, 7, NOW)
    require_not_kept(None, 8, NOW)
    require_not_kept(kept, 8, NOW + timedelta(hours=1))
    with pytest.raises(Refusal) as refused:
        require_not_kept(kept, 8, NOW)
    assert (refused.value.code, refused.value.params["who"]) == ("case.kept", "a@demo.example")


def test_whoever_holds_enough_gets_no_more():
    require_more_room(MOST_HELD - 1)
    with pytest.raises(Refusal, match=r"next\.busy"):
        require_more_room(MOST_HELD)


@pytest.mark.parametrize(
    ("waiting", "fitting", "free", "why"),
    [
        (False, False, False, Nothing.EMPTY),
        (True, False, False, Nothing.SKILLS),
        (True, True, False, Nothing.KEPT),
        (True, True, True, Nothing.RECUSED),
    ],
)
def test_the_reason_for_nothing_is_the_first_that_holds(waiting, fitting, free, why):
    assert why_nothing(waiting=waiting, fitting=fitting, free=free) is why


@pytest.mark.parametrize(("text", "code"), [("  ", "give.reason"), ("a" * 2_001, "give.too_long")])
def test_a_case_changes_hands_for_a_reason(text, code):
    with pytest.raises(Refusal) as refused:
        reason_given(text)
    assert refused.value.code == code
