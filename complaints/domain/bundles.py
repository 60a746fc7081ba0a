"""Related cases read side by side: what may be refused together, and what must be decided one by one."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from complaints.domain.errors import Refusal

# As many as a person can read before they decide about them with one text.
MOST: Final = 25


class By(StrEnum):
    """What cases of a bundle have in common."""

    ACCOUNT = "account"
    SITE = "site"
    WORDING = "wording"


def chosen(numbers: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Give the cases that were chosen, each once, with the version that was read.

    Raises Refusal `bundle.none`, `bundle.too_many`.
    """
    once = list(dict(numbers).items())
    if not once:
        raise Refusal("bundle.none", "chosen")
    if len(once) > MOST:
        raise Refusal("bundle.too_many", "chosen", limit=MOST)
    return once


def require_refusable(*, protected: bool, danger: bool) -> None:
    """Refuse to refuse a case together with others: of a protected source, or where somebody is in immediate danger.

    Together cases are only ever refused as out of scope, never restricted; each of these is looked at by itself.
    Raises Refusal `bundle.protected`, `bundle.danger`.
    """
    if protected:
        raise Refusal("bundle.protected")
    if danger:
        raise Refusal("bundle.danger")
