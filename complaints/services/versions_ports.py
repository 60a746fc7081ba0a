"""What the use cases after a decision need from the world: its versions, amendments and re-reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from complaints.domain.decisions import Statement
from complaints.domain.versions import Present, RereviewState, VersionKind


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A published decision as the rules see it; `window` is the version from which one may appeal now."""

    id: int
    case_id: int
    decided_at: datetime
    version: int
    window: int
    present: Present
    statement_id: int


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be added to a decision; `made_by` is None where the service itself ends it."""

    kind: VersionKind
    statement_id: int | None = None
    reason: str | None = None
    language: str | None = None
    made_by: int | None = None
    approved_by: int | None = None
    appeal_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewAmendment:
    """A version that waits for a second person."""

    kind: VersionKind
    statement_id: int
    reason: str
    proposer_id: int
    appeal_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredAmendment:
    """An open amendment; `version` is the one of the decision whose words it amends."""

    id: int
    version: int
    kind: VersionKind
    statement_id: int
    reason: str
    appeal_id: int | None
    proposer_id: int


@dataclass(frozen=True, slots=True)
class StoredRereview:
    """A restriction that came back before its end and was not answered yet."""

    id: int
    decision_id: int
    case_id: int
    ends_on: date


class Versions(Protocol):
    """Decisions that stand, their later versions, and the amendments that wait."""

    def get(self, decision_id: int) -> StoredDecision | None: ...
    def statement(self, statement_id: int) -> Statement: ...
    def took_part(self, decision_id: int, besides_appeal: int | None = None) -> frozenset[int]: ...
    def add(self, decision: StoredDecision, new: NewVersion, present: Present, at: datetime) -> int | None: ...
    def propose(self, decision: StoredDecision, new: NewAmendment, at: datetime) -> int | None: ...
    def open_amendment(self, decision_id: int) -> StoredAmendment | None: ...
    def approved(self, amendment_id: int, by: int, at: datetime, proportionality: str | None) -> bool: ...
    def returned(self, amendment_id: int, by: int, at: datetime, answer: str) -> bool: ...
    def lapsed(self, case_id: int) -> bool: ...
    def ended_by(self, today: date, limit: int) -> list[int]: ...
    def announce(self, version_id: int, at: datetime) -> list[int]: ...
    def unannounced(self, before: datetime, limit: int) -> list[int]: ...


class Rereviews(Protocol):
    """Restrictions that come back before they end."""

    def nearing(self, end: date, limit: int) -> Sequence[tuple[int, int, date]]: ...
    def open(self, decision_id: int, case_id: int, ends_on: date, at: datetime) -> bool: ...
    def of(self, decision_id: int) -> StoredRereview | None: ...
    def answer(
        self, rereview_id: int, state: RereviewState, at: datetime, *, by: int | None = None, reason: str | None = None
    ) -> bool: ...
