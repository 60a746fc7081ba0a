"""A reporter's standing: what counts, how it is shrunk, and that no crowd can do more than one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.decisions import Outcome
from complaints.domain.standing import MINIMUM, STANDING_LIMIT, Band, Record, Worth, standing, worth

COUNTS = st.integers(0, 10**6)
RECORDS = st.builds(Record, COUNTS, COUNTS)


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("unfounded", [False, True])
def test_only_clear_outcomes_count(outcome: Outcome, unfounded: bool) -> None:
    found = worth(outcome, manifestly_unfounded=unfounded)
    if outcome in {Outcome.RESTRICTED, Outcome.REMOVAL_REQUESTED, Outcome.REFERRED}:
        assert found is Worth.FOUNDED
    elif outcome is Outcome.NO_VIOLATION and unfounded:
        assert found is Worth.UNFOUNDED
    else:
        assert found is None


@pytest.mark.parametrize(
    ("founded", "unfounded", "band"),
    [
        (0, 0, Band.NEW),
        (1, 0, Band.UNPROVEN),
        (2, 2, Band.UNPROVEN),
        (5, 0, Band.OFTEN),
        (4, 1, Band.OFTEN),
        (3, 2, Band.MIXED),
        (1, 4, Band.SELDOM),
        (0, 500, Band.SELDOM),
        (400, 400, Band.MIXED),
    ],
)
def test_a_record_in_words(founded: int, unfounded: int, band: Band) -> None:
    assert Record(founded, unfounded).band is band


@given(RECORDS)
def test_standing_is_bounded_and_says_nothing_before_it_is_known(record: Record) -> None:
    assert 0 < record.posterior < 1
    assert abs(record.points) <= STANDING_LIMIT
    if record.decided < MINIMUM:
        assert record.points == 0


@given(COUNTS, COUNTS)
def test_one_more_founded_complaint_never_harms_and_one_more_unfounded_never_helps(
    founded: int, unfounded: int
) -> None:
    record = Record(founded, unfounded)
    if record.decided < MINIMUM:
        return
    assert Record(founded + 1, unfounded).points >= record.points
    assert Record(founded, unfounded + 1).points <= record.points


@given(st.lists(RECORDS, min_size=1, max_size=20), RECORDS)
def test_nobody_who_joins_lowers_a_case(records: list[Record], further: Record) -> None:
    assert standing([*records, further]) >= standing(records)
    assert standing([*records, Record()]) >= 0
    assert standing(records, more=True) >= max(0, standing(records))


@given(RECORDS, st.integers(1, 500))
def test_any_number_of_puppets_weighs_as_one(record: Record, count: int) -> None:
    assert standing([record] * count) == standing([record])


def test_nobody_is_no_standing() -> None:
    assert standing([]) == 0
