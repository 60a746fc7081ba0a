"""Keeping the list of protected sources (PRODUCT.md, rule 4): importing it from a table of site and kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from complaints.domain.access import Actor, system
from complaints.domain.errors import Refusal
from complaints.domain.sources import protected
from complaints.services.ports import Clock, OpenUnitOfWork

BATCH = 500


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the table, as it was read."""

    number: int
    site: str
    kind: str


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """What became of a line: new on the list, there already, or set aside for a reason."""

    line: SourceLine
    stored: bool
    fault: Refusal | None = None


@dataclass(frozen=True)
class Sources:
    """The use cases around protected sources."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def run(self, lines: Iterable[SourceLine], who: Actor) -> Iterator[SourceOutcome]:
        """Import lines in batches of one transaction each; bad lines are set aside, all else is stored, twice is once.

        A site that is on the list keeps its kind: taking one off or changing it is an administrator's act of its own.
        """
        rest = iter(lines)
        while batch := list(islice(rest, BATCH)):
            with self.open_uow(who, "sources.import") as uow:
                outcomes = []
                for line in batch:
                    try:
                        site, kind = protected(line.site, line.kind)
                    except Refusal as fault:
                        outcomes.append(SourceOutcome(line, stored=False, fault=fault))
                        continue
                    now = self.clock()
                    source_id = uow.catalogue.protect(site, kind, now)
                    if source_id is not None:
                        uow.outbox.put("source.mark", now, source_id=source_id)
                    outcomes.append(SourceOutcome(line, stored=source_id is not None))
            yield from outcomes

    def mark(self, source_id: int) -> int:
        """Mark the cases in the queue that are about a protected source, a batch a transaction; return how many."""
        marked = 0
        while True:
            with self.open_uow(system("sources"), "sources.mark") as uow:
                source = uow.catalogue.protected_source(source_id)
                some = uow.queue.mark_site(*source, BATCH) if source else 0
            marked += some
            if some < BATCH:
                return marked


def read_sources(rows: Iterable[dict[str, str | None]]) -> Iterator[SourceLine]:
    """Read the rows of a table with the columns `site` (or `url`, `domain`) and `kind` (or `category_code`)."""
    for number, row in enumerate(rows, start=2):
        given = {
            str(name).strip().casefold(): value or "" for name, value in row.items() if isinstance(value, str | None)
        }
        site = given.get("site") or given.get("url") or given.get("domain") or ""
        kind = given.get("kind") or given.get("category_code") or ""
        if site or kind:
            yield SourceLine(number, site, kind)
