"""Parameters of a link: those that say something, in one spelling and order."""

import re
from typing import Final

from complaints.domain.identity.rules import noise
from complaints.domain.identity.spelling import word_spelling

Words = list[tuple[str, str]]

_NAMES: Final = frozenset(row.name for row in noise.NAMES)
_VALUED: Final = {row.name: re.compile(row.values, re.IGNORECASE) for row in noise.VALUED}
_PREFIXES: Final = noise.PREFIXES
# A look at three letters spares most names the longer look.
_STARTS: Final = frozenset(prefix[:3] for prefix in _PREFIXES)


def meaningful(search: str) -> tuple[Words, str]:
    """Give the parameters of a parsed query that say which page it is, sorted, and the query without the others."""
    words: Words = []
    kept: list[str] = []
    parts = search[1:].split("&")
    for part in parts:
        name, _, value = part.partition("=")
        if "%" in part or "+" in part or "=" in value:
            name, value = word_spelling(name), word_spelling(value)
        low = name.lower()
        if low in _NAMES or (low[:3] in _STARTS and low.startswith(_PREFIXES)) or not (low or value):
            continue
        if low in _VALUED and _VALUED[low].fullmatch(value):
            continue
        words.append((name, value))
        kept.append(part)
    if len(words) > 1:
        words = sorted(set(words))
    return words, search if len(kept) == len(parts) else "?" + "&".join(kept) if kept else ""


def written(words: Words) -> str:
    """Write parameters for a key: `a=1&b`."""
    return "&".join([f"{name}={value}" if value else name for name, value in words])
