"""Keeping the words of cases: made anew for all of them where the rules of searching changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from complaints.domain.access import Act, StaffMember, system
from complaints.services.ports import Clock, OpenUnitOfWork

BATCH = 50


@dataclass(frozen=True)
class Searching:
    """The use cases of the words by which cases are found."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def read(self, who: StaffMember, case_ids: Sequence[int]) -> None:
        """Put into the log that somebody read words of the complaints of some cases."""
        who.require(Act.READ_CASES)
        if case_ids:
            with self.open_uow(who.actor, "search.read") as uow:
                uow.staff.record_reads("words of complaints, searched", case_ids, who.id, self.clock())

    def index(self, after: int) -> int:
        """Make the words of some cases anew and ask for the next ones to be; return how many it did.

        Begun with 0 it comes to every case; doing it twice changes nothing.
        """
        with self.open_uow(system("search"), "search.index") as uow:
            some = uow.search.cases_after(after, BATCH)
            for case_id in some:
                uow.search.index(case_id)
            if len(some) == BATCH:
                uow.outbox.put("search.index", self.clock(), after=some[-1])
            return len(some)
