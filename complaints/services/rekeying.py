"""Computing the keys of stored resources anew after the rules changed: first told, then done; it joins nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from complaints.domain.access import Actor
from complaints.domain.identity import RULES_VERSION, resolve
from complaints.domain.joining import AliasKind
from complaints.domain.rekeying import Named, Stored, in_order, key_now, parted, resource_now
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork, UnitOfWork

BATCH = 200


@dataclass(frozen=True, slots=True)
class Change:
    """What a new key does to one resource: `renamed`, `join` (another holds the key) or `split` (links name another).

    `links` are the texts as pasted, of those that part.
    """

    kind: str
    resource_id: int
    key: str
    new_key: str
    other_id: int | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of some resources; `last` is the id of the latest, to go on after."""

    last: int
    done: int
    changes: tuple[Change, ...]


@dataclass
class Rekeying:
    """Brings stored keys to today's rules."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock
    version: int = RULES_VERSION
    _taken: dict[str, int] = field(default_factory=dict)

    def outdated(self) -> int:
        """Count the resources whose key earlier rules made."""
        with self.open_reader() as uow:
            return uow.rekeys.count(self.version)

    def remember(self, key: str, resource_id: int) -> None:
        """Tell a dry run that is taken up again which key an earlier part of it gave away."""
        self._taken[key] = resource_id

    def plan(self, after: int = 0) -> Iterator[Batch]:
        """Say what would change, batch by batch, and change nothing; goes on after a resource where told."""
        while True:
            with self.open_reader() as uow:
                found = uow.rekeys.outdated(self.version, after, BATCH)
                changes = [change for each in found for change in self._planned(uow, each)]
            if not found:
                return
            after = found[-1].id
            yield Batch(after, len(found), tuple(changes))

    def _planned(self, uow: UnitOfWork, stored: Stored) -> Iterator[Change]:
        new = key_now(stored)
        if new != stored.key:
            holder = uow.rekeys.holder(new)
            kept_by = holder.id if holder and key_now(holder) == new else None
            taken_by = self._taken.get(new, kept_by)
            if taken_by is None or taken_by == stored.id:
                self._taken[new] = stored.id
                yield Change("renamed", stored.id, stored.key, new)
            else:
                yield Change("join", stored.id, stored.key, new, taken_by)
        for other, links in _apart(uow, stored, new).items():
            yield _split(stored, other, links)

    def apply(self, actor: Actor) -> Iterator[Batch]:
        """Give every resource its new key, a batch a transaction; stopped at any place, it can be begun again.

        Where another resource holds the key already, both stay and an alias is proposed to the reviewers. Links that
        name something else now are noted under it and stay in their case until a reviewer takes them out.
        """
        after = 0
        while True:
            with self.open_uow(actor, "identity.rekey") as uow:
                found = uow.rekeys.outdated(self.version, after, BATCH)
                if not found:
                    return
                uow.cases.lock_resources([each.id for each in found])
                changes: list[Change] = []
                done: set[int] = set()
                for stored in found:
                    for each in in_order(stored, uow.rekeys.holder):
                        if each.id not in done:
                            done.add(each.id)
                            changes.extend(self._applied(uow, each))
            after = found[-1].id
            yield Batch(after, len(found), tuple(changes))

    def _applied(self, uow: UnitOfWork, stored: Stored) -> Iterator[Change]:
        resource = resource_now(stored)
        key = resource.key if resource else stored.key
        holder = uow.rekeys.holder(key)
        if resource is None:
            uow.rekeys.mark(stored.id, self.version)
        elif holder is None or holder.id == stored.id:
            uow.rekeys.rename(stored.id, resource, self.version)
            uow.queue.mark_resource(stored.id)
            if key != stored.key:
                yield Change("renamed", stored.id, stored.key, key)
        else:
            uow.rekeys.mark(stored.id, self.version)
            evidence = f"{stored.url} → {key}"
            uow.joins.propose(stored.id, holder.id, AliasKind.RULES, None, evidence, self.clock())
            yield Change("join", stored.id, stored.key, key, holder.id)
        for new, links in _apart(uow, stored, key).items():
            other_id = uow.cases.resource(resolve(links[0].pasted), self.version, self.clock())
            uow.rekeys.name_links([link.attachment_id for link in links], other_id)
            yield _split(stored, new, links)


def _apart(uow: UnitOfWork, stored: Stored, key: str) -> dict[str, list[Named]]:
    """Group the links that part from a resource by what they name today, all of them read in batches."""
    found: dict[str, list[Named]] = {}
    after = 0
    while links := uow.rekeys.links(stored.id, after, BATCH):
        after = links[-1].attachment_id
        for new, group in parted(key, links).items():
            found.setdefault(new, []).extend(group)
    return found


def _split(stored: Stored, new: str, links: list[Named]) -> Change:
    return Change("split", stored.id, stored.key, new, None, tuple(link.pasted for link in links))
