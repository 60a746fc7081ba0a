"""Reads the queue: ordered by priority, paged by key, at a cost that does not grow with its length.

Whatever is asked for, a page costs no more than a bounded number of index entries. Where one part of a filter matches
few cases, they are found through the index of that part and put in order. Else the queue is walked in its own order,
through an index that holds to one part of the filter; where the rest of it matches too rarely, the walk ends at a
bound, and the page says where to go on.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, tuple_

from complaints.db.schema import QUEUED, cases, resources, staff
from complaints.db.views.counting import counts, due_for_rereview
from complaints.db.views.narrowing import ASKED, Part, QueueFilter, parts
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, link_of, parts_of
from complaints.domain.numbers import CASE, number
from complaints.services.queue_page_views import Count, QueuePage, QueueRow

PAGE = 25
FEW = 1_000  # as many matches as are put in order at once
WALK = 2_000  # as many cases as are looked at for one page

Place = tuple[int, int]  # rank and id


class QueueViews:
    """The reviewers' queue."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def page(self, wanted: QueueFilter, after: str | None = None, size: int = PAGE) -> QueuePage:
        """Load one page; `after` is the cursor that the page before gave.

        A page may hold fewer rows than `size`, or none, and still give a cursor: then the walk ended at its bound.
        """
        place = _cursor(after)
        asked = parts(wanted)
        with self._reading() as connection:
            few = _few(connection, asked)
            if few is None:
                found, end = _walk(connection, asked, place, size)
            else:
                found, end = _ordered(connection, asked, few, place), None
            shown = found[:size]
            rows = rows_of(connection, [row_id for _, row_id in shown])
        goes_on = shown[-1] if len(found) > size else end
        return QueuePage(tuple(row_view(row) for row in rows), f"{goes_on[0]}.{goes_on[1]}" if goes_on else None)

    def counts(self, wanted: Sequence[QueueFilter]) -> list[Count]:
        """Count the cases that each filter matches, up to a bound, at a cost that does not grow with the queue."""
        with self._reading() as connection:
            return counts(connection, wanted)

    def due_for_rereview(self) -> Count:
        """Count the restrictions that came back before their end, up to a bound."""
        with self._reading() as connection:
            return due_for_rereview(connection)

    def oldest(self) -> datetime | None:
        """Say since when the case is open that has been so the longest."""
        found = select(cases.c.opened_at).where(QUEUED).order_by(cases.c.opened_at).limit(1)
        with self._reading() as connection:
            return connection.execute(found).scalar()


def _few(connection: Connection, asked: Sequence[Part]) -> Sequence[int] | None:
    """Find the cases that one part of a filter matches, where they are few; none of the other parts is looked at."""
    seekable = [part.seek for part in asked if part.seek is not None]
    if not seekable or (len(asked) == 1 and asked[0].along):
        return None
    counts = connection.execute(select(*(_counted(seek, FEW + 1) for seek in seekable))).one()
    fewest, seek = min(zip(counts, seekable, strict=True), key=lambda pair: int(pair[0]))
    return connection.execute(seek.limit(FEW)).scalars().all() if fewest <= FEW else None


def _counted(seek: Select[Any], limit: int) -> Any:
    """Count what a search finds, up to a limit, as one value of a larger query."""
    return select(func.count()).select_from(seek.limit(limit).subquery()).scalar_subquery()


def _ordered(connection: Connection, asked: Sequence[Part], few: Sequence[int], place: Place | None) -> list[Place]:
    c = cases.c
    found = select(c.rank, c.id).where(QUEUED, c.id.in_(few), *(part.holds(c) for part in asked))
    # Put in order here: asked to do it, a database may read its whole queue in that order instead.
    return sorted(each for each in _places(connection, found) if place is None or each > place)


def _walk(
    connection: Connection, asked: Sequence[Part], place: Place | None, size: int
) -> tuple[list[Place], Place | None]:
    c = cases.c
    way = next((part for part in asked if part.along), None)
    rest = [part for part in asked if part is not way]
    held = [way.holds(c)] if way else []
    along = select(c.rank, c.id).where(QUEUED, *held, *_beyond(c, place)).order_by(c.rank, c.id)
    if not rest:
        return _places(connection, along.limit(size + 1)), None
    w = along.add_columns(*(c[name] for name in ASKED)).limit(WALK).subquery("walked").c
    matching = select(w.rank, w.id).where(*(part.holds(w) for part in rest)).order_by(w.rank, w.id)
    found = _places(connection, matching.limit(size + 1))
    if len(found) > size:
        return found, None
    last = _places(connection, along.offset(WALK - 1).limit(1))
    return found, last[0] if last else None


def _places(connection: Connection, found: Select[Any]) -> list[Place]:
    return [(row.rank, row.id) for row in connection.execute(found)]


def _beyond(c: Any, place: Place | None) -> list[ColumnElement[bool]]:
    return [] if place is None else [tuple_(c.rank, c.id) > tuple_(*place)]


def rows_of(connection: Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Load what a line says of each of some cases, in the order of the queue."""
    c = cases.c
    found = (
        select(cases, *[column.label(f"r_{column.name}") for column in RESOURCE_COLUMNS], staff.c.email)
        .join(resources, resources.c.id == c.resource_id)
        .outerjoin(staff, staff.c.id == c.holder_id)
        .where(c.id.in_(ids))
        .order_by(c.rank, c.id)
    )
    return [dict(row) for row in connection.execute(found).mappings()]


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
        row["protected"],
        row["due_at"],
        row["due_stage"] or "early",
    )


def _cursor(text: str | None) -> Place | None:
    left, _, right = (text or "").partition(".")
    if left.isascii() and left.isdigit() and right.isascii() and right.isdigit() and len(left) < 9 and len(right) < 18:
        return int(left), int(right)
    return None
