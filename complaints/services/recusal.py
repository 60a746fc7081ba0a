"""Recusing oneself from a case, an account or a site, for a reason; the case goes back to the queue."""

from dataclasses import dataclass

from complaints.domain.access import Act, StaffMember
from complaints.domain.casework import CaseState, move
from complaints.domain.errors import Refusal
from complaints.domain.recusal import Recused, reach_of, reason_given, require_may_end
from complaints.services.casework import find
from complaints.services.casework_ports import StoredCase
from complaints.services.conflict import concern_of, keeps_away
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True)
class Recusing:
    """The use cases of conflicts of interest."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock

    def recuse(self, case_number: str, who: StaffMember, reach: str, reason: str) -> None:
        """Keep away from what a case is about, from now on: it is never handed to them, and they cannot work on it.

        Whatever of it they hold goes back to the queue. Raises Refusal `recusal.reach`, `recusal.reason`,
        `recusal.known` where the same stands already, `case.unknown`, `access.denied`.
        """
        who.require(Act.WORK_CASES)
        words, now = reason_given(reason), self.clock()
        with self.open_uow(who.actor, "recusal.declare") as uow:
            case = find(uow, case_number)
            concern = concern_of(uow, case)
            how_far = reach_of(reach, concern)
            if not uow.recusals.add(who.id, case.id, how_far, case.resource_id, words, now):
                raise Refusal("recusal.known")
            recused = uow.recusals.of(who.id)
            _go_back(uow, recused, who.id)
            second = uow.second_reviews.held_by(who.id, now)
            if second is not None and recused.covers(concern_of(uow, find(uow, second.case_number))):
                uow.second_reviews.give_back(second.id)

    def covers(self, case_id: int, staff_id: int) -> bool:
        """Say whether somebody keeps away from what a case is about."""
        with self.open_reader() as uow:
            case = uow.cases.get(case_id)
            return case is not None and keeps_away(uow, case, staff_id)

    def end(self, recusal_id: int, who: StaffMember, reason: str) -> None:
        """End a recusal: a slip of the hand at once by oneself, later by a senior reviewer, for a reason.

        Raises Refusal `recusal.unknown`, `recusal.reason`, and as `require_may_end`.
        """
        who.require(Act.WORK_CASES)
        words, now = reason_given(reason, "end_reason"), self.clock()
        with self.open_uow(who.actor, "recusal.end") as uow:
            recusal = uow.recusals.standing(recusal_id)
            if recusal is None:
                raise Refusal("recusal.unknown")
            require_may_end(
                who.id, recused_id=recusal.staff_id, made_at=recusal.made_at, now=now, senior=who.may(Act.ASSIGN)
            )
            uow.recusals.end(recusal.id, who.id, words, now)


def _go_back(uow: UnitOfWork, recused: Recused, staff_id: int) -> None:
    """Put back into the queue whatever somebody holds, or has kept for them, of what they keep away from."""
    kept = set(uow.recusals.kept_for(staff_id))
    for case_id in sorted({*uow.recusals.held_by(staff_id), *kept}):
        case = uow.cases.get(case_id)
        if case is None or not recused.covers(concern_of(uow, case)):
            continue
        if case_id in kept:
            uow.handing.end_keeping(case_id)
        if _holds(case, staff_id):
            uow.cases.set_state(case.id, case.state, move(case.state, CaseState.WAITING))


def _holds(case: StoredCase, staff_id: int) -> bool:
    return case.state is CaseState.IN_REVIEW and case.lease is not None and case.lease.holder == staff_id
