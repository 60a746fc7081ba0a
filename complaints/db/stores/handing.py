"""Stores skills and cases kept for somebody, reads the front of the queue for somebody, and takes a case out of it.

The front of the queue for somebody who works in everything is that of the queue. For some languages and categories it
is made of the first rows of each pair, each read off one index: as many looks as there are pairs, however long it is.
"""

import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    TextClause,
    and_,
    delete,
    exists,
    func,
    insert,
    select,
    tuple_,
    union_all,
    update,
)

from complaints.db.casework_tables import QUEUED
from complaints.db.handing_tables import (
    WAITING,
    assignments,
    reservations,
    resource_accounts,
    staff_categories,
    staff_languages,
)
from complaints.db.schema import cases, categories, resources, staff, staff_sessions
from complaints.domain.casework import CaseState
from complaints.domain.handing import EVERYTHING, Kept, Reservation, Skills
from complaints.domain.intake import LANGUAGES
from complaints.domain.recusal import Concern
from complaints.services.handing_ports import Waiting


class HandingStore:
    """Whose turn a case is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def skills(self, staff_id: int) -> Skills:
        """Load in which languages and categories somebody works."""
        spoken = select(staff_languages.c.language).where(staff_languages.c.staff_id == staff_id)
        known = select(staff_categories.c.category).where(staff_categories.c.staff_id == staff_id)
        return Skills(
            frozenset(self._connection.execute(spoken).scalars()), frozenset(self._connection.execute(known).scalars())
        )

    def set_skills(self, staff_id: int, skills: Skills) -> None:
        """Store in which languages and categories somebody works, writing only what changes."""
        before = self.skills(staff_id)
        for table, name, old, new in (
            (staff_languages, "language", before.languages, skills.languages),
            (staff_categories, "category", before.categories, skills.categories),
        ):
            gone, added = sorted(old - new), sorted(new - old)
            if gone:
                self._connection.execute(delete(table).where(table.c.staff_id == staff_id, table.c[name].in_(gone)))
            if added:
                self._connection.execute(insert(table), [{"staff_id": staff_id, name: each} for each in added])

    def category_codes(self) -> Sequence[str]:
        """List the codes of all categories, also of those that nobody can choose any more."""
        return self._connection.execute(select(categories.c.code).order_by(categories.c.position)).scalars().all()

    def everybodys_skills(self) -> Mapping[int, Skills]:
        """Load the skills of all who have any named."""
        named: dict[int, tuple[set[str], set[str]]] = {}
        for place, table in enumerate((staff_languages, staff_categories)):
            for staff_id, code in self._connection.execute(select(table)):
                named.setdefault(staff_id, (set(), set()))[place].add(code)
        return {staff_id: Skills(frozenset(one), frozenset(other)) for staff_id, (one, other) in named.items()}

    def here(self, since: datetime) -> frozenset[int]:
        """Name who has used the service since a moment and is still signed in."""
        found = select(staff_sessions.c.staff_id).where(staff_sessions.c.seen_at > since).distinct()
        return frozenset(self._connection.execute(found).scalars())

    def held(self, staff_id: int, now: datetime, limit: int) -> int:
        """Count the cases somebody holds now, up to a limit."""
        c = cases.c
        few = select(c.id).where(c.holder_id == staff_id, c.holder_id.is_not(None), c.lease_until > now).limit(limit)
        return int(self._connection.execute(select(func.count()).select_from(few.subquery())).scalar_one())

    def kept_for(self, staff_id: int, now: datetime, limit: int) -> list[int]:
        """List the waiting cases that are kept for somebody, the best first."""
        c, r = cases.c, reservations.c
        found = (
            select(c.id)
            .join(reservations, r.case_id == c.id)
            .where(r.staff_id == staff_id, r.until > now, WAITING)
            .order_by(c.rank, c.id)
            .limit(limit)
        )
        return list(self._connection.execute(found).scalars())

    def front(
        self, skills: Skills, after: tuple[int, int] | None, limit: int, kept_at: datetime | None
    ) -> list[Waiting]:
        """List the first waiting cases that fit skills, the best first, after a place in the queue.

        Those that are kept for somebody at the moment `kept_at` are left out.
        """
        if skills == EVERYTHING:
            return self._waiting(_walk(QUEUED, after, limit, kept_at))
        pairs = itertools.product(
            sorted(skills.categories) or self.category_codes(), sorted(skills.languages) or LANGUAGES
        )
        walks = [_walk(_of(*pair), after, limit, kept_at).subquery() for pair in pairs]
        together = union_all(*(select(walk) for walk in walks)).subquery()
        return self._waiting(select(together).order_by(together.c.rank, together.c.id).limit(limit))

    def heads(self) -> list[Waiting]:
        """List the best waiting case of each category and language that has one."""
        pairs = itertools.product(self.category_codes(), LANGUAGES)
        walks = [_walk(_of(*pair), None, 1, None).subquery() for pair in pairs]
        return self._waiting(union_all(*(select(walk) for walk in walks)))

    def _waiting(self, best: "Select[Any] | CompoundSelect[Any]") -> list[Waiting]:
        few = best.subquery()
        b, a = few.c, resource_accounts.c
        found = (
            select(few, resources.c.site, a.account)
            .join(resources, resources.c.id == b.resource_id)
            .outerjoin(resource_accounts, a.resource_id == b.resource_id)
            .order_by(b.rank, b.id)
        )
        return [
            Waiting(
                row.id,
                row.rank,
                row.category,
                row.language,
                row.opened_at,
                Concern(row.resource_id, row.site, row.account),
            )
            for row in self._connection.execute(found)
        ]

    def take_one(self, case_ids: Sequence[int], staff_id: int, until: datetime) -> int | None:
        """Give the best of some cases that still waits to somebody, in one statement; return its id.

        PostgreSQL passes over rows that others are just taking, and looks again at a row that changed meanwhile;
        SQLite has one writer at a time.
        """
        c = cases.c
        chosen = (
            select(c.id)
            .where(c.id.in_(case_ids), WAITING)
            .order_by(c.rank, c.id)
            .limit(1)
            .with_for_update(skip_locked=True, of=cases)
        )
        taken = (
            update(cases)
            .where(c.id == chosen.scalar_subquery())
            .values(state=CaseState.IN_REVIEW.value, holder_id=staff_id, lease_until=until)
            .returning(c.id)
        )
        return self._connection.execute(taken).scalar()

    def reservation(self, case_id: int) -> Reservation | None:
        """Load for whom a case is kept."""
        r = reservations.c
        found = select(r.staff_id, staff.c.email, r.kind, r.until).join(staff, staff.c.id == r.staff_id)
        row = self._connection.execute(found.where(r.case_id == case_id)).first()
        return Reservation(row.staff_id, row.email, Kept(row.kind), row.until) if row else None

    def keep(self, case_id: int, staff_id: int, kind: Kept, until: datetime, assignment_id: int | None = None) -> None:
        """Keep a case for somebody; whoever it was kept for before no longer comes first."""
        values = {"staff_id": staff_id, "kind": kind.value, "assignment_id": assignment_id, "until": until}
        changed = self._connection.execute(
            update(reservations).where(reservations.c.case_id == case_id).values(**values)
        )
        if not changed.rowcount:
            self._connection.execute(insert(reservations).values(case_id=case_id, **values))

    def end_keeping(self, case_id: int) -> bool:
        """Keep a case for nobody any more; say whether it was kept."""
        return self._connection.execute(delete(reservations).where(reservations.c.case_id == case_id)).rowcount > 0

    def end_kept_before(self, now: datetime, limit: int) -> int:
        """Keep no case any longer than until its time; return how many that ended."""
        r = reservations.c
        over = self._connection.execute(select(r.case_id).where(r.until <= now).order_by(r.until).limit(limit))
        ids = list(over.scalars())
        return self._connection.execute(delete(reservations).where(r.case_id.in_(ids))).rowcount if ids else 0

    def record_assignment(self, case_id: int, staff_id: int | None, given_by: int, reason: str, at: datetime) -> int:
        """Store that a case was given to somebody, or back to the queue, by whom and why; return the id."""
        row = {"case_id": case_id, "staff_id": staff_id, "given_by": given_by, "reason": reason, "made_at": at}
        return int(self._connection.execute(insert(assignments).values(**row).returning(assignments.c.id)).scalar_one())


def _of(category: str, language: str) -> ColumnElement[bool]:
    return and_(cases.c.category == category, cases.c.language == language)


def _walk(
    which: ColumnElement[bool] | TextClause, after: tuple[int, int] | None, limit: int, kept_at: datetime | None
) -> "Select[Any]":
    """Ask for the first waiting cases of a kind that has an index in the order of the queue, in that order."""
    c, r = cases.c, reservations.c
    shown = (c.id, c.rank, c.resource_id, c.category, c.language, c.opened_at)
    found = select(*shown).where(WAITING, which)
    if after is not None:
        found = found.where(tuple_(c.rank, c.id) > tuple_(*after))
    if kept_at is not None:
        found = found.where(~exists().where(r.case_id == c.id, r.until > kept_at))
    return found.order_by(c.rank, c.id).limit(limit)
