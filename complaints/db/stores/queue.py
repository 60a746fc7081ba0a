"""Keeps what the queue is narrowed by right: columns of a case that repeat its resource and who reported it."""

from typing import Any

from sqlalchemy import Connection, or_, select, update

from complaints.db.schema import QUEUED, cases, protected_sources, resources
from complaints.domain.queue import Corroboration


def marks_of(connection: Connection, resource_id: int) -> dict[str, Any]:
    """Give the columns that a new case repeats from its resource; nobody is counted yet."""
    r, p = resources.c, protected_sources.c
    found = (
        select(r.site, r.platform, p.kind.label("protected"))
        .outerjoin(protected_sources, p.site == r.site)
        .where(r.id == resource_id)
    )
    return {**connection.execute(found).mappings().one(), "corroboration": Corroboration.NONE.value}


class QueueStore:
    """What the queue is narrowed by."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def mark(self, case_id: int, corroboration: Corroboration) -> None:
        """Say how well a case is corroborated and whether its site is protected now, where that changed."""
        c, p = cases.c, protected_sources.c
        kind = select(p.kind).where(p.site == c.site).scalar_subquery()
        marks = {c.protected: kind, c.corroboration: corroboration.value}
        differs = or_(*(column.is_distinct_from(value) for column, value in marks.items()))
        self._connection.execute(update(cases).where(c.id == case_id, differs).values(marks))

    def mark_resource(self, resource_id: int) -> None:
        """Repeat a resource's site and platform in its cases, after they changed."""
        marks = marks_of(self._connection, resource_id)
        del marks["corroboration"]
        self._connection.execute(update(cases).where(cases.c.resource_id == resource_id).values(**marks))

    def mark_site(self, site: str, kind: str | None, limit: int) -> int:
        """Mark some cases of a site in the queue as protected, or as no longer so; return how many changed.

        A case that has not reached the queue is marked on its way there.
        """
        c = cases.c
        some = select(c.id).where(QUEUED, c.site == site, c.protected.is_distinct_from(kind)).limit(limit)
        return self._connection.execute(update(cases).where(c.id.in_(some)).values(protected=kind)).rowcount
