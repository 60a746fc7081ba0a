"""Keeps the words by which cases are found: added as complaints come, taken out as evidence goes."""

from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from sqlalchemy import Connection, and_, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from complaints.db.schema import case_terms, cases
from complaints.db.stores.case_texts import captured_of, decided_in, filed_in, links_of
from complaints.domain.casework import OPEN_STATES, CaseState
from complaints.domain.terms import MOST, Source, terms
from complaints.domain.wording import mask_contacts

PER_TEXT = 150  # words of one link or description
T = case_terms.c


class SearchStore:
    """The words of cases."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def file(self, case_id: int, display: str, description: str) -> None:
        """Add the words of a complaint that came to an open or a decided case, up to a bound per case.

        Contacts are no words to search by: a reviewer could find out whose they are (PRODUCT.md, rule 5).
        """
        words = [*terms(unquote(display), PER_TEXT), *terms(mask_contacts(description), PER_TEXT)]
        few = select(T.case_id).where(T.case_id == case_id, T.source == Source.FILED).limit(MOST[Source.FILED])
        known = self._connection.execute(select(func.count()).select_from(few.subquery())).scalar_one()
        room = MOST[Source.FILED] - known
        if room > 0:
            _add(self._connection, case_id, Source.FILED, list(dict.fromkeys(words))[:room])

    def index(self, case_id: int) -> None:
        """Make the words of a case anew, out of everything that it is found by."""
        ids = [case_id]
        self._connection.execute(delete(case_terms).where(T.case_id == case_id, T.source == Source.FILED))
        filed = [*links_of(self._connection, ids)[case_id], *filed_in(self._connection, ids).get(case_id, [])]
        _add(self._connection, case_id, Source.FILED, terms("\n".join(filed), MOST[Source.FILED]))
        index_captured(self._connection, ids)
        index_decided(self._connection, case_id)

    def forget(self, case_id: int) -> None:
        """Let a case be found by its link alone."""
        self._connection.execute(delete(case_terms).where(T.case_id == case_id))
        for text in links_of(self._connection, [case_id])[case_id]:
            _add(self._connection, case_id, Source.FILED, terms(text, MOST[Source.FILED]))

    def cases_after(self, case_id: int, limit: int) -> list[int]:
        """List cases in their order, after one."""
        found = select(cases.c.id).where(cases.c.id > case_id).order_by(cases.c.id).limit(limit)
        return list(self._connection.execute(found).scalars())


def index_captured(connection: Connection, case_ids: Iterable[int]) -> None:
    """Bring the words of captures up to date for some cases, after evidence came or went.

    What was captured of a case that was merged is found under the case it was merged into.
    """
    c = cases.c
    wanted = sorted(set(case_ids))
    homes = select(func.coalesce(c.merged_into, c.id)).where(c.id.in_(wanted)).distinct()
    found = sorted({*wanted, *connection.execute(homes).scalars()})
    texts = captured_of(connection, found)
    for case_id in found:
        _replace(connection, case_id, Source.CAPTURED, "\n".join(texts.get(case_id, ())))


def index_decided(connection: Connection, case_id: int) -> None:
    """Bring the words of a case's decision up to date."""
    _replace(connection, case_id, Source.DECIDED, "\n".join(decided_in(connection, [case_id]).get(case_id, ())))


def end_terms(connection: Connection, case_id: int, state: CaseState) -> None:
    """Take the words of a case out of the queue's search when it is over, and into it when it is open."""
    ended = None if state in OPEN_STATES else True
    differs = and_(T.case_id == case_id, T.ended.is_distinct_from(ended))
    connection.execute(update(case_terms).where(differs).values(ended=ended))


def _replace(connection: Connection, case_id: int, source: Source, text: str) -> None:
    wanted = terms(text, MOST[source])
    there = set(connection.execute(select(T.term).where(T.case_id == case_id, T.source == source)).scalars())
    gone = sorted(there.difference(wanted))
    if gone:
        leaving = delete(case_terms).where(T.case_id == case_id, T.source == source)
        connection.execute(leaving if len(gone) == len(there) else leaving.where(T.term.in_(gone)))
    _add(connection, case_id, source, [word for word in wanted if word not in there])


def _add(connection: Connection, case_id: int, source: Source, words: Sequence[str]) -> None:
    if not words:
        return
    state = connection.execute(select(cases.c.state).where(cases.c.id == case_id)).scalar_one()
    ended = None if CaseState(state) in OPEN_STATES else True
    rows = [{"case_id": case_id, "source": source.value, "term": word, "ended": ended} for word in words]
    insert_ = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(insert_(case_terms).on_conflict_do_nothing(), rows)
