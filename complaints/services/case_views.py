"""What the page of a case shows."""

from dataclasses import dataclass
from datetime import datetime

from complaints.domain.checks.steps import QUOTING
from complaints.domain.decisions import Statement
from complaints.domain.standing import Band
from complaints.services.views import (
    DecisionView,
    EntryView,
    EvidenceView,
    GroundView,
    LinkView,
)


@dataclass(frozen=True, slots=True)
class JoinedComplaint:
    """One complaint joined to a case, as a reviewer may see it: contacts in the words are masked."""

    id: int
    number: str
    pseudonym: str
    source: str
    language: str
    filed_at: datetime
    claimed_at: datetime | None
    pasted: str
    description: str
    masked: bool
    withdrawn: bool
    entries: tuple[EntryView, ...]
    # Of whoever filed it; who came with an import has none.
    standing: Band | None = None


@dataclass(frozen=True, slots=True)
class CheckView:
    """One finding."""

    step: str
    run: int
    result: str
    code: str
    params: dict[str, str | int]
    confidence: int
    made_at: datetime
    detail: tuple[str, ...] = ()
    version: int = 1

    @property
    def said(self) -> tuple[str, str]:
        """Give what the finding says apart from its step: findings that say the same are shown once."""
        return self.code, str(self.params.get("reason", ""))

    @property
    def detail_removed(self) -> bool:
        """Say whether the finding quoted the page and the quotation went with the evidence."""
        return self.code in QUOTING and not self.detail


@dataclass(frozen=True, slots=True)
class NoteView:
    """An internal note."""

    author: str
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal and what became of it."""

    statement: Statement
    ground: GroundView | None
    proposer: str
    proposer_id: int
    state: str
    made_at: datetime
    answered_by: str | None
    answered_at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything a reviewer needs to decide, on one screen."""

    id: int
    number: str
    category: str
    round: int
    state: str
    version: int
    priority: int
    parts: tuple[tuple[str, int], ...]
    opened_at: datetime
    language: str
    complaints: int
    link: LinkView
    capture_allowed: bool
    protected: str | None
    holder: str | None
    holder_id: int | None
    lease_until: datetime | None
    returned_to: int | None
    checks: tuple[CheckView, ...]
    evidence: tuple[EvidenceView, ...]
    notes: tuple[NoteView, ...]
    proposals: tuple[ProposalView, ...]
    decision: DecisionView | None
    retry_at: datetime | None = None
    purged_at: datetime | None = None
    # What happened later is not shown to whoever judges the case without knowing that it was decided.
    shown_until: datetime | None = None
    due_at: datetime | None = None
    stage: str = "early"
