"""The words cases are found by: which of a text they are, what somebody asks for, and what is quoted for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from complaints.domain.kazakh import one_script
from complaints.domain.searching import Piece, Place, marked
from complaints.domain.wording import clean, fold

SHORTEST: Final = 2
LONGEST: Final = 40
# Letters with the marks that stand on them, for texts that keep these apart.
TERM: Final = re.compile("\\w[\\w\u0300-\u036f]*")
QUOTED: Final = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
MAX_ASKED: Final = 200
MAX_WORDS: Final = 6
AROUND: Final = 90  # characters of context on either side


class Source(IntEnum):
    """Where the words of a case stand: what people filed, what was captured, what was decided."""

    FILED = 1
    CAPTURED = 2
    DECIDED = 3


# So many different words of a case are found, of each source.
MOST: Final = {Source.FILED: 400, Source.CAPTURED: 1_000, Source.DECIDED: 400}


def folded(text: str) -> str:
    """Fold text for searching: case, ё and е, and the scripts of Kazakh."""
    return one_script(fold(text))


def terms(text: str, limit: int) -> list[str]:
    """List the distinct folded words of a text in the order they come, cut to a length, at most `limit`."""
    return list(dict.fromkeys(spelled(text, limit).values()))


def spelled(text: str, limit: int) -> dict[str, str]:
    """List the distinct words of a text as they are written, in small letters, with how each is folded."""
    found: dict[str, str] = {}
    known: set[str] = set()
    for match in TERM.finditer(text):
        written = match.group().lower()
        if written in found:
            continue
        term = folded(written)[:LONGEST]
        if len(term) < SHORTEST or term in known:
            continue
        found[written] = term
        known.add(term)
        if len(found) == limit:
            break
    return found


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word that is asked for: as the beginning of words, or, where it was put in quotes, as a whole one."""

    term: str
    whole: bool = False

    def met_by(self, term: str) -> bool:
        """Say whether a folded word is what is asked for."""
        return term == self.term if self.whole else term.startswith(self.term)


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks for: every one of `words`, and each of `phrases` with its words one after the other."""

    words: tuple[Word, ...]
    phrases: tuple[tuple[str, ...], ...] = ()


def query(text: str) -> Query:
    """Read what somebody typed; nothing is a mistake, what has no words asks for nothing."""
    typed = clean(text[:MAX_ASKED])
    quoted = [found for found in (terms(part, MAX_WORDS) for part in QUOTED.findall(typed)) if found]
    words = [Word(term, whole=True) for phrase in quoted for term in phrase]
    words += [Word(term) for term in terms(QUOTED.sub(" ", typed), MAX_WORDS)]
    kept = tuple(dict.fromkeys(words))[:MAX_WORDS]
    phrases = (tuple(_in_order(part)[:MAX_WORDS]) for part in QUOTED.findall(typed))
    return Query(kept, tuple(phrase for phrase in phrases if len(phrase) > 1))


def _in_order(text: str) -> list[str]:
    return [folded(word)[:LONGEST] for word in TERM.findall(text)]


def places(text: str, asked: Sequence[Word]) -> Iterator[Place]:
    """Give where the words of a text stand that are asked for."""
    for match in TERM.finditer(text):
        term = folded(match.group())[:LONGEST]
        if any(word.met_by(term) for word in asked):
            yield Place(*match.span())


def quote(text: str, asked: Sequence[Word]) -> tuple[Piece, ...]:
    """Quote the first place of a text where something asked for stands, with what is around it; empty where none is."""
    found = list(places(text, asked))
    if not found:
        return ()
    start = _edge(text, max(0, found[0].start - AROUND), -1)
    end = _edge(text, min(len(text), found[0].end + AROUND), 1)
    within = [Place(each.start - start, each.end - start) for each in found if each.end <= end]
    pieces = marked(text[start:end], within)
    return (
        *((Piece("… ", 0),) if start else ()),
        *pieces,
        *((Piece(" …", 0),) if end < len(text) else ()),
    )


def _edge(text: str, place: int, step: int) -> int:
    """Move a cut outwards to the end of the word it would go through, but not far."""
    for _ in range(LONGEST):
        if not 0 < place < len(text) or not (text[place - 1].isalnum() and text[place].isalnum()):
            break
        place += step
    return place


def holds(text: str, phrases: Sequence[tuple[str, ...]]) -> bool:
    """Say whether each phrase stands in a text, its words one after the other."""
    if not phrases:
        return True
    words = _in_order(text)
    return all(
        any(tuple(words[place : place + len(phrase)]) == phrase for place in range(len(words))) for phrase in phrases
    )
