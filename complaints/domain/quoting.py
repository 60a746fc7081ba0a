"""Quoting a capture: a passage is cited by where it stands in the captured text, and has to stand there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from complaints.domain.errors import Refusal
from complaints.domain.wording import clean

MIN_QUOTE: Final = 3
MAX_QUOTE: Final = 2_000
MAX_QUOTES: Final = 10
# Characters that a reader does not see and a browser may drop or add when text is selected.
UNSEEN: Final = "\u00ad\u200b\u2060\ufeff"
BETWEEN: Final = rf"[\s{UNSEEN}]+"
INSIDE: Final = f"[{UNSEEN}]*"


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a capture: from character `begins` of its text up to, not with, `ends`; `text` as it stands there.

    The text is empty where it was removed together with the evidence.
    """

    evidence: int
    begins: int
    ends: int
    text: str


def locate(text: str, passage: str) -> tuple[int, int] | None:
    """Find where a passage stands in a text, whatever the spacing and the line breaks; None where it does not."""
    words = passage.translate({ord(letter): None for letter in UNSEEN}).split()
    if not words:
        return None
    spelled = BETWEEN.join(INSIDE.join(map(re.escape, word)) for word in words)
    found = re.search(spelled, text)
    return found.span() if found else None


def quotes(given: Sequence[tuple[str, str]], texts: Mapping[int, str], faults: list[Refusal]) -> tuple[Quote, ...]:
    """Verify what was quoted: pairs of evidence and passage as typed, against the texts of the case's evidence.

    A pair without a passage is left out; one that names no evidence is looked for in all of it. Whatever does not
    stand where it is said to stand becomes a fault.
    """
    found: list[Quote] = []
    for evidence, passage in given:
        words = clean(passage[: MAX_QUOTE * 4])
        if not words:
            continue
        refused = _refused(words, len(found))
        quote = None if refused else _quote(evidence.strip(), words, texts)
        if quote is None:
            faults.append(refused or Refusal("decision.quote.not_there", "quotes", passage=_short(words)))
        elif quote not in found:
            found.append(quote)
    return tuple(found)


def _refused(words: str, before: int) -> Refusal | None:
    if before >= MAX_QUOTES:
        return Refusal("decision.quote.too_many", "quotes", limit=MAX_QUOTES)
    if len(words) < MIN_QUOTE:
        return Refusal("decision.quote.too_short", "quotes", passage=words)
    if len(words) > MAX_QUOTE:
        return Refusal("decision.too_long", "quotes", limit=MAX_QUOTE, length=len(words))
    return None


def _quote(evidence: str, words: str, texts: Mapping[int, str]) -> Quote | None:
    wanted = [each for each in sorted(texts, reverse=True) if evidence in {"", str(each)}]
    for each in wanted:
        place = locate(texts[each], words)
        if place:
            return Quote(each, *place, texts[each][slice(*place)])
    return None


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"
