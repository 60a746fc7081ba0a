"""What the queue shows: a line per case, and a bounded count per view."""

from dataclasses import dataclass
from datetime import datetime

from complaints.services.views import (
    LinkView,
)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case in the queue."""

    id: int
    number: str
    category: str
    state: str
    priority: int
    parts: tuple[tuple[str, int], ...]
    opened_at: datetime
    language: str
    complaints: int
    link: LinkView
    holder: str | None
    holder_id: int | None
    lease_until: datetime | None
    returned_to: int | None
    protected: str | None
    due_at: datetime | None = None
    stage: str = "early"


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases a view holds; `more` says that there are that many at the least."""

    number: int
    more: bool

    def __str__(self) -> str:
        """Write the count for a page: nothing where nothing is known."""
        if not self.more:
            return str(self.number)
        return f"{self.number}+" if self.number else ""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue; `after` is the cursor of the next one."""

    rows: tuple[QueueRow, ...]
    after: str | None
