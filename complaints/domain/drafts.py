"""Drafts: what somebody has typed into a form of a case and not sent, kept for them alone."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

from complaints.domain.errors import Refusal

Fields = Mapping[str, tuple[str, ...]]

MAX_CHARACTERS: Final = 200_000
MAX_FIELDS: Final = 200
KEPT_FOR: Final = timedelta(days=30)
# A draft that was thrown away by mistake comes back within this.
SECOND_THOUGHTS: Final = timedelta(minutes=10)
# What a form carries beside what was typed into it.
CARRIED: Final = frozenset({"csrf_token", "draft", "reclaim", "asked"})


class DraftForm(StrEnum):
    """A form whose words are kept, by the last part of the address it sends to."""

    DECIDE = "decide"
    NOTE = "note"
    APPROVE = "approve"
    RETURN = "return"


def form_named(text: str) -> DraftForm:
    """Read which form a draft is of; raises Refusal `draft.form`."""
    try:
        return DraftForm(text)
    except ValueError:
        raise Refusal("draft.form") from None


def kept_fields(sent: Iterable[tuple[str, Iterable[str]]]) -> Fields:
    """Take the fields of a form as they were sent, whichever there are; raises Refusal `draft.too_long`."""
    fields = {name: tuple(values) for name, values in sent if name not in CARRIED}
    length = sum(len(value) for values in fields.values() for value in values)
    if length > MAX_CHARACTERS or sum(map(len, fields.values())) > MAX_FIELDS:
        raise Refusal("draft.too_long", limit=MAX_CHARACTERS)
    return fields
