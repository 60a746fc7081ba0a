"""Reads the public register, and answers whether a link was decided about."""

from typing import Any

from sqlalchemy import Connection, Select, and_, select

from complaints.db.schema import decision_versions, decisions, register_entries, resources
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, decisions_where, link_of
from complaints.domain.numbers import DECISION, number, row_of
from complaints.domain.versions import Force, VersionKind
from complaints.services.views import DecisionView, RegisterPage, RegisterRow

PAGE = 25


class RegisterViews:
    """Published decisions."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def decision(self, decision_id: int) -> DecisionView | None:
        """Load one published decision by its row."""
        with self._reading() as connection:
            found = decisions_where(connection, decisions.c.id == decision_id)
        return found[0] if found else None

    def by_number(self, text: str) -> DecisionView | None:
        """Load one published decision by its number; a number of another year is no number."""
        row_id = row_of(DECISION, text)
        found = self.decision(row_id) if row_id else None
        return found if found and found.number == text.strip().upper() else None

    def about(self, key: str, limit: int = 20) -> tuple[DecisionView, ...]:
        """Load the published decisions about one resource; undecided cases never show."""
        with self._reading() as connection:
            resource_id = connection.execute(select(resources.c.id).where(resources.c.key == key)).scalar()
            if resource_id is None:
                return ()
            e = register_entries.c
            return _latest(connection, select(e.decision_id).where(e.resource_id == resource_id), limit)

    def page(
        self, *, category: str = "", outcome: str = "", site: str = "", after: int | None = None, size: int = PAGE
    ) -> RegisterPage:
        """Load one page of the register, newest first, narrowed where asked."""
        e, d, latest = register_entries.c, decisions.c, decision_versions.c
        # First which entries they are, by a narrow index, then all that is told of them.
        listed = select(e.decision_id)
        if category:
            listed = listed.where(e.category == category)
        if outcome:
            listed = listed.where(e.outcome == outcome)
        if site:
            # A site finds only entries whose link may be shown, so that the search tells no more than the page.
            listed = listed.join(resources, resources.c.id == e.resource_id)
            listed = listed.where(resources.c.site == site, e.link_shown)
        if after is not None:
            listed = listed.where(e.decision_id < after)
        page = listed.order_by(e.decision_id.desc()).limit(size + 1).subquery()
        found = (
            select(
                e.decision_id,
                e.category,
                e.outcome,
                e.link_shown,
                d.decided_at,
                e.ends_on,
                e.force,
                latest.kind,
                latest.made_at.label("changed_at"),
                *RESOURCE_COLUMNS,
            )
            .join(page, page.c.decision_id == e.decision_id)
            .join(decisions, d.id == e.decision_id)
            .outerjoin(decision_versions, and_(latest.decision_id == e.decision_id, latest.version == e.version))
            .join(resources, resources.c.id == e.resource_id)
            .order_by(e.decision_id.desc())
        )
        with self._reading() as connection:
            rows = [dict(row) for row in connection.execute(found).mappings()]
        shown = rows[:size]
        return RegisterPage(
            tuple(
                RegisterRow(
                    number(DECISION, row["decided_at"], row["decision_id"]),
                    row["decided_at"],
                    row["category"],
                    row["outcome"],
                    link_of(row) if row["link_shown"] else None,
                    row["ends_on"],
                    Force(row["force"]),
                    VersionKind(row["kind"]) if row["kind"] else None,
                    row["changed_at"],
                )
                for row in shown
            ),
            shown[-1]["decision_id"] if len(rows) > size else None,
        )


def _latest(connection: Connection, entries: Select[Any], limit: int) -> tuple[DecisionView, ...]:
    """Load the latest of some entries: first which they are, by the narrow index, then all that is told of them."""
    ids = connection.execute(entries.order_by(register_entries.c.decision_id.desc()).limit(limit)).scalars().all()
    return tuple(decisions_where(connection, decisions.c.id.in_(ids))) if ids else ()
