"""Moments as people write them: the day and the hour of the zone, the zone named, in three languages."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from complaints.domain.moments import day_words, moment_words, span_words

ALMATY = ZoneInfo("Asia/Almaty")
AT = datetime(2026, 11, 25, 9, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "25 November 2026, 14:05 (UTC+5)"),
        ("ru", "25 ноября 2026\u202fг., 14:05 (UTC+5)"),
        ("kk", "2026\u202fж. 25 қараша, 14:05 (UTC+5)"),
    ],
)
def test_a_moment_is_told_in_the_zone_and_the_language(language: str, words: str) -> None:
    assert moment_words(AT, ALMATY, language).replace("\xa0", " ") == words.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("zone", "at", "words"),
    [
        # Almaty moved from UTC+6 to UTC+5 on 1 March 2024.
        ("Asia/Almaty", datetime(2024, 2, 29, 17, 59, tzinfo=UTC), "29 February 2024, 23:59 (UTC+6)"),
        ("Asia/Almaty", datetime(2024, 3, 1, 4, 0, tzinfo=UTC), "1 March 2024, 09:00 (UTC+5)"),
        ("Asia/Almaty", datetime(2026, 12, 31, 19, 30, tzinfo=UTC), "1 January 2027, 00:30 (UTC+5)"),
        ("Europe/Berlin", datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29 March 2026, 01:59 (UTC+1)"),
        ("Europe/Berlin", datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29 March 2026, 03:00 (UTC+2)"),
        ("Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25 October 2026, 02:30 (UTC+2)"),
        ("Europe/Berlin", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25 October 2026, 02:30 (UTC+1)"),
        ("Asia/Kolkata", AT, "25 November 2026, 14:35 (UTC+5:30)"),
        ("America/St_Johns", AT, "25 November 2026, 05:35 (UTC\N{MINUS SIGN}3:30)"),
        ("UTC", AT, "25 November 2026, 09:05 (UTC)"),
    ],
)
def test_the_zone_is_named_as_it_was_at_that_moment(zone: str, at: datetime, words: str) -> None:
    assert moment_words(at, ZoneInfo(zone), "en") == words


def test_seconds_and_short_days() -> None:
    assert moment_words(AT, ALMATY, "en", seconds=True) == "25 November 2026, 14:05:07 (UTC+5)"
    assert moment_words(AT, ALMATY, "ru", short=True) == "25.11.2026, 14:05 (UTC+5)"
    assert day_words(date(2027, 1, 31), "en") == "31 January 2027"


@pytest.mark.parametrize(
    ("span", "en", "ru", "kk"),
    [
        (timedelta(seconds=20), "0 mins", "0 мин", "0 мин"),
        (timedelta(minutes=1, seconds=59), "1 min", "1 мин", "1 мин"),
        (timedelta(hours=3, minutes=20), "3 hrs 20 mins", "3 ч 20 мин", "3 сағ 20 мин"),
        (timedelta(hours=5), "5 hrs", "5 ч", "5 сағ"),
        (timedelta(hours=47, minutes=59), "47 hrs 59 mins", "47 ч 59 мин", "47 сағ 59 мин"),
        (timedelta(days=2), "2 days", "2 дн.", "2 күн"),
        (timedelta(days=40), "40 days", "40 дн.", "40 күн"),
    ],
)
def test_a_span_is_told_in_the_two_largest_units_that_matter(span: timedelta, en: str, ru: str, kk: str) -> None:
    told = [span_words(span, language).replace("\xa0", " ") for language in ("en", "ru", "kk")]
    assert told == [en, ru, kk]
