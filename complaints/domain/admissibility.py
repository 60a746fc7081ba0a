"""May the service connect to what a link names? Closed by default; every address a name has must be public."""

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import can_ada

PORTS: Final = frozenset({80, 443, 8080, 8443})
MAX_LINK: Final = 2_048
CLOSED_NAMES: Final = ("localhost", "local", "internal", "localdomain", "home.arpa", "lan", "intranet", "corp", "home")
CLOSED_HOSTS: Final = frozenset({"metadata", "instance-data", "ip6-localhost", "ip6-loopback", "metadata.goog"})
# Ranges that Python calls global but that lead inward or carry another address (IANA special-purpose registries).
CLOSED_RANGES: Final = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/8",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to connect, why not, and to which checked addresses."""

    allow: bool
    reason: str
    host: str = ""
    port: int = 0
    addresses: tuple[str, ...] = ()


def public(address: str) -> bool:
    """Say whether an address lies on the public Internet."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(parsed.version == closed.version and parsed in closed for closed in CLOSED_RANGES):
        return False
    return parsed.is_global and not parsed.is_multicast


def judge(link: str, resolve: Callable[[str], Sequence[str]]) -> Verdict:
    """Judge one link: scheme, length, credentials, port, name, and every address that `resolve` gives for the name."""
    if len(link) > MAX_LINK:
        return Verdict(False, "too_long")
    try:
        parsed = can_ada.parse(link)
    except (ValueError, UnicodeError):
        return Verdict(False, "not_a_link")
    if parsed.protocol not in {"http:", "https:"}:
        return Verdict(False, "scheme")
    if parsed.username or parsed.password:
        return Verdict(False, "credentials")
    port = int(parsed.port) if parsed.port else (443 if parsed.protocol == "https:" else 80)
    host = parsed.hostname.rstrip(".").strip("[]").lower()
    if port not in PORTS:
        return Verdict(False, "port", host, port)
    if host in CLOSED_HOSTS or any(host == name or host.endswith(f".{name}") for name in CLOSED_NAMES):
        return Verdict(False, "closed_name", host, port)
    addresses = tuple(resolve(host)) if not _literal(host) else (host,)
    if not addresses:
        return Verdict(False, "unresolvable", host, port)
    if not all(public(address) for address in addresses):
        return Verdict(False, "closed_address", host, port, addresses)
    return Verdict(True, "public", host, port, addresses)


def _literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
