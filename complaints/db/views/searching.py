"""Searches all cases, decided ones too: the newest first, paged by key, each with what was found quoted.

A page costs a bounded number of index entries, however many cases have a word. The word that fewest cases have leads:
the cases that have it are gone through from the newest on, word by word where it is the beginning of several. Where too
many words begin so, cases themselves are gone through. Either ends at a bound, and the page says where to go on.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, union_all

from complaints.db.schema import case_terms, cases, resources
from complaints.db.stores.case_texts import captured_of, decided_in, filed_in
from complaints.db.views.narrowing import begins, has_word
from complaints.db.views.queue import row_view, rows_of
from complaints.db.views.reading import Reading
from complaints.domain.searching import Piece
from complaints.domain.terms import Query, Source, Word, holds, quote
from complaints.services.queue_views import Quote, SearchPage, SearchRow

PAGE = 20
FEW = 1_000
SPELLINGS = 50  # as many words of one beginning as are gone through one by one
POSTINGS = 2_000  # as many entries of them as are looked at for one page
WALK = 2_000  # as many cases as are looked at where more words begin so
FILED_SHOWN = 10  # complaints of a case that are looked through for what to quote
ABOUT = 5  # cases of a pasted link
T = case_terms.c


class SearchViews:
    """Searching cases."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def page(self, wanted: Query, before: int | None = None) -> SearchPage:
        """Load one page; `before` is the cursor that the page before gave.

        A page may hold fewer rows than it could, or none, and still give a cursor: then the search ended at its bound.
        """
        if not wanted.words:
            return SearchPage((), None)
        with self._reading() as connection:
            lead = _fewest(connection, wanted.words)
            rest = [word for word in wanted.words if word != lead]
            candidates, end, sure = _candidates(connection, lead, before, POSTINGS if rest else 0)
            found = _having_all(connection, rest if sure else wanted.words, candidates)
            shown = found[:PAGE]
            rows = _quoted(connection, wanted, shown)
        goes_on = shown[-1] if len(found) > PAGE else end
        return SearchPage(rows, goes_on)

    def named(self, key: str | None, case_id: int | None) -> tuple[SearchRow, ...]:
        """Load what somebody named instead of describing it: the latest cases of a resource's key, or a case."""
        r = resources.c
        found = select(cases.c.id).join(resources, r.id == cases.c.resource_id).order_by(cases.c.id.desc()).limit(ABOUT)
        found = found.where(r.key == key) if key else found.where(cases.c.id == case_id)
        with self._reading() as connection:
            rows = rows_of(connection, connection.execute(found).scalars().all())
        return tuple(SearchRow(row_view(row), ()) for row in sorted(rows, key=lambda row: -int(row["id"])))


def _candidates(
    connection: Connection, lead: Word, before: int | None, enough: int
) -> tuple[list[int], int | None, bool]:
    """Give cases that may match, the newest first, where to go on if there may be more, and whether all have the word.

    At least a page of them, or `enough` if there are so many.
    """
    spellings = [lead.term] if lead.whole else _spellings(connection, lead)
    if len(spellings) > SPELLINGS:
        return *_newest(connection, before), False
    if not spellings:
        return [], None, True
    each = max(PAGE + 1, enough // len(spellings))
    held = [T.case_id < before] if before is not None else []
    lists = [
        select(T.case_id, T.term).where(T.term == term, *held).order_by(T.case_id.desc()).limit(each).subquery()
        for term in spellings
    ]
    postings: dict[str, list[int]] = {}
    for row in connection.execute(union_all(*(select(one) for one in lists))):
        postings.setdefault(row.term, []).append(row.case_id)
    # A list that was cut may go on below its last case: what others have below it is for the next page.
    cuts = [found[-1] for found in postings.values() if len(found) == each]
    bound = max(cuts) if cuts else None
    found = sorted({one for many in postings.values() for one in many if bound is None or one >= bound}, reverse=True)
    return found, bound, True


def _fewest(connection: Connection, words: Sequence[Word]) -> Word:
    """Choose the word that fewest cases have, so far as is looked."""
    probes = (select(T.case_id).where(begins(T, word)).order_by(T.term, T.case_id).limit(FEW) for word in words)
    counts = connection.execute(select(*(_count(probe) for probe in probes))).one()
    return min(zip(counts, words, strict=True), key=lambda pair: (int(pair[0]), -len(pair[1].term)))[1]


def _count(found: Select[Any]) -> Any:
    return select(func.count()).select_from(found.subquery()).scalar_subquery()


def _spellings(connection: Connection, word: Word) -> list[str]:
    """List the words of a beginning, one more than are gone through at the most, each by a look into the index."""
    least = func.min(T.term).label("term")
    found = select(least, literal(1).label("place")).where(begins(T, word)).cte("spellings", recursive=True)
    after = select(least).where(begins(T, word), T.term > found.c.term).scalar_subquery()
    following = select(after, found.c.place + 1).where(found.c.term.is_not(None), found.c.place <= SPELLINGS)
    listed = select(found.union_all(following).c.term)
    return [term for term in connection.execute(listed).scalars() if term is not None]


def _newest(connection: Connection, before: int | None) -> tuple[list[int], int | None]:
    held = [cases.c.id < before] if before is not None else []
    found = list(connection.execute(select(cases.c.id).where(*held).order_by(cases.c.id.desc()).limit(WALK)).scalars())
    return found, found[-1] if len(found) == WALK else None


def _having_all(connection: Connection, words: Sequence[Word], candidates: Sequence[int]) -> list[int]:
    if not words:
        return list(candidates)
    c = cases.c
    found = select(c.id).where(c.id.in_(candidates), *(has_word(c.id, word) for word in words))
    return sorted(connection.execute(found).scalars(), reverse=True)


def _quoted(connection: Connection, wanted: Query, ids: Sequence[int]) -> tuple[SearchRow, ...]:
    rows = {int(row["id"]): row_view(row) for row in rows_of(connection, ids)}
    texts = {
        Source.FILED: filed_in(connection, ids, FILED_SHOWN),
        Source.CAPTURED: captured_of(connection, ids),
        Source.DECIDED: decided_in(connection, ids) if ids else {},
    }
    found = []
    for case_id in ids:
        of_case = {source: each.get(case_id, []) for source, each in texts.items()}
        if holds_all(wanted, (text for many in of_case.values() for text in many)):
            found.append(SearchRow(rows[case_id], tuple(_quotes(wanted, of_case))))
    return tuple(found)


def holds_all(wanted: Query, texts: Iterable[str]) -> bool:
    """Say whether each phrase that is asked for stands in some of the texts."""
    left = list(wanted.phrases)
    for text in texts if left else ():
        left = [phrase for phrase in left if not holds(text, [phrase])]
    return not left


def _quotes(wanted: Query, texts: dict[Source, list[str]]) -> Iterable[Quote]:
    """Quote from each source the text that has most of what is asked for."""
    for source, many in texts.items():
        quotes = [pieces for pieces in (quote(text, wanted.words) for text in many) if pieces]
        if quotes:
            yield Quote(source.name.lower(), max(quotes, key=_marks))


def _marks(pieces: Sequence[Piece]) -> int:
    return len({piece.text.casefold() for piece in pieces if piece.place})
