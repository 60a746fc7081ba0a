"""Compares a case with others at a cost that does not grow with them: the same thing, like texts, the same site."""

from collections import Counter
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, func, select, union

from complaints.db.evidence_tables import captures
from complaints.db.schema import cases, decisions, evidence, register_entries, resources, statement_evidence
from complaints.domain.casework import OPEN_STATES
from complaints.domain.checks import Before, Near, Subject
from complaints.domain.checks.likeness import NEAR, bands, distance, unsigned
from complaints.domain.numbers import CASE, DECISION, number

PER_BAND = 25  # of the newest captures that share a band, so that a common page costs no more than a rare one
LATEST = 300  # links of a site that are looked at
OPEN = [state.value for state in OPEN_STATES]


class ComparisonStore:
    """Reads what other cases say about the thing a case is about."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def compared(self, subject: Subject) -> Subject:
        """Add what is known from other cases: the standing decision, near-copies, the past of site and account."""
        site, account = self._past(subject)
        return replace(
            subject, before=self._before(subject), near=self._near(subject), past_site=site, past_account=account
        )

    def _before(self, subject: Subject) -> Before | None:
        # A decided case is looked at again when somebody complains again: then the decision is its own.
        d, r = decisions.c, register_entries.c
        # Its latest version, once it is published: what that cites is what the page is compared with.
        outcome = func.coalesce(r.outcome, d.outcome).label("outcome")
        statement_id = func.coalesce(r.statement_id, d.statement_id).label("statement_id")
        found = (
            select(d.id, outcome, d.decided_at, d.case_id, statement_id)
            .join(cases, cases.c.id == d.case_id)
            .outerjoin(register_entries, r.decision_id == d.id)
            .where(cases.c.resource_id == subject.resource_id)
            .order_by(d.id.desc())
            .limit(1)
        )
        row = self._connection.execute(found).first()
        if row is None:
            return None
        e, c = evidence.c, captures.c
        texts = select(e.text, c.digest).join(captures, c.evidence_id == e.id).where(e.removed_at.is_(None))
        cited = texts.join(statement_evidence, statement_evidence.c.evidence_id == e.id).where(
            statement_evidence.c.statement_id == row.statement_id
        )
        latest = texts.where(e.case_id == row.case_id, e.captured_at <= row.decided_at)
        text = self._latest(cited) or self._latest(latest)
        told = number(DECISION, row.decided_at, row.id)
        return Before(told, row.outcome, text[0], text[1]) if text else Before(told, row.outcome)

    def _latest(self, found: "Select[Any]") -> tuple[str, str | None] | None:
        row = self._connection.execute(found.order_by(evidence.c.id.desc()).limit(1)).first()
        return (row[0], row[1]) if row else None

    def _near(self, subject: Subject) -> tuple[Near, ...]:
        value = subject.seen.simhash if subject.seen else None
        return () if value is None else near_copies(self._connection, value, subject.resource_id)

    def _past(self, subject: Subject) -> tuple[dict[str, int], dict[str, int]]:
        r = resources.c
        if not subject.site:
            return {}, {}
        latest = select(r.id, r.key).where(r.site == subject.site).order_by(r.id.desc()).limit(LATEST).subquery()
        found = (
            select(latest.c.key, decisions.c.outcome)
            .join(cases, cases.c.resource_id == latest.c.id)
            .join(decisions, decisions.c.case_id == cases.c.id)
            .where(cases.c.id != subject.case_id)
        )
        site: Counter[str] = Counter()
        account: Counter[str] = Counter()
        own = account_of(subject.key)
        for key, outcome in self._connection.execute(found):
            site[outcome] += 1
            if own and account_of(key) == own:
                account[outcome] += 1
        return dict(site), dict(account)


def near_copies(connection: Connection, value: int, resource_id: int) -> tuple[Near, ...]:
    """Find the cases about other resources whose captured text is a near-copy of a hash, the nearest first."""
    c = captures.c
    newest = [
        select(select(c.evidence_id).where(column == band).order_by(c.evidence_id.desc()).limit(PER_BAND).subquery())
        for column, band in zip((c.band_0, c.band_1, c.band_2, c.band_3), bands(value), strict=True)
    ]
    candidates = union(*newest).subquery()
    found = (
        select(c.simhash, cases.c.id, cases.c.opened_at, cases.c.state, decisions.c.outcome)
        .join(candidates, candidates.c.evidence_id == c.evidence_id)
        .join(cases, cases.c.id == c.case_id)
        .outerjoin(decisions, decisions.c.case_id == cases.c.id)
        .where(cases.c.resource_id != resource_id)
    )
    near: dict[int, Near] = {}
    for row in connection.execute(found):
        bits = distance(value, unsigned(row.simhash))
        if bits > NEAR or (row.outcome is None and row.state not in OPEN):
            continue
        if row.id not in near or bits < near[row.id].distance:
            near[row.id] = Near(number(CASE, row.opened_at, row.id), bits, row.outcome)
    return tuple(sorted(near.values(), key=lambda each: (each.distance, each.case_number)))


def account_of(key: str) -> str:
    """Give the part of a key that names an account: the host and the first step of the path."""
    host, _, path = key.partition("/")
    first = path.partition("/")[0].partition("?")[0]
    return f"{host}/{first}" if first else ""
