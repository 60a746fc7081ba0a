"""Finding words in one text, so that a reader sees every place where they stand, as they stand there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MAX_WANTED: Final = 200
MAX_PLACES: Final = 200
AROUND: Final = 60  # characters shown before and after a place
# Letters that people type for each other; a search for one finds the others.
_ALIKE: Final = {
    "е": "[её]",
    "ё": "[её]",
    "-": "[-\u2010\u2011\u2012\u2013]",
    "'": "['\u2019]",
    '"': '["«»\u201c\u201d]',
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text something stands: from `start` up to, not with, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `place` is the number of the place it is, from 1, or 0 where it is what stands between."""

    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Extract:
    """A place with a little of what stands around it, for a list of places."""

    before: str
    found: str
    after: str


def find(text: str, wanted: str, limit: int = MAX_PLACES) -> tuple[Place, ...]:
    """List the places where the wanted words stand one after another, whatever their case, ё or spacing.

    At most `limit` of them; none for an empty search.
    """
    words = wanted[:MAX_WANTED].split()
    if not words:
        return ()
    spelled = r"\s+".join("".join(_ALIKE.get(letter.lower(), re.escape(letter)) for letter in word) for word in words)
    found: list[Place] = []
    for match in re.finditer(spelled, text, re.IGNORECASE):
        found.append(Place(match.start(), match.end()))
        if len(found) == limit:
            break
    return tuple(found)


def marked(text: str, places: Sequence[Place]) -> tuple[Piece, ...]:
    """Cut a text into what stands at places and what stands between them; together they are the text again."""
    pieces, done = [], 0
    for count, place in enumerate(places, start=1):
        if place.start > done:
            pieces.append(Piece(text[done : place.start], 0))
        pieces.append(Piece(text[place.start : place.end], count))
        done = place.end
    if done < len(text):
        pieces.append(Piece(text[done:], 0))
    return tuple(pieces)


def extract(text: str, place: Place) -> Extract:
    """Give a place with what stands around it, cut at words and on one line."""
    before = " ".join(text[max(0, place.start - 2 * AROUND) : place.start].split())
    after = " ".join(text[place.end : place.end + 2 * AROUND].split())
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + "…"
    glued_before = place.start > 0 and not text[place.start - 1].isspace()
    glued_after = place.end < len(text) and not text[place.end].isspace()
    return Extract(
        before if glued_before or not before else before + " ",
        " ".join(text[place.start : place.end].split()),
        after if glued_after or not after else " " + after,
    )
