"""May the service connect to what a link names? Closed by default; every address that a name has must be public."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

import can_ada

from complaints.domain.admissibility.addresses import closed, literal

Resolve = Callable[[str], Sequence[str]]

PORTS: Final = frozenset({80, 443, 8080, 8443})
DEFAULT_PORTS: Final = {"http:": 80, "https:": 443}
MAX_LINK: Final = 2_048  # characters
MAX_REDIRECTS: Final = 5
MAX_NAME: Final = 253  # octets, RFC 1035 2.3.4 less the root label
MAX_LABEL: Final = 63
# What the WHATWG parser strips from both ends of a link: C0 controls and space.
AROUND: Final = "".join(map(chr, range(0x21)))
# "http://a\\@b/" goes to a by the WHATWG rules and to b by RFC 3986; no honest link leaves that open.
AMBIGUOUS: Final = re.compile(r"[a-z]+:[/\\]*[^/?#]*\\[^/?#]*@", re.IGNORECASE)
# Names that mean this machine or this network: RFC 6761, RFC 6762, ICANN's .internal, and what routers use.
CLOSED_SUFFIXES: Final = (
    "localhost",
    "localhost6",
    "localdomain",
    "localdomain6",
    "local",
    "internal",
    "intranet",
    "lan",
    "corp",
    "home",
    "private",
    "workgroup",
    "consul",
    "fritz.box",
    "svc",  # names of services inside a cluster
)
# Names that no public resolver answers for, or that are no web site's: RFC 6761, RFC 7686, RFC 9476, and the domain of
# the network's own machinery (RFC 3172), `home.arpa` among it. What answers for one is this network or a gateway.
NOWHERE_SUFFIXES: Final = ("alt", "arpa", "i2p", "invalid", "onion", "test")
# Where clouds answer with a machine's own credentials; several of these names have public addresses.
METADATA_NAMES: Final = (
    "metadata.goog",
    "metadata.packet.net",
    "metadata.platformequinix.com",
    "metadata.tencentyun.com",
    "metadata.oraclecloud.com",
    "metadata.cloud.ibm.com",
    "metadata.azure.com",
    "metadata.aliyun.com",
    "metadata.aliyuncs.com",
    "metadata.ovh.net",
    "metadata.scaleway.com",
    "metadata.vultr.com",
    "metadata.digitalocean.com",
    "metadata.hetzner.cloud",
    "instance-data.ec2.amazonaws.com",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to connect, why not, and to which checked addresses.

    `reason` is "public" where `allow` is true, else a stable code; `host` is the name or bare address in ASCII.
    """

    allow: bool
    reason: str
    host: str = ""
    port: int = 0
    addresses: tuple[str, ...] = ()


def judge(link: str, resolve: Resolve) -> Verdict:
    """Judge one link: form, scheme, credentials, port, name, and every address that `resolve` gives for the name.

    `resolve` is called only for a name that passed everything else. It is asked twice: the addresses of the verdict
    are those of the first answer, and a second answer that leads inward refuses the link, because a name that changes
    between two questions is being rebound and an honest site's never does so towards a closed address.
    """
    if len(link.strip(AROUND)) > MAX_LINK:
        return Verdict(False, "too_long")
    try:
        parsed = can_ada.parse(link)
    except (ValueError, UnicodeError):
        return Verdict(False, "malformed")
    if parsed.protocol not in DEFAULT_PORTS:
        return Verdict(False, "scheme")
    if AMBIGUOUS.match(link.strip(AROUND).translate(dict.fromkeys(map(ord, "\t\n\r")))):
        return Verdict(False, "ambiguous")
    if parsed.username or parsed.password:
        return Verdict(False, "credentials")
    port = int(parsed.port) if parsed.port else DEFAULT_PORTS[parsed.protocol]
    address = literal(parsed.hostname)
    host = address or parsed.hostname.removesuffix(".").lower()
    if port not in PORTS:
        return Verdict(False, "port", host, port)
    if address is not None:
        return _by_addresses((address,), host, port)
    reason = _closed_name(host)
    if reason:
        return Verdict(False, reason, host, port)
    verdict = _by_addresses(tuple(resolve(host)), host, port)
    if verdict.allow and any(closed(again) for again in resolve(host)):
        return Verdict(False, "rebinding", host, port)
    return verdict


def judge_chain(link: str, resolve: Resolve, redirects: Mapping[str, str]) -> Verdict:
    """Judge a link and every link it redirects to, as the fetcher would on its way.

    `redirects` says what a link answers with. The verdict is the first refusal, else that of the last link; after
    MAX_REDIRECTS it is "too_many_redirects".
    """
    verdict = judge(link, resolve)
    for _ in range(MAX_REDIRECTS):
        location = _answer(link, redirects) if verdict.allow else None
        if location is None:
            return verdict
        link = follow(link, location)
        verdict = judge(link, resolve)
    if verdict.allow and _answer(link, redirects) is not None:
        return Verdict(False, "too_many_redirects", verdict.host, verdict.port)
    return verdict


def normal(link: str) -> str:
    """Write a link as the WHATWG parser does, without its fragment; text that is no link is given back stripped."""
    try:
        return str(can_ada.parse(link).href).partition("#")[0]
    except (ValueError, UnicodeError):
        return link.strip(AROUND)


def follow(link: str, location: str) -> str:
    """Give the link that a Location header names, seen from the link that answered with it (RFC 9110 10.2.2).

    What cannot be made out comes back as it is, for `judge` to refuse.
    """
    location = location.strip(AROUND)
    if can_ada.can_parse(location):
        return location
    try:
        return urljoin(normal(link), location.replace("\\", "/"))
    except ValueError:
        return location


def _answer(link: str, redirects: Mapping[str, str]) -> str | None:
    if link in redirects:
        return redirects[link]
    return redirects.get(normal(link))


def _closed_name(host: str) -> str | None:
    if len(host) > MAX_NAME or any(not 0 < len(label) <= MAX_LABEL for label in host.split(".")):
        return "malformed"
    if any(host == name or host.endswith(f".{name}") for name in METADATA_NAMES):
        return "metadata"
    if any(host == name or host.endswith(f".{name}") for name in (*CLOSED_SUFFIXES, *NOWHERE_SUFFIXES)):
        return "internal_name"
    if "." not in host:
        return "single_label"  # a resolver would complete it with a search domain of this network
    return None


def _by_addresses(addresses: tuple[str, ...], host: str, port: int) -> Verdict:
    if not addresses:
        return Verdict(False, "unresolvable", host, port)
    for address in addresses:
        reason = closed(address)
        if reason:
            return Verdict(False, f"address_{reason}", host, port)
    return Verdict(True, "public", host, port, addresses)
