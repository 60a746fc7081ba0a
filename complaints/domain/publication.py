"""What the public may read of a decision: the same stored words as everyone else, without third parties' contacts."""

from dataclasses import replace

from complaints.domain.decisions import Statement
from complaints.domain.wording import mask_contacts


def published(statement: Statement) -> Statement:
    """Mask telephone numbers and e-mail addresses in a statement.

    Everyone outside the service, the reporter included, reads this one form, so that no two people read
    different reasons.
    """
    restriction = statement.restriction
    if restriction is not None:
        restriction = replace(
            restriction,
            ground_explanation=mask_contacts(restriction.ground_explanation),
            passages=mask_contacts(restriction.passages),
            necessity=mask_contacts(restriction.necessity),
        )
    return replace(
        statement,
        facts=mask_contacts(statement.facts),
        explanation=mask_contacts(statement.explanation),
        restriction=restriction,
    )


def link_published(*, category_publishes: bool, capture_allowed: bool) -> bool:
    """Say whether the register may show a link: never where the category or the resource forbids it (rule 9)."""
    return category_publishes and capture_allowed
