"""How urgent a case is: the parts add up, each is bounded, and no crowd moves a case by more than one step."""

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.deadlines import Stage
from complaints.domain.priority import (
    CORROBORATION,
    DEADLINE,
    FINDINGS_LIMIT,
    HARM_LIMIT,
    MOST_URGENT,
    REACH_STATED,
    STANDS,
    STEP,
    Part,
    harm_in_progress,
    independent_reporters,
    priority,
)
from complaints.domain.standing import STANDING_LIMIT, Record, standing

RECORDS = st.builds(Record, st.integers(0, 10**6), st.integers(0, 10**6))
CROWDS = st.tuples(st.integers(0, 10**6), st.lists(RECORDS, max_size=20))
PARTS = st.builds(Part, st.text(min_size=1, max_size=5), st.integers(-500, 500))
CODES = st.frozensets(st.sampled_from([STANDS, REACH_STATED, "check.reachable.gone", "check.title.none"]))


@given(
    st.integers(0, 500),
    st.booleans(),
    st.integers(0, 10**9),
    st.lists(RECORDS, max_size=9),
    st.sampled_from(Stage),
    CODES,
    st.lists(PARTS, max_size=5),
)
def test_priority_stays_within_its_bounds_and_adds_up(
    severity: int,
    danger: bool,
    independent: int,
    records: list[Record],
    stage: Stage,
    found: frozenset[str],
    findings: list[Part],
) -> None:
    weighed = priority(
        severity=severity,
        danger=danger,
        independent=independent,
        standing=standing(records),
        stage=stage,
        found=found,
        findings=tuple(findings),
    )
    assert weighed.total == sum(part.points for part in weighed.parts)
    assert -FINDINGS_LIMIT - STANDING_LIMIT <= weighed.total <= MOST_URGENT


@given(st.integers(0, 500), st.integers(2, 10**9), st.integers(2, 10**9))
def test_however_many_report_it_the_step_is_one(severity: int, few: int, many: int) -> None:
    one = priority(severity=severity, danger=False, independent=few)
    other = priority(severity=severity, danger=False, independent=many)
    alone = priority(severity=severity, danger=False, independent=1)
    assert one.total == other.total == alone.total + CORROBORATION


@given(st.integers(0, 500), st.booleans(), CROWDS, CROWDS)
def test_no_two_crowds_are_further_apart_than_the_one_step(
    severity: int, danger: bool, one: tuple[int, list[Record]], other: tuple[int, list[Record]]
) -> None:
    totals = [
        priority(severity=severity, danger=danger, independent=independent, standing=standing(records)).total
        for independent, records in (one, other)
    ]
    assert abs(totals[0] - totals[1]) <= STEP


@given(st.integers(0, 1_000), st.integers(0, 1_000))
def test_clones_behind_one_network_are_one_reporter(reporters: int, networks: int) -> None:
    assert independent_reporters(reporters, networks) <= min(reporters, networks)


@given(st.booleans(), CODES)
def test_harm_goes_on_only_where_the_content_stands(danger: bool, found: frozenset[str]) -> None:
    points = [part.points for part in harm_in_progress(danger=danger, found=found)]
    assert 0 <= sum(points) <= HARM_LIMIT
    assert bool(points) == (STANDS in found and (danger or REACH_STATED in found))


def test_a_deadline_weighs_more_the_nearer_it_is() -> None:
    totals = [priority(severity=100, danger=False, independent=1, stage=stage).total for stage in Stage]
    assert totals == [100 + DEADLINE[stage] for stage in Stage]
    assert totals == sorted(set(totals))
