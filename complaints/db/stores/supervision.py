"""Stores what is counted of the desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.dialects import postgresql, sqlite

from complaints.db.schema import cases, decisions, desk_counted, desk_counts, joinings
from complaints.domain.decisions import Outcome
from complaints.domain.joining import Deed
from complaints.services.supervision_ports import ClosedCase, Counts, OpenedCase

KINDS = ("opened", "decided", "merged")


class DeskCountStore:
    """Counts by day, category and language, and up to which row they go."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self) -> None:
        """Let nobody else count until the transaction ends; SQLite has one writer at a time anyway."""
        rows = [{"what": kind, "last_id": 0} for kind in KINDS]
        self._connection.execute(self._insert(desk_counted).on_conflict_do_nothing(), rows)
        self._connection.execute(select(desk_counted).order_by(desk_counted.c.what).with_for_update())

    def opened(self, before: datetime, limit: int) -> Sequence[OpenedCase]:
        """List cases not counted yet, in the order of their ids, up to the first that is not settled."""
        c = cases.c
        found = select(c.id, c.category, c.language, c.opened_at).where(c.id > self._last("opened")).order_by(c.id)
        rows = self._settled(found.limit(limit), "opened_at", before)
        return [OpenedCase(row.id, row.category, row.language, row.opened_at) for row in rows]

    def decided(self, before: datetime, limit: int) -> Sequence[ClosedCase]:
        """List decisions not counted yet, with their cases, in the same way."""
        d, c = decisions.c, cases.c
        found = (
            select(d.id, c.category, c.language, c.opened_at, d.decided_at, d.outcome)
            .join(cases, c.id == d.case_id)
            .where(d.id > self._last("decided"))
            .order_by(d.id)
        )
        rows = self._settled(found.limit(limit), "decided_at", before)
        return [
            ClosedCase(row.id, row.category, row.language, row.opened_at, row.decided_at, Outcome(row.outcome))
            for row in rows
        ]

    def merged(self, before: datetime, limit: int) -> Sequence[ClosedCase]:
        """List mergers not counted yet, with the cases that ended by them, in the same way."""
        j, c = joinings.c, cases.c
        found = (
            select(j.id, j.deed, c.category, c.language, c.opened_at, j.made_at)
            .join(cases, c.id == j.from_case_id)
            .where(j.id > self._last("merged"), j.deed != Deed.SPLIT.value)
            .order_by(j.id)
        )
        rows = self._settled(found.limit(limit), "made_at", before)
        return [ClosedCase(row.id, row.category, row.language, row.opened_at, row.made_at, None) for row in rows]

    def add(self, counts: Counts) -> None:
        """Add to what was counted."""
        rows = [
            {"day": day, "category": category, "language": language, "what": what, "count": count}
            for (day, category, language, what), count in counts.items()
        ]
        if rows:
            adding = self._insert(desk_counts)
            total = desk_counts.c.count + adding.excluded.count
            key = list(desk_counts.primary_key.columns)
            self._connection.execute(adding.on_conflict_do_update(index_elements=key, set_={"count": total}), rows)

    def counted_to(self, what: str, last_id: int) -> None:
        """Note up to which row was counted."""
        c = desk_counted.c
        self._connection.execute(desk_counted.update().where(c.what == what).values(last_id=last_id))

    def _last(self, what: str) -> Any:
        return select(desk_counted.c.last_id).where(desk_counted.c.what == what).scalar_subquery()

    def _settled(self, found: Select[Any], moment: str, before: datetime) -> list[Any]:
        settled = []
        for row in self._connection.execute(found):
            if getattr(row, moment) >= before:
                break
            settled.append(row)
        return settled

    def _insert(self, table: Any) -> Any:
        return (sqlite.insert if self._connection.dialect.name == "sqlite" else postgresql.insert)(table)
