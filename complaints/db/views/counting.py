"""Counts what views of the queue hold, each up to a bound, all of them in two questions to the database.

A count never costs more than a bounded number of index entries, however long the queue is: beyond `COUNTED` it is said
as more than that. Where the parts of a filter match many cases each and their meeting is rare, a stretch of the queue
is looked at, and the count is what was found there at the least.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select, text

from complaints.db.schema import QUEUED, cases, rereviews
from complaints.db.views.narrowing import ASKED, Part, QueueFilter, parts
from complaints.services.queue_page_views import Count

COUNTED = 99  # as far as is counted
FEW = 200  # as many matches of one part as are looked through for the others
STRETCH = 500  # as much of the queue as is looked at


def counts(connection: Connection, wanted: Sequence[QueueFilter]) -> list[Count]:
    """Count the cases that each filter matches."""
    asked = [parts(each) for each in wanted]
    probes = [_probe(part.seek) for each in asked for part in each if part.seek is not None]
    answers = iter(connection.execute(select(*probes)).one() if probes else ())
    fewest = [
        min((int(next(answers)), place) for place, part in enumerate(each) if part.seek is not None) if each else None
        for each in asked
    ]
    found = [
        _within(each, each[few[1]]) if few is not None and few[0] <= FEW else _on_the_way(each)
        for each, few in zip(asked, fewest, strict=True)
    ]
    numbers = connection.execute(select(*(_value(each) for each, _ in found))).one() if found else ()
    return [
        Count(min(int(number), COUNTED), number > COUNTED or not whole)
        for number, (_, whole) in zip(numbers, found, strict=True)
    ]


def due_for_rereview(connection: Connection) -> Count:
    """Count the restrictions that came back and wait for an answer."""
    waiting = select(rereviews.c.id).where(text("rereviews.state = 'open'")).limit(COUNTED + 1)
    number = int(connection.execute(select(_value(waiting))).scalar_one())
    return Count(min(number, COUNTED), number > COUNTED)


def _probe(seek: Select[Any]) -> Any:
    return _value(seek.limit(FEW + 1))


def _value(found: Select[Any]) -> Any:
    return select(func.count()).select_from(found.subquery()).scalar_subquery()


def _within(asked: Sequence[Part], few: Part) -> tuple[Select[Any], bool]:
    """Look through the few cases that one part matches."""
    assert few.seek is not None  # noqa: S101 - it was counted through it
    c = cases.c
    some = few.seek.limit(FEW).subquery().c[0]
    matching = select(c.id).where(QUEUED, c.id == some, *(part.holds(c) for part in asked))
    # A case is found as often as words of it begin as asked for.
    return matching.distinct().limit(COUNTED + 1), True


def _on_the_way(asked: Sequence[Part]) -> tuple[Select[Any], bool]:
    """Look at a stretch of the queue, along one part where its index has the queue's order."""
    c = cases.c
    way = next((part for part in asked if part.along), None)
    rest = [part for part in asked if part is not way]
    held = [way.holds(c)] if way else []
    along = select(c.id).where(QUEUED, *held).order_by(c.rank, c.id)
    if not rest:
        return along.limit(COUNTED + 1), True
    w = along.add_columns(*(c[name] for name in ASKED)).limit(STRETCH).subquery("stretch").c
    return select(w.id).where(*(part.holds(w) for part in rest)).limit(COUNTED + 1), False
