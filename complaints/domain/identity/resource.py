"""What a link turns out to name."""

from typing import NamedTuple

from complaints.domain.identity.hosts import host_facts
from complaints.domain.identity.scopes import Scope
from complaints.domain.identity.spelling import readable


class Resource(NamedTuple):
    """The thing on the web that a link names.

    `key` compares, `url` is the address to fetch, `site` the registrable domain (users of shared hosts apart),
    `host` the host of the address ("" where the text is no link any more), `warnings` what makes it easy to mistake:
    `punycode` (it has letters beyond ASCII), `mixed_script` (one word of it mixes alphabets), `look_alike` (it can be
    read as a Latin name that it is not), `credentials` (what stands before an @ is not the site).
    """

    key: str
    url: str
    scope: Scope
    platform: str | None
    site: str
    host: str
    warnings: tuple[str, ...]

    @property
    def display(self) -> str:
        """Write the link for people: letters for escapes and Punycode, the real host beside one that deceives."""
        if not self.host:
            return self.url
        if self.platform is not None and self.key.startswith(f"{self.platform}:"):
            return readable(self.url.removeprefix("https://").removeprefix("www.").rstrip("/"))
        facts = host_facts(self.host)
        shown = facts.shown + readable(self.key[len(facts.bare) :])
        deceives = "mixed_script" in self.warnings or "look_alike" in self.warnings
        return f"{shown} [{self.host}]" if deceives and self.host not in shown else shown
