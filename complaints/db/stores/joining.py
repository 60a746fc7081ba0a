"""Stores aliases, and moves complaints between cases so that a case's count and its attachments stay equal."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from complaints.db.joining_tables import aliases, joinings, resource_rechecks, wordings
from complaints.db.schema import attachments, cases, checks
from complaints.db.stores.deadlines import opening
from complaints.db.stores.queue import marks_of
from complaints.db.writing import insert_once
from complaints.domain.casework import CaseState
from complaints.domain.checks.likeness import bands, signed
from complaints.domain.joining import AliasKind, AliasState, Deed, Standing
from complaints.domain.priority import MOST_URGENT
from complaints.services.joining_ports import NewRound, StoredAlias

# Of the aliases that lead to a resource, and of the resources a case is about; a reviewer made each of them.
MANY = 200


class JoinStore:
    """Aliases, and where complaints belong."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def propose(
        self, resource_id: int, target_id: int, kind: AliasKind, check_id: int | None, evidence: str, at: datetime
    ) -> bool:
        """Store a proposal once per pair, whatever became of it before; say whether it is new."""
        row = {
            "resource_id": resource_id,
            "target_id": target_id,
            "kind": kind.value,
            "check_id": check_id,
            "evidence": evidence,
            "state": AliasState.PROPOSED.value,
            "made_at": at,
        }
        return insert_once(self._connection, aliases, row)

    def check_id(self, case_id: int, step: str, run: int) -> int | None:
        """Find the finding of a step in a run."""
        c = checks.c
        found = select(c.id).where(c.case_id == case_id, c.step == step, c.run == run)
        return self._connection.execute(found).scalar()

    def alias(self, alias_id: int) -> StoredAlias | None:
        """Load an alias."""
        return self._alias(aliases.c.id == alias_id)

    def between(self, resource_id: int, target_id: int) -> StoredAlias | None:
        """Load the alias of a pair."""
        return self._alias(aliases.c.resource_id == resource_id, aliases.c.target_id == target_id)

    def _alias(self, *conditions: ColumnElement[bool]) -> StoredAlias | None:
        row = self._connection.execute(select(aliases).where(*conditions)).mappings().first()
        if row is None:
            return None
        kind, state = AliasKind(row["kind"]), AliasState(row["state"])
        return StoredAlias(row["id"], row["resource_id"], row["target_id"], kind, state)

    def accept(
        self, resource_id: int, target_id: int, kind: AliasKind, staff_id: int, reason: str, at: datetime
    ) -> None:
        """Lead a resource on to another: by the proposal there is, or by a new alias.

        The database refuses a second accepted alias of one resource.
        """
        self.propose(resource_id, target_id, kind, None, "", at)
        found = self.between(resource_id, target_id)
        assert found is not None  # noqa: S101 - it was stored by the line above or before
        self.answer(found.id, AliasState.ACCEPTED, staff_id, reason, at)

    def answer(self, alias_id: int, state: AliasState, staff_id: int, reason: str, at: datetime) -> None:
        """Store what a reviewer made of an alias."""
        answered = {"state": state.value, "answered_by": staff_id, "reason": reason, "answered_at": at}
        self._connection.execute(update(aliases).where(aliases.c.id == alias_id).values(**answered))

    def end(self, resource_id: int, staff_id: int, reason: str, at: datetime) -> bool:
        """End the accepted alias of a resource; say whether there was one."""
        a = aliases.c
        ended = {"state": AliasState.ENDED.value, "answered_by": staff_id, "reason": reason, "answered_at": at}
        changed = self._connection.execute(
            update(aliases).where(a.resource_id == resource_id, a.state == AliasState.ACCEPTED.value).values(**ended)
        )
        return changed.rowcount > 0

    def next_of(self, resource_id: int) -> int | None:
        """Give the resource that an accepted alias leads to."""
        a = aliases.c
        found = select(a.target_id).where(a.resource_id == resource_id, a.state == AliasState.ACCEPTED.value)
        return self._connection.execute(found).scalar()

    def leading_to(self, resource_ids: Sequence[int]) -> list[int]:
        """List the resources whose accepted alias leads to one of these."""
        a = aliases.c
        found = select(a.resource_id).where(a.target_id.in_(resource_ids), a.state == AliasState.ACCEPTED.value)
        return list(self._connection.execute(found.order_by(a.id).limit(MANY)).scalars())

    def standing(self, resource_id: int, category: str) -> Standing | None:
        """Load the latest round of a resource under a category."""
        c = cases.c
        found = select(c.id, c.round, c.state).where(c.resource_id == resource_id, c.category == category)
        row = self._connection.execute(found.order_by(c.round.desc()).limit(1)).first()
        return Standing(row.id, row.round, CaseState(row.state)) if row else None

    def open_round(self, new: NewRound, at: datetime) -> int:
        """Open a round; the database refuses a second open one of the same resource and category."""
        row = {
            "resource_id": new.resource_id,
            "category": new.category,
            "round": new.round,
            "previous_id": new.previous_id,
            "state": CaseState.RECEIVED.value,
            "language": select(cases.c.language).where(cases.c.id == new.like_case).scalar_subquery(),
            "complaints": 0,
            "priority": 0,
            "rank": MOST_URGENT,
            "priority_parts": "",
            "version": 1,
            "opened_at": at,
            **marks_of(self._connection, new.resource_id),
            **opening(self._connection, new.category, at, at),
        }
        return int(self._connection.execute(insert(cases).values(**row).returning(cases.c.id)).scalar_one())

    def about(self, case_ids: Sequence[int]) -> dict[int, int]:
        """Say which resource each of some cases is about, without holding their rows."""
        found = select(cases.c.id, cases.c.resource_id).where(cases.c.id.in_(case_ids))
        return {row.id: row.resource_id for row in self._connection.execute(found)}

    def named_in(self, case_id: int) -> list[int]:
        """List the resources that the complaints of a case name."""
        a = attachments.c
        found = select(a.resource_id).where(a.case_id == case_id).distinct().order_by(a.resource_id)
        return list(self._connection.execute(found.limit(MANY)).scalars())

    def move_all(self, from_case: int, to_case: int) -> int:
        """Move every complaint of a case to another; return how many attachments moved."""
        return self._move(from_case, to_case)

    def move_about(self, from_case: int, to_case: int, resource_ids: Sequence[int]) -> int:
        """Move the complaints that name one of some resources; return how many attachments moved."""
        return self._move(from_case, to_case, attachments.c.resource_id.in_(resource_ids))

    def move_since(self, from_case: int, to_case: int, since: datetime) -> int:
        """Move the complaints that came after a time; return how many attachments moved."""
        return self._move(from_case, to_case, attachments.c.attached_at > since)

    def move_of(self, complaint_id: int, from_case: int, to_case: int) -> int:
        """Move one complaint; return how many of its attachments moved."""
        return self._move(from_case, to_case, attachments.c.complaint_id == complaint_id)

    def _move(self, from_case: int, to_case: int, *conditions: ColumnElement[bool]) -> int:
        a, c = attachments.c, cases.c
        moving = update(attachments).where(a.case_id == from_case, *conditions).values(case_id=to_case)
        moved = self._connection.execute(moving).rowcount
        for case_id, by in ((from_case, -moved), (to_case, moved)):
            counted = {"complaints": c.complaints + by, "version": c.version + 1}
            self._connection.execute(update(cases).where(c.id == case_id).values(**counted))
        return moved

    def lead_on(self, from_case: int, to_case: int) -> None:
        """Have the cases that were merged into one lead on to another."""
        self._connection.execute(update(cases).where(cases.c.merged_into == from_case).values(merged_into=to_case))

    def lead_back(self, from_case: int, to_case: int, resource_ids: Sequence[int]) -> None:
        """Have the merged cases of some resources lead to where their complaints went."""
        c = cases.c
        self._connection.execute(
            update(cases).where(c.merged_into == from_case, c.resource_id.in_(resource_ids)).values(merged_into=to_case)
        )

    def record(
        self,
        deed: Deed,
        from_case: int,
        to_case: int,
        resource_id: int,
        moved: int,
        staff_id: int,
        reason: str,
        at: datetime,
    ) -> None:
        """Keep what a reviewer did to two cases, and why."""
        row = {
            "deed": deed.value,
            "from_case_id": from_case,
            "to_case_id": to_case,
            "resource_id": resource_id,
            "moved": moved,
            "staff_id": staff_id,
            "reason": reason,
            "made_at": at,
        }
        self._connection.execute(insert(joinings).values(**row))

    def note_wording(self, complaint_id: int, value: int) -> None:
        """Store how a complaint's words sound, once."""
        parts = {f"band_{band}": part for band, part in enumerate(bands(value))}
        insert_once(self._connection, wordings, {"complaint_id": complaint_id, "simhash": signed(value), **parts})

    def attached_since(self, case_id: int, since: datetime) -> bool:
        """Say whether a complaint came to a case after a time."""
        a = attachments.c
        found = select(func.max(a.id)).where(a.case_id == case_id, a.attached_at > since)
        return self._connection.execute(found).scalar() is not None

    def ask_again(self, resource_id: int, now: datetime, not_after: datetime) -> bool:
        """Take the turn to look at a resource again, unless one was taken after a time; say whether it was taken."""
        if insert_once(self._connection, resource_rechecks, {"resource_id": resource_id, "asked_at": now}):
            return True
        r = resource_rechecks.c
        taken = update(resource_rechecks).where(r.resource_id == resource_id, r.asked_at <= not_after)
        return self._connection.execute(taken.values(asked_at=now)).rowcount > 0
