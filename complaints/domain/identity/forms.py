"""How a platform's rules are written: forms of its links, and what each names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote

from complaints.domain.identity.scopes import Scope

Pair = tuple[str, str]
_LETTER: Final = re.compile(r"%[C-F][0-9A-F](?:%[89AB][0-9A-F]){1,3}")
_BASE58: Final = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
_LITERAL: Final = re.compile(r"/(?:\((?:\?:|\?P<\w+>)([A-Za-z_|-]+)\)|([A-Za-z_-]+))(?=/|\Z)")


# Compare without case: platforms' names hold ASCII letters only.
lower: Final = str.lower


def without_dots(word: str) -> str:
    """Compare without case and dots (Facebook's usernames)."""
    return word.lower().replace(".", "")


def hyphens(word: str) -> str:
    """Compare without case, with _ written as - (LiveJournal's host names)."""
    return word.lower().replace("_", "-")


def wiki_word(title: str) -> str:
    """Compare a dictionary's titles as MediaWiki does: spaces and underscores alike."""
    if "%" not in title:
        return title.strip("_")
    for escape, letter in (("%20", "_"), ("%2F", "/"), ("%3D", "="), ("%2B", "+"), ("%27", "'"), ("%26", "&")):
        title = title.replace(escape, letter)
    return title.strip("_")


def wiki_title(title: str) -> str:
    """Compare an encyclopedia's titles as MediaWiki does: the first letter is a capital."""
    title = wiki_word(title)
    found = _LETTER.match(title)
    if found is None:
        return title[:1].upper() + title[1:]
    letter = unquote(found.group())
    capital = letter.upper()
    # Letters without one capital of their own (ß, ŉ) stay.
    return quote(capital) + title[found.end() :] if capital != letter and capital.lower() == letter else title


def base58(word: str) -> str:
    """Read a number written in base 58, as the short links of Flickr have it."""
    number = 0
    for letter in word:
        number = number * 58 + _BASE58.index(letter)
    return str(number)


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form of a platform's links: where it matches, what it names, and pairs of links that test it.

    `path` (a regular expression for the whole path, without a last slash), `query` (expressions for parameters that
    must be there) and `fragment` give named groups; `key` and `url` are templates over them. A parameter that the form
    does not know makes the link something else, so the form does not match; `loose` forms name a thing by its id, and
    ignore all parameters but those in `keep`, which select something within it and stay in the key.
    """

    key: str
    url: str
    same: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    path: str | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    fragment: str = ""
    hosts: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    fold: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    loose: bool = False
    scope: Scope = Scope.PAGE


@dataclass(frozen=True, kw_only=True)
class Platform:
    """A platform: its hosts (`(regex).domain` takes groups from the labels before a domain) and its forms, in order.

    `noise` names parameters without meaning on this platform, or with certain values only (`s=[0-9]{1,2}`); `routes`
    says that old links put paths behind #.
    """

    name: str
    hosts: tuple[str, ...]
    forms: tuple[Form, ...]
    noise: frozenset[str] = frozenset()
    routes: bool = False


def literal_starts(path: str | None) -> frozenset[str]:
    """Give the first segments that a path expression asks for, where they are plain text; empty for any."""
    found = _LITERAL.match(path or "")
    return frozenset((found.group(1) or found.group(2)).split("|")) if found else frozenset()


def host_pattern(pattern: str) -> tuple[str, re.Pattern[str] | None]:
    """Cut a host pattern into its domain and the expression for what stands before it (None: nothing)."""
    if not pattern.startswith("("):
        return pattern, None
    before, _, domain = pattern.rpartition(").")
    return domain, re.compile(f"{before})")
