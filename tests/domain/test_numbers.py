"""Numbers that people read out, and codes that open complaints."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.keys import Keyring
from complaints.domain.numbers import (
    CASE,
    COMPLAINT,
    DECISION,
    grouped,
    number,
    pseudonym_from,
    receipt_digits,
    receipt_from,
    row_of,
)

MADE = datetime(2026, 3, 4, tzinfo=UTC)
ROWS = st.integers(1, 10**11)


@given(st.sampled_from([CASE, DECISION, COMPLAINT]), ROWS)
def test_a_number_leads_back_to_its_row(kind: str, row: int) -> None:
    text = number(kind, MADE, row)
    assert row_of(kind, f" {text.lower()} ") == row
    assert all(row_of(other, text) is None for other in {CASE, DECISION, COMPLAINT} - {kind})


def test_numbers_look_as_promised() -> None:
    assert number(CASE, MADE, 123) == "C-2026-000123"
    assert number(DECISION, MADE, 45) == "D-2026-000045"


@given(st.text(max_size=40))
def test_any_other_text_is_no_number(text: str) -> None:
    found = row_of(CASE, text)
    assert found is None or text.strip().upper().startswith("C-20")


@given(st.binary(min_size=32, max_size=32), st.text(min_size=1, max_size=60))
def test_a_receipt_has_sixteen_digits_and_comes_again_for_the_same_nonce(key: bytes, nonce: str) -> None:
    code = receipt_from(key, nonce)
    assert len(code) == 16
    assert code.isdigit()
    assert receipt_from(key, nonce) == code
    assert receipt_digits(grouped(code)) == code


@given(st.text(max_size=300))
def test_reading_a_code_never_fails(text: str) -> None:
    found = receipt_digits(text)
    assert found is None or (len(found) == 16 and found.isascii())


@pytest.mark.parametrize("text", ["1234 5678 9012 345", "1234 5678 9012 34567", "1234x5678 9012 3456", "", "½" * 16])
def test_what_is_no_code(text: str) -> None:
    assert receipt_digits(text) is None


@given(st.binary(min_size=10, max_size=40))
def test_a_pseudonym_has_no_letters_people_mistake(random_bytes: bytes) -> None:
    name = pseudonym_from(random_bytes)
    assert name.startswith("R-")
    assert not set(name[2:]) & set("ILOU")


def test_each_purpose_has_a_key_of_its_own_and_a_change_of_secret_keeps_the_old_one() -> None:
    old, new = Keyring(b"a" * 32), Keyring(b"b" * 32, b"a" * 32)
    assert len({old.derive(purpose) for purpose in ("receipt code", "receipt hash", "x")}) == 3
    assert old.tag("p", "v") in new.tags("p", "v")
    assert new.tags("p", "v")[0] == new.tag("p", "v") != old.tag("p", "v")
    assert "61616161" not in repr(old)
    assert "aaaa" not in repr(new)
