"""Parameters of a link: those that say something, in one spelling and order."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from complaints.domain.identity.rules import noise
from complaints.domain.identity.spelling import word_spelling

Words = list[tuple[str, str]]

CACHED_NAMES: Final = 4_096
_NAMES: Final = frozenset(row.name for row in noise.NAMES)
_VALUED: Final = {row.name: re.compile(row.values, re.IGNORECASE) for row in noise.VALUED}
_ANYTHING: Final = re.compile(".*", re.DOTALL)


@lru_cache(maxsize=CACHED_NAMES)
def _noise_with(name: str) -> re.Pattern[str] | None:
    """Give the values with which a parameter of this name says nothing, or None where it always says something."""
    low = name.lower()
    if low in _NAMES or low.startswith(noise.PREFIXES):
        return _ANYTHING
    return _VALUED.get(low)


def meaningful(search: str, noise_here: Mapping[str, re.Pattern[str]]) -> tuple[Words, str]:
    """Give the parameters of a parsed query that say which page it is, sorted, and the query without the others.

    `noise_here` are names that say nothing on this site, with these values.
    """
    words: Words = []
    kept: list[str] = []
    parts = search[1:].split("&")
    is_spelled = not ("%" in search or "+" in search)
    for part in parts:
        name, _, value = part.partition("=")
        if not is_spelled or "=" in value:
            name, value = word_spelling(name), word_spelling(value)
        values = _noise_with(name)
        if (values is not None and values.fullmatch(value)) or not part or part == "=":
            continue
        if noise_here:
            values = noise_here.get(name.lower())
            if values is not None and values.fullmatch(value):
                continue
        words.append((name, value))
        kept.append(part)
    if len(words) > 1:
        words = sorted(set(words))
    return words, search if len(kept) == len(parts) else "?" + "&".join(kept) if kept else ""


def selected(fragment: str) -> str:
    """Write what a fragment selects by name (`#id=5`), or "" where it is only a place on the page."""
    if "=" not in fragment:
        return ""
    words, _ = meaningful(f"?{fragment.lstrip('#?&')}", {})
    return written([word for word in words if word[1] and word[0].lower() in noise.SELECTING])


def written(words: Words) -> str:
    """Write parameters for a key: `a=1&b`."""
    if len(words) == 1:
        name, value = words[0]
        return f"{name}={value}" if value else name
    return "&".join([f"{name}={value}" if value else name for name, value in words])
