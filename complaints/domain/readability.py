"""How plainly a text is written: by a known formula where the language has one, else by sentences and words alone."""

import re
from dataclasses import dataclass
from typing import Final

from complaints.domain.marking import N_

# Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948); for Russian with the coefficients of
# Oborneva (2006) that are cited most. None was ever fitted to Kazakh, whose words carry their endings with them.
FORMULAS: Final[dict[str, tuple[float, float, str]]] = {
    "en": (1.015, 84.6, N_("Flesch 1948")),
    "ru": (1.3, 60.1, N_("Flesch, for Russian by Oborneva 2006")),
}
BASE: Final = 206.835
# Below this a text is read with effort by people without a degree ("difficult" in Flesch's own table).
HARD: Final = 30
LONG_SENTENCE: Final[dict[str, int]] = {"kk": 20, "ru": 25, "en": 25}  # words
LONG_WORD: Final[dict[str, int]] = {"kk": 20, "ru": 17, "en": 15}  # letters
ENOUGH: Final = 10  # words, below which a figure says nothing
SHOWN: Final = 3
SENTENCE: Final = re.compile(r"[.!?…]+(?=\s|$)|\n+")
WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
VOWEL: Final[dict[str, re.Pattern[str]]] = {
    "ru": re.compile(r"[аеёиоуыэюя]", re.IGNORECASE),  # each is a syllable
    "en": re.compile(r"[aeiouy]+", re.IGNORECASE),  # an estimate, as every count by letters is in English
}
UNHEARD: Final = re.compile(r"(?<![aeiouyl])e$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measure:
    """A text measured: the score where there is a formula (100 easy, 0 hard), and what makes it hard to read.

    `words_a_sentence` is the average; `sentences` are the longest ones above the language's limit, `words` the long
    words.
    """

    score: int | None
    formula: str
    words_a_sentence: int
    sentences: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def hard(self) -> bool:
        """Say whether a reader will have trouble."""
        return bool(self.sentences) or (self.score is not None and self.score < HARD)


def measure(text: str, language: str) -> Measure | None:
    """Measure a text in one of the service's languages; None where it is too short to say anything."""
    sentences = [each.strip() for each in SENTENCE.split(text) if WORD.search(each)]
    words = WORD.findall(text)
    if len(words) < ENOUGH or not sentences:
        return None
    longest = sorted(sentences, key=lambda each: -len(WORD.findall(each)))
    limit = LONG_WORD[language]
    return Measure(
        _score(words, len(sentences), language),
        FORMULAS[language][2] if language in FORMULAS else "",
        round(len(words) / len(sentences)),
        tuple(each for each in longest if len(WORD.findall(each)) > LONG_SENTENCE[language])[:SHOWN],
        tuple(dict.fromkeys(word for word in words if len(word) > limit))[:SHOWN],
    )


def _score(words: list[str], sentences: int, language: str) -> int | None:
    if language not in FORMULAS:
        return None
    by_sentence, by_word, _ = FORMULAS[language]
    syllables = sum(_syllables(word, language) for word in words)
    score = BASE - by_sentence * len(words) / sentences - by_word * syllables / len(words)
    return max(0, min(100, round(score)))


def _syllables(word: str, language: str) -> int:
    heard = len(VOWEL[language].findall(word))
    return max(1, heard - 1 if language == "en" and UNHEARD.search(word) else heard)
