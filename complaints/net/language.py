"""Telling the language of a text: a letter rule for Kazakh, a small statistical model for the rest."""

import re
import threading
from collections.abc import Callable
from functools import cache
from typing import Final

SAMPLE: Final = 20_000  # characters looked at
ENOUGH_LETTERS: Final = 40  # for the statistical model
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
WORD: Final = re.compile(r"[^\W\d_]{2,30}")
_loading = threading.Lock()


def language_of(text: str) -> str | None:
    """Tell the language of a text as an ISO 639-1 code ("kk", "ru", "en", …); None where there is too little of it."""
    sample = text[:SAMPLE].casefold()
    letters = sum(map(str.isalpha, sample))
    if letters >= ENOUGH_KAZAKH and (_cyrillic_kazakh(sample, letters) or _latin_kazakh(sample)):
        return "kk"
    if letters < ENOUGH_LETTERS:
        return None
    code, _ = _classify()(sample)
    return str(code)


def _cyrillic_kazakh(sample: str, letters: int) -> bool:
    own = sum(letter in KAZAKH for letter in sample)
    if own * SHARE < letters:
        return False
    others = sum(letter in OTHERS for letter in sample)
    return not THROAT.isdisjoint(sample) and not SOFT.isdisjoint(sample) and others * 10 < own


def _latin_kazakh(sample: str) -> bool:
    words = WORD.findall(sample)
    known = [word for word in words if word in LATIN_KAZAKH]
    return len(set(known)) >= 4 and len(known) * 12 >= len(words) and any("q" in word for word in words)


@cache
def _loaded() -> Callable[[str], tuple[str, float]]:
    # The model takes a second and tens of megabytes: loaded when the first page needs it.
    import py3langid

    py3langid.classify("")
    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify


def _classify() -> Callable[[str], tuple[str, float]]:
    with _loading:
        return _loaded()
