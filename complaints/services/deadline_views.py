"""What pages show of deadlines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from complaints.domain.deadlines import Term
from complaints.domain.working_calendar import SpecialDay
from complaints.services.deadline_ports import StoredWeek


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
