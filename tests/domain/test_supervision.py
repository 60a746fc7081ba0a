"""Bands, quantiles and forecasts of the desk's work."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.supervision import AGES, WAITS, ages, band, forecast, quantile, week_of

TODAY = date(2026, 11, 25)


def test_a_value_on_a_bound_belongs_to_the_band_above() -> None:
    assert [band(hours, WAITS) for hours in (0, 0.9, 1, 3, 4, 24, 719, 720, 10_000)] == [0, 0, 1, 1, 2, 3, 6, 7, 7]


def test_half_of_what_was_counted_is_reached_in_the_median_band() -> None:
    assert quantile({}, 0.5) is None
    assert quantile({0: 5, 3: 5}, 0.5) == 0
    assert quantile({0: 5, 3: 6}, 0.5) == 3
    assert quantile({0: 1, 2: 8, 7: 1}, 0.9) == 2
    assert quantile({0: 1, 2: 8, 7: 1}, 1) == 7


@given(st.dictionaries(st.integers(0, 400), st.integers(0, 50), max_size=40))
def test_no_case_of_the_backlog_is_lost_among_its_ages(left: dict[int, int]) -> None:
    counted = ages({TODAY - timedelta(days=days): count for days, count in left.items()}, TODAY)
    assert len(counted) == len(AGES) + 1
    assert sum(counted) == sum(left.values())
    assert counted[-1] == sum(count for days, count in left.items() if days >= AGES[-1])


def test_a_week_starts_on_monday_also_across_the_turn_of_the_year() -> None:
    assert week_of(date(2026, 11, 25)) == date(2026, 11, 23)
    assert week_of(date(2027, 1, 3)) == date(2026, 12, 28)


def test_a_forecast_follows_the_drift_and_widens_with_time() -> None:
    assert forecast(100, [5, 5, 5]) == []
    steady = forecast(100, [5, 5, 5, 5])
    assert [each.cases for each in steady] == [105, 110, 115, 120]
    assert all(each.low == each.cases == each.high for each in steady)
    shaken = forecast(100, [-20, 25, -15, 30])
    assert [each.high - each.low for each in shaken] == sorted(each.high - each.low for each in shaken)
    assert forecast(3, [-9, -8, -9, -10])[-1].cases == 0
