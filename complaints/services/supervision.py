"""Counting the desk's work day by day, so that a page about it costs the same however much there was."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from complaints.domain.access import system
from complaints.domain.supervision import WAITS, band
from complaints.services.ports import Clock, OpenUnitOfWork
from complaints.services.supervision_ports import ClosedCase, OpenedCase

BATCH = 2_000
# A transaction that made an earlier row may still commit; rows are counted once none can come before them any more.
SETTLED = timedelta(minutes=2)
HOUR = timedelta(hours=1)

Key = tuple[date, str, str, str]


@dataclass(frozen=True)
class Supervision:
    """Counts what was opened and what left the desk. `day` gives the day of a moment where the service works."""

    open_uow: OpenUnitOfWork
    clock: Clock
    day: Callable[[datetime], date]

    def count(self) -> int:
        """Count what is new since the last time, up to a bound, each row once; return how many rows."""
        before = self.clock() - SETTLED
        with self.open_uow(system("supervision"), "supervision.count") as uow:
            uow.desk_counts.lock()
            opened = uow.desk_counts.opened(before, BATCH)
            decided = uow.desk_counts.decided(before, BATCH)
            merged = uow.desk_counts.merged(before, BATCH)
            counts: Counter[Key] = Counter(self._opened(opened))
            counts.update(key for case in (*decided, *merged) for key in self._closed(case))
            uow.desk_counts.add(counts)
            for what, rows in (("opened", opened), ("decided", decided), ("merged", merged)):
                if rows:
                    uow.desk_counts.counted_to(what, rows[-1].id)
        return len(opened) + len(decided) + len(merged)

    def _opened(self, opened: Sequence[OpenedCase]) -> Iterator[Key]:
        return ((self.day(case.opened_at), case.category, case.language, "opened") for case in opened)

    def _closed(self, case: ClosedCase) -> Iterator[Key]:
        closed, kind = self.day(case.closed_at), (case.category, case.language)
        yield self.day(case.opened_at), *kind, "left"
        if case.outcome is None:
            yield closed, *kind, "merged"
            return
        yield closed, *kind, "decided"
        yield closed, *kind, f"outcome.{case.outcome.value}"
        yield closed, *kind, f"wait.{band((case.closed_at - case.opened_at) / HOUR, WAITS)}"
