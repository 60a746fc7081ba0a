"""What is kept of a form, and how long a claim lasts while somebody works."""

from datetime import UTC, datetime, timedelta

import pytest

from complaints.domain.casework import LEASE, Lease
from complaints.domain.claims import RENEWED_BELOW, renewed
from complaints.domain.drafts import MAX_CHARACTERS, DraftForm, form_named, kept_fields
from complaints.domain.errors import Refusal

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def test_every_field_is_kept_whichever_there_are_but_for_what_the_form_carries():
    sent = {"csrf_token": ["x"], "draft": ["decide"], "facts": ["ё"], "evidence": ["1", "2"], "new_field": [""]}
    assert kept_fields(sent.items()) == {"facts": ("ё",), "evidence": ("1", "2"), "new_field": ("",)}


@pytest.mark.parametrize(
    "sent", [{"facts": ["a" * (MAX_CHARACTERS + 1)]}, {"evidence": ["1"] * 201}], ids=["long", "many"]
)
def test_what_is_far_too_much_is_refused(sent):
    with pytest.raises(Refusal, match=r"draft\.too_long"):
        kept_fields(sent.items())


def test_only_forms_that_are_known_have_drafts():
    assert form_named("note") is DraftForm.NOTE
    with pytest.raises(Refusal, match=r"draft\.form"):
        form_named("claim")


@pytest.mark.parametrize(
    ("holder", "left", "new"),
    [
        (1, LEASE, None),
        (1, RENEWED_BELOW + timedelta(seconds=1), None),
        (1, RENEWED_BELOW, NOW + LEASE),
        (1, timedelta(seconds=1), NOW + LEASE),
        (1, timedelta(0), None),
        (2, timedelta(minutes=1), None),
    ],
)
def test_work_prolongs_the_own_claim_once_half_of_it_has_passed(holder, left, new):
    assert renewed(Lease(holder, "somebody", NOW + left), 1, NOW) == new


def test_nobody_prolongs_what_nobody_holds():
    assert renewed(None, 1, NOW) is None
