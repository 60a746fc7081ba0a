"""Kazakh in its scripts: one form for what is written in Cyrillic and in the Latin alphabets of 2018 and of 2021.

The alphabet of 2018 is the annex to the President's decree No. 569 of 26 October 2017 as decree No. 637 of 19 February
2018 reads it; that of 2021 is the one the Government's commission made public on 28 January 2021. Both are tabulated
beside Cyrillic at https://en.wikipedia.org/wiki/Kazakh_alphabets.

Where the alphabets contradict each other, letters fall together: и, й and і (ı and i change places between the two);
у and ұ (u is the latter in 2018 and the former in 2021). Letters of Russian words that neither alphabet has (ц, щ, ъ,
ь, э, ю, я) stay as they are. The form is for comparing alone and is shown to nobody.
"""

from typing import Final

# For each letter of the form: how Cyrillic, 2018 and 2021 write it, in small letters.
LETTERS: Final = (
    ("a", "а", "a", "a"),
    ("ä", "ә", "á", "ä"),
    ("b", "б", "b", "b"),
    ("v", "в", "v", "v"),
    ("g", "г", "g", "g"),
    ("ğ", "ғ", "ǵ", "ğ"),
    ("d", "д", "d", "d"),
    ("e", "е", "e", "e"),
    ("j", "ж", "j", "j"),
    ("z", "з", "z", "z"),
    ("i", "и", "ı", "i"),
    ("i", "й", "ı", "i"),
    ("i", "і", "i", "ı"),
    ("k", "к", "k", "k"),
    ("q", "қ", "q", "q"),
    ("l", "л", "l", "l"),
    ("m", "м", "m", "m"),
    ("n", "н", "n", "n"),
    ("ñ", "ң", "ń", "ñ"),
    ("o", "о", "o", "o"),
    ("ö", "ө", "ó", "ö"),
    ("p", "п", "p", "p"),
    ("r", "р", "r", "r"),
    ("s", "с", "s", "s"),
    ("t", "т", "t", "t"),
    ("u", "у", "ý", "u"),
    ("u", "ұ", "u", "ū"),
    ("ü", "ү", "ú", "ü"),
    ("f", "ф", "f", "f"),
    ("h", "х", "h", "h"),
    ("h", "һ", "h", "h"),
    ("y", "ы", "y", "y"),
    ("ş", "ш", "sh", "ş"),
    ("ç", "ч", "ch", "ç"),
)
_ONE: Final = str.maketrans({written: form for form, *ways in LETTERS for written in ways if len(written) == 1})
_TWO: Final = tuple((written, form) for form, *ways in LETTERS for written in ways if len(written) > 1)
# A capital İ folds to i and a dot above it.
DOT: Final = "\u0307"


def one_script(text: str) -> str:
    """Write folded text in the one form for all three alphabets."""
    found = text.replace(DOT, "").translate(_ONE)
    for written, form in _TWO:
        found = found.replace(written, form)
    return found
