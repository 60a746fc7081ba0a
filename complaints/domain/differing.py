"""What two texts of one kind differ in, word by word, and what two statements of reasons do."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from complaints.domain.decisions import Restriction, Statement
from complaints.domain.translating import PARTS

# Longer texts are compared by their beginnings, so that nobody can make a comparison dear; a statement's are shorter.
MAX_WORDS: Final = 4_000
TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")
TEXTS: Final = ("facts", "explanation")
RESTRICTING_TEXTS: Final = ("ground_explanation", "passages", "necessity", "site_necessity")
RESTRICTING_VALUES: Final = (
    "ground",
    "ground_version",
    "scope",
    "territory",
    "starts_on",
    "ends_on",
    "court_reference",
)


class Way(StrEnum):
    """Whether a piece of text stayed, went or came."""

    SAME = "same"
    GONE = "gone"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row that share one fate."""

    way: Way
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two statements differ: its texts in pieces, or for a closed value what it was and is."""

    field: str
    pieces: tuple[Piece, ...] = ()
    before: str = ""
    after: str = ""


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts word by word; what stayed, went and came, in the order of reading."""
    old, new = TOKEN.findall(before)[: MAX_WORDS * 2], TOKEN.findall(after)[: MAX_WORDS * 2]
    found: list[Piece] = []
    for way, text in _pieces(old, new):
        if text and found and found[-1].way is way:
            found[-1] = Piece(way, found[-1].text + text)
        elif text:
            found.append(Piece(way, text))
    return tuple(found)


def _pieces(old: list[str], new: list[str]) -> Iterator[tuple[Way, str]]:
    for tag, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield Way.SAME, "".join(old[old_from:old_to])
        else:
            yield Way.GONE, "".join(old[old_from:old_to])
            yield Way.CAME, "".join(new[new_from:new_to])


def differences(before: Statement, after: Statement) -> tuple[Difference, ...]:
    """List the fields in which a later statement says something else than an earlier one, in the order of reading."""
    found = [
        _value("outcome", before.outcome.value, after.outcome.value),
        *(_text(name, getattr(before, name), getattr(after, name)) for name in TEXTS),
        _text("quotes", _quoted(before), _quoted(after)),
        _value("manifestly_unfounded", _yes(before.manifestly_unfounded), _yes(after.manifestly_unfounded)),
        *_restricting(before.restriction, after.restriction),
        _value("language", before.language, after.language),
        _text("translation", _second(before), _second(after)),
        _value("evidence", _ids(before.evidence), _ids(after.evidence)),
    ]
    return tuple(each for each in found if each is not None)


def _restricting(before: Restriction | None, after: Restriction | None) -> Iterator[Difference | None]:
    for name in RESTRICTING_TEXTS:
        yield _text(name, getattr(before, name, ""), getattr(after, name, ""))
    for name in RESTRICTING_VALUES:
        yield _value(name, _plain(getattr(before, name, "")), _plain(getattr(after, name, "")))


def _text(name: str, before: str, after: str) -> Difference | None:
    return Difference(name, pieces(before, after)) if before != after else None


def _value(name: str, before: str, after: str) -> Difference | None:
    return Difference(name, before=before, after=after) if before != after else None


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _ids(evidence: tuple[int, ...]) -> str:
    return ", ".join(str(each) for each in sorted(evidence))


def _quoted(statement: Statement) -> str:
    return "\n".join(f"{quote.evidence}: {quote.text}" for quote in statement.quotes)


def _second(statement: Statement) -> str:
    said = statement.translation
    return "\n\n".join(filter(None, (getattr(said, name) for name in PARTS))) if said else ""
