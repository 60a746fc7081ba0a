"""When cases may be joined and parted, and where complaints go along aliases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.casework import CaseState
from complaints.domain.errors import Refusal
from complaints.domain.identity import resolve
from complaints.domain.joining import (
    MAX_CHAIN,
    MAX_REASON,
    AliasKind,
    Side,
    Standing,
    alias_kind,
    chain,
    group,
    home,
    levels_behind,
    reason_given,
    require_mergeable,
    require_no_circle,
    taken_out,
)

EDGES = st.dictionaries(st.integers(0, 12), st.integers(0, 12), max_size=13)


def leading(edges: dict[int, int]):  # type: ignore[no-untyped-def]  # the reverse of `edges`
    return lambda level: sorted(one for one, other in edges.items() if other in level)


@given(EDGES, st.integers(0, 12))
def test_a_chain_ends_whatever_the_aliases_are(edges: dict[int, int], start: int) -> None:
    passed = chain(start, edges.get)
    assert passed[0] == start
    assert len(passed) == len(set(passed)) <= MAX_CHAIN + 1
    assert len(levels_behind(start, leading(edges))) <= MAX_CHAIN
    assert start in group(start, leading(edges))


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_aliases_accepted_one_by_one_never_make_a_circle_nor_a_chain_that_is_cut(pairs: list[tuple[int, int]]) -> None:
    edges: dict[int, int] = {}
    for one, other in pairs:
        before = edges.pop(one, None)
        try:
            require_no_circle(one, chain(other, edges.get), len(levels_behind(one, leading(edges))))
            edges[one] = other
        except Refusal:
            if before is not None:
                edges[one] = before
    for start in edges:
        at, steps = start, 0
        while at in edges:
            at, steps = edges[at], steps + 1
            assert steps <= MAX_CHAIN
        assert chain(start, edges.get)[-1] == at


def test_a_complaint_comes_to_the_first_case_of_its_own_along_the_chain() -> None:
    merged, opened, decided = (
        Standing(number, 1, state)
        for number, state in enumerate((CaseState.MERGED, CaseState.WAITING, CaseState.DECIDED))
    )
    assert home([1, 2, 3], {1: merged, 2: opened, 3: decided}.get) == 2
    assert home([1, 2, 3], {1: decided, 2: opened}.get) == 1
    assert home([1, 2, 3], {1: merged, 2: merged}.get) == 3
    assert home([1, 2, 3], {}.get) == 3


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (Side(1, 10, "other", CaseState.WAITING), "merge.itself"),
        (Side(2, 11, "extremism", CaseState.WAITING), "merge.category"),
        (Side(2, 11, "other", CaseState.DECIDED), "merge.not_open"),
        (Side(2, 11, "other", CaseState.CLOSED), "merge.not_open"),
        (Side(2, 11, "other", CaseState.MERGED), "merge.not_open"),
    ],
)
def test_only_two_open_cases_of_one_category_are_merged(target: Side, code: str) -> None:
    source = Side(1, 10, "other", CaseState.IN_REVIEW)
    with pytest.raises(Refusal, match=code.replace(".", r"\.")):
        require_mergeable(source, target)
    require_mergeable(source, Side(2, 11, "other", CaseState.WAITING))


def test_what_came_by_way_of_a_resource_goes_out_with_it() -> None:
    edges = {3: 2, 2: 1, 4: 1}
    assert taken_out(1, 2, [1, 2, 3, 4], lambda each: chain(each, edges.get)) == [2, 3]
    assert taken_out(1, 4, [1, 2, 3, 4], lambda each: chain(each, edges.get)) == [4]
    with pytest.raises(Refusal, match=r"split\.own"):
        taken_out(1, 1, [1, 2], lambda each: [each])
    with pytest.raises(Refusal, match=r"split\.nothing"):
        taken_out(1, 5, [1, 2], lambda each: [each])


def test_a_reason_is_asked_for_and_bounded() -> None:
    assert reason_given("  The same page. ") == "The same page."
    with pytest.raises(Refusal, match=r"joining\.reason\.missing"):
        reason_given(" \n")
    with pytest.raises(Refusal, match=r"joining\.reason\.too_long"):
        reason_given("a" * (MAX_REASON + 1))


@pytest.mark.parametrize(
    ("named", "found", "kind"),
    [
        ("https://www.youtube.com/@abai", "https://www.youtube.com/channel/UC1234567890123456789012", "handle_id"),
        ("https://vk.com/abai_kz", "https://vk.com/club12345", "handle_id"),
        ("https://vk.com/wall-1_2", "https://vk.com/club1", "canonical"),
        ("https://nur.kz/a", "https://nur.kz/b", "canonical"),
    ],
)
def test_an_account_under_its_handle_and_its_number_is_told_from_other_aliases(
    named: str, found: str, kind: str
) -> None:
    assert alias_kind(AliasKind.CANONICAL, resolve(named), resolve(found)) == kind
