"""Keeping the list of protected sources (PRODUCT.md, rule 4): putting sites on it, taking one off."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from complaints.domain.access import Act, Actor, StaffMember, system
from complaints.domain.changes import ChangeKind
from complaints.domain.errors import Refusal
from complaints.domain.sources import protected
from complaints.services.changes import Changing, Proposed
from complaints.services.ports import OpenUnitOfWork, UnitOfWork

BATCH = 500
FROM_FILE = "Imported from a file on the command line."


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
    changing: Changing

    def run(self, lines: Iterable[SourceLine], who: Actor) -> Iterator[SourceOutcome]:
        """Put the sites of a file on the list; bad lines are set aside, twice is once.

        Each batch of lines is one change in one transaction: at once where nobody else is asked, else as soon as a
        second person approved it and the wait is over. A site that is on the list keeps its kind.
        """
        rest = iter(lines)
        while batch := list(islice(rest, BATCH)):
            outcomes = []
            new: dict[str, str] = {}
            with self.open_uow(who, "sources.import") as uow:
                for line in batch:
                    try:
                        site, kind = protected(line.site, line.kind)
                    except Refusal as fault:
                        outcomes.append(SourceOutcome(line, stored=False, fault=fault))
                        continue
                    known = site in new or uow.catalogue.protected_kind(site) is not None
                    outcomes.append(SourceOutcome(line, stored=not known))
                    if not known:
                        new[site] = kind
                if new:
                    self._propose(uow, new, FROM_FILE, None)
            yield from outcomes

    def add(self, who: StaffMember, site: str, kind: str, reason: str) -> Proposed:
        """Propose a site for the list.

        Raises Refusal as `protected` does, `source.known`, `change.open`, `change.reason.missing`, `access.denied`.
        """
        who.require(Act.KEEP_CATALOGUE)
        named, code = protected(site, kind)
        with self.open_uow(who.actor, "changes.propose") as uow:
            if uow.catalogue.protected_kind(named):
                raise Refusal("source.known", "site", site=named)
            return self._propose(uow, {named: code}, reason, who)

    def remove(self, who: StaffMember, site: str, reason: str) -> Proposed:
        """Propose to take a site off the list; raises Refusal `source.not_known`, and as `add`."""
        who.require(Act.KEEP_CATALOGUE)
        with self.open_uow(who.actor, "changes.propose") as uow:
            if not uow.catalogue.protected_kind(site):
                raise Refusal("source.not_known", "site", site=site[:80])
            return self.changing.propose(uow, ChangeKind.SOURCE_REMOVE, _about([site]), {"site": site}, reason, who)

    def mark(self, change_id: int) -> int:
        """Mark the cases in the queue that a change of the list concerns, a batch a transaction; return how many."""
        with self.open_uow(system("sources"), "sources.mark") as uow:
            change = uow.changes.get(change_id)
        return sum(self._mark(site) for site in change.sites) if change else 0

    def _mark(self, site: str) -> int:
        marked = 0
        while True:
            with self.open_uow(system("sources"), "sources.mark") as uow:
                some = uow.queue.mark_site(site, uow.catalogue.protected_kind(site), BATCH)
            marked += some
            if some < BATCH:
                return marked

    def _propose(self, uow: UnitOfWork, sites: dict[str, str], reason: str, who: StaffMember | None) -> Proposed:
        payload = {"sites": sorted(sites.items())}
        return self.changing.propose(uow, ChangeKind.SOURCES_ADD, _about(sorted(sites)), payload, reason, who)


def _about(sites: list[str]) -> str:
    """Name what a change is about: one site, or a list of them by its fingerprint, so that a file is not open twice."""
    if len(sites) == 1:
        return f"source:{sites[0]}"
    return f"sources:{sha256(chr(10).join(sites).encode()).hexdigest()}"


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
