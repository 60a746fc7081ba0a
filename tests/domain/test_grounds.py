"""Which version of a ground speaks on a day, and what a ground needs before it can be cited."""

from dataclasses import replace
from datetime import date

import pytest

from complaints.domain.errors import Refusal, Refusals
from complaints.domain.grounds import (
    AT_START,
    Ground,
    WrittenGround,
    as_fields,
    compose_ground,
    ending_day,
    from_fields,
    standing,
)

THREE = {"kk": "Қ", "ru": "Р", "en": "E"}
FIRST = Ground("act-1", THREE, "1", THREE, date(2020, 1, 1), ("other",))
WRITTEN = WrittenGround("act-1", "1", "2020-01-01", "", THREE, THREE, ["other"])


def speaking(*versions: Ground, on: date) -> tuple[int, bool]:
    found = standing(versions, on)["act-1"]
    return found.version, found.in_force(on)


def test_the_newest_version_that_has_begun_speaks() -> None:
    second = replace(FIRST, version=2, valid_from=date(2025, 6, 1))
    assert speaking(FIRST, second, on=date(2025, 5, 31)) == (1, True)
    assert speaking(second, FIRST, on=date(2025, 6, 1)) == (2, True)


def test_a_ground_that_ended_does_not_come_back_by_an_older_version() -> None:
    ended = replace(FIRST, version=2, valid_to=date(2024, 1, 1))
    assert speaking(FIRST, ended, on=date(2023, 12, 31)) == (2, True)
    assert speaking(FIRST, ended, on=date(2024, 1, 1)) == (2, False)


def test_a_ground_to_come_is_known_but_not_in_force() -> None:
    assert speaking(replace(FIRST, valid_from=date(2030, 1, 1)), on=date(2026, 1, 1)) == (1, False)


def test_a_ground_is_kept_as_fields_and_read_back() -> None:
    for ground in (*AT_START, replace(FIRST, valid_to=date(2030, 1, 1))):
        assert from_fields(as_fields(ground)) == ground


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"code": "Act 1"}, ["code"]),
        ({"code": "act--1"}, ["code"]),
        ({"code": "a" * 61}, ["code"]),
        ({"article": " "}, ["article"]),
        ({"act": {"kk": "Қ", "ru": "Р"}}, ["act_en"]),
        ({"text": {}}, ["text_kk", "text_ru", "text_en"]),
        ({"valid_from": "soon"}, ["valid_from"]),
        ({"valid_to": "2019-12-31"}, ["valid_to"]),
        ({"categories": ["unknown"]}, ["categories"]),
    ],
)
def test_each_missing_part_is_named_by_its_field(change: dict[str, object], fields: list[str]) -> None:
    with pytest.raises(Refusals) as refused:
        compose_ground(replace(WRITTEN, **change), ["other"])  # type: ignore[arg-type]  # of any field
    assert [fault.field for fault in refused.value.refusals] == fields


def test_a_complete_ground_is_composed() -> None:
    assert compose_ground(WRITTEN, ["other", "extremism"]) == FIRST


def test_a_ground_ends_after_it_begins() -> None:
    assert ending_day("2020-01-02", FIRST) == date(2020, 1, 2)
    for text, code in (("2020-01-01", "ground.ends_before_it_begins"), ("never", "ground.day")):
        with pytest.raises(Refusal) as refused:
            ending_day(text, FIRST)
        assert refused.value.code == code
