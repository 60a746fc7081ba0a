"""Until when a case should be decided: in hours and working days, in every kind of zone, over holidays and years."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.categories import AT_START as CATEGORIES
from complaints.domain.deadlines import AT_START, LONGEST, Stage, Term, Unit, due, standing_at, term_of
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.public_days import country, public_days
from complaints.domain.working_calendar import WorkingCalendar, WrittenWeek, special_day, week

ALMATY = ZoneInfo("Asia/Almaty")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [ZoneInfo(name) for name in ("Asia/Almaty", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "UTC")]
HOLIDAYS = {each.day: each.working for year in (2024, 2025, 2026, 2027) for each in public_days("KZ", year)}
KAZAKHSTAN = WorkingCalendar(ALMATY, days=HOLIDAYS)
PLAIN = WorkingCalendar(ALMATY)


def at(text: str, zone: ZoneInfo = ALMATY) -> datetime:
    """Read a local time."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("term", "opened", "expected"),
    [
        # Monday morning, in working hours, on the same day and the next.
        (Term(4, Unit.HOURS), "2026-11-23 10:00", "2026-11-23 14:00"),
        (Term(8, Unit.HOURS), "2026-11-23 10:00", "2026-11-23 18:00"),
        (Term(9, Unit.HOURS), "2026-11-23 10:00", "2026-11-24 10:00"),
        # Out of hours: before opening, after closing, on a Saturday.
        (Term(2, Unit.HOURS), "2026-11-23 03:00", "2026-11-23 11:00"),
        (Term(2, Unit.HOURS), "2026-11-23 21:00", "2026-11-24 11:00"),
        (Term(2, Unit.HOURS), "2026-11-28 12:00", "2026-11-30 11:00"),
        # Over a weekend.
        (Term(4, Unit.HOURS), "2026-11-27 17:00", "2026-11-30 12:00"),
        (Term(1, Unit.DAYS), "2026-11-27 17:00", "2026-11-30 18:00"),
        (Term(3, Unit.DAYS), "2026-11-23 00:00", "2026-11-26 18:00"),
        (Term(3, Unit.DAYS), "2026-11-23 23:59", "2026-11-26 18:00"),
        (Term(1, Unit.DAYS), "2026-11-28 12:00", "2026-11-30 18:00"),
        # Independence Day, a Wednesday; then the year's end with two days of New Year and Christmas.
        (Term(1, Unit.DAYS), "2026-12-15 11:00", "2026-12-17 18:00"),
        (Term(3, Unit.DAYS), "2026-12-30 11:00", "2027-01-06 18:00"),
        (Term(4, Unit.DAYS), "2026-12-30 11:00", "2027-01-08 18:00"),
        (Term(4, Unit.HOURS), "2026-12-31 16:00", "2027-01-05 11:00"),
        # 8 May 2024 was off in exchange for Saturday the 4th, which was worked.
        (Term(1, Unit.DAYS), "2024-05-03 11:00", "2024-05-04 18:00"),
        (Term(1, Unit.DAYS), "2024-05-06 11:00", "2024-05-10 18:00"),
        # Round the clock nothing stops.
        (Term(24, Unit.CLOCK_HOURS), "2026-12-31 16:00", "2027-01-01 16:00"),
    ],
)
def test_a_term_is_counted_in_the_calendar_of_kazakhstan(term: Term, opened: str, expected: str) -> None:
    assert due(term, at(opened), KAZAKHSTAN) == at(expected)


