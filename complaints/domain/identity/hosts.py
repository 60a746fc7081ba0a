"""What a host name says by itself: where its site begins, what shows the same, what is easy to mistake about it."""

import re
from dataclasses import dataclass
from typing import Final

from complaints.domain.identity.host_rules import HostRules, rules_of
from complaints.domain.identity.lookalikes import host_warnings, unicode_host
from complaints.domain.identity.parsing import NotALink, parse_link
from complaints.domain.identity.rules.hosts import (
    DEVICE_LABELS,
    HAVE_MOBILE,
    INNER_DEVICE_LABELS,
    MIRRORS,
    SHARED,
)
from complaints.domain.identity.suffixes import Cut, cut

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
# National suffixes that anybody takes, and those that a slip of the hand makes of .com and .net: never a company's own.
ANYBODYS: Final = frozenset(
    "ai bz cc cf cm co ga gg gq io la me ml ne nu om pw sc st su tk to tv vc ws".split()  # noqa: SIM905 - a column
)
_MIRRORS: Final = {row.host: row.shows for row in MIRRORS}


@dataclass(frozen=True, slots=True)
class HostFacts:
    """A host: `bare` stands in keys, `shown` is for people, `rules` are those about it, where there are any.

    `listed`: the suffix list knows where the host ends; `exists`: it may exist all the same.
    `is_as_parsed`: the parser would give the name back unchanged, so that it need not be asked.
    `is_simple`: it may exist, nothing about it is easy to mistake, and no rule is about it.
    """

    is_as_parsed: bool
    is_simple: bool
    host: str
    bare: str
    site: str
    rules: HostRules | None
    platform: str | None
    warnings: tuple[str, ...]
    exists: bool
    listed: bool
    shown: str


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
        return HostFacts(_is_as_parsed(hostname), True, host, host, host, None, None, (), True, True, host)
    place = cut(host, private=True)
    named = len(host) <= MAX_NAME and NAME.fullmatch(host) is not None
    listed = named and bool(place.suffix)
    if named and not listed:
        place = _unlisted(host)
    exists = named and bool(place.suffix)
    bare = _without_devices(host, place)
    shows = _MIRRORS.get(bare, bare)
    site = _site(bare, host, place)
    rules = rules_of(bare, replace_suffix(bare), shows)
    warnings = host_warnings(host)
    return HostFacts(
        _is_as_parsed(hostname),
        exists and rules is None and not warnings,
        host,
        shows,
        shows if site == shows else site,  # one text for both: links of many hosts come, each touches these
        rules,
        rules.platform if rules else None,
        warnings,
        exists,
        listed,
        unicode_host(shows),
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
        if first != "www" and (bare == place.site or (rest in SHARED and f"{first}.{rest}" not in HAVE_MOBILE)):
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
    if not NATIONAL.fullmatch(suffix) or suffix in ANYBODYS or len(suffix) == len(host):
        return ""
    return f"{host[: -len(suffix)]}*"
