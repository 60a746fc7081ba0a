"""Who may change what the rules stand on, in which order, and how long it takes."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from complaints.domain.access import Role, StaffMember
from complaints.domain.changes import (
    CHANGE_MOVES,
    ChangeState,
    Standing,
    change_reason,
    move_change,
    require_own,
    require_second,
    takes_effect,
)
from complaints.domain.errors import Refusal

S = ChangeState
ADMIN, OTHER, SENIOR = (StaffMember(n, "x", role) for n, role in enumerate((Role.ADMIN, Role.ADMIN, Role.SENIOR), 1))
PUT = Standing(S.PROPOSED, ADMIN.id)


def test_nothing_takes_effect_that_was_refused_or_taken_back() -> None:
    for present, to in itertools.product(ChangeState, ChangeState):
        if to in CHANGE_MOVES[present]:
            assert move_change(present, to) is to
        else:
            with pytest.raises(Refusal, match=r"change\.closed"):
                move_change(present, to)
    assert not CHANGE_MOVES[S.REFUSED] | CHANGE_MOVES[S.WITHDRAWN] | CHANGE_MOVES[S.IN_EFFECT]


def test_the_second_person_is_another_administrator_or_a_senior() -> None:
    require_second(OTHER, PUT)
    require_second(SENIOR, PUT)
    require_second(ADMIN, Standing(S.PROPOSED, None))
    with pytest.raises(Refusal, match=r"change\.own"):
        require_second(ADMIN, PUT)
    for role in set(Role) - {Role.ADMIN, Role.SENIOR}:
        with pytest.raises(Refusal, match=r"access\.denied"):
            require_second(StaffMember(9, "x", role), PUT)


def test_only_whoever_proposed_a_change_takes_it_back() -> None:
    require_own(ADMIN, PUT)
    with pytest.raises(Refusal, match=r"change\.not_own"):
        require_own(OTHER, PUT)
    with pytest.raises(Refusal, match=r"access\.denied"):
        require_own(SENIOR, PUT)


def test_a_change_waits_a_day_through_a_change_of_the_clocks() -> None:
    approved = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
    assert takes_effect(approved) - approved == timedelta(hours=24)


def test_a_change_needs_a_reason() -> None:
    assert change_reason(" The law changed. ") == "The law changed."
    for text in ("", " \u202e "):
        with pytest.raises(Refusal, match=r"change\.reason\.missing"):
            change_reason(text)
    with pytest.raises(Refusal, match=r"decision\.too_long"):
        change_reason("x" * 2_001)