@pytest.mark.parametrize(
    ("term", "opened", "expected"),
    [
        # Almaty moved from UTC+6 to UTC+5 at midnight before 1 March 2024.
        (Term(1, Unit.DAYS), "2024-02-29T10:00:00+06:00", "2024-03-01T18:00:00+05:00"),
        (Term(10, Unit.HOURS), "2024-02-29T10:00:00+06:00", "2024-03-01T11:00:00+05:00"),
        (Term(24, Unit.CLOCK_HOURS), "2024-02-29T10:00:00+06:00", "2024-03-01T09:00:00+05:00"),
        (Term(2, Unit.HOURS), "2024-03-01T04:30:00+00:00", "2024-03-01T11:30:00+05:00"),
    ],
)
def test_the_move_of_almaty_to_another_offset_shifts_no_clock_time(term: Term, opened: str, expected: str) -> None:
    assert due(term, datetime.fromisoformat(opened), PLAIN) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("term", "opened", "expected"),
    [
        # Summer time began on Sunday 29 March 2026 and ended on Sunday 25 October.
        (Term(2, Unit.HOURS), "2026-03-27T17:00:00+01:00", "2026-03-30T10:00:00+02:00"),
        (Term(1, Unit.DAYS), "2026-03-27T17:00:00+01:00", "2026-03-30T18:00:00+02:00"),
        (Term(2, Unit.HOURS), "2026-10-23T17:00:00+02:00", "2026-10-26T10:00:00+01:00"),
        (Term(24, Unit.CLOCK_HOURS), "2026-03-28T12:00:00+01:00", "2026-03-29T13:00:00+02:00"),
    ],
)
def test_summer_time_shifts_no_clock_time(term: Term, opened: str, expected: str) -> None:
    berlin = WorkingCalendar(BERLIN)
    assert due(term, datetime.fromisoformat(opened), berlin) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 6), ("2026-03-29", 5), ("2026-10-25", 7)])
def test_a_night_shift_is_as_long_as_the_clocks_make_it(day: str, hours: int) -> None:
    nights = WorkingCalendar(BERLIN, frozenset(range(1, 8)), time(0), time(6))
    opens, closes = nights.hours(date.fromisoformat(day))
    assert closes - opens == timedelta(hours=hours)


def test_an_opening_that_the_clocks_leave_out_comes_right_after_the_change() -> None:
    early = WorkingCalendar(BERLIN, frozenset(range(1, 8)), time(2, 30), time(6))
    assert early.hours(date(2026, 3, 29))[0] == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


CALENDARS = st.builds(
    WorkingCalendar,
    st.sampled_from(ZONES),
    st.frozensets(st.integers(1, 7), min_size=1),
    st.builds(time, st.integers(0, 11), st.sampled_from([0, 30])),
    st.builds(time, st.integers(12, 23), st.sampled_from([0, 45])),
    st.dictionaries(st.dates(date(2023, 12, 1), date(2024, 12, 31)), st.booleans(), max_size=20),
)
TERMS = st.one_of(
    st.builds(Term, st.integers(1, 40), st.just(Unit.DAYS)),
    st.builds(Term, st.integers(1, 100), st.sampled_from([Unit.HOURS, Unit.CLOCK_HOURS])),
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2024, 12, 1), timezones=st.sampled_from(ZONES))  # noqa: DTZ001 - the zone is drawn beside


@given(TERMS, MOMENTS, CALENDARS)
def test_a_deadline_lies_ahead_and_in_working_hours(term: Term, opened: datetime, calendar: WorkingCalendar) -> None:
    found = due(term, opened, calendar)
    assert found > opened
    assert found.utcoffset() in {timedelta(), opened.utcoffset()}
    if term.unit is Unit.CLOCK_HOURS:
        return
    day = calendar.day_of(found)
    assert calendar.working(day)
    opens, closes = calendar.hours(day)
    assert opens < found <= closes


@given(TERMS, MOMENTS, CALENDARS, st.timedeltas(timedelta(), timedelta(days=9)))
def test_who_comes_later_or_has_more_time_is_due_no_earlier(
    term: Term, opened: datetime, calendar: WorkingCalendar, later: timedelta
) -> None:
    assert due(term, opened.astimezone(UTC) + later, calendar) >= due(term, opened, calendar)
    assert due(Term(term.amount + 1, term.unit), opened, calendar) >= due(term, opened, calendar)


