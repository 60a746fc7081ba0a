"""Telling the language of a text: a letter rule for Kazakh, scripts and the most frequent small words for the rest.

A statistical model tells 140 languages apart and costs a worker 85 MB; the pages met here need some thirty.
"""

import re
from collections import Counter
from typing import Final

from complaints.net.frequent_words import FREQUENT, OWN_LETTERS, SCRIPTS

# Characters looked at, from the start, the middle and the end: so many tell a language as well as all of them.
SAMPLE: Final = 3_000
SLICES: Final = 3
ENOUGH_LETTERS: Final = 40  # for all but the letter rule
ENOUGH_KAZAKH: Final = 20  # for the letter rule, which needs less
# The nine letters that Kazakh has and Russian lacks. Several are shared: і with Ukrainian, ө and ү with Kyrgyz and
# Mongolian, қ and ғ with Tajik and Uzbek; only together, and without those languages' own letters, do they decide.
KAZAKH: Final = frozenset("әғқңөұүһі")
THROAT: Final = frozenset("қғұ")
SOFT: Final = frozenset("әңөүі")
OTHERS: Final = frozenset("ўҳҷӣӯҙҡҫҗєїґѓќљњђћ")
SHARE: Final = 50  # one letter of so many must be Kazakh's own; in running Kazakh text one of seven is
# Frequent words of Kazakh in the Latin script (2021 alphabet, older drafts, and as typed without diacritics).
LATIN_KAZAKH: Final = frozenset(
    [
        "jäne",
        "jane",
        "және",
        "men",
        "ben",
        "üşin",
        "ushin",
        "üshin",
        "úshin",
        "bul",
        "osy",
        "ol",
        "bolyp",
        "boldy",
        "bolady",
        "emes",
        "eken",
        "kerek",
        "turaly",
        "arqyly",
        "barlyq",
        "keiin",
        "keiın",
        "deiin",
        "qazaq",
        "qazaqstan",
        "qazaqstannyñ",
        "qazaqtyñ",
        "qazaqstannyn",
        "memleket",
        "memlekettik",
        "jyly",
        "jyldyñ",
        "jyldyn",
        "bar",
        "joq",
        "köp",
        "kop",
        "degen",
        "dep",
        "ötti",
        "boiynşa",
        "boiynsha",
        "boyynsha",
        "sonymen",
        "birge",
        "halyq",
        "elimizdiñ",
        "jaña",
        "jana",
    ]
)
WORD: Final = re.compile(r"\w+(?:'\w+)?")
NO_LETTERS: Final = "0123456789_"  # that a word of this pattern may hold
FEWEST: Final = 25  # one word of so many must be among a language's most frequent ones; in running text one of four is
LANGUAGES_OF: Final[dict[str, list[str]]] = {
    word: [language for language, listed in FREQUENT.items() if word in listed]
    for word in frozenset().union(*FREQUENT.values())
}
ANY_SCRIPT: Final = re.compile(f"[{''.join(f'{first}-{last}' for _, first, last in SCRIPTS)}]")


def language_of(text: str) -> str | None:
    """Tell the language of a text as an ISO 639-1 code ("kk", "ru", "en", …); None where there is too little of it."""
    sample = _sample(text).casefold()
    # Counted by the library's own loops: this runs over every page. Where there is no doubt, letters are not counted.
    if _cyrillic_kazakh(sample, max(ENOUGH_KAZAKH * SHARE, len(sample))):
        return "kk"
    words = WORD.findall(sample)
    letters = sum(map(len, words)) - sum(map(sample.count, NO_LETTERS))
    if letters >= ENOUGH_KAZAKH and (_cyrillic_kazakh(sample, letters) or _latin_kazakh(sample, words)):
        return "kk"
    if letters < ENOUGH_LETTERS:
        return None
    return _by_script(sample, letters) or _by_words(sample, words, letters)


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    size = SAMPLE // SLICES
    middle = (len(text) - size) // 2
    return f"{text[:size]} {text[middle : middle + size]} {text[-size:]}"


def _by_script(sample: str, letters: int) -> str | None:
    if not ANY_SCRIPT.search(sample):
        return None
    for language, first, last in SCRIPTS:
        own = len(re.findall(f"[{first}-{last}]", sample))
        # Japanese is written with Chinese signs between its own.
        if own * (8 if language == "ja" else 2) > letters:
            return language
    return None


def _by_words(sample: str, words: list[str], letters: int) -> str | None:
    found: Counter[str] = Counter()
    for word in words:
        for language in LANGUAGES_OF.get(word, ()):
            found[language] += 1
    if not found:
        return _by_letters(sample, letters)
    scores = {language: count * 4 + _own(sample, language) for language, count in found.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if found[best] * FEWEST >= len(words) else _by_letters(sample, letters)


def _by_letters(sample: str, letters: int) -> str | None:
    # Lists and headings hold few small words; Cyrillic with the letters of Russian alone is Russian then.
    cyrillic = len(re.findall("[а-яё]", sample))
    foreign = len(re.findall("[\u0450-\u052f]", sample)) - sample.count("ё")
    if cyrillic * 10 > letters * 9 and not foreign and _own(sample, "ru"):
        return "ru"
    return None


def _own(sample: str, language: str) -> int:
    return sum(map(sample.count, OWN_LETTERS.get(language, "")))


def _cyrillic_kazakh(sample: str, letters: int) -> bool:
    own = sum(map(sample.count, KAZAKH))
    if own * SHARE < letters:
        return False
    others = sum(map(sample.count, OTHERS))
    return not THROAT.isdisjoint(sample) and not SOFT.isdisjoint(sample) and others * 10 < own


def _latin_kazakh(sample: str, words: list[str]) -> bool:
    if "q" not in sample:
        return False
    known = [word for word in words if word in LATIN_KAZAKH]
    return len(set(known)) >= 4 and len(known) * 12 >= len(words) and any("q" in word for word in words)
