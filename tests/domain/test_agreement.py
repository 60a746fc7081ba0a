"""Agreement of two judges: published examples, and intervals that hold when judging is repeated."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.agreement import ENOUGH, agreement, wilson

ANSWERS = "abc"


def test_the_paradox_of_kappa_and_what_ac1_says_of_it() -> None:
    """Gwet (2008), table 4: 125 subjects, nearly all of one kind."""
    found = agreement({("+", "+"): 118, ("+", "-"): 5, ("-", "+"): 2}, 2)
    assert found
    assert found.kappa
    assert found.ac1
    assert found.observed.value == pytest.approx(0.944)
    assert found.kappa.value == pytest.approx(-0.0234, abs=5e-5)
    assert found.ac1.value == pytest.approx(0.9408, abs=5e-5)


def test_cohens_own_example() -> None:
    """Cohen (1960), table 1, as proportions of 200 judgements: kappa 0.492."""
    table = {
        ("1", "1"): 88,
        ("1", "2"): 14,
        ("1", "3"): 18,
        ("2", "1"): 10,
        ("2", "2"): 40,
        ("2", "3"): 10,
        ("3", "1"): 2,
        ("3", "2"): 6,
        ("3", "3"): 12,
    }
    found = agreement(table, 3)
    assert found
    assert found.kappa
    assert found.kappa.value == pytest.approx(0.492, abs=5e-4)


def test_few_pairs_get_no_coefficient_and_none_no_answer() -> None:
    assert agreement({}, 6) is None
    few = agreement({("a", "a"): ENOUGH - 1}, 6)
    assert few
    assert few.kappa is None
    assert few.ac1 is None
    assert few.observed.value == 1
    assert few.observed.low < 0.9
    with pytest.raises(ValueError, match="two possible answers"):
        agreement({("a", "a"): 1}, 1)


def test_one_answer_only_leaves_kappa_undefined() -> None:
    found = agreement({("a", "a"): 50}, 6)
    assert found
    assert found.kappa is None
    assert found.ac1
    assert found.ac1.value == 1


def test_the_interval_of_a_share_holds_at_its_ends() -> None:
    none, every = wilson(0, 30), wilson(30, 30)
    assert none.low == 0
    assert none.high > 0.05
    assert every.high == 1
    assert every.low < 0.95


@given(st.dictionaries(st.tuples(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS)), st.integers(0, 400)))
def test_coefficients_stay_in_their_bounds_whoever_came_first(counted: dict[tuple[str, str], int]) -> None:
    found = agreement(counted, len(ANSWERS))
    swapped = agreement({(second, first): count for (first, second), count in counted.items()}, len(ANSWERS))
    for one, other in ((found, swapped),) if found and swapped else ():
        for name in ("observed", "kappa", "ac1"):
            mine, yours = getattr(one, name), getattr(other, name)
            assert (mine is None) == (yours is None)
            if mine is not None:
                assert -1 <= mine.low <= mine.value <= mine.high <= 1
                assert mine.value == pytest.approx(yours.value)
                assert mine.low == pytest.approx(yours.low)


@pytest.mark.parametrize("name", ["kappa", "ac1"])
def test_ninety_five_intervals_in_a_hundred_hold_the_truth(name: str) -> None:
    chance = random.Random(7)
    law = {("a", "a"): 0.5, ("a", "b"): 0.08, ("b", "a"): 0.05, ("b", "b"): 0.2, ("c", "c"): 0.1, ("c", "a"): 0.07}
    truth = getattr(agreement({pair: round(share * 10**6) for pair, share in law.items()}, 3), name).value
    held = 0
    for _ in range(600):
        drawn = Counter(chance.choices(list(law), list(law.values()), k=150))
        interval = getattr(agreement(drawn, 3), name)
        held += interval.low <= truth <= interval.high
    assert 0.92 < held / 600 < 0.98
