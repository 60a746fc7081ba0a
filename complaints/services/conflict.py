"""Whether somebody has a conflict of interest in a case: asked wherever a case is given, worked on or decided."""

from complaints.domain.errors import Refusal
from complaints.domain.recusal import Concern
from complaints.services.casework_ports import StoredCase
from complaints.services.ports import UnitOfWork


def concern_of(uow: UnitOfWork, case: StoredCase) -> Concern:
    """Say what a case is about, as far as conflicts of interest go."""
    return Concern(case.resource_id, case.site, uow.recusals.account(case.resource_id))


def keeps_away(uow: UnitOfWork, case: StoredCase, staff_id: int) -> bool:
    """Say whether somebody recused themselves from what a case is about."""
    return uow.recusals.of(staff_id).covers(concern_of(uow, case))


def require_no_conflict(uow: UnitOfWork, case: StoredCase, staff_id: int) -> None:
    """Refuse the work of somebody who recused themselves; raises Refusal `case.recused`."""
    if keeps_away(uow, case, staff_id):
        raise Refusal("case.recused")
