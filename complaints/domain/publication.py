"""What the public may read of a decision: the same stored words as everyone else, without third parties' contacts."""

import re
from dataclasses import fields, replace
from typing import Final

from complaints.domain.decisions import Statement
from complaints.domain.translating import Said
from complaints.domain.wording import mask_contacts

# What leads somewhere: an address with or without its scheme, and the name of an account.
LEADS: Final = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@])@\w{3,}|(?<![\w.])(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}/\S+"
)
MASK_LINK: Final = "[…/…]"


def published(statement: Statement) -> Statement:
    """Mask telephone numbers and e-mail addresses in a statement, and in quoted passages also what leads somewhere.

    Everyone outside the service, the reporter included, reads this one form, so that no two people read
    different reasons; and the register is no directory of what it restricts (PRODUCT.md, rule 9).
    """
    restriction = statement.restriction
    if restriction is not None:
        restriction = replace(
            restriction,
            ground_explanation=mask_contacts(restriction.ground_explanation),
            passages=mask_contacts(restriction.passages),
            necessity=mask_contacts(restriction.necessity),
            site_necessity=mask_contacts(restriction.site_necessity),
        )
    return replace(
        statement,
        facts=mask_contacts(statement.facts),
        explanation=mask_contacts(statement.explanation),
        restriction=restriction,
        quotes=tuple(replace(each, text=LEADS.sub(MASK_LINK, mask_contacts(each.text))) for each in statement.quotes),
        translation=_masked(statement.translation),
    )


def _masked(said: Said | None) -> Said | None:
    if said is None:
        return None
    masked = {each.name: mask_contacts(getattr(said, each.name)) for each in fields(Said) if each.name != "language"}
    return replace(said, **masked)


def link_published(*, category_publishes: bool, capture_allowed: bool) -> bool:
    """Say whether the register may show a link: never where the category or the resource forbids it (rule 9)."""
    return category_publishes and capture_allowed
