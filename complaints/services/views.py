"""What pages and letters show: frozen values, read in one go, so that no template reaches into the database."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from complaints.domain.appeals import Side, may_appeal
from complaints.domain.casework import CitizenStatus
from complaints.domain.checks.steps import QUOTING
from complaints.domain.decisions import Statement
from complaints.domain.identity import Resource
from complaints.domain.standing import Band
from complaints.domain.versions import Force, VersionKind
from complaints.services.correspondence_views import ReceivedMessage


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link shown safely: its readable form and its real host; never an anchor."""

    display: str
    host: str
    key: str
    site: str
    url: str
    scope: str
    platform: str | None
    warnings: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, str]:
        """Split the readable form into the host and what follows it, so that a page can make the host plain."""
        end = next((place for place, letter in enumerate(self.display) if letter in "/?#"), len(self.display))
        return self.display[:end], self.display[end:]


def shown_link(resource: Resource) -> LinkView:
    """Make the view of what a link names, before anything is stored about it."""
    return LinkView(
        resource.display,
        resource.host,
        resource.key,
        resource.site,
        resource.url,
        resource.scope.value,
        resource.platform,
        resource.warnings,
    )


@dataclass(frozen=True, slots=True)
class GroundView:
    """A legal ground in three languages."""

    code: str
    act: dict[str, str]
    article: str
    text: dict[str, str]
    version: int = 1


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What was captured, without its bytes."""

    id: int
    kind: str
    media_type: str
    sha256: str
    size: int
    url: str
    title: str
    text: str
    language: str | None
    captured_at: datetime
    removed_at: datetime | None = None
    removed_why: str | None = None
    damaged: bool = False
    read: "ReadView | None" = None


@dataclass(frozen=True, slots=True)
class ReadView:
    """What was read out of a capture; the page's own words, unchecked."""

    status: int
    description: str
    author: str
    published: str
    chain: tuple[tuple[str, int], ...]
    length: int


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision as everybody outside the service reads it now: the words of its latest version.

    `force` says whether they hold; `ended_on` when what it ordered ended; `kind` and `changed_at` what made it what it
    is, None for a decision that stands as it was made.
    """

    id: int
    number: str
    case_number: str
    decided_at: datetime
    category: str
    statement: Statement
    ground: GroundView | None
    two_people: bool
    link: LinkView | None
    evidence: tuple[EvidenceView, ...]
    own_initiative: bool = False
    version: int = 1
    force: Force = Force.IN_FORCE
    ended_on: date | None = None
    kind: VersionKind | None = None
    changed_at: datetime | None = None

    @property
    def restricts(self) -> bool:
        """Say whether access to something is limited by this decision now."""
        return self.statement.outcome.restrictive and self.force is Force.IN_FORCE

    def open_to(self, side: str, today: date) -> bool:
        """Say whether a `reporter` may appeal, or somebody `affected` object, today."""
        return may_appeal(Side(side), self.statement.appeal_until, today, restricts=self.restricts)


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """Where one link of a complaint is."""

    pasted: str
    link: LinkView | None
    status: CitizenStatus
    decision: DecisionView | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """Something added to a complaint."""

    kind: str
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """A complaint as the person who filed it sees it."""

    id: int
    number: str
    filed_at: datetime
    category: str
    description: str
    language: str
    withdrawn: bool
    has_contact: bool
    links: tuple[LinkStatus, ...]
    entries: tuple[EntryView, ...]
    files: int = 0
    files_removed: int = 0
    messages: tuple[ReceivedMessage, ...] = ()


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


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the public register."""

    number: str
    decided_at: datetime
    category: str
    outcome: str
    link: LinkView | None
    ends_on: date | None
    force: Force = Force.IN_FORCE
    kind: VersionKind | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register; `after` is the cursor of the next one."""

    rows: tuple[RegisterRow, ...]
    after: int | None


class Hidden(StrEnum):
    """Why a value is not shown."""

    SEALED = "sealed"
    ERASED = "erased"


Value = str | int | bool | datetime | Hidden | None


@dataclass(frozen=True, slots=True)
class Change:
    """One column of an entry: what stood in it before and after; None where nothing did."""

    column: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a history is about: a `complaint`, `case`, `reporter` or `staff` member, under its readable name."""

    kind: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of the log as an auditor reads it."""

    id: int
    at: datetime
    actor: str
    actor_name: str
    action: str
    table: str
    row_id: str
    op: str
    changes: tuple[Change, ...]
    names: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of a history, oldest first; `after` is the cursor of the next one."""

    subject: Subject
    entries: tuple[HistoryEntry, ...]
    after: int | None
