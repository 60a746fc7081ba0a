"""Giving a case another category: its complaints move to the same resource's case there, and its number leads on."""

from dataclasses import dataclass

from complaints.domain.access import Act, StaffMember
from complaints.domain.casework import OPEN_STATES, CaseState, move
from complaints.domain.categories import Category
from complaints.domain.errors import Refusal
from complaints.domain.joining import Deed, reason_given
from complaints.domain.numbers import CASE, number
from complaints.services.casework import rank
from complaints.services.joining import find_by_id, held_case, index_again, wait_along
from complaints.services.joining_ports import NewRound
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork


@dataclass(frozen=True)
class Recategorising:
    """What a reviewer does where people chose the wrong category; their complaints stay as they were filed."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def recategorise(self, case_number: str, who: StaffMember, version: int, category: str, reason: str) -> str:
        """Move a case one holds to another category; return the number under which it goes on.

        Where the resource has an open case there, the complaints join it, else its next round opens and is checked.
        Complaints that come later under the old category follow. Raises Refusal `recategorise.unknown`,
        `recategorise.same`, `recategorise.decided` (the resource was decided under that category: complaints about it
        get the standing reasons), and as `merge` for reason, claim and version.
        """
        who.require(Act.WORK_CASES)
        words = reason_given(reason)
        now = self.clock()
        with self.open_uow(who.actor, "joining.recategorise") as uow:
            case = held_case(uow, case_number, who, version, now)
            wanted = _category(uow, category)
            if wanted.code == case.category:
                raise Refusal("recategorise.same", "category")
            standing = uow.joins.standing(case.resource_id, wanted.code)
            if standing is not None and standing.state in OPEN_STATES:
                target_id = standing.case_id
            elif standing is not None and standing.state is not CaseState.MERGED:
                raise Refusal("recategorise.decided", "category")
            else:
                rounds, previous = (standing.round, standing.case_id) if standing else (0, None)
                target_id = uow.joins.open_round(
                    NewRound(case.resource_id, wanted.code, case.id, rounds + 1, previous), now
                )
                uow.outbox.put("case.check", now, case_id=target_id)
            wait_along(uow, target_id, case.waits_since, now)
            moved = uow.joins.move_all(case.id, target_id)
            uow.joins.lead_on(case.id, target_id)
            if not uow.cases.set_state(case.id, case.state, move(case.state, CaseState.MERGED), merged_into=target_id):
                raise Refusal("case.changed", version=case.version)
            if not wanted.capture:
                uow.cases.forbid_capture(case.resource_id)
            uow.joins.record(Deed.RECATEGORISE, case.id, target_id, case.resource_id, moved, who.id, words, now)
            index_again(uow, case.id, target_id)
            rank(uow, target_id)
            return number(CASE, find_by_id(uow, target_id).opened_at, target_id)


def _category(uow: UnitOfWork, code: str) -> Category:
    found = next((each for each in uow.catalogue.categories() if each.code == code), None)
    if found is None:
        raise Refusal("recategorise.unknown", "category")
    return found
