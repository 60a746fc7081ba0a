"""Approving a restriction of a protected source, and the auditors' look at every one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from complaints.domain.access import Act, Role, StaffMember
from complaints.domain.approvals import ON_DUTY, Disposition, Pair, require_new_pair, seniors_suffice
from complaints.domain.errors import Refusal
from complaints.domain.identity import Scope
from complaints.domain.numbers import DECISION, row_of
from complaints.domain.wording import clean
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork

MAX_REMARK = 2_000


@dataclass(frozen=True, slots=True)
class Backing:
    """What waits for seniors: who proposed it, how far it reaches, who stands behind it already.

    `add` keeps one more senior's answer, given by id, words and time; it says whether that is new.
    """

    proposer_id: int
    scope: Scope | None
    seniors: Sequence[int]
    add: Callable[[int, str, datetime], bool]


def stand_behind(uow: UnitOfWork, proposal: Backing, who: StaffMember, words: str, now: datetime) -> bool:
    """Let a senior stand behind a restriction of a protected source; say whether it can be decided now.

    A whole site takes two seniors: where one is missing, this one's answer is kept and the proposal stays open. Raises
    Refusal `approval.proportionality`, `approval.same_pair`, `approval.given`.
    """
    if not words:
        raise Refusal("approval.proportionality", "proportionality")
    # One approval of a person at a time, so that two at once cannot both follow the same last one.
    uow.approvals.lock(who.id)
    on_duty = uow.approvals.on_duty(Role.SENIOR, now - ON_DUTY)
    require_new_pair(Pair(proposal.proposer_id, who.id), uow.approvals.last_pair(), on_duty)
    proposer = uow.staff.by_id(proposal.proposer_id)
    seniors = {who.id, *proposal.seniors}
    if proposer is not None and proposer.role is Role.SENIOR:
        seniors.add(proposer.id)
    if proposal.scope is None or seniors_suffice(proposal.scope, seniors):
        return True
    if not proposal.add(who.id, words, now):
        raise Refusal("approval.given")
    return False


@dataclass(frozen=True)
class Sampling:
    """The use case of the auditors' sample: every restriction of a protected source is looked at."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def look(self, decision_number: str, who: StaffMember, disposition: str, remark: str) -> None:
        """Say what an auditor made of a decision.

        Raises Refusal `sample.unknown`, `sample.disposition`, `sample.remark`, `access.denied`.
        """
        who.require(Act.READ_LOG)
        words = clean(remark[: MAX_REMARK * 4])[:MAX_REMARK]
        if disposition not in {Disposition.SOUND, Disposition.DOUBTFUL}:
            raise Refusal("sample.disposition", "disposition")
        if not words:
            raise Refusal("sample.remark", "remark")
        row_id = row_of(DECISION, decision_number)
        with self.open_uow(who.actor, "sample.look") as uow:
            if row_id is None or not uow.approvals.dispose(row_id, disposition, who.id, words, self.clock()):
                raise Refusal("sample.unknown")
