"""Does a text concern the category named? Lists of words and phrases that anybody can read, counted and quoted.

It orders and highlights; it never accuses: a page that condemns a thing uses the same words as one that sells it.
"""

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from complaints.domain.wording import fold

LANGUAGES: Final = ("kk", "ru", "en")
WORD: Final = re.compile(r"\w+")
MAX_CONTEXTS: Final = 8
AROUND: Final = 70  # characters either side of a hit
# The Latin letters of Kazakh (decree 637 of 2021 and its drafts) as their Cyrillic ones, longest first.
LATIN: Final = (
    *(("sh", "ш"), ("ch", "ч"), ("ı", "і"), ("ä", "ә"), ("á", "ә"), ("ğ", "ғ"), ("ǵ", "ғ"), ("ñ", "ң"), ("ń", "ң")),
    *(("ö", "ө"), ("ó", "ө"), ("ş", "ш"), ("ū", "ұ"), ("ü", "ү"), ("ú", "ү"), ("ý", "у"), ("q", "қ"), ("w", "у")),
    *(("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и")),
    *(("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с")),
    *(("t", "т"), ("u", "у"), ("v", "в"), ("x", "х"), ("y", "ы"), ("z", "з")),
)
LATIN_PATTERN: Final = re.compile("|".join(letters for letters, _ in LATIN))
CYRILLIC: Final = dict(LATIN)


@dataclass(frozen=True, slots=True)
class Hits:
    """What of a category's list a text holds: how often each phrase, and lines of context in the order of the text."""

    category: str
    counts: tuple[tuple[str, int], ...] = ()
    contexts: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Count all hits."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase as words; a word that ends in an asterisk stands for all its endings."""

    written: str
    words: tuple[str, ...]

    def begins(self, words: list[str], at: int) -> bool:
        rest = words[at : at + len(self.words)]
        return len(rest) == len(self.words) and all(map(_fits, self.words, rest))


def phrases(category: str, language: str) -> tuple[str, ...]:
    """List the phrases of a category in a language as they stand in the data file."""
    return _lists(language).get(category, ())


def look(text: str, category: str, language: str | None) -> Hits:
    """Count and quote a category's phrases in a text; all lists are used where the language is another or unknown."""
    return _look(text, _spots(text), category, language if language in LANGUAGES else None)


def strongest(text: str, language: str | None, besides: str) -> Hits | None:
    """Give the other category whose phrases the text holds most of, from three hits of two phrases up."""
    names = {name for each in LANGUAGES for name in _lists(each)} - {besides}
    chosen, spots = (language if language in LANGUAGES else None), _spots(text)
    looked = (_look(text, spots, name, chosen) for name in sorted(names))
    found = [hits for hits in looked if len(hits.counts) >= 2]
    best = max(found, key=lambda hits: hits.total, default=None)
    return best if best and best.total >= 3 else None


def _spots(text: str) -> list[tuple[int, int, str]]:
    return [(match.start(), match.end(), fold(match[0])) for match in WORD.finditer(text)]


def _look(text: str, spots: list[tuple[int, int, str]], category: str, language: str | None) -> Hits:
    words = [word for _, _, word in spots]
    index = _index(category, language)
    readings = [words]
    if index.cyrillic_kazakh and any("a" <= word[0] <= "z" for word in words):
        readings.append([_cyrillic(word) for word in words])
    counts: Counter[str] = Counter()
    contexts: list[str] = []
    for reading in readings:
        for at, word in enumerate(reading):
            if reading is not words and word == words[at]:
                continue  # not in Latin letters: counted at the first reading
            for phrase in index.starting_with(word):
                if phrase.begins(reading, at):
                    counts[phrase.written] += 1
                    if len(contexts) < MAX_CONTEXTS and counts[phrase.written] <= 3:
                        contexts.append(_context(text, spots[at][0], spots[at + len(phrase.words) - 1][1]))
    return Hits(category, tuple(counts.most_common(20)), tuple(dict.fromkeys(contexts)))


def _context(text: str, start: int, end: int) -> str:
    before, after = max(0, start - AROUND), min(len(text), end + AROUND)
    piece = " ".join(text[before:after].split())
    return f"{'…' if before else ''}{piece}{'…' if after < len(text) else ''}"


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _cyrillic(word: str) -> str:
    return LATIN_PATTERN.sub(lambda found: CYRILLIC[found[0]], word)


class _Index:
    """Phrases by their first word: whole words in a table, beginnings in a sorted list."""

    def __init__(self, listed: tuple[_Phrase, ...], *, cyrillic_kazakh: bool) -> None:
        self.cyrillic_kazakh = cyrillic_kazakh
        self._by_start: dict[str, list[_Phrase]] = {}
        for phrase in listed:
            self._by_start.setdefault(phrase.words[0], []).append(phrase)
        self._beginnings = sorted(start[:-1] for start in self._by_start if start.endswith("*"))

    def starting_with(self, word: str) -> list[_Phrase]:
        found = list(self._by_start.get(word, ()))
        at = bisect_right(self._beginnings, word)
        # Every beginning of a word sorts before it; with lists this short a walk back costs little.
        while at > 0 and self._beginnings[at - 1][:1] == word[:1]:
            at -= 1
            if word.startswith(self._beginnings[at]):
                found += self._by_start[f"{self._beginnings[at]}*"]
        return found


@cache
def _index(category: str, language: str | None) -> _Index:
    chosen = (language,) if language else LANGUAGES
    listed = [each for name in chosen for each in phrases(category, name)]
    made = tuple(_Phrase(each, tuple(fold(word) for word in each.split())) for each in dict.fromkeys(listed))
    return _Index(made, cyrillic_kazakh=language == "kk")


@cache
def _lists(language: str) -> dict[str, tuple[str, ...]]:
    place = resources.files("complaints.domain.checks").joinpath("lists", f"{language}.toml")
    return {name: tuple(each) for name, each in tomllib.loads(place.read_text("utf-8")).items()}
