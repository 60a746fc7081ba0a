"""How much a link names, and how a text that names nothing is refused."""

from enum import StrEnum

from complaints.domain.errors import Refusal


class Scope(StrEnum):
    """How much a link names."""

    PAGE = "page"
    ACCOUNT = "account"
    SITE = "site"


class LinkRefused(Refusal):
    """A text is not a link that can be reported."""


class NoSuchHost(LinkRefused):
    """A link is spelled well, but its host cannot exist; it would have `key`."""

    def __init__(self, key: str) -> None:
        super().__init__("link.host")
        self.key = key
