"""Reads the queue: ordered by priority, paged by key, at a cost that does not grow with its length."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, text

from complaints.db.schema import IN_QUEUE, case_terms, cases, resources, staff
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, link_of, parts_of
from complaints.domain.casework import CaseState
from complaints.domain.numbers import CASE, number
from complaints.domain.wording import terms
from complaints.services.views import QueuePage, QueueRow

PAGE = 25


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a reviewer narrows the queue to; empty means everything that is open."""

    category: str = ""
    state: str = ""
    language: str = ""
    opened_before: datetime | None = None
    text: str = ""
    holder_id: int | None = None
    returned_to: int | None = None


class QueueViews:
    """The reviewers' queue."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def page(self, wanted: QueueFilter, after: str | None = None, size: int = PAGE) -> QueuePage:
        """Load one page; `after` is the cursor that the page before gave."""
        found = self._select(wanted)
        place = _cursor(after)
        c = cases.c
        if place is not None:
            rank, row_id = place
            found = found.where(or_(c.rank > rank, and_(c.rank == rank, c.id > row_id)))
        with self._reading() as connection:
            rows = [dict(row) for row in connection.execute(found.limit(size + 1)).mappings()]
        more = rows[size - 1] if len(rows) > size else None
        return QueuePage(tuple(row_view(row) for row in rows[:size]), f"{more['rank']}.{more['id']}" if more else None)

    def _select(self, wanted: QueueFilter) -> Select[Any]:
        c = cases.c
        # Written out, not bound: only then do both databases see that the partial index answers.
        conditions: list[Any] = [text(f"cases.{IN_QUEUE}")]
        if wanted.state in set(CaseState):
            conditions.append(c.state == wanted.state)
        if wanted.category:
            conditions.append(c.category == wanted.category)
        if wanted.language:
            conditions.append(c.language == wanted.language)
        if wanted.opened_before is not None:
            conditions.append(c.opened_at < wanted.opened_before)
        if wanted.holder_id is not None:
            conditions.append(c.holder_id == wanted.holder_id)
        if wanted.returned_to is not None:
            conditions.append(c.returned_to == wanted.returned_to)
        conditions.extend(_has_term(term) for term in terms(wanted.text, 5))
        return (
            select(cases, *[column.label(f"r_{column.name}") for column in RESOURCE_COLUMNS], staff.c.email)
            .join(resources, resources.c.id == c.resource_id)
            .outerjoin(staff, staff.c.id == c.holder_id)
            .where(*conditions)
            .order_by(c.rank, c.id)
        )


def _has_term(term: str) -> ColumnElement[bool]:
    t = case_terms.c
    # The last code point bounds the prefix; both databases answer from the index.
    return (
        select(t.case_id)
        .where(t.case_id == cases.c.id, t.term >= term, t.term < term + "\U0010ffff")
        .correlate(cases)
        .exists()
    )


def row_view(row: Mapping[str, Any]) -> QueueRow:
    """Make one line of the queue out of its row."""
    resource = {name.removeprefix("r_"): value for name, value in row.items() if name.startswith("r_")}
    return QueueRow(
        row["id"],
        number(CASE, row["opened_at"], row["id"]),
        row["category"],
        row["state"],
        row["priority"],
        parts_of(row["priority_parts"]),
        row["opened_at"],
        row["language"],
        row["complaints"],
        link_of(resource),
        row["email"],
        row["holder_id"],
        row["lease_until"],
        row["returned_to"],
    )


def _cursor(text: str | None) -> tuple[int, int] | None:
    left, _, right = (text or "").partition(".")
    if left.isascii() and left.isdigit() and right.isascii() and right.isdigit() and len(left) < 9 and len(right) < 18:
        return int(left), int(right)
    return None
