"""What pages and letters show of what became of a decision."""

from dataclasses import dataclass
from datetime import date, datetime

from complaints.domain.decisions import Statement
from complaints.domain.differing import Difference
from complaints.domain.versions import VersionKind
from complaints.services.views import EvidenceView, GroundView, LinkView


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of a decision as everybody outside the service reads it; `kind` is None for the first.

    `differences` says what its statement has that the one before had not, and the other way round; a version without
    a statement of its own leaves the words as they were.
    """

    version: int
    kind: VersionKind | None
    made_at: datetime
    reason: str
    language: str
    two_people: bool
    statement: Statement | None
    ground: GroundView | None
    evidence: tuple[EvidenceView, ...]
    differences: tuple[Difference, ...]
    side: str | None = None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Versions of a decision, the latest first; `before` is the cursor of the earlier ones."""

    versions: tuple[VersionView, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """A version that waits for a second person, or that was returned, as staff see it."""

    id: int
    kind: VersionKind
    statement: Statement
    ground: GroundView | None
    evidence: tuple[EvidenceView, ...]
    differences: tuple[Difference, ...]
    reason: str
    proposer: str
    proposer_id: int
    made_at: datetime
    state: str
    appeal_number: str | None
    answered_by: str | None
    answered_at: datetime | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class RereviewRow:
    """A restriction that came back before its end."""

    id: int
    decision_number: str
    case_number: str
    category: str
    ends_on: date
    link: LinkView
    waits: bool


@dataclass(frozen=True, slots=True)
class RereviewPage:
    """A page of restrictions that came back, the nearest end first; `after` is the cursor of the next one."""

    rows: tuple[RereviewRow, ...]
    after: str | None
