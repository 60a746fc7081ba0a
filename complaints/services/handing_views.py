"""What pages show of handing out work: frozen values."""

from dataclasses import dataclass
from datetime import datetime

from complaints.services.views import LinkView


@dataclass(frozen=True, slots=True)
class KeptView:
    """For whom a case is kept, until when, and where a senior gave it: by whom and why."""

    who: str
    who_id: int
    kind: str
    until: datetime
    by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A case that somebody holds or has kept for them, in one line."""

    number: str
    link: LinkView
    category: str
    state: str
    holder: str | None
    lease_until: datetime | None
    kept: KeptView | None


@dataclass(frozen=True, slots=True)
class RecusalView:
    """A conflict of interest that stands: whose, from what, why, and on which case it was said."""

    id: int
    who: str
    who_id: int
    reach: str
    target: str
    reason: str
    made_at: datetime
    case_number: str


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """That a senior gave a case to somebody, or back to the queue."""

    to: str | None
    by: str
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class HandsView:
    """In whose hands a case is and was, who keeps away from it, and to whom it can be given."""

    kept: KeptView | None
    given: tuple[AssignmentView, ...]
    recusals: tuple[RecusalView, ...]
    account: str | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MyWork:
    """What somebody holds, what is kept for them, and what they keep away from."""

    held: tuple[WorkLine, ...]
    kept: tuple[WorkLine, ...]
    recusals: tuple[RecusalView, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A reviewer: in which languages and categories they work (none named: all), and whether they are at the desk."""

    email: str
    role: str
    languages: tuple[str, ...]
    categories: tuple[str, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Unmanned:
    """Cases that wait for skills nobody at the desk has; `nobody` says that no account has them at all."""

    category: str
    language: str
    best: str
    nobody: bool


@dataclass(frozen=True, slots=True)
class Overlooked:
    """What would come to nobody: skills that nobody at the desk has, and cases that all who could keep away from."""

    unmanned: tuple[Unmanned, ...]
    avoided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskView:
    """Who has which case, who works on what, and who keeps away from what."""

    held: tuple[WorkLine, ...]
    kept: tuple[WorkLine, ...]
    people: tuple[PersonLine, ...]
    recusals: tuple[RecusalView, ...]
