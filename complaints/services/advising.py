"""Looking a statement through before it is sent: as its readers will read it, with what is missing and what to mend."""

from collections.abc import Callable
from dataclasses import dataclass

from complaints.domain.access import Act, StaffMember
from complaints.domain.advice import Advice, Surroundings, advise
from complaints.domain.decisions import Circumstances, Statement, Written, compose
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.publication import published
from complaints.services.casework import find
from complaints.services.casework_ports import StoredCase
from complaints.services.ports import OpenUnitOfWork, UnitOfWork

COMPARED = 200  # latest decisions of the category, so that the cost stays the same however many there are


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """What came of it: the statement as everybody outside would read it, or what is missing; and the warnings."""

    statement: Statement | None
    refusals: tuple[Refusal, ...]
    advice: tuple[Advice, ...]


@dataclass(frozen=True)
class Advising:
    """The use case of looking through; nothing is stored, and no warning stops anybody."""

    open_uow: OpenUnitOfWork
    circumstances: Callable[[UnitOfWork, StoredCase], Circumstances]

    def look_through(self, case_number: str, who: StaffMember, written: Written, scope: str) -> LookedThrough:
        """Compose what was written as deciding would, and advise; `scope` is how much the case's own link names.

        Raises Refusal `case.unknown`, `access.denied`.
        """
        who.require(Act.WORK_CASES)
        with self.open_uow(who.actor, "decisions.preview") as uow:
            case = find(uow, case_number)
            known = self.circumstances(uow, case)
            precedents = uow.decisions.latest_reasons(case.category, case.id, COMPARED)
        advice = advise(written, Surroundings(scope, bool(known.texts), precedents))
        try:
            return LookedThrough(published(compose(written, known)), (), advice)
        except Refusals as refused:
            return LookedThrough(None, tuple(refused.refusals), advice)
