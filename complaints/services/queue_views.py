"""What the pages of the queue and of searching show."""

from dataclasses import dataclass

from complaints.domain.searching import Piece
from complaints.services.queue_page_views import QueueRow


@dataclass(frozen=True, slots=True)
class Quote:
    """What was found in a case, with what is around it; `source` says in what: `filed`, `captured` or `decided`."""

    source: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One case that was found, with what was found in it."""

    case: QueueRow
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of what was found, the newest first; `before` is the cursor of the next one."""

    rows: tuple[SearchRow, ...]
    before: int | None
