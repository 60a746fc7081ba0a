"""What histories out of the log show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
