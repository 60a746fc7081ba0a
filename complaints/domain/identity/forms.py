"""How a platform's rules are written: forms of its links, and what each names."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from complaints.domain.identity.resource import Scope
from complaints.domain.identity.suffixes import cut

Pair = tuple[str, str]
_GROUP: Final = re.compile(r"\{(\w+)\}")
_LITERAL: Final = re.compile(r"/(?:\((?:\?:|\?P<\w+>)([A-Za-z_|-]+)\)|([A-Za-z_-]+))(?=/|\Z)")


def lower(word: str) -> str:
    """Compare without case: ASCII letters only, since platforms' names hold no others."""
    return word.lower()


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
    """Compare an encyclopedia's titles as MediaWiki does: the first letter is a capital (here: where it is ASCII)."""
    title = wiki_word(title)
    return title[:1].upper() + title[1:]


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


@dataclass(frozen=True, slots=True)
class Matcher:
    """A form made ready for one host: expressions compiled, and the groups that the host gave filled in.

    `starts` are the first segments that it asks for (empty: any), `host` the host of its addresses where it is one.
    """

    form: Form
    platform: Platform
    path: re.Pattern[str] | None
    query: tuple[tuple[str, re.Pattern[str]], ...]
    fragment: re.Pattern[str] | None
    noise: Mapping[str, re.Pattern[str] | None]
    given: Mapping[str, str]
    starts: frozenset[str]
    name: str
    scope: Scope
    folds: tuple[tuple[str, Callable[[str], str]], ...]
    key: str
    url: str
    host: str
    site: str
    is_path_alone: bool

    def rest(self, words: list[tuple[str, str]], fragment: str) -> dict[str, str] | None:
        """Give the groups of parameters and fragment where both have this form, else None; the path is seen before."""
        groups = dict(self.given)
        if self.query:
            given = dict(words)
            for name, pattern in self.query:
                found = pattern.fullmatch(given.get(name, ""))
                if found is None:
                    return None
                groups.update(found.groupdict(""))
        if words and not self.form.loose and not all(self._knows(name, value) for name, value in words):
            return None
        if self.fragment is not None:
            found = self.fragment.fullmatch(fragment)
            if found is None:
                return None
            groups.update(found.groupdict(""))
        return groups

    def _knows(self, name: str, value: str) -> bool:
        if name in self.form.query or name in self.form.keep:
            return True
        name = name.lower()
        if name not in self.noise:
            return False
        values = self.noise[name]
        return values is None or values.fullmatch(value) is not None


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


def _noise(row: str) -> tuple[str, str]:
    name, _, values = row.partition("=")
    return name, values


def _percent(template: str) -> str:
    """Write a template for the operator %, which fills it in half the time."""
    return _GROUP.sub(r"%(\1)s", template.replace("%", "%%"))


def _constant_host(url: str) -> str:
    host = url.removeprefix("https://").partition("/")[0].partition("?")[0]
    return "" if "{" in host else host


def index(platforms: Iterable[Platform]) -> dict[str, list[tuple[re.Pattern[str] | None, Matcher]]]:
    """List each platform's forms, made ready, under the domains of their hosts, in order."""
    table: dict[str, list[tuple[re.Pattern[str] | None, Matcher]]] = {}
    for platform in platforms:
        noise = {name: re.compile(values) if values else None for name, values in map(_noise, platform.noise)}
        for form in platform.forms:
            host = _constant_host(form.url)
            ready = Matcher(
                form,
                platform,
                re.compile(form.path) if form.path is not None else None,
                tuple((name, re.compile(pattern)) for name, pattern in form.query.items()),
                re.compile(form.fragment) if form.fragment else None,
                noise,
                {},
                literal_starts(form.path),
                platform.name,
                form.scope,
                tuple(form.fold.items()),
                f"{platform.name}:{_percent(form.key)}",
                _percent(form.url),
                host,
                cut(host, private=True).site or host,
                not form.query and not form.fragment,
            )
            for pattern in form.hosts or platform.hosts:
                domain, before = host_pattern(pattern)
                table.setdefault(domain, []).append((before, ready))
    return table
