"""Reading a site's robots.txt through the safe fetcher, within bounds of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from complaints.domain.robots import Answer, relevant
from complaints.net.fetch import Fetched, FetchFailed

SECONDS: Final = 5.0  # for the whole of it, redirects and all
TOO_MANY: Final = 429  # a server that is busy says nothing about its rules


@dataclass(frozen=True)
class RobotsReader:
    """Reads robots.txt; `fetch` is bounded more tightly than for pages."""

    fetch: Callable[[str], Fetched]
    agent: str

    def __call__(self, address: str) -> tuple[Answer, str]:
        """Ask for a robots.txt; give what came of it and the rules that may concern this service."""
        try:
            fetched = self.fetch(address)
        except FetchFailed:
            return Answer.UNREAD, ""
        if 200 <= fetched.status < 300:
            return Answer.RULES, relevant(fetched.body.decode("utf-8-sig", "replace"), self.agent)
        if 400 <= fetched.status < 500 and fetched.status != TOO_MANY:
            return Answer.NONE, ""
        return Answer.UNREAD, ""
