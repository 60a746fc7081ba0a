"""An entry's bytes bind everything in it, and playing entries back notices what does not follow."""

import hmac
import json
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.audit import Entry, commitment, leaf_bytes
from complaints.domain.replay import Row, values_of

ENTRY = Entry(1, 2, "3", "staff:4", "casework.claim", "cases", "5", "update", '{"a": 1}', '{"a": 2}', {"case": 5})
OTHER: dict[str, Any] = {"id": 9, "at": 9, "subjects": {"case": 6}}


@pytest.mark.parametrize("name", [field.name for field in fields(Entry)])
def test_every_field_is_bound(name: str) -> None:
    assert leaf_bytes(replace(ENTRY, **{name: OTHER.get(name, "other")}), {}) != leaf_bytes(ENTRY, {})


def test_commitments_are_bound_and_their_order_does_not_matter() -> None:
    assert leaf_bytes(ENTRY, {"after.text": "x"}) != leaf_bytes(ENTRY, {})
    assert leaf_bytes(ENTRY, {"a": "x", "b": "y"}) == leaf_bytes(ENTRY, {"b": "y", "a": "x"})
    assert json.loads(leaf_bytes(ENTRY, {"after.text": "x"}))["texts"] == {"after.text": "x"}


@given(st.binary(min_size=16, max_size=16), st.text())
def test_a_commitment_is_the_keyed_hash_of_the_words(salt: bytes, words: str) -> None:
    assert commitment(salt, words) == hmac.new(salt, words.encode(), sha256).hexdigest()


def entry(number: int, op: str, before: object, after: object) -> Entry:
    texts = [None if each is None else json.dumps(each) for each in (before, after)]
    return replace(ENTRY, id=number, op=op, before=texts[0], after=texts[1])


def told(*entries: Entry) -> tuple[Row, list[str]]:
    row = Row()
    return row, [said for each in entries for said in row.play(each, {})]


def test_a_row_is_what_its_entries_say() -> None:
    made, changed = entry(1, "insert", None, {"a": 1, "b": None}), entry(2, "update", {"b": None}, {"b": 2})
    row, said = told(made, changed)
    assert (row.closed, said) == ({"a": 1, "b": 2}, [])
    row, said = told(made, changed, entry(3, "delete", {"a": 1, "b": 2}, None))
    assert (row.closed, said) == (None, [])
    row, said = told(made, entry(2, "delete", {"a": 1, "b": None}, None), entry(3, "insert", None, {"a": 7}))
    assert (row.closed, said) == ({"a": 7}, [])


def test_what_does_not_follow_is_said() -> None:
    made = entry(1, "insert", None, {"a": 1})
    assert told(made, made)[1] == ["entry 1 writes the row a second time"]
    assert told(entry(2, "update", {"a": 1}, {"a": 2}))[1] == ["entry 2 speaks of a row that was not there"]
    assert told(made, entry(2, "update", {"a": 5}, {"a": 2}))[1] == [
        "entry 2 tells another story of what was before: a"
    ]
    assert told(made, replace(made, id=2, op="update", before="?"))[1] == ["entry 2 cannot be read"]


def test_words_are_known_by_the_last_promise() -> None:
    row = Row()
    play = [
        (entry(1, "insert", None, {}), {"after.text": "x", "after.title": "t"}),
        (entry(2, "update", {}, {}), {"before.text": "x", "after.text": "y"}),
        (entry(3, "update", {}, {}), {"before.title": "t"}),
    ]
    assert [said for each, promised in play for said in row.play(each, promised)] == []
    assert row.words == {"text": (2, "y")}


@pytest.mark.parametrize("text", ["", None])
def test_no_text_is_no_values(text: str | None) -> None:
    assert values_of(text) == {}


@pytest.mark.parametrize("text", ["no JSON", "[1]", "5", "null"])
def test_what_is_no_object_is_not_read(text: str) -> None:
    assert values_of(text) is None
