"""Counting how often reporters were right, after every decision, at a cost that does not grow with what came before."""

from dataclasses import dataclass
from datetime import datetime

from complaints.domain.access import system
from complaints.domain.standing import Record, Worth, worth
from complaints.services.casework import rank
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork

BATCH = 500
RANKED_AT_ONCE = 20


@dataclass(frozen=True)
class Standing:
    """The use cases of standing."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def count(self, case_id: int) -> int:
        """Count what stands about a case in the records of some who reported it; leave word for the rest.

        Returns how many complaints were gone through. Idempotent: a record counts a case once, by what stands now, so
        that a reversal takes back what was counted before.
        """
        now = self.clock()
        with self.open_uow(system("standing"), "standing.count") as uow:
            after = uow.standings.asked(case_id)
            verdict = uow.standings.verdict(case_id)
            if after is None or verdict is None:
                return 0
            found = worth(verdict.outcome, manifestly_unfounded=verdict.manifestly_unfounded)
            found = None if verdict.undone else found
            joined = uow.standings.joined(case_id, verdict, after, BATCH)
            self._mark(uow, case_id, sorted({each.reporter_id for each in joined if each.counts}), found)
            goes_on: int | None = joined[-1].place if joined else after
            if len(joined) < BATCH:
                # What an earlier decision counted and this one does not.
                others = uow.standings.leftover(case_id, found, BATCH)
                self._mark(uow, case_id, others, None)
                goes_on = goes_on if len(others) == BATCH else None
            uow.standings.came_to(case_id, goes_on)
            if goes_on is not None:
                uow.outbox.put("standing.count", now, case_id=case_id)
        return len(joined)

    def _mark(self, uow: UnitOfWork, case_id: int, reporter_ids: list[int], found: Worth | None) -> None:
        before = uow.standings.records(reporter_ids)
        changed = uow.standings.mark(case_id, reporter_ids, found)
        present = uow.standings.records(changed)
        for reporter_id in changed:
            if before.get(reporter_id, Record()).points != present.get(reporter_id, Record()).points:
                uow.outbox.put("standing.spread", self.clock(), reporter_id=reporter_id, after=0)

    def spread(self, reporter_id: int, after: int) -> int:
        """Weigh anew the open cases of a reporter whose standing changed, batch by batch; return how many."""
        with self.open_uow(system("standing"), "standing.spread") as uow:
            case_ids, goes_on = uow.standings.cases_of(reporter_id, after, RANKED_AT_ONCE)
            for case_id in case_ids:
                rank(uow, case_id)
            if goes_on is not None:
                uow.outbox.put("standing.spread", self.clock(), reporter_id=reporter_id, after=goes_on)
        return len(case_ids)


def count_later(uow: UnitOfWork, case_id: int, now: datetime) -> None:
    """Have a case counted in the records of its reporters, after a decision or after what became of it."""
    uow.standings.ask(case_id, now)
    uow.outbox.put("standing.count", now, case_id=case_id)
