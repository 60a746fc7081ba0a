"""Where a site begins in a host name, by the Public Suffix List as shipped with tldextract: no network, no files."""

from functools import cache
from typing import Final, NamedTuple

import can_ada
import tldextract

MAX_LABELS: Final = 127  # RFC 1035 2.3.4: 255 octets hold no more


class Cut(NamedTuple):
    """A host cut at its public suffix: `suffix` is empty where no list knows one, `site` where the host is one."""

    suffix: str
    site: str


@cache
def _rules(private: bool) -> frozenset[str]:
    found = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=private).tlds
    return frozenset(rule if rule.isascii() else _ascii(rule) for rule in found)


def _ascii(rule: str) -> str:
    sign = rule[:2] if rule.startswith("*.") else rule[:1] if rule.startswith("!") else ""
    return sign + encoded(rule[len(sign) :])


def encoded(name: str) -> str:
    """Write a name in Punycode, as the URL Standard does."""
    return bytes(can_ada.idna_encode(name)).decode("ascii")


def cut(host: str, *, private: bool) -> Cut:
    """Cut a host name at its longest public suffix, with or without the list's private section (publicsuffix.org)."""
    rules = _rules(private)
    labels = host.split(".", MAX_LABELS)
    for start in range(len(labels)):
        tail = ".".join(labels[start:])
        above = ".".join(labels[start + 1 :])
        if f"!{tail}" in rules:
            return Cut(above, tail)
        if tail in rules or (above and f"*.{above}" in rules):
            return Cut(tail, ".".join(labels[start - 1 :]) if start else "")
    return Cut("", "")
