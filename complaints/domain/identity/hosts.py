"""What a host name says by itself: the site, the platform, the rules that apply there. Worked out once per host."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from complaints.domain.identity.forms import Platform, host_pattern
from complaints.domain.identity.lookalikes import host_warnings, unicode_host
from complaints.domain.identity.matching import Before, Matcher, Sorted, by_segment, index
from complaints.domain.identity.parsing import NotALink, parse_link
from complaints.domain.identity.platforms import PLATFORMS
from complaints.domain.identity.rules import EVERYWHERE, WRAPPERS
from complaints.domain.identity.rules.hosts import (
    DEVICE_LABELS,
    HAVE_MOBILE,
    INNER_DEVICE_LABELS,
    MIRRORS,
    SHARED,
)
from complaints.domain.identity.suffixes import Cut, cut
from complaints.domain.identity.wrapping import Unwrapper, literal_path

CACHED_HOSTS: Final = 16_384
MAX_NAME: Final = 253  # octets, RFC 1035 2.3.4 less the root label
NAME: Final = re.compile(r"(?:[a-z0-9_-]{1,63}\.){1,126}[a-z0-9_-]{1,63}")
# The list's own default rule is "*" (publicsuffix.org): a top-level name it does not know yet is a suffix all the same.
# Names of inner networks never are (RFC 6761, RFC 6762, ICANN's .internal); .example and .test are left for trials.
UNLISTED: Final = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
INNER: Final = frozenset(
    ["corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost", "private"]
)
NUMBERS: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9a-f:.]{2,45}\]")
# Where a company holds its name under every country: `google.*`. Others may hold it under a made-up suffix.
NATIONAL: Final = re.compile(r"com|[a-z]{2}|com?\.[a-z]{2}")
_MIRRORS: Final = {row.host: row.shows for row in MIRRORS}
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


ANYWHERE: Final = tuple(Unwrapper(row, re.compile(row.path or ""), "") for row in EVERYWHERE)
_PLATFORM_HOSTS: Final = _hosts_of_platforms()
_WRAPPER_HOSTS: Final = _hosts_of_wrappers()


@dataclass(frozen=True, slots=True)
class HostFacts:
    """A host and its rules: `bare` stands in keys, `forms` are its platform's, `bare_forms` those without parameters.

    `listed`: the suffix list knows where the host ends; `exists`: it may exist all the same.
    `is_as_parsed`: the parser would give the name back unchanged, so that it need not be asked.
    """

    host: str
    bare: str
    site: str
    listed: bool
    exists: bool
    shown: str
    warnings: tuple[str, ...]
    platform: str | None
    routes: bool
    forms: Sorted | None
    bare_forms: Sorted | None
    wrappers: dict[str, tuple[Unwrapper, ...]] | None
    any_wrappers: tuple[Unwrapper, ...]
    is_as_parsed: bool


_KNOWN: Final[dict[str, HostFacts]] = {}
# Facts worked out before, or None: a plain look-up, since most links are of hosts that were seen before.
known_facts: Final = _KNOWN.get


def host_facts(hostname: str) -> HostFacts:
    """Say what a host name says by itself; takes it as the parser gives it."""
    facts = _KNOWN.get(hostname)
    if facts is None:
        facts = _facts(hostname)
        if len(_KNOWN) >= CACHED_HOSTS:
            _KNOWN.clear()
        _KNOWN[hostname] = facts
    return facts


def _facts(hostname: str) -> HostFacts:
    host = hostname.rstrip(".")
    if NUMBERS.fullmatch(host):
        return HostFacts(host, host, host, True, True, host, (), None, False, None, None, None, (), host == hostname)
    place = cut(host, private=True)
    named = len(host) <= MAX_NAME and NAME.fullmatch(host) is not None
    listed = named and bool(place.suffix)
    if named and not listed:
        place = _unlisted(host)
    bare = _without_devices(host, place)
    owned = replace_suffix(bare)
    matchers = tuple(_matchers(bare, owned))
    platform = next(_platforms(bare, owned), None)
    unwrappers = tuple(_wrappers(bare, owned))
    shows = _MIRRORS.get(bare, bare)
    return HostFacts(
        host,
        shows,
        _site(bare, host, place),
        listed,
        named and bool(place.suffix),
        unicode_host(shows),
        host_warnings(host),
        platform.name if platform else None,
        bool(platform and platform.routes),
        by_segment(matchers) if matchers else None,
        by_segment(matcher for matcher in matchers if not matcher.query) if matchers else None,
        _by_path(unwrappers) if unwrappers else None,
        tuple(row for row in unwrappers if literal_path(row.wrapper) is None),
        _is_as_parsed(hostname),
    )


def _unlisted(host: str) -> Cut:
    """Cut a host whose top-level name is on no list: that name is the suffix, where it can be one."""
    labels = host.split(".")
    if len(labels) < 2 or labels[-1] in INNER or not UNLISTED.fullmatch(labels[-1]):
        return Cut("", "")
    return Cut(labels[-1], ".".join(labels[-2:]))


def _is_as_parsed(hostname: str) -> bool:
    """Say whether the parser gives a host name back as it is, and so do we: no number in disguise, no last dot."""
    if hostname.endswith("."):
        return False
    try:
        return parse_link(f"https://{hostname}/").hostname == hostname
    except NotALink:
        return False


def _without_devices(host: str, place: Cut) -> str:
    """Cut labels that choose a device; a user's own name on a shared host is never one, except www."""
    bare = host
    while True:
        first, _, rest = bare.partition(".")
        if first not in DEVICE_LABELS or "." not in rest:
            break
        if first != "www" and (bare == place.site or (rest in SHARED and rest not in HAVE_MOBILE)):
            break
        bare = rest
    first, _, rest = bare.partition(".")
    second, _, third = rest.partition(".")
    if second in INNER_DEVICE_LABELS and place.site and (third == place.site or third.endswith(f".{place.site}")):
        return f"{first}.{third}"
    return bare


def _site(bare: str, host: str, place: Cut) -> str:
    """Give the registrable name, or a user's own on a shared host; the host itself where there is none."""
    site = place.site or host
    if site in SHARED and bare != site and bare.endswith(f".{site}"):
        return f"{bare[: -len(site) - 1].rpartition('.')[2]}.{site}"
    return site


def replace_suffix(host: str) -> str:
    """Write `google.co.uk` as `google.*` where the suffix is one that companies hold in every country, else ""."""
    suffix = cut(host, private=False).suffix
    if not suffix or not NATIONAL.fullmatch(suffix) or len(suffix) == len(host):
        return ""
    return f"{host[: -len(suffix)]}*"


def _matchers(bare: str, owned: str) -> Iterator[Matcher]:
    for domain, before in _domains(bare, owned):
        for pattern, matcher in _FORMS.get(domain, ()):
            groups = _groups(pattern, before)
            if groups is not None:
                yield matcher.on_host(groups) if groups else matcher


def _platforms(bare: str, owned: str) -> Iterator[Platform]:
    for domain, before in _domains(bare, owned):
        for pattern, platform in _PLATFORM_HOSTS.get(domain, ()):
            if _groups(pattern, before) is not None:
                yield platform


def _wrappers(bare: str, owned: str) -> Iterator[Unwrapper]:
    for domain, before in _domains(bare, owned):
        for pattern, unwrapper in _WRAPPER_HOSTS.get(domain, ()):
            if _groups(pattern, before) is not None:
                yield replace(unwrapper, before=before) if before else unwrapper


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
