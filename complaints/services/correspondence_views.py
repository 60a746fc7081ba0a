"""What pages show of messages and answers: frozen values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message as the desk sees it; `to` is the number of the one complaint it went to, if it went to one."""

    by: str
    audience: str
    to: str | None
    text: str
    language: str
    made_at: datetime
    handed_out: bool


@dataclass(frozen=True, slots=True)
class UnreadAnswer:
    """Something a reporter wrote that nobody at the desk has marked as read; contacts in it are masked."""

    id: int
    complaint_number: str
    pseudonym: str
    language: str
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CaseCorrespondence:
    """The latest messages of a case, newest first, and its unread answers, oldest first; `more` wait behind these."""

    messages: tuple[SentMessage, ...]
    unread: tuple[UnreadAnswer, ...]
    more: bool

    @property
    def up_to(self) -> int:
        """Give the last of the unread answers that are shown."""
        return max((each.id for each in self.unread), default=0)


@dataclass(frozen=True, slots=True)
class ReceivedMessage:
    """A message as a reporter reads it: from a role, never from a name."""

    text: str
    language: str
    made_at: datetime
