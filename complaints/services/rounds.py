"""Rounds: what a complaint about a decided case leads to, and when the next round opens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from complaints.domain.access import system
from complaints.domain.casework import DECIDED_STATES
from complaints.domain.checks import Finding, Result
from complaints.services.casework import rank
from complaints.services.casework_ports import StoredCase
from complaints.services.joining import find_by_id, index_again
from complaints.services.joining_ports import NewRound
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork

RECHECK_EVERY: Final = timedelta(hours=1)
CHANGED: Final = "check.changed.changed"
OVER: Final = DECIDED_STATES


@dataclass(frozen=True)
class Rounds:
    """Opens the next round of a decided case once its page says something else."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def consider(self, case_id: int) -> int | None:
        """Open the next round if the page changed since the decision and somebody complained since; return its id."""
        with self.open_uow(system("rounds"), "rounds.open") as uow:
            uow.cases.lock_resources(list(uow.joins.about([case_id]).values()))
            return next_round(uow, case_id, self.clock())


def complained_again(uow: UnitOfWork, complaint_id: int, case: StoredCase, now: datetime, *, is_new: bool) -> None:
    """Answer a complaint about a decided case with the standing decision, and have the page looked at again.

    The look comes at most once an hour, whoever complains how often. Where the latest look already found the page
    changed, or the complaint brings evidence that nobody brought before (`is_new`), the next round opens at once.
    """
    decided = uow.decisions.by_case(case.id)
    if decided is None:
        return
    notice_id = uow.register.notice_on_attach(complaint_id, decided[0], now)
    if notice_id is not None:
        uow.outbox.put("notice.send", now, notice_id=notice_id)
    if is_new and _open_next(uow, case, decided[2], now) is not None:
        return
    if uow.joins.ask_again(case.resource_id, now, now - RECHECK_EVERY):
        run = uow.checks.latest_run(case.id) + 1
        uow.checks.record(case.id, run, Finding("requested", 1, Result.DONE, "check.complained"), now)
        uow.checks.await_run(case.id, now)
        uow.outbox.put("case.check", now, case_id=case.id)
    else:
        next_round(uow, case.id, now)


def evidence_added(uow: UnitOfWork, complaint_id: int, case: StoredCase, now: datetime) -> int | None:
    """Bring a complaint of a decided case to the open round, since it brings evidence that nobody brought before.

    Where none is open yet, the next one opens, and those who complained since the decision go along. The reporter
    keeps the right to appeal against the decision. The caller holds the resource.
    """
    standing = uow.joins.standing(case.resource_id, case.category)
    if standing is None or not standing.own:
        return None
    if standing.state in OVER:
        latest = find_by_id(uow, standing.case_id)
        decided = uow.decisions.by_case(latest.id)
        if decided is None:
            return None
        if latest.id != case.id:
            uow.joins.move_of(complaint_id, case.id, latest.id)
        return _opened(uow, latest, standing.round + 1, decided[2], now, bringing=complaint_id)
    uow.joins.move_of(complaint_id, case.id, standing.case_id)
    _settle(uow, case.id, standing.case_id, now)
    return standing.case_id


def next_round(uow: UnitOfWork, case_id: int, now: datetime) -> int | None:
    """Open the round after a decided case and move the complaints filed since the decision to it.

    Does nothing unless the latest run of checks found the page changed or the restriction lapsed since, so that nothing
    answers for the page any more; nor while there is a later round already.
    The caller holds the resource (`lock_resources`).
    """
    case = find_by_id(uow, case_id)
    decided = uow.decisions.by_case(case_id)
    if case.state not in OVER or decided is None:
        return None
    if CHANGED not in uow.checks.codes(case_id) and not uow.versions.lapsed(case_id):
        return None
    return _open_next(uow, case, decided[2], now)


def _open_next(uow: UnitOfWork, case: StoredCase, decided_at: datetime, now: datetime) -> int | None:
    standing = uow.joins.standing(case.resource_id, case.category)
    if standing is None or standing.case_id != case.id or not uow.joins.attached_since(case.id, decided_at):
        return None
    return _opened(uow, case, standing.round + 1, decided_at, now)


def _opened(
    uow: UnitOfWork, case: StoredCase, number: int, decided_at: datetime, now: datetime, bringing: int | None = None
) -> int:
    """Open the round after a decided case; move there who complained since, and the complaint that is brought."""
    opened = uow.joins.open_round(NewRound(case.resource_id, case.category, case.id, number, case.id), now)
    uow.joins.move_since(case.id, opened, decided_at)
    if bringing is not None:
        uow.joins.move_of(bringing, case.id, opened)
    uow.outbox.put("case.check", now, case_id=opened)
    _settle(uow, case.id, opened, now)
    return opened


def _settle(uow: UnitOfWork, from_case: int, to_case: int, now: datetime) -> None:
    """Have what came to a case be seen, found and weighed there."""
    uow.uploads.show_moved(to_case, now)
    index_again(uow, from_case, to_case)
    rank(uow, to_case)
