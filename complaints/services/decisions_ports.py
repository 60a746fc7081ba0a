"""What deciding and publishing need from the world."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from complaints.domain.advice import Precedent
from complaints.domain.decisions import Outcome, Statement
from complaints.domain.identity import Scope


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """An open proposal and the statement it carries."""

    id: int
    case_id: int
    statement_id: int
    proposer_id: int
    outcome: Outcome
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class WaitingNotice:
    """A letter that has not left: about a version of a decision, or with a reviewer's `words`.

    It goes to a reporter by the complaint, or to somebody affected by their objection.
    """

    id: int
    complaint_id: int | None
    kind: str
    decision_id: int | None
    tries: int
    language: str
    filed_at: datetime
    sealed_contact: bytes | None
    words: str = ""
    version: int = 1
    appeal_id: int | None = None
    case_id: int | None = None


class Decisions(Protocol):
    """Statements, proposals and decisions."""

    def add_statement(self, case_id: int, author_id: int, statement: Statement, at: datetime) -> int: ...
    def propose(self, case_id: int, statement_id: int, proposer_id: int, at: datetime) -> int: ...
    def open_proposal(self, case_id: int) -> StoredProposal | None: ...
    def answer(
        self,
        proposal_id: int,
        state: str,
        by: int,
        at: datetime,
        *,
        reason: str | None = None,
        proportionality: str | None = None,
    ) -> bool: ...
    def decide(
        self, case_id: int, statement_id: int, outcome: Outcome, decided_by: int, approved_by: int | None, at: datetime
    ) -> int: ...
    def latest_reasons(self, category: str, case_id: int, limit: int) -> tuple[Precedent, ...]: ...
    def own_words(self, case_id: int, staff_id: int) -> Mapping[str, str] | None: ...
    def by_case(self, case_id: int) -> tuple[int, int, datetime] | None: ...


class Register(Protocol):
    """What is published, and the notices that go out."""

    def enter(self, decision_id: int, at: datetime) -> bool: ...
    def notices_for(self, decision_id: int, at: datetime) -> list[int]: ...
    def notice_on_attach(self, complaint_id: int, decision_id: int, at: datetime) -> int | None: ...
    def waiting_notice(self, notice_id: int) -> WaitingNotice | None: ...
    def notice_sent(self, notice_id: int, at: datetime) -> None: ...
    def notice_failed(self, notice_id: int, *, give_up: bool) -> None: ...
    def unpublished(self, before: datetime, limit: int) -> list[int]: ...
    def stale_notices(self, before: datetime, limit: int) -> list[int]: ...
