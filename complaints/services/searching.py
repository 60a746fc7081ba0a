"""Keeping the words of cases: made anew for all of them where the rules of searching changed."""

from dataclasses import dataclass

from complaints.domain.access import system
from complaints.services.ports import Clock, OpenUnitOfWork

BATCH = 50


@dataclass(frozen=True)
class Searching:
    """The use cases of the words by which cases are found."""

    open_uow: OpenUnitOfWork
    clock: Clock

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
