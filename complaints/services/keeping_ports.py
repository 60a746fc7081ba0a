"""What drafts and presence need from the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from complaints.domain.drafts import DraftForm, Fields


class WordSeal(Protocol):
    """Encrypts words for one owner: opened under another label they are not readable."""

    def seal(self, words: str, label: str) -> bytes: ...
    def open(self, sealed: bytes, label: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it lies in the database."""

    form: DraftForm
    content: bytes
    saved_at: datetime
    discarded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed into a form, when it was saved last, and when they threw it away."""

    fields: Fields
    saved_at: datetime
    discarded_at: datetime | None


class Drafts(Protocol):
    """Drafts of forms, each for one person and one case."""

    def save(self, staff_id: int, case_id: int, form: DraftForm, content: bytes, at: datetime) -> None: ...
    def of(self, staff_id: int, case_id: int) -> Sequence[StoredDraft]: ...
    def discard(self, staff_id: int, case_id: int, form: DraftForm, at: datetime | None) -> bool: ...
    def delete(self, staff_id: int, case_id: int, form: DraftForm) -> None: ...
    def forget_cases(self, case_ids: Sequence[int]) -> None: ...
    def forget_old(self, saved_before: datetime, discarded_before: datetime) -> int: ...


class Presences(Protocol):
    """Who has which case open."""

    def note(self, case_id: int, staff_id: int, at: datetime) -> None: ...
    def others(self, case_id: int, staff_id: int, since: datetime) -> list[str]: ...
    def forget(self, before: datetime) -> int: ...
