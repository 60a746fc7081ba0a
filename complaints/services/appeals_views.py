"""What pages show of appeals and objections."""

from dataclasses import dataclass
from datetime import datetime

from complaints.services.versions_views import VersionView
from complaints.services.views import LinkView


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal or objection as the person who filed it sees it."""

    id: int
    number: str
    decision_number: str
    filed_at: datetime
    due_at: datetime
    text: str
    state: str
    has_contact: bool
    answer: VersionView | None


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One line of the judges' queue."""

    id: int
    number: str
    side: str
    state: str
    decision_number: str
    outcome: str
    force: str
    category: str
    link: LinkView
    filed_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class AppealPage:
    """A page of the judges' queue, the nearest deadline first; `after` is the cursor of the next one."""

    rows: tuple[AppealRow, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class AppealCase:
    """An appeal as a judge sees it: who asks and what they wrote, contacts masked."""

    row: AppealRow
    case_number: str
    text: str
    language: str
    pseudonym: str | None
    complaint_number: str | None
    others: tuple[AppealRow, ...]
    judged_by: str | None
    answer: VersionView | None
