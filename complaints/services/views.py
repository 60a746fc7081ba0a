"""What pages and letters show: frozen values, read in one go, so that no template reaches into the database."""

from dataclasses import dataclass
from datetime import date, datetime

from complaints.domain.appeals import Side, may_appeal
from complaints.domain.casework import CitizenStatus
from complaints.domain.decisions import Statement
from complaints.domain.identity import Resource
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
    # Of the round before, which stands while there is none.
    earlier: DecisionView | None = None


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
