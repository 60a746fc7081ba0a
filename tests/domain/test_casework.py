"""How cases move and who holds them."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from complaints.domain.casework import (
    DECIDED_STATES,
    MOVES,
    OPEN_STATES,
    CaseState,
    CitizenStatus,
    Lease,
    move,
    require_claim,
    status_for_citizen,
)
from complaints.domain.errors import Refusal

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FINAL = {CaseState.MERGED}


def test_every_state_is_in_the_table_reachable_and_no_trap_unless_final() -> None:
    assert set(MOVES) == set(CaseState)
    reached = {CaseState.RECEIVED}
    while more := {to for state in reached for to in MOVES[state]} - reached:
        reached |= more
    assert reached == set(CaseState)
    assert {state for state, moves in MOVES.items() if not moves} == FINAL
    assert set(CaseState) - DECIDED_STATES - FINAL == OPEN_STATES


@pytest.mark.parametrize(("present", "to"), list(itertools.product(CaseState, CaseState)))
def test_only_the_moves_of_the_table_are_made(present: CaseState, to: CaseState) -> None:
    if to in MOVES[present]:
        assert move(present, to) is to
    else:
        with pytest.raises(Refusal, match=r"case\.move"):
            move(present, to)


def test_whatever_became_of_a_decision_its_case_stays_decided() -> None:
    assert all(MOVES[state] <= DECIDED_STATES for state in DECIDED_STATES)


def test_nothing_reaches_a_decision_without_being_in_review() -> None:
    before = {state for state, moves in MOVES.items() if DECIDED_STATES & moves} - DECIDED_STATES
    assert before == {CaseState.IN_REVIEW, CaseState.PROPOSED}
    assert {state for state, moves in MOVES.items() if CaseState.PROPOSED in moves} == {CaseState.IN_REVIEW}


@pytest.mark.parametrize(
    ("state", "holder", "ago", "code"),
    [
        (CaseState.WAITING, None, 0, "case.unclaimed"),
        (CaseState.IN_REVIEW, 2, 0, "case.held"),
        (CaseState.IN_REVIEW, 1, 31, "case.expired"),
        (CaseState.PROPOSED, 1, 0, "case.unclaimed"),
    ],
)
def test_work_needs_a_live_claim_of_ones_own(state: CaseState, holder: int | None, ago: int, code: str) -> None:
    lease = Lease(holder, "other@demo.example", NOW + timedelta(minutes=30 - ago)) if holder else None
    with pytest.raises(Refusal, match=code.replace(".", r"\.")):
        require_claim(state, lease, 1, NOW)
    require_claim(CaseState.IN_REVIEW, Lease(1, "me", NOW + timedelta(seconds=1)), 1, NOW)


def test_a_lease_ends_at_its_moment() -> None:
    lease = Lease(1, "me", NOW)
    assert lease.live(NOW - timedelta(microseconds=1))
    assert not lease.live(NOW)


@pytest.mark.parametrize("state", [None, *CaseState])
def test_a_citizen_reads_a_word_for_every_state(state: CaseState | None) -> None:
    assert status_for_citizen(state, withdrawn=False) in CitizenStatus
    decided = state in DECIDED_STATES
    assert (status_for_citizen(state, withdrawn=True) is CitizenStatus.WITHDRAWN) is not decided
