"""A platform's forms made ready: expressions compiled, templates that are filled by position, sorted for a look-up."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final, NamedTuple

from complaints.domain.identity.forms import Form, Platform, host_pattern, literal_starts
from complaints.domain.identity.query import Words
from complaints.domain.identity.scopes import Scope
from complaints.domain.identity.suffixes import cut

Before = re.Pattern[str] | None
Groups = tuple[str, ...]
Noise = Mapping[str, re.Pattern[str] | None]

ANY_PATH: Final = "(?s:.*)"
_GROUP: Final = re.compile(r"\{(\w+)\}")


class Template(NamedTuple):
    """A text with gaps, for the operator %; `pick` puts the groups in the order of the gaps (None: they are in it)."""

    text: str
    pick: Callable[[Groups], object] | None


@dataclass(frozen=True, slots=True)
class Matcher:
    """A form made ready for one host: what the host gave is filled in, the rest is counted, not named.

    `groups` are the names of what path, parameters and fragment give, in this order; `starts` the first segments that
    the form asks for (empty: any); `host` the host of its addresses where it is one.
    """

    form: Form
    groups: Groups
    path: Callable[[str], re.Match[str] | None]
    query: tuple[tuple[str, re.Pattern[str]], ...]
    asked: frozenset[str]
    fragment: re.Pattern[str] | None
    noise: Noise
    starts: frozenset[str]
    name: str
    scope: Scope
    folds: tuple[tuple[int, Callable[[str], str]], ...]
    key: Template
    url: Template
    host: str
    site: str
    is_path_alone: bool
    is_loose: bool

    def rest(self, words: Words, given: Mapping[str, str], fragment: str) -> Groups | None:
        """Give the groups of parameters and fragment where both have this form, else None.

        That the path fits and all parameters that are asked for are there, is seen before.
        """
        groups: Groups = ()
        for name, pattern in self.query:
            found = pattern.fullmatch(given[name])
            if found is None:
                return None
            groups += found.groups("")
        if words and not self.is_loose and not all(self._knows(name, value) for name, value in words):
            return None
        if self.fragment is not None:
            found = self.fragment.fullmatch(fragment)
            if found is None:
                return None
            groups += found.groups("")
        return groups

    def _knows(self, name: str, value: str) -> bool:
        if name in self.form.query or name in self.form.keep:
            return True
        name = name.lower()
        if name not in self.noise:
            return False
        values = self.noise[name]
        return values is None or values.fullmatch(value) is not None

    def on_host(self, given: Mapping[str, str]) -> "Matcher":
        """Fill in what the labels of a host say."""
        folds = self.form.fold
        folded = {name: folds[name](value) if name in folds else value for name, value in given.items()}
        key = f"{self.name}:{_filled(self.form.key, folded)}"
        return replace(self, key=_template(key, self.groups), url=_template(_filled(self.form.url, given), self.groups))


class Sorted(NamedTuple):
    """Matchers by the first segment that they ask for; those that ask for none stand in every list, in order."""

    by_segment: Mapping[str, tuple[Matcher, ...]]
    others: tuple[Matcher, ...]


def by_segment(matchers: Iterable[Matcher]) -> Sorted:
    """Sort matchers by the first segment that they ask for."""
    rows = tuple(matchers)
    starts = frozenset[str]().union(*(matcher.starts for matcher in rows))
    return Sorted(
        {start: tuple(row for row in rows if not row.starts or start in row.starts) for start in starts},
        tuple(row for row in rows if not row.starts),
    )


def index(platforms: Iterable[Platform]) -> dict[str, list[tuple[Before, Matcher]]]:
    """List each platform's forms, made ready, under the domains of their hosts, in order."""
    table: dict[str, list[tuple[Before, Matcher]]] = {}
    for platform in platforms:
        noise = {name: re.compile(values) if values else None for name, values in map(_noise, platform.noise)}
        for form in platform.forms:
            ready = _ready(form, platform, noise)
            for pattern in form.hosts or platform.hosts:
                domain, before = host_pattern(pattern)
                table.setdefault(domain, []).append((before, ready))
    return table


def _ready(form: Form, platform: Platform, noise: Noise) -> Matcher:
    path = re.compile(form.path if form.path is not None else ANY_PATH)
    query = tuple((name, re.compile(pattern)) for name, pattern in form.query.items())
    fragment = re.compile(form.fragment) if form.fragment else None
    expressions = (path, *(pattern for _, pattern in query), *([fragment] if fragment is not None else ()))
    groups = tuple(name for expression in expressions for name in _names(expression))
    if len(set(groups)) < len(groups):
        raise ValueError(f"a group twice in {platform.name}: {form.key}")
    host = _constant_host(form.url)
    return Matcher(
        form,
        groups,
        path.fullmatch,
        query,
        frozenset(form.query),
        fragment,
        noise,
        literal_starts(form.path),
        platform.name,
        form.scope,
        tuple((groups.index(name), fold) for name, fold in form.fold.items() if name in groups),
        _template(f"{platform.name}:{form.key}", groups),
        _template(form.url, groups),
        host,
        cut(host, private=True).site or host,
        form.path is not None and not query and fragment is None,
        form.loose,
    )


def _names(expression: re.Pattern[str]) -> Groups:
    """List the groups of an expression in order; they are counted, so each must have a name."""
    names = tuple(sorted(expression.groupindex, key=expression.groupindex.__getitem__))
    if len(names) != expression.groups:
        raise ValueError(f"a group without a name in {expression.pattern}")
    return names


def _template(text: str, groups: Groups) -> Template:
    """Ready a text with gaps. One that a host fills keeps them until the host is known."""
    names = _GROUP.findall(text)
    order = tuple(groups.index(name) for name in names if name in groups)
    percent = _GROUP.sub("%s", text.replace("%", "%%"))
    if order == tuple(range(len(groups))):
        return Template(percent, None)
    return Template(percent, itemgetter(*order) if order else _none)


def _none(_groups: Groups) -> Groups:
    return ()


def _filled(text: str, given: Mapping[str, str]) -> str:
    return _GROUP.sub(lambda found: given.get(found[1], found[0]), text)


def _constant_host(url: str) -> str:
    host = url.removeprefix("https://").partition("/")[0].partition("?")[0]
    return "" if "{" in host else host


def _noise(row: str) -> tuple[str, str]:
    name, _, values = row.partition("=")
    return name, values
