"""Reads what was decided before about a case's link, account and site, and about like cases; each list is bounded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select, union_all

from complaints.db.joining_tables import aliases
from complaints.db.schema import case_terms, cases, decisions, resources, statements
from complaints.db.stores.case_texts import filed_in
from complaints.db.stores.comparisons import account_of
from complaints.db.views.likeness import similar_to
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, grounds_of, link_of
from complaints.domain.joining import AliasState
from complaints.domain.numbers import CASE, DECISION, number, row_of
from complaints.domain.precedents import Because, Found, Reason, by_subject, ranked, telling
from complaints.domain.terms import spelled
from complaints.services.casework_views import PrecedentsView, PrecedentView
from complaints.services.joining_views import Similar
from complaints.services.views import GroundView

OF_LINK = 20
LINKS_OF_SITE = 300  # the latest of a site that are looked at
PER_WORD = 60  # the latest cases with a word that are looked at
WORDS_OF_CASE = 400
FACTS = 240  # characters


class PrecedentViews:
    """Earlier decisions worth reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def of(self, case_id: int, until: datetime | None = None) -> PrecedentsView:
        """Load the precedents of a case, only those decided before a time where one is given."""
        with self._reading() as connection:
            own = connection.execute(
                select(cases.c.id, cases.c.resource_id, cases.c.category, resources.c.site, resources.c.key)
                .join(resources, resources.c.id == cases.c.resource_id)
                .where(cases.c.id == case_id)
            ).one()
            similar = similar_to(connection, case_id, own.resource_id)
            found = [
                *_of_link(connection, own),
                *_of_site(connection, own),
                *_alike(similar),
                *_of_subject(connection, own),
            ]
            decided = _told(connection, ranked(found), until)
        return PrecedentsView(decided, similar)


def _of_link(connection: Connection, own: Any) -> list[Found]:
    a = aliases.c
    mine = select(aliases).where(or_(a.resource_id == own.resource_id, a.target_id == own.resource_id))
    joined = connection.execute(mine.where(a.state == AliasState.ACCEPTED.value).limit(OF_LINK)).all()
    same = {own.resource_id, *(row.resource_id for row in joined), *(row.target_id for row in joined)}
    found = (
        select(cases.c.id)
        .join(decisions, decisions.c.case_id == cases.c.id)
        .where(cases.c.resource_id.in_(sorted(same)), cases.c.id != own.id)
        .order_by(cases.c.id.desc())
        .limit(OF_LINK)
    )
    return [Found(row, Reason(Because.LINK)) for row in connection.execute(found).scalars()]


def _of_site(connection: Connection, own: Any) -> list[Found]:
    r = resources.c
    latest = select(r.id, r.key).where(r.site == own.site).order_by(r.id.desc()).limit(LINKS_OF_SITE).subquery()
    found = (
        select(cases.c.id, latest.c.key)
        .join(latest, latest.c.id == cases.c.resource_id)
        .join(decisions, decisions.c.case_id == cases.c.id)
        .where(cases.c.id != own.id)
    )
    account = account_of(own.key)
    made = []
    for row in connection.execute(found):
        same = bool(account) and account_of(row.key) == account
        made.append(Found(row.id, Reason(Because.ACCOUNT if same else Because.SITE)))
    return made


def _alike(similar: Iterable[Similar]) -> list[Found]:
    return [
        Found(row_of(CASE, each.number) or 0, Reason(Because(each.by), percent=each.percent))
        for each in similar
        if each.outcome is not None
    ]


def _of_subject(connection: Connection, own: Any) -> tuple[Found, ...]:
    t = case_terms.c
    own_words = spelled("\n".join(filed_in(connection, [own.id]).get(own.id, [])), WORDS_OF_CASE)
    wanted = {own_words[word]: word for word in telling(own_words)}
    if not wanted:
        return ()
    by_word = [
        select(t.case_id, t.term).where(t.term == word).order_by(t.case_id.desc()).limit(PER_WORD).subquery()
        for word in wanted
    ]
    newest = union_all(*(select(each) for each in by_word)).subquery()
    found = (
        select(newest.c.case_id, newest.c.term)
        .join(cases, cases.c.id == newest.c.case_id)
        .join(decisions, decisions.c.case_id == cases.c.id)
        .where(cases.c.category == own.category, cases.c.id != own.id)
    )
    shared: defaultdict[int, list[str]] = defaultdict(list)
    for row in connection.execute(found):
        shared[row.case_id].append(wanted[row.term])
    return by_subject(shared)


def _told(
    connection: Connection, chosen: Sequence[tuple[int, tuple[Reason, ...]]], until: datetime | None
) -> tuple[PrecedentView, ...]:
    """Load what is told of the chosen cases' decisions, in their order."""
    if not chosen:
        return ()
    d, s = decisions.c, statements.c
    found = (
        select(
            d.id,
            d.case_id,
            d.decided_at,
            d.outcome,
            s.ground_version,
            s.facts,
            s.language,
            cases.c.category,
            cases.c.opened_at,
            *RESOURCE_COLUMNS,
        )
        .join(statements, s.id == d.statement_id)
        .join(cases, cases.c.id == d.case_id)
        .join(resources, resources.c.id == cases.c.resource_id)
        .where(d.case_id.in_([case_id for case_id, _ in chosen]))
    )
    if until is not None:
        found = found.where(d.decided_at < until)
    rows = {row["case_id"]: dict(row) for row in connection.execute(found).mappings()}
    laws = grounds_of(connection, [row["ground_version"] for row in rows.values()])
    return tuple(_precedent(rows[case_id], reasons, laws) for case_id, reasons in chosen if case_id in rows)


def _precedent(row: Mapping[str, Any], reasons: tuple[Reason, ...], laws: Mapping[int, GroundView]) -> PrecedentView:
    facts = row["facts"]
    return PrecedentView(
        number(DECISION, row["decided_at"], row["id"]),
        number(CASE, row["opened_at"], row["case_id"]),
        row["decided_at"],
        row["category"],
        row["outcome"],
        laws.get(row["ground_version"] or 0),
        link_of(row),
        facts if len(facts) <= FACTS else facts[:FACTS].rpartition(" ")[0] + " …",
        row["language"],
        reasons,
    )
