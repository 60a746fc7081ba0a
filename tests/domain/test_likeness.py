"""Near-copies and changes of a text are found and measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.checks import Before, Near
from complaints.domain.checks.difference import MAX_SHOWN, changes, share_kept
from complaints.domain.checks.likeness import (
    BANDS,
    NEAR,
    bands,
    digest_of,
    distance,
    main_text,
    signed,
    simhash,
    unsigned,
)
from tests.domain.subjects import WORDS, finding, seen, subject, text_of


def test_a_text_with_a_word_changed_is_near_and_another_is_not():
    changed = [*WORDS[:200], "another", *WORDS[201:]]
    value = simhash(text_of(WORDS))
    assert value is not None
    assert distance(value, simhash(text_of(changed)) or 0) <= NEAR
    assert distance(value, simhash(text_of([f"other{word}" for word in WORDS])) or 0) > 10


@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=NEAR))
def test_near_hashes_share_a_band(value, bits):
    other = value
    for bit in bits:
        other ^= 1 << bit
    assert any(one == two for one, two in zip(bands(value), bands(other), strict=True))
    assert len(bands(value)) == BANDS
    assert unsigned(signed(value)) == value
    assert -(2**63) <= signed(value) < 2**63


def test_little_text_has_no_hash():
    assert simhash("too few words") is None
    assert digest_of("") is None
    assert finding("near", subject(seen("few"))).code == "check.near.too_short"


def test_menus_do_not_hide_what_two_pages_share():
    menu = "\n".join(f"Item {number}" for number in range(40))
    assert main_text(f"{menu}\n{text_of(WORDS)}") == text_of(WORDS)
    assert digest_of(f"{menu}\n{text_of(WORDS)}") == digest_of(f"Home\nLogin\n{text_of(WORDS)}")


def test_the_nearest_decided_case_is_named_first():
    near = (Near("C-2026-000007", 0), Near("C-2026-000008", 2, "restricted"), Near("C-2026-000009", 9, "referred"))
    found = finding("near", subject(seen(text_of(WORDS)), near=near))
    assert found.code == "check.near.decided"
    assert (found.params["number"], found.params["cases"]) == ("C-2026-000008", 2)


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        (None, "x", "check.changed.never_decided"),
        (Before("D-2026-000001", "no_violation"), "x", "check.changed.no_capture"),
        (
            Before("D-2026-000001", "restricted", text_of(WORDS), digest_of(text_of(WORDS))),
            None,
            "check.changed.unchanged",
        ),
        (
            Before("D-2026-000001", "restricted", "old\nsame", digest_of("old same")),
            "new\nsame",
            "check.changed.changed",
        ),
    ],
)
def test_a_decided_page_is_unchanged_or_changed_with_a_diff(before, now, code):
    found = finding("changed", subject(seen(text_of(WORDS) if now is None else now), before=before))
    assert found.code == code
    if code == "check.changed.changed":
        assert found.detail == ("- old", "+ new")
        assert found.params["kept"] == 50


def test_a_diff_is_bounded():
    assert len(changes("", "\n".join(map(str, range(10_000))))) == MAX_SHOWN + 1
    assert share_kept("", "x") == 0
