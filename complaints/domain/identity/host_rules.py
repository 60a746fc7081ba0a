"""The rules that are about a host: its platform's forms, wrappers, views and noise. Looked together once per host."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from complaints.domain.identity.forms import Platform, host_pattern
from complaints.domain.identity.matching import Before, Sorted, by_segment, index
from complaints.domain.identity.platforms import PLATFORMS
from complaints.domain.identity.rules import EVERYWHERE, SITE_NOISE, SITE_VIEWS, WRAPPERS
from complaints.domain.identity.wrapping import Unwrapper, literal_path

Row = TypeVar("Row")
Places = tuple[tuple[str, str], ...]  # domains above a host, with the labels before each
Noise = dict[str, re.Pattern[str]]  # parameters that say nothing on a site, with these values
View = tuple[re.Pattern[str], str]  # an expression for a path, and the path of the page

ANYTHING: Final = "(?s:.*)"
_FORMS: Final = index(PLATFORMS)


def _hosts_of_platforms() -> dict[str, list[tuple[Before, Platform]]]:
    table: dict[str, list[tuple[Before, Platform]]] = {}
    for platform in PLATFORMS:
        for host in platform.hosts:
            domain, before = host_pattern(host)
            table.setdefault(domain, []).append((before, platform))
    return table


def _hosts_of_wrappers() -> dict[str, list[tuple[Before, Unwrapper]]]:
    table: dict[str, list[tuple[Before, Unwrapper]]] = {}
    for wrapper in WRAPPERS:
        ready = Unwrapper(wrapper, re.compile(wrapper.path) if wrapper.path is not None else None, "")
        for host in wrapper.hosts:
            domain, before = host_pattern(host)
            table.setdefault(domain, []).append((before, ready))
    return table


def _hosts_of_views() -> dict[str, list[tuple[Before, View]]]:
    table: dict[str, list[tuple[Before, View]]] = {}
    for row in SITE_VIEWS:
        ready = (re.compile(row.path), row.page)
        for host in row.hosts:
            domain, before = host_pattern(host)
            table.setdefault(domain, []).append((before, ready))
    return table


def _hosts_of_noise() -> dict[str, list[tuple[Before, Noise]]]:
    table: dict[str, list[tuple[Before, Noise]]] = {}
    for row in SITE_NOISE:
        domain, before = host_pattern(row.host)
        values = re.compile(row.values or ANYTHING, re.IGNORECASE)
        table.setdefault(domain, []).append((before, dict.fromkeys(map(str.lower, row.names), values)))
    return table


ANYWHERE: Final = tuple(Unwrapper(row, re.compile(row.path or ""), "") for row in EVERYWHERE)
_PLATFORM_HOSTS: Final = _hosts_of_platforms()
_WRAPPER_HOSTS: Final = _hosts_of_wrappers()
_VIEW_HOSTS: Final = _hosts_of_views()
_NOISE_HOSTS: Final = _hosts_of_noise()


@dataclass(frozen=True, slots=True)
class HostRules:
    """The rules of a host: `forms` are its platform's, `bare_forms` those that ask for a path alone.

    `wrappers` are sorted by path, `any_wrappers` ask for none, `bare_wrappers` need no parameters. `views` are other
    paths of the site's pages, `noise` parameters that say nothing there.
    """

    platform: str | None
    routes: bool
    forms: Sorted | None
    bare_forms: Sorted | None
    wrappers: dict[str, tuple[Unwrapper, ...]]
    any_wrappers: tuple[Unwrapper, ...]
    bare_wrappers: tuple[Unwrapper, ...]
    views: tuple[View, ...]
    noise: Noise


def rules_of(bare: str, owned: str, shows: str) -> HostRules | None:
    """Find the rules about a host, or None where there are none: for most hosts.

    `owned` is the host as a company's under every country (`google.*`, "" where it is none), `shows` the host whose
    pages it mirrors.
    """
    places = tuple(_domains(bare, owned))
    matchers = tuple(matcher.on_host(groups) if groups else matcher for matcher, groups in _rows(_FORMS, places))
    platform = next((platform for platform, _ in _rows(_PLATFORM_HOSTS, places)), None)
    unwrappers = tuple(_wrappers(places))
    if shows != bare:
        places = tuple(_domains(shows, owned))
    views = tuple(view for view, _ in _rows(_VIEW_HOSTS, places))
    noise = {name: values for row, _ in _rows(_NOISE_HOSTS, places) for name, values in row.items()}
    if not (matchers or platform or unwrappers or views or noise):
        return None
    return HostRules(
        platform.name if platform else None,
        bool(platform and platform.routes),
        by_segment(matchers) if matchers else None,
        by_segment(matcher for matcher in matchers if matcher.is_path_alone) if matchers else None,
        _by_path(unwrappers),
        tuple(row for row in unwrappers if literal_path(row.wrapper) is None),
        tuple(row for row in unwrappers if not (row.wrapper.params or row.wrapper.rest)),
        views,
        noise,
    )


def _wrappers(places: Places) -> Iterator[Unwrapper]:
    for domain, before in places:
        for pattern, unwrapper in _WRAPPER_HOSTS.get(domain, ()):
            if _groups(pattern, before) is not None:
                yield replace(unwrapper, before=before) if before else unwrapper


def _rows(table: Mapping[str, list[tuple[Before, Row]]], places: Places) -> Iterator[tuple[Row, dict[str, str]]]:
    """List the rows of a table that are about a host, each with what the host's labels say."""
    for domain, before in places:
        for pattern, row in table.get(domain, ()):
            groups = _groups(pattern, before)
            if groups is not None:
                yield row, groups


def _domains(bare: str, owned: str) -> Iterator[tuple[str, str]]:
    """List a host and the domains above it, each with what stands before it; then the same for `google.*`."""
    for host in (bare, owned):
        start = 0
        while host:
            yield host[start:], host[: start - 1] if start else ""
            start = host.find(".", start) + 1
            if not start:
                break


def _groups(pattern: Before, before: str) -> dict[str, str] | None:
    if pattern is None:
        return None if before else {}
    found = pattern.fullmatch(before)
    return None if found is None else found.groupdict("")


def _by_path(unwrappers: tuple[Unwrapper, ...]) -> dict[str, tuple[Unwrapper, ...]]:
    """Sort wrappers by the path that they ask for; those that ask for none stand in every list, in order."""
    paths = {literal_path(row.wrapper) for row in unwrappers} - {None}
    return {
        path + end: tuple(row for row in unwrappers if literal_path(row.wrapper) in {None, path})
        for path in paths
        if path is not None
        for end in ("", "/")
    }
