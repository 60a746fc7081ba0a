"""Reads the queue: ordered by priority, paged by key, at a cost that does not grow with its length.

Whatever is asked for, a page costs no more than a bounded number of index entries. Where one part of a filter matches
few cases, they are found through the index of that part and put in order. Else the queue is walked in its own order,
through an index that holds to one part of the filter; where the rest of it matches too rarely, the walk ends at a
bound, and the page says where to go on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select, text, tuple_

from complaints.db.schema import IN_QUEUE, case_terms, cases, resources, staff
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, link_of, parts_of
from complaints.domain.casework import CaseState
from complaints.domain.numbers import CASE, number
from complaints.domain.wording import terms
from complaints.services.views import QueuePage, QueueRow

PAGE = 25
FEW = 1_000  # as many matches as are put in order at once
WALK = 2_000  # as many cases as are looked at for one page
MAX_WORDS = 5
# Written out, not bound: only then do both databases see that a partial index answers.
QUEUED = text(f"cases.{IN_QUEUE}")

Place = tuple[int, int]  # rank and id


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
        """Load one page; `after` is the cursor that the page before gave.

        A page may hold fewer rows than `size`, or none, and still give a cursor: then the walk ended at its bound.
        """
        place = _cursor(after)
        with self._reading() as connection:
            few = _few(connection, wanted)
            if few is None:
                found, end = _walk(connection, wanted, place, size)
            else:
                found, end = _ordered(connection, wanted, few, place), None
            shown = found[:size]
            rows = _rows(connection, [row_id for _, row_id in shown])
        goes_on = shown[-1] if len(found) > size else end
        return QueuePage(tuple(row_view(row) for row in rows), f"{goes_on[0]}.{goes_on[1]}" if goes_on else None)


def _few(connection: Connection, wanted: QueueFilter) -> Sequence[int] | None:
    """Find the cases that one part of the filter matches, where they are few; none of the other parts is looked at."""
    for part in _parts(wanted):
        found = connection.execute(part.limit(FEW + 1)).scalars().all()
        if len(found) <= FEW:
            return found
    return None


def _parts(wanted: QueueFilter) -> Iterator[Select[Any]]:
    c, t = cases.c, case_terms.c
    if wanted.holder_id is not None:
        yield select(c.id).where(c.holder_id == wanted.holder_id, c.holder_id.is_not(None))
    if wanted.returned_to is not None:
        yield select(c.id).where(c.returned_to == wanted.returned_to, c.returned_to.is_not(None))
    for term in terms(wanted.text, MAX_WORDS):
        yield select(t.case_id).where(*_starts_with(term)).order_by(t.term)
    if wanted.opened_before is not None:
        yield select(c.id).where(QUEUED, c.opened_at < wanted.opened_before).order_by(c.opened_at)


def _ordered(connection: Connection, wanted: QueueFilter, few: Sequence[int], place: Place | None) -> list[Place]:
    c = cases.c
    found = select(c.rank, c.id).where(QUEUED, c.id.in_(few), *_equal(c, wanted), *_others(c, wanted))
    # Put in order here: asked to do it, a database may read its whole queue in that order instead.
    return sorted(each for each in _places(connection, found) if place is None or each > place)


def _walk(
    connection: Connection, wanted: QueueFilter, place: Place | None, size: int
) -> tuple[list[Place], Place | None]:
    c = cases.c
    along = select(c.rank, c.id).where(QUEUED, *_equal(c, wanted)[:1], *_beyond(c, place)).order_by(c.rank, c.id)
    walked = along.add_columns(c.category, c.state, c.language, c.opened_at, c.holder_id, c.returned_to)
    w = walked.limit(WALK).subquery("walked").c
    rest = [*_equal(w, wanted)[1:], *_others(w, wanted)]
    if not rest:
        return _places(connection, along.limit(size + 1)), None
    found = _places(connection, select(w.rank, w.id).where(*rest).order_by(w.rank, w.id).limit(size + 1))
    if len(found) > size:
        return found, None
    last = _places(connection, along.offset(WALK - 1).limit(1))
    return found, last[0] if last else None


def _places(connection: Connection, found: Select[Any]) -> list[Place]:
    return [(row.rank, row.id) for row in connection.execute(found)]


def _equal(c: Any, wanted: QueueFilter) -> list[ColumnElement[bool]]:
    """List the parts of a filter that have an index in the order of the queue, those that match fewest first."""
    found: list[ColumnElement[bool]] = []
    if wanted.state in set(CaseState):
        found.append(c.state == wanted.state)
    if wanted.category:
        found.append(c.category == wanted.category)
    if wanted.language:
        found.append(c.language == wanted.language)
    return found


def _others(c: Any, wanted: QueueFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.opened_before is not None:
        yield c.opened_at < wanted.opened_before
    if wanted.holder_id is not None:
        yield c.holder_id == wanted.holder_id
    if wanted.returned_to is not None:
        yield c.returned_to == wanted.returned_to
    for term in terms(wanted.text, MAX_WORDS):
        named = case_terms.alias()
        yield select(named.c.case_id).where(named.c.case_id == c.id, *_starts_with(term, named.c)).exists()


def _starts_with(term: str, t: Any = case_terms.c) -> tuple[ColumnElement[bool], ...]:
    # The last code point bounds the prefix; both databases answer from the index.
    return t.term >= term, t.term < term + "\U0010ffff"


def _beyond(c: Any, place: Place | None) -> list[ColumnElement[bool]]:
    return [] if place is None else [tuple_(c.rank, c.id) > tuple_(*place)]


def _rows(connection: Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
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
    )


def _cursor(text: str | None) -> Place | None:
    left, _, right = (text or "").partition(".")
    if left.isascii() and left.isdigit() and right.isascii() and right.isdigit() and len(left) < 9 and len(right) < 18:
        return int(left), int(right)
    return None
