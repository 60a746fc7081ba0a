"""Which addresses lie on the public Internet, and why the others are closed."""

import ipaddress
from functools import lru_cache
from typing import Final

# IANA special-purpose registries (RFC 6890 and its updates). An address in any of them is closed, also where the
# registry calls it globally reachable: none is a web site's. The reason is what a verdict states.
CLOSED_V4: Final = tuple(
    (ipaddress.IPv4Network(network), reason)
    for network, reason in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link_local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "reserved"),
        ("192.52.193.0/24", "reserved"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "reserved"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),  # 255.255.255.255, broadcast, among them
        ("168.63.129.16/32", "metadata"),  # a cloud's inner service behind a public address
    )
)
CLOSED_V6: Final = tuple(
    (ipaddress.IPv6Network(network), reason)
    for network, reason in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "embedded_ipv4"),  # IPv4-compatible, RFC 4291 2.5.5.1
        ("::ffff:0:0/96", "embedded_ipv4"),  # IPv4-mapped, RFC 4291 2.5.5.2
        ("::ffff:0:0:0/96", "embedded_ipv4"),  # IPv4-translated, RFC 2765
        ("64:ff9b::/96", "embedded_ipv4"),  # NAT64, RFC 6052
        ("64:ff9b:1::/48", "embedded_ipv4"),  # NAT64 for local use, RFC 8215
        ("2001::/32", "embedded_ipv4"),  # Teredo, RFC 4380
        ("2001::/23", "reserved"),  # IETF protocol assignments
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "embedded_ipv4"),  # 6to4, RFC 3056
        ("2620:4f:8000::/48", "reserved"),  # AS112
        ("3ffe::/16", "reserved"),  # the 6bone, returned (RFC 3701)
        ("3fff::/20", "documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link_local"),
        ("fec0::/10", "private"),  # site-local, deprecated by RFC 3879 but still routed inside old networks
        ("ff00::/8", "multicast"),
    )
)
# All that has ever been given out for use on the public Internet (RFC 4291 2.4; IANA IPv6 address space).
GLOBAL_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
ISATAP: Final = frozenset({0x00005EFE, 0x02005EFE})  # RFC 5214 6.1: an interface identifier that carries IPv4


@lru_cache(maxsize=4_096)
def closed(address: str) -> str | None:
    """Say why an address must not be connected to, or None where it is public.

    Closed by default: text that is not exactly one IPv4 or IPv6 address, or that carries a zone id, is "malformed".
    """
    if "%" in address:
        return "malformed"
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "malformed"
    if isinstance(parsed, ipaddress.IPv4Address):
        return next((reason for network, reason in CLOSED_V4 if parsed in network), None)
    return _closed_v6(parsed)


def literal(host: str) -> str | None:
    """Give the plain address that a link's host is, without brackets, or None where the host is a name."""
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        return None
    return bare


def _closed_v6(parsed: ipaddress.IPv6Address) -> str | None:
    for network, reason in CLOSED_V6:
        if parsed in network:
            return reason
    if parsed not in GLOBAL_UNICAST:
        return "reserved"
    if (int(parsed) >> 32) & 0xFFFFFFFF in ISATAP:
        return "embedded_ipv4"
    return None
