"""What a case in the queue can be asked for: each part with the condition it sets and the index that answers it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from complaints.db.schema import QUEUED, case_terms, cases, proposals, staff
from complaints.domain.casework import QUEUE_STATES, CaseState
from complaints.domain.decisions import ProposalState
from complaints.domain.terms import Word, query

# The columns that conditions ask for, of a case or of what a walk along the queue gives.
ASKED = (
    "category",
    "state",
    "language",
    "opened_at",
    "due_at",
    "holder_id",
    "returned_to",
    "site",
    "platform",
    "protected",
    "corroboration",
)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a reviewer narrows the queue to; empty means everything that is open."""

    category: str = ""
    state: str = ""
    language: str = ""
    opened_before: datetime | None = None
    due_before: datetime | None = None
    text: str = ""
    holder_id: int | None = None
    holder_email: str = ""
    returned_to: int | None = None
    site: str = ""
    platform: str = ""
    protected: bool = False
    corroboration: str = ""
    # Proposals that this person may answer: all but the own.
    approver_id: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked of a case.

    `holds` makes the condition out of the columns of `cases`, or of a walk; `seek` finds the ids of all cases in the
    queue that meet it, through an index of its own, where there is one; `along` says that this index holds them in the
    order of the queue.
    """

    holds: Callable[[Any], ColumnElement[bool]]
    seek: Select[Any] | None = None
    along: bool = False


def parts(wanted: QueueFilter) -> list[Part]:
    """List what is asked for; of those with an index in the queue's order, what few cases meet comes first."""
    return [*_in_order(wanted), *_scattered(wanted)]


def _in_order(wanted: QueueFilter) -> Iterator[Part]:
    if wanted.site:
        yield _along(lambda c: c.site == wanted.site)
    if wanted.protected:
        yield _along(lambda c: c.protected.is_not(None))
    if wanted.platform:
        yield _along(lambda c: c.platform == wanted.platform)
    if wanted.approver_id is not None:
        yield _along(lambda c: c.state == CaseState.PROPOSED.value)
    if wanted.state in set(QUEUE_STATES) - {CaseState.WAITING}:
        yield _along(lambda c: c.state == wanted.state)
    if wanted.category:
        yield _along(lambda c: c.category == wanted.category)
    if wanted.language:
        yield _along(lambda c: c.language == wanted.language)
    if wanted.corroboration:
        yield _along(lambda c: c.corroboration == wanted.corroboration)
    if wanted.state == CaseState.WAITING:
        yield _along(lambda c: c.state == wanted.state)


def _scattered(wanted: QueueFilter) -> Iterator[Part]:
    c = cases.c
    if wanted.holder_id is not None:
        yield _apart(lambda c: c.holder_id == wanted.holder_id)
    if wanted.holder_email:
        holder = select(staff.c.id).where(staff.c.email == wanted.holder_email).scalar_subquery()
        yield _apart(lambda c: c.holder_id == holder)
    if wanted.returned_to is not None:
        yield _apart(lambda c: c.returned_to == wanted.returned_to)
    if wanted.opened_before is not None:
        yield _apart(lambda c: c.opened_at < wanted.opened_before, c.opened_at)
    if wanted.due_before is not None:
        yield _apart(lambda c: c.due_at < wanted.due_before, c.due_at)
    for word in query(wanted.text).words:
        yield _named(word)
    if wanted.approver_id is not None:
        yield Part(lambda c: ~_proposed_by(c.id, wanted.approver_id))


def _along(holds: Callable[[Any], ColumnElement[bool]]) -> Part:
    # The order keeps a database from reading the table from its start until enough is found.
    found = select(cases.c.id).where(QUEUED, holds(cases.c)).order_by(cases.c.rank, cases.c.id)
    return Part(holds, found, along=True)


def _apart(holds: Callable[[Any], ColumnElement[bool]], *order: Any) -> Part:
    return Part(holds, select(cases.c.id).where(QUEUED, holds(cases.c)).order_by(*order))


def _named(word: Word) -> Part:
    t = case_terms.c
    open_cases = select(t.case_id).where(t.ended.is_(None), begins(t, word)).order_by(t.term, t.case_id)
    return Part(lambda c: has_word(c.id, word), open_cases)


def has_word(case_id: Any, word: Word) -> ColumnElement[bool]:
    """Ask whether a case has a word, wherever in it."""
    named = case_terms.alias().c
    return exists(select(named.case_id).where(named.case_id == case_id, begins(named, word)))


def begins(t: Any, word: Word) -> ColumnElement[bool]:
    """Ask for a word as a whole or as a beginning; both databases answer from the index."""
    if word.whole:
        whole: ColumnElement[bool] = t.term == word.term
        return whole
    # The last code point bounds what begins so.
    return and_(t.term >= word.term, t.term < word.term + "\U0010ffff")


def _proposed_by(case_id: Any, staff_id: int | None) -> ColumnElement[bool]:
    p = proposals.c
    own = select(p.id).where(p.case_id == case_id, p.state == ProposalState.OPEN.value, p.proposer_id == staff_id)
    return exists(own)


def exists(found: Select[Any]) -> ColumnElement[bool]:
    """Ask for each case by itself whether something is found for it."""
    # The offset keeps PostgreSQL from joining whatever the question would find for all cases.
    return found.offset(0).exists()
