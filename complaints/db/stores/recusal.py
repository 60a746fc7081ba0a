"""Stores who keeps away from what, and finds all that it covers."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select, update

from complaints.db.handing_tables import recusals, reservations, resource_accounts
from complaints.db.joining_tables import aliases
from complaints.db.schema import cases, resources
from complaints.db.writing import insert_once
from complaints.domain.joining import MAX_CHAIN, AliasState
from complaints.domain.recusal import Reach, Recused
from complaints.services.handing_ports import StoredRecusal


class RecusalStore:
    """Conflicts of interest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, staff_id: int) -> Recused:
        """Load all that somebody keeps away from; links that were found to be one thing count as one."""
        r = recusals.c
        found = (
            select(r.reach, r.resource_id, resources.c.site, resource_accounts.c.account)
            .join(resources, resources.c.id == r.resource_id)
            .outerjoin(resource_accounts, resource_accounts.c.resource_id == r.resource_id)
            .where(r.staff_id == staff_id, r.ended_at.is_(None))
        )
        rows = self._connection.execute(found).all()
        return Recused(
            self._one_thing(row.resource_id for row in rows),
            frozenset(row.site for row in rows if row.reach == Reach.SITE.value),
            frozenset(row.account for row in rows if row.reach == Reach.ACCOUNT.value and row.account),
        )

    def recused_people(self) -> list[int]:
        """List who keeps away from anything."""
        found = select(recusals.c.staff_id).where(recusals.c.ended_at.is_(None)).distinct()
        return list(self._connection.execute(found.order_by(recusals.c.staff_id)).scalars())

    def account(self, resource_id: int) -> str | None:
        """Say whose account a resource belongs to, as far as its key tells."""
        a = resource_accounts.c
        return self._connection.execute(select(a.account).where(a.resource_id == resource_id)).scalar()

    def add(self, staff_id: int, case_id: int, reach: Reach, resource_id: int, reason: str, at: datetime) -> bool:
        """Store a recusal unless the same stands already; say whether it is new."""
        row = {
            "staff_id": staff_id,
            "case_id": case_id,
            "reach": reach.value,
            "resource_id": resource_id,
            "reason": reason,
            "made_at": at,
        }
        return insert_once(self._connection, recusals, row)

    def standing(self, recusal_id: int) -> StoredRecusal | None:
        """Load a recusal that was not ended."""
        r = recusals.c
        found = select(r.id, r.staff_id, r.made_at).where(r.id == recusal_id, r.ended_at.is_(None))
        row = self._connection.execute(found).first()
        return StoredRecusal(row.id, row.staff_id, row.made_at) if row else None

    def end(self, recusal_id: int, staff_id: int, reason: str, at: datetime) -> None:
        """Store that a recusal ended, who says so and why."""
        ended = {"ended_at": at, "ended_by": staff_id, "end_reason": reason}
        r = recusals.c
        self._connection.execute(update(recusals).where(r.id == recusal_id, r.ended_at.is_(None)).values(**ended))

    def held_by(self, staff_id: int) -> list[int]:
        """List the cases somebody holds."""
        c = cases.c
        found = select(c.id).where(c.holder_id == staff_id, c.holder_id.is_not(None)).order_by(c.id)
        return list(self._connection.execute(found).scalars())

    def kept_for(self, staff_id: int) -> list[int]:
        """List the cases that are kept for somebody."""
        r = reservations.c
        found = select(r.case_id).where(r.staff_id == staff_id).order_by(r.case_id)
        return list(self._connection.execute(found).scalars())

    def _one_thing(self, resource_ids: Iterable[int]) -> frozenset[int]:
        """Add to some resources all that accepted aliases lead to or from, as far as a chain goes."""
        a = aliases.c
        known = set(resource_ids)
        accepted = select(a.resource_id, a.target_id).where(a.state == AliasState.ACCEPTED.value)
        for near, far in ((a.resource_id, "target_id"), (a.target_id, "resource_id")):
            level = known
            for _ in range(MAX_CHAIN):
                if not level:
                    break
                rows = self._connection.execute(accepted.where(near.in_(sorted(level))))
                level = {getattr(row, far) for row in rows} - known
                known |= level
        return frozenset(known)