@given(MOMENTS, st.timedeltas(timedelta(days=-2), timedelta(days=40)))
def test_a_deadline_comes_nearer_step_by_step_and_then_rests(opened: datetime, span: timedelta) -> None:
    opened = opened.astimezone(UTC)
    due_at, now, stages = opened + span, opened - timedelta(days=9), []
    while True:
        found = standing_at(due_at, opened, now)
        stages.append(found.stage)
        if found.turns_at is None:
            break
        assert found.turns_at > now
        now = found.turns_at
    assert stages == list(Stage)
    assert standing_at(due_at, opened, due_at - timedelta(microseconds=1)).stage is Stage.SOON
    assert standing_at(due_at, opened, due_at).stage is Stage.OVERDUE


def test_every_category_has_a_term_at_the_start() -> None:
    assert set(AT_START) == {category.code for category in CATEGORIES}
    assert all(1 <= term.amount <= LONGEST[term.unit] for term in AT_START.values())


@pytest.mark.parametrize(
    ("amount", "unit", "code"),
    [
        ("", "days", "deadline.amount"),
        ("0", "days", "deadline.amount"),
        ("-1", "days", "deadline.amount"),
        ("121", "days", "deadline.amount"),
        ("1e2", "hours", "deadline.amount"),
        ("٣", "days", "deadline.amount"),
        ("9" * 400, "hours", "deadline.amount"),
        ("3", "weeks", "deadline.unit"),
    ],
)
def test_a_term_that_is_none_is_refused(amount: str, unit: str, code: str) -> None:
    with pytest.raises(Refusal, match=code.replace(".", r"\.")) as refused:
        term_of(amount, unit, "amount-other")
    assert refused.value.field == "amount-other"
    assert term_of(" 3 ", "days", "x") == Term(3, Unit.DAYS)


def test_a_working_week_is_read_as_typed() -> None:
    read = week(WrittenWeek(("1", "2", "6", "8"), "08:30", "17:00", "Europe/Berlin"))
    assert read == WorkingCalendar(BERLIN, frozenset({1, 2, 6}), time(8, 30), time(17))


def test_a_working_week_that_is_none_is_refused_part_by_part() -> None:
    with pytest.raises(Refusals) as refused:
        week(WrittenWeek((), "25:00", "", "Asia"))
    assert [each.code for each in refused.value.refusals] == [
        "calendar.weekdays",
        "calendar.clock",
        "calendar.clock",
        "calendar.zone",
    ]
    with pytest.raises(Refusals, match=r"calendar\.order"):
        week(WrittenWeek(("1",), "18:00", "09:00", "UTC"))


@pytest.mark.parametrize("zone", ["", "Asia", "../../etc/passwd", "/etc/localtime", "a\0b", "Asia/Nowhere"])
def test_a_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(Refusals, match=r"calendar\.zone"):
        week(WrittenWeek(("1",), "09:00", "18:00", zone))


def test_a_special_day_is_read_as_typed() -> None:
    assert special_day(" 2026-12-31 ", "off", " New Year’s Eve ").name == "New Year’s Eve"
    assert special_day("2026-12-26", "working", "").working
    for typed, code in ((("31.12.2026", "off", ""), "day"), (("2026-12-31", "half", ""), "kind")):
        with pytest.raises(Refusal, match=rf"calendar\.{code}"):
            special_day(*typed)
    with pytest.raises(Refusal, match=r"calendar\.name"):
        special_day("2026-12-31", "off", "x" * 201)


def test_a_country_is_known_or_none() -> None:
    assert country(" kz ") == "KZ"
    assert country("") == ""
    assert public_days("", 2026) == []
    for unknown in ("XX", "KAZ", "Kazakhstan"):
        with pytest.raises(Refusal, match=r"calendar\.country"):
            country(unknown)
