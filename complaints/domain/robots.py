"""What a site's robots.txt asks of automatic readers, and what becomes of it here (RFC 9309).

The service is no crawler: it opens one page because somebody complained about it, as a person would. So robots.txt does
not forbid a capture unless the deployment says so; what it asks is told to the reviewer either way.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import can_ada
from protego import Protego

from complaints.domain.admissibility.links import DEFAULT_PORTS

KEPT: Final = timedelta(days=1)  # RFC 9309 2.4: no longer than 24 hours
UNREAD_KEPT: Final = timedelta(hours=1)
MAX_SIZE: Final = 500 * 1024  # bytes, RFC 9309 2.5
USUAL_PORTS: Final = frozenset(DEFAULT_PORTS.values())
AGENT_LINE: Final = re.compile(r"user[- ]?agent\b\s*:?", re.IGNORECASE)
RULE_LINE: Final = re.compile(r"(?:di|a)[a-z]{0,6}l[a-z]{0,3}w\b", re.IGNORECASE)  # however it is misspelt
MAX_LINE: Final = 4_096  # characters; no link that is fetched is as long


class Policy(StrEnum):
    """Whether robots.txt forbids a capture (`obey`) or is only told (`note`)."""

    NOTE = "note"
    OBEY = "obey"


class Answer(StrEnum):
    """What came of asking for robots.txt: rules, none (RFC 9309 2.3.1.3), or that it could not be read (2.3.1.4)."""

    RULES = "rules"
    NONE = "none"
    UNREAD = "unread"


class Wish(StrEnum):
    """What a site asks for one page."""

    FREE = "free"
    KEEP_OUT = "keep_out"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """A site's robots.txt as it was read: of its rules only those that may concern this service."""

    authority: str
    asked_at: datetime
    answer: Answer
    rules: str = ""

    def fresh(self, now: datetime) -> bool:
        """Say whether it need not be asked for again yet; what could not be read is asked for again sooner."""
        return now < self.asked_at + (UNREAD_KEPT if self.answer is Answer.UNREAD else KEPT)

    def wish(self, url: str, agent: str) -> Wish:
        """Say what it asks of `agent` for a page."""
        if self.answer is Answer.UNREAD:
            return Wish.UNREAD
        if self.answer is Answer.NONE or Protego.parse(self.rules).can_fetch(url, agent):
            return Wish.FREE
        return Wish.KEEP_OUT


# Why a page was not asked for under `obey`; codes of findings.
OBEYED: Final = {Wish.KEEP_OUT: "robots_txt", Wish.UNREAD: "robots_unread"}


def authority_of(url: str) -> str:
    """Name the service that a link's robots.txt speaks for: its host, and its port where that is not a usual one.

    Both schemes count as one: nearly every site sends one to the other, and asking twice would be a request too many.
    """
    parsed = can_ada.parse(url)
    port = int(parsed.port) if parsed.port else 0
    return str(parsed.hostname if port in {0, *USUAL_PORTS} else parsed.host)


def place_of(url: str) -> str:
    """Give the address of the robots.txt that speaks for a link."""
    parsed = can_ada.parse(url)
    return f"{parsed.protocol}//{parsed.host}/robots.txt"


def relevant(text: str, agent: str) -> str:
    """Leave of a robots.txt the rules for everybody and for `agent`, without comments.

    What is written for others is dropped before any parser sees it: thousands of names over thousands of rules would
    otherwise be made into a table of millions.
    """
    kept: list[str] = []
    ours = naming = False  # whether the group being read concerns us, and whether its names are still being read
    for line in text.replace("\0", "").splitlines():
        rule = line[:MAX_LINE].partition("#")[0].strip()
        if named := AGENT_LINE.match(rule):
            concerns = _concerns(rule[named.end() :], agent)
            ours, naming = concerns or (naming and ours), True
            if concerns:
                kept.append(rule)
        elif RULE_LINE.match(rule):
            naming = False
            if ours:
                kept.append(rule)
    return "\n".join(kept)


def _concerns(value: str, agent: str) -> bool:
    name = value.replace("*", "").strip().lower()
    return not name or name in agent.lower()
