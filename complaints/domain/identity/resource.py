"""What a link turns out to name, and how a text that names nothing is refused."""

from enum import StrEnum
from typing import NamedTuple

from complaints.domain.errors import Refusal


class Scope(StrEnum):
    """How much a link names."""

    PAGE = "page"
    ACCOUNT = "account"
    SITE = "site"


class LinkRefused(Refusal):
    """A text is not a link that can be reported."""


class Resource(NamedTuple):
    """The thing on the web that a link names.

    `key` compares, `url` is the address to fetch, `site` the registrable domain (users of shared hosts apart),
    `display` a form for people, `warnings` what makes the host easy to mistake: `punycode` (it has letters beyond
    ASCII), `mixed_script` (one word of it mixes alphabets), `look_alike` (it can be read as a Latin name that it
    is not), `credentials` (what stands before an @ is not the site).
    """

    key: str
    url: str
    scope: Scope
    platform: str | None
    site: str
    display: str
    host: str
    warnings: tuple[str, ...]
