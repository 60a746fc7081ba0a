"""Reading a link by the URL Standard (WHATWG), with the parser's known differences from it made good."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import can_ada

SPECIAL: Final = frozenset({"http", "https", "ws", "wss", "ftp", "file"})
AROUND: Final = "".join(map(chr, range(0x21)))
REMOVED: Final = dict.fromkeys(map(ord, "\t\n\r"))
SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
DRIVE: Final = re.compile(r"[A-Za-z][:|](?=[/\\?#]|$)")
DRIVE_PATH: Final = re.compile(r"/[A-Za-z]:(?=/|$)")
# A name whose Punycode is invalid is still a name: the parser refuses it, the standard lowers it and lets it be.
PUNYCODE: Final = re.compile(r"xn--", re.IGNORECASE)
STAND_IN: Final = "xn0-0-0"


class NotALink(ValueError):
    """The URL Standard refuses a text."""


class Address(Protocol):
    """A parsed link, in the words of the URL Standard's interface."""

    @property
    def protocol(self) -> str: ...
    @property
    def username(self) -> str: ...
    @property
    def hostname(self) -> str: ...
    @property
    def port(self) -> str: ...
    @property
    def pathname(self) -> str: ...
    @property
    def search(self) -> str: ...
    @property
    def hash(self) -> str: ...
    @property
    def href(self) -> str: ...


# Raises ValueError for what is no link, and TypeError for lone surrogates.
_read: Final[Callable[[str], Address]] = can_ada.parse


@dataclass(frozen=True, slots=True)
class Mended:
    """A parsed link where the parser had to be helped to what the standard says."""

    protocol: str
    username: str
    hostname: str
    port: str
    pathname: str
    search: str
    hash: str
    href: str


def parse(text: str, base: str | None = None) -> Address:
    """Parse a link, relative to `base` where one is given; raises NotALink where the URL Standard refuses it."""
    text = _scalar(text).strip(AROUND).translate(REMOVED)
    if base is not None:
        text = _absolute(text, base)
    found = _parse(text)
    if "^" in found.pathname or (" " in found.pathname and found.protocol[:-1] not in SPECIAL):
        return _mended(found)
    return found


def parse_link(text: str) -> Address:
    """Parse an absolute link, fast; raises NotALink. What only `parse` mends, keys do not depend on."""
    try:
        return _read(text)
    except (ValueError, TypeError):
        return _parse(_scalar(text))


def _scalar(text: str) -> str:
    """Replace lone surrogates, as the standard's scalar value strings do."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _parse(text: str) -> Address:
    try:
        return _read(text)
    except (ValueError, TypeError):
        return _with_bad_punycode(text)


def _with_bad_punycode(text: str) -> Address:
    """Parse an ASCII host that holds invalid Punycode: read a stand-in, then put the name back."""
    start, host, rest = _split_host(text)
    if not host.isascii() or "%" in host or not PUNYCODE.search(host):
        raise NotALink(text)
    try:
        read = _read(start + PUNYCODE.sub(STAND_IN, host) + rest)
    except (ValueError, TypeError):
        raise NotALink(text) from None
    if read.protocol[:-1] not in SPECIAL:
        raise NotALink(text)
    hostname = read.hostname.replace(STAND_IN, "xn--")
    href = read.href.replace(read.hostname, hostname, 1)
    return Mended(read.protocol, read.username, hostname, read.port, read.pathname, read.search, read.hash, href)


def _split_host(text: str) -> tuple[str, str, str]:
    scheme = SCHEME.match(text)
    start = scheme.end() if scheme else 0
    while start < len(text) and text[start] in "/\\":
        start += 1
    end = next((i for i in range(start, len(text)) if text[i] in "/\\?#"), len(text))
    host = text[start:end].rpartition("@")
    start += len(host[0]) + len(host[1])
    return text[:start], host[2], text[end:]


def _mended(read: Address) -> Address:
    """Encode what the standard has come to encode since: ^ in paths, the last space of an opaque path."""
    ahead, tail = _around_path(read)
    path = read.pathname
    if not _opaque(read):
        path = path.replace("^", "%5E")
    elif tail and path.endswith(" "):
        path = path[:-1] + "%20"
    return Mended(
        read.protocol, read.username, read.hostname, read.port, path, read.search, read.hash, ahead + path + tail
    )


def _around_path(read: Address) -> tuple[str, str]:
    """Give what stands before and after the path in the whole address."""
    href = read.href
    before = href.partition("#")[0].partition("?")[0]
    return before[: len(before) - len(read.pathname)], href[len(before) :]


def _opaque(read: Address) -> bool:
    return read.protocol[:-1] not in SPECIAL and not read.href.startswith(("//", "/"), len(read.protocol))


def _absolute(text: str, base: str) -> str:
    """Write a relative reference out against its base (URL Standard, 4.4, the relative states)."""
    scheme = SCHEME.match(text)
    root = parse(base)
    own = root.protocol[:-1]
    if scheme:
        same = scheme.group(1).lower() == own and own in SPECIAL
        after = text[scheme.end() :]
        if not same or (own != "file" and after[:1] in "/\\" and after[1:2] in "/\\" and len(after) > 1):
            return text
        text = after
    if _opaque(root):
        if not text.startswith("#"):
            raise NotALink(text)
        return root.href.partition("#")[0] + text
    slash = "/\\" if own in SPECIAL else "/"
    lead = text[:1]
    if lead and lead in slash and text[1:2] and text[1] in slash:
        return f"{own}:{text}"
    origin = _around_path(root)[0]
    if lead and lead in slash:
        drive = DRIVE_PATH.match(root.pathname) if own == "file" else None
        keeps = drive and not DRIVE.match(text[1:])
        return origin + (drive.group() if drive and keeps else "") + text
    if own == "file" and DRIVE.match(text):
        return f"{origin}/{text}"
    if lead in {"", "#"}:
        return origin + root.pathname + root.search + text
    if lead == "?":
        return origin + root.pathname + text
    folder = root.pathname.rpartition("/")[0]
    if own == "file" and DRIVE_PATH.fullmatch(root.pathname):
        folder = root.pathname
    return f"{origin}{folder}/{text}"
