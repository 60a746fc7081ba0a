"""What a link names: one key for all spellings of the same page, found offline and by rules alone."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final
from urllib.parse import unquote

import can_ada
import tldextract

from complaints.domain.errors import Refusal

RULES_VERSION: Final = 1
MAX_LINK: Final = 2_048
DEFAULT_PORTS: Final = {"http:": "80", "https:": "443"}
INVISIBLE: Final = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
TRACKING: Final = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "yclid",
        "msclkid",
        "twclid",
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "_openstat",
        "ysclid",
        "gbraid",
        "wbraid",
        "ttclid",
    ]
)
SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}:")


class Scope(StrEnum):
    """How much a link names."""

    PAGE = "page"
    ACCOUNT = "account"
    SITE = "site"


class LinkRefused(Refusal):
    """A text is not a link that can be reported."""


@dataclass(frozen=True, slots=True)
class Resource:
    """The thing on the web that a link names.

    `key` compares, `url` is the address to fetch, `site` the registrable domain, `display` a form for people.
    """

    key: str
    url: str
    scope: Scope
    platform: str | None
    site: str
    display: str
    host: str
    warnings: tuple[str, ...]


@cache
def _suffixes() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def resolve(link: str) -> Resource:
    """Say what a link names; raises LinkRefused with a code where the text is no link."""
    text = link.translate(INVISIBLE).strip().strip("<>\"'«»“”„,;")
    if not text:
        raise LinkRefused("link.empty")
    if len(text) > MAX_LINK:
        raise LinkRefused("link.too_long")
    text = text.replace("[.]", ".").replace("hxxp", "http", 1)
    bare = not SCHEME.match(text) or re.match(r"[\w.-]+:\d", text) is not None
    if bare:
        text = f"https://{text.lstrip('/')}"
    try:
        parsed = can_ada.parse(text)
    except (ValueError, UnicodeError):
        raise LinkRefused("link.not_a_link") from None
    if parsed.protocol not in DEFAULT_PORTS:
        raise LinkRefused("link.scheme")
    host = parsed.hostname.rstrip(".")
    found = _suffixes()(host)
    address = re.fullmatch(r"[0-9.]+|\[[0-9a-f:.]+\]", host)
    # The list's own default rule is "*": a suffix it does not know yet counts where the scheme says this is a link.
    if not address and not found.suffix and (bare or "." not in host):
        raise LinkRefused("link.host")
    return _resource(parsed, host, found.top_domain_under_public_suffix or _last_two(host, address is not None))


def _last_two(host: str, address: bool) -> str:
    return host if address else ".".join(host.split(".")[-2:])


def _resource(parsed: can_ada.URL, host: str, site: str) -> Resource:
    bare = host.removeprefix("www.") if host.count(".") > 1 else host
    port = f":{parsed.port}" if parsed.port and parsed.port not in DEFAULT_PORTS.values() else ""
    path = parsed.pathname.rstrip("/")
    query = "&".join(sorted(_kept(parsed.search.removeprefix("?"))))
    key = f"{bare}{port}{path}" + (f"?{query}" if query else "")
    scope = Scope.SITE if not path and not query else Scope.PAGE
    readable = f"{_unicode(bare)}{port}{unquote(path)}" + (f"?{query}" if query else "")
    url = f"{parsed.protocol}//{host}{port}{parsed.pathname}{parsed.search}"
    warnings = ("punycode",) if "xn--" in host else ()
    return Resource(key, url, scope, None, site, readable, host, warnings)


def _kept(query: str) -> list[str]:
    parts = (part for part in query.split("&") if part)
    return [part for part in parts if not _tracks(part.partition("=")[0].lower())]


def _tracks(name: str) -> bool:
    return name in TRACKING or name.startswith("utm_")


def _unicode(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def split_links(text: str) -> list[str]:
    """Split what a person pasted into links, one a line."""
    return [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]


def key_of(link: str) -> str:
    """Give the key of a link, or the text itself where it is no link."""
    try:
        return resolve(link).key
    except LinkRefused:
        return link
