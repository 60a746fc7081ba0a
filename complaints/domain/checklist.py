"""What a statement of reasons must contain, as a list that fills up while it is written."""

from dataclasses import dataclass
from typing import Final

from complaints.domain.decisions import Outcome, Written

RESTRICTIVE: Final = tuple(each.value for each in Outcome if each.restrictive)
ALL: Final = tuple(each.value for each in Outcome)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a statement: the fields of the form of which one must be filled in, and the outcomes that need it.

    `required` says whether nothing is stored without it; else it only makes the reasons hold better.
    """

    code: str
    fields: tuple[str, ...]
    outcomes: tuple[str, ...] = ALL
    required: bool = True


PARTS: Final = (
    Part("outcome", ("outcome",)),
    Part("facts", ("facts",)),
    Part("evidence", ("evidence", "quote_text"), required=False),
    Part("explanation", ("explanation",)),
    Part("language", ("language",)),
    Part("ground", ("ground",), RESTRICTIVE),
    Part("ground_explanation", ("ground_explanation",), RESTRICTIVE),
    Part("passages", ("quote_text", "passages"), RESTRICTIVE, required=False),
    Part("necessity", ("necessity",), RESTRICTIVE),
    Part("scope", ("scope",), RESTRICTIVE),
    Part("territory", ("territory",), RESTRICTIVE),
    Part("ends_on", ("ends_on",), RESTRICTIVE),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list: the part, whether the chosen outcome needs it, and whether it is there."""

    part: Part
    needed: bool
    done: bool


def checklist(written: Written) -> tuple[Item, ...]:
    """List the parts of a statement, with what is there; before an outcome is chosen only what all of them need."""
    return tuple(
        Item(
            part,
            written.outcome in part.outcomes or part.outcomes == ALL,
            any(_filled(written, each) for each in part.fields),
        )
        for part in PARTS
    )


def _filled(written: Written, name: str) -> bool:
    if name == "quote_text":
        return any(words.strip() for _, words in written.quotes)
    value = getattr(written, name)
    return bool(value.strip() if isinstance(value, str) else value)
