"""What pages show of deadlines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from complaints.domain.deadlines import Term
from complaints.domain.working_calendar import SpecialDay
from complaints.services.deadline_ports import StoredWeek

OVERDUE_COUNTED = 100


@dataclass(frozen=True, slots=True)
class DeadlineSettings:
    """Terms by category, the working week, the special days to come, and when a case opened now would be due.

    `recounting` says that open cases are being counted anew.
    """

    terms: Mapping[str, Term]
    week: StoredWeek
    days: tuple[SpecialDay, ...]
    due: Mapping[str, datetime]
    recounting: bool


@dataclass(frozen=True, slots=True)
class NearCase:
    """A case by its number, and until when it should be decided."""

    number: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class DeskNotice:
    """What the desk should know of deadlines: how many cases are overdue, and which of the own ones come near.

    `overdue` is counted up to `OVERDUE_COUNTED`, and is one more where there are more.
    """

    overdue: int
    mine: tuple[NearCase, ...]
