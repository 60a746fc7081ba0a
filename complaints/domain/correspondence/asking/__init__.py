"""Does a message ask a reporter who they are? Lists of words and phrases that anybody can read and mend.

PRODUCT.md, rule 5: such a message does not leave. The lists err on the side of refusing, since whoever wrote it is told
what was found and can put it in other words, while an answer cannot be unread.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from complaints.domain.wording import fold

LANGUAGES: Final = ("kk", "ru", "en")
SENTENCE: Final = re.compile(r"(?:[^.!?…;\n]|\n(?!\s*\n))+(?:[.!?…;]+|\n|$)")
WORD: Final = re.compile(r"\w+")
BETWEEN: Final = 2  # words that may stand between “your” and what is the reporter's
SHOWN: Final = 100  # characters of a sentence that are quoted
# Letters that are drawn alike; within a word in Cyrillic letters the Latin ones are read as Cyrillic.
_DRAWN_ALIKE: Final = str.maketrans("aecopxykmhtbi", "аесорхукмнтві")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message asks for: `kind` is a code, `words` the sentence that does."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class _Lists:
    harmless: re.Pattern[str]
    request: re.Pattern[str]
    page: re.Pattern[str]
    own: Mapping[str, re.Pattern[str]]
    sealed: Mapping[str, re.Pattern[str]]
    direct: Mapping[str, re.Pattern[str]]


def asks_identity(text: str) -> Asked | None:
    """Find the first sentence that asks a reporter for what could name them; None where there is none.

    Each sentence is held against the lists of all languages, since messages mix them.
    """
    for match in SENTENCE.finditer(text):
        written = " ".join(match.group().split())
        words = _plain(written)
        question = "?" in written
        for language in LANGUAGES:
            kind = _asked_in(words, _lists(language), question=question)
            if kind is not None:
                shown = written if len(written) <= SHOWN else written[:SHOWN].rpartition(" ")[0] + " …"
                return Asked(kind, shown)
    return None


def _asked_in(words: str, lists: _Lists, *, question: bool) -> str | None:
    words = lists.harmless.sub(" ", words)
    for kind, phrases in lists.direct.items():
        if phrases.search(words):
            return kind
    if not question and not lists.request.search(words):
        return None
    for kind, things in lists.own.items():
        if things.search(words):
            return kind
    if lists.page.search(words):
        return None
    for kind, things in lists.sealed.items():
        if things.search(words):
            return kind
    return None


def _plain(text: str) -> str:
    return " ".join(_in_one_alphabet(word) for word in WORD.findall(fold(text)))


def _in_one_alphabet(word: str) -> str:
    return word if word.isascii() else word.translate(_DRAWN_ALIKE)


@cache
def _lists(language: str) -> _Lists:
    place = resources.files(__name__) / f"{language}.toml"
    read = tomllib.loads(place.read_text("utf-8"))
    your = _alternatives(read["your"])
    # In Kazakh the thing itself says whose it is; elsewhere “your” stands before it or right behind it.
    framed = language != "kk"
    own = {kind: _own(things, your) if framed else _whole(things) for kind, things in read["own"].items()}
    return _Lists(
        _whole(read["harmless"]),
        _whole(read["request"]),
        _whole(read["page"]),
        own,
        {kind: _whole(things) for kind, things in read["sealed"].items()},
        {kind: _whole(phrases) for kind, phrases in read["direct"].items()},
    )


def _own(things: Sequence[str], your: str) -> re.Pattern[str]:
    thing = _alternatives(things)
    between = rf"(?: \w+){{0,{BETWEEN}}}"
    return re.compile(rf"\b(?:{your}){between} (?:{thing})\b|\b(?:{thing}) (?:{your})\b")


def _whole(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(phrases)})\b")


def _alternatives(phrases: Sequence[str]) -> str:
    longest = sorted((fold(phrase) for phrase in phrases), key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", " ") for phrase in longest)
