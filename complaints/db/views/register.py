"""Reads the public register, and answers whether a link was decided about."""

from datetime import datetime

from sqlalchemy import select

from complaints.db.schema import cases, decisions, register_entries, resources, statements
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, decisions_where, link_of
from complaints.domain.numbers import DECISION, number, row_of
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
            found = decisions_where(connection, register_entries.c.resource_id == resource_id, limit=limit)
        return tuple(found)

    def page(
        self, *, category: str = "", outcome: str = "", site: str = "", after: int | None = None, size: int = PAGE
    ) -> RegisterPage:
        """Load one page of the register, newest first, narrowed where asked."""
        e, d = register_entries.c, decisions.c
        found = (
            select(
                e.decision_id,
                e.category,
                e.outcome,
                e.link_shown,
                d.decided_at,
                statements.c.ends_on,
                *RESOURCE_COLUMNS,
            )
            .join(decisions, d.id == e.decision_id)
            .join(statements, statements.c.id == d.statement_id)
            .join(resources, resources.c.id == e.resource_id)
            .order_by(e.decision_id.desc())
        )
        if category:
            found = found.where(e.category == category)
        if outcome:
            found = found.where(e.outcome == outcome)
        if site:
            # A site finds only entries whose link may be shown, so that the search tells no more than the page.
            found = found.where(resources.c.site == site, e.link_shown)
        if after is not None:
            found = found.where(e.decision_id < after)
        with self._reading() as connection:
            rows = [dict(row) for row in connection.execute(found.limit(size + 1)).mappings()]
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
                )
                for row in shown
            ),
            shown[-1]["decision_id"] if len(rows) > size else None,
        )

    def latest_change(self) -> datetime | None:
        """Say when the register last grew."""
        newest = select(register_entries.c.published_at).order_by(register_entries.c.decision_id.desc()).limit(1)
        with self._reading() as connection:
            return connection.execute(newest).scalar()

    def similar(self, case_id: int, limit: int = 5) -> tuple[DecisionView, ...]:
        """Load decided cases like this one: the same site first, then the same category."""
        with self._reading() as connection:
            case = connection.execute(
                select(cases.c.category, resources.c.site)
                .join(resources, resources.c.id == cases.c.resource_id)
                .where(cases.c.id == case_id)
            ).first()
            if case is None:
                return ()
            others = decisions.c.case_id != case_id
            same_site = decisions_where(connection, others, resources.c.site == case.site, limit=limit)
            same_kind = decisions_where(connection, others, register_entries.c.category == case.category, limit=limit)
        found = {view.id: view for view in [*same_site, *same_kind]}
        return tuple(found.values())[:limit]
