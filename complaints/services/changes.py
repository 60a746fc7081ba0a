"""Changing what the rules stand on: proposed by one person, approved by another, made public, done a day later."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from complaints.domain.access import Actor, StaffMember, system
from complaints.domain.changes import (
    ChangeKind,
    ChangeState,
    change_reason,
    move_change,
    require_own,
    require_second,
    takes_effect,
)
from complaints.domain.errors import Refusal
from complaints.domain.grounds import from_fields, standing
from complaints.services.changes_ports import NewChange, StoredChange
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork

BATCH = 100


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change that was put: its id, and whether it is in effect at once because nobody else is asked here."""

    id: int
    in_effect: bool


@dataclass(frozen=True)
class Changing:
    """The use cases of changes; `alone` where one person runs the service on one machine, and nobody else is asked."""

    open_uow: OpenUnitOfWork
    clock: Clock
    alone: bool

    def propose(
        self,
        uow: UnitOfWork,
        kind: ChangeKind,
        about: str,
        payload: Mapping[str, Any],
        reason: str,
        who: StaffMember | None,
    ) -> Proposed:
        """Put a change inside the transaction of whoever worded it; None proposes as the operator of the machine.

        Raises Refusal `change.open` where another change of the same thing is open, `change.reason.missing`.
        """
        now = self.clock()
        words = change_reason(reason)
        new = NewChange(kind, about, payload, words, who.id if who else None, self.alone)
        change_id = uow.changes.add(new, now)
        if change_id is None:
            raise Refusal("change.open")
        if self.alone:
            change = StoredChange(change_id, kind, payload, ChangeState.PROPOSED, new.proposed_by)
            self._make(uow, change, now, effective_at=now)
        return Proposed(change_id, self.alone)

    def approve(self, change_id: int, who: StaffMember) -> datetime:
        """Approve a change as the second person; return when it takes effect.

        Raises Refusal `change.unknown`, `change.own`, `change.closed`, `access.denied`.
        """
        now = self.clock()
        with self.open_uow(who.actor, "changes.approve") as uow:
            change = _find(uow, change_id)
            require_second(who, change.standing)
            effective_at = takes_effect(now)
            columns = {"answered_by": who.id, "answered_at": now, "effective_at": effective_at}
            _move(uow, change, ChangeState.APPROVED, **columns)
        return effective_at

    def refuse(self, change_id: int, who: StaffMember, reason: str) -> None:
        """Refuse a change, also one that waits for its hour; raises as `approve`, and where no reason is given."""
        now = self.clock()
        with self.open_uow(who.actor, "changes.refuse") as uow:
            change = _find(uow, change_id)
            require_second(who, change.standing)
            words = change_reason(reason)
            _move(uow, change, ChangeState.REFUSED, answered_by=who.id, answered_at=now, answer=words)

    def withdraw(self, change_id: int, who: StaffMember) -> None:
        """Take an own change back before it takes effect; raises Refusal `change.not_own`, `change.closed`."""
        with self.open_uow(who.actor, "changes.withdraw") as uow:
            change = _find(uow, change_id)
            require_own(who, change.standing)
            _move(uow, change, ChangeState.WITHDRAWN)

    def apply_due(self) -> int:
        """Make every approved change whose hour has come, each in a transaction of its own; return how many."""
        now = self.clock()
        with self.open_uow(ACTOR, "changes.apply") as uow:
            due = uow.changes.due(now, BATCH)
        for change_id in due:
            with self.open_uow(ACTOR, "changes.apply") as uow:
                change = uow.changes.get(change_id)
                if change is not None and change.state is ChangeState.APPROVED:
                    self._make(uow, change, now)
        return len(due)

    def _make(self, uow: UnitOfWork, change: StoredChange, now: datetime, **columns: Any) -> None:
        # The move comes first: of two workers at once the second finds it moved, and does nothing.
        if uow.changes.set_state(change.id, change.state, move_change(change.state, ChangeState.IN_EFFECT), **columns):
            MAKE[change.kind](uow, change, now)


ACTOR: Actor = system("changes")


def _find(uow: UnitOfWork, change_id: int) -> StoredChange:
    change = uow.changes.get(change_id)
    if change is None:
        raise Refusal("change.unknown")
    return change


def _move(uow: UnitOfWork, change: StoredChange, to: ChangeState, **columns: Any) -> None:
    if not uow.changes.set_state(change.id, change.state, move_change(change.state, to), **columns):
        raise Refusal("change.closed")


def _state_ground(uow: UnitOfWork, change: StoredChange, _now: datetime) -> None:
    uow.catalogue.add_ground_version(from_fields(change.payload), change.id)


def _end_ground(uow: UnitOfWork, change: StoredChange, _now: datetime) -> None:
    """End a ground by one more version: what it says on its last day, and that it ends then."""
    ends = date.fromisoformat(change.payload["valid_to"])
    ground = standing(uow.catalogue.ground_versions(), ends)[change.payload["code"]]
    uow.catalogue.add_ground_version(replace(ground, valid_to=ends), change.id)


def _protect(uow: UnitOfWork, change: StoredChange, now: datetime) -> None:
    for site, kind in change.payload["sites"]:
        uow.catalogue.protect(site, kind, now)
    uow.outbox.put("source.mark", now, change_id=change.id)


def _unprotect(uow: UnitOfWork, change: StoredChange, now: datetime) -> None:
    uow.catalogue.unprotect(change.payload["site"])
    uow.outbox.put("source.mark", now, change_id=change.id)


# What each kind of change does once it takes effect; a new kind is one line here and one in ChangeKind.
MAKE: dict[ChangeKind, Callable[[UnitOfWork, StoredChange, datetime], None]] = {
    ChangeKind.GROUND_ADD: _state_ground,
    ChangeKind.GROUND_VERSION: _state_ground,
    ChangeKind.GROUND_END: _end_ground,
    ChangeKind.SOURCES_ADD: _protect,
    ChangeKind.SOURCE_REMOVE: _unprotect,
}
