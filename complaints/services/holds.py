"""Placing and lifting legal holds, each by two people."""

from dataclasses import dataclass
from typing import Any

from complaints.domain.access import Act, StaffMember
from complaints.domain.errors import Refusal
from complaints.domain.holds import APPROVED, REJECTED, HoldState, move_hold, reason_given, require_second
from complaints.services.casework import find
from complaints.services.hold_ports import StoredHold
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True)
class Holding:
    """The use cases of legal holds.

    A stop and purge goes before a hold: what must never be kept is not kept for a court either.
    """

    open_uow: OpenUnitOfWork
    clock: Clock

    def propose(self, case_number: str, who: StaffMember, reason: str) -> None:
        """Propose that nothing of a case expires; holds once a second person approves.

        Raises Refusal `hold.reason`, `hold.too_long`, `hold.known`, `case.unknown`, `access.denied`.
        """
        who.require(Act.WORK_CASES)
        words = reason_given(reason)
        with self.open_uow(who.actor, "hold.propose") as uow:
            if not uow.holds.propose(find(uow, case_number).id, who.id, words, self.clock()):
                raise Refusal("hold.known")

    def propose_lifting(self, case_number: str, who: StaffMember, reason: str) -> None:
        """Propose to lift the hold that stands; it holds until a second person approves.

        Raises Refusal as `propose`, and `hold.none`, `hold.moved`.
        """
        who.require(Act.WORK_CASES)
        words = reason_given(reason)
        with self.open_uow(who.actor, "hold.propose_lifting") as uow:
            hold = _open(uow, case_number)
            _change(uow, hold, HoldState.LIFTING, end_reason=words, end_proposed_by=who.id)

    def approve(self, case_number: str, who: StaffMember) -> None:
        """Approve what was proposed: the hold, or its lifting.

        Raises Refusal `hold.own` for whoever proposed it, `hold.none`, `hold.moved`, `access.denied`.
        """
        with self.open_uow(who.actor, "hold.approve") as uow:
            hold = _open(uow, case_number)
            require_second(who, hold.proposed_by)
            to = APPROVED.get(hold.state, hold.state)
            ends = {"ended_by": who.id, "ended_at": self.clock()}
            _change(uow, hold, to, **({"approved_by": who.id} if to is HoldState.STANDING else ends))

    def refuse(self, case_number: str, who: StaffMember) -> None:
        """Refuse what was proposed: no hold begins, or the one that stands goes on. Raises Refusal as `approve`."""
        with self.open_uow(who.actor, "hold.refuse") as uow:
            hold = _open(uow, case_number)
            require_second(who, hold.proposed_by)
            to = REJECTED.get(hold.state, hold.state)
            going_on = {"end_reason": None, "end_proposed_by": None}
            _change(uow, hold, to, **(going_on if to is HoldState.STANDING else {"ended_at": self.clock()}))


def _open(uow: UnitOfWork, case_number: str) -> StoredHold:
    hold = uow.holds.open(find(uow, case_number).id)
    if hold is None:
        raise Refusal("hold.none")
    return hold


def _change(uow: UnitOfWork, hold: StoredHold, to: HoldState, **values: Any) -> None:
    if not uow.holds.change(hold.id, hold.state, move_hold(hold.state, to), **values):
        raise Refusal("hold.moved")
