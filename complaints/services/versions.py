"""Giving a decision a further version: finding and holding it, storing the version, and what follows from it."""

from dataclasses import dataclass
from datetime import datetime

from complaints.domain.access import StaffMember
from complaints.domain.appeals import AppealState
from complaints.domain.casework import CaseState, move
from complaints.domain.decisions import Circumstances, Statement, Written, compose
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.intake import LANGUAGES
from complaints.domain.numbers import DECISION, number, row_of
from complaints.domain.versions import (
    OPENS_WINDOW,
    Present,
    RereviewState,
    VersionKind,
    needs_second_person,
    next_present,
    reason_for,
)
from complaints.services.casework_ports import StoredCase
from complaints.services.ports import UnitOfWork
from complaints.services.standing import count_later
from complaints.services.versions_ports import NewAmendment, NewVersion, StoredDecision


@dataclass(frozen=True, slots=True)
class Found:
    """A decision with its case, both held until the transaction ends."""

    case: StoredCase
    decision: StoredDecision

    @property
    def present(self) -> Present:
        """Give what the decision says now."""
        return self.decision.present


def find_decision(uow: UnitOfWork, text: str, now: datetime) -> Found:
    """Load the decision of a number with its case, and keep others from changing either; raises `decision.unknown`.

    A decision made a moment ago is entered into the register first: only what is published has later versions.
    """
    row_id = row_of(DECISION, text)
    if row_id is None:
        raise Refusal("decision.unknown", "decision")
    uow.register.enter(row_id, now)
    seen = uow.versions.get(row_id)
    if seen is None or number(DECISION, seen.decided_at, row_id) != text.strip().upper():
        raise Refusal("decision.unknown", "decision")
    return hold(uow, seen)


def hold(uow: UnitOfWork, seen: StoredDecision) -> Found:
    """Hold the case of a decision, then read the decision anew: somebody may have changed it in between."""
    case, decision = uow.cases.get(seen.case_id), uow.versions.get(seen.id)
    assert case is not None and decision is not None  # noqa: S101, PT018 - both were read, and rows are never deleted
    return Found(case, decision)


def require_version(found: Found, version: int) -> None:
    """Refuse with `decision.changed` what was written against a version that is not the latest any more."""
    if found.decision.version != version:
        raise Refusal("decision.changed")


def language_of(text: str) -> str:
    """Read the language in which reasons are written; raises Refusal `decision.language`."""
    if text not in LANGUAGES:
        raise Refusal("decision.language", "language")
    return text


def composed(written: Written, reason: str, known: Circumstances) -> tuple[Statement, str]:
    """Make a statement and the reason for it out of a form; raises Refusals with every fault of both."""
    faults: list[Refusal] = []
    words, statement = "", None
    try:
        words = reason_for(reason)
    except Refusal as refusal:
        faults.append(refusal)
    try:
        statement = compose(written, known)
    except Refusals as refused:
        faults += refused.refusals
    if faults or statement is None:
        raise Refusals(faults)
    return statement, words


def record(
    uow: UnitOfWork,
    found: Found,
    kind: VersionKind,
    statement: Statement,
    reason: str,
    who: StaffMember,
    now: datetime,
    appeal_id: int | None = None,
) -> bool:
    """Store a new statement as a version, or for a second person to approve; say whether it is a version already."""
    if uow.versions.open_amendment(found.decision.id) is not None:
        raise Refusal("amendment.waits")
    statement_id = uow.decisions.add_statement(found.case.id, who.id, statement, now)
    if needs_second_person(kind, found.present, statement.outcome):
        proposed = NewAmendment(kind, statement_id, reason, who.id, appeal_id)
        if uow.versions.propose(found.decision, proposed, now) is None:
            raise Refusal("amendment.waits")
        uow.cases.touch(found.case.id)
        return False
    made = NewVersion(kind, statement_id, reason, statement.language, who.id, None, appeal_id)
    add_version(uow, found, made, statement, now)
    return True


def add_version(uow: UnitOfWork, found: Found, new: NewVersion, statement: Statement | None, now: datetime) -> None:
    """Add a version, have the register say so, and leave word that everybody concerned is told."""
    present = next_present(found.present, new.kind, statement, now.date())
    if new.appeal_id is not None:
        uow.appeals.move(new.appeal_id, AppealState.OPEN, AppealState.JUDGED)
        uow.appeals.move(new.appeal_id, AppealState.PROPOSED, AppealState.JUDGED)
    version_id = uow.versions.add(found.decision, new, present, now)
    if version_id is None:
        raise Refusal("decision.changed")
    _answer_rereview(uow, found, new, present, now)
    settle(uow, found, reopened=new.kind in OPENS_WINDOW)
    count_later(uow, found.case.id, now)
    uow.outbox.put("version.announce", now, version_id=version_id)


def settle(uow: UnitOfWork, found: Found, *, reopened: bool) -> None:
    """Put a case where it belongs after something became of its decision: appealed while an appeal waits, else decided.

    A closed case stays closed unless people may appeal anew.
    """
    case = found.case
    if uow.appeals.any_open(found.decision.id):
        to = CaseState.APPEALED
    else:
        to = CaseState.CLOSED if case.state is CaseState.CLOSED and not reopened else CaseState.DECIDED
    if case.state is to:
        uow.cases.touch(case.id)
    elif not uow.cases.set_state(case.id, case.state, move(case.state, to)):
        raise Refusal("decision.changed")


def _answer_rereview(uow: UnitOfWork, found: Found, new: NewVersion, present: Present, now: datetime) -> None:
    waiting = uow.rereviews.of(found.decision.id)
    if waiting is None or (present.restricts and present.ends_on == waiting.ends_on):
        return
    became = RereviewState.RENEWED if present.restricts else RereviewState.ENDED
    if new.kind is VersionKind.LAPSE:
        became = RereviewState.LAPSED
    uow.rereviews.answer(waiting.id, became, now, by=new.made_by)
