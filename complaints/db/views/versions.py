"""Reads what became of decisions: their versions, the amendments that wait, the restrictions that come back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select, text, tuple_

from complaints.db.schema import (
    amendments,
    appeals,
    cases,
    decision_versions,
    decisions,
    rereviews,
    resources,
    staff,
    statements,
)
from complaints.db.views.reading import (
    RESOURCE_COLUMNS,
    Reading,
    beside_statements,
    evidence_of_statements,
    grounds_of,
    link_of,
    statement_of,
)
from complaints.domain.decisions import Statement
from complaints.domain.differing import differences
from complaints.domain.numbers import APPEAL, CASE, DECISION, number
from complaints.domain.publication import published
from complaints.domain.versions import VersionKind
from complaints.domain.wording import mask_contacts
from complaints.services.versions_views import AmendmentView, RecordPage, RereviewPage, RereviewRow, VersionView
from complaints.services.views import EvidenceView, GroundView

PAGE = 25
VERSIONS = 20
OPEN = text("rereviews.state = 'open'")


class VersionViews:
    """What became of decisions."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def record(self, decision_id: int, before: int | None = None, size: int = VERSIONS) -> RecordPage:
        """Load versions of a decision, the latest first; the last page holds the decision as it was made."""
        v = decision_versions.c
        found = select(decision_versions, appeals.c.side).outerjoin(appeals, appeals.c.id == v.appeal_id)
        if before is not None:
            found = found.where(v.version < before)
        found = found.where(v.decision_id == decision_id).order_by(v.version.desc()).limit(size + 1)
        with self._reading() as connection:
            rows = [dict(row) for row in connection.execute(found).mappings()]
            more = len(rows) > size
            shown = rows[:size] if more else [*rows, _first(connection, decision_id)]
            told = _Told(connection, [row["statement_id"] for row in shown])
            earlier = _earlier(connection, decision_id, [row["version"] for row in shown])
            told.add(connection, earlier.values())
        views = tuple(_version(row, told, earlier.get(row["version"])) for row in shown)
        return RecordPage(views, rows[size - 1]["version"] if more else None)

    def version(self, decision_id: int, version: int) -> VersionView | None:
        """Load one version of a decision."""
        found = self.record(decision_id, version + 1, 1).versions
        return found[0] if found and found[0].version == version else None

    def amendments(self, decision_id: int) -> tuple[AmendmentView, ...]:
        """Load the amendments of a decision that wait or were returned, the latest first."""
        a, proposer, answerer = amendments.c, staff.alias("proposer"), staff.alias("answerer")
        found = (
            select(
                amendments,
                proposer.c.email.label("proposer"),
                answerer.c.email.label("answerer"),
                appeals.c.filed_at.label("appealed_at"),
            )
            .join(proposer, proposer.c.id == a.proposer_id)
            .outerjoin(answerer, answerer.c.id == a.answered_by)
            .outerjoin(appeals, appeals.c.id == a.appeal_id)
            .where(a.decision_id == decision_id, a.state != "approved")
            .order_by(a.id.desc())
            .limit(VERSIONS)
        )
        with self._reading() as connection:
            rows = [dict(row) for row in connection.execute(found).mappings()]
            standing = _earlier(connection, decision_id, [row["version"] + 1 for row in rows])
            told = _Told(connection, [*(row["statement_id"] for row in rows), *standing.values()])
        return tuple(_amendment(row, told, standing[row["version"] + 1]) for row in rows)

    def rereviews(self, after: str | None = None, size: int = PAGE) -> RereviewPage:
        """Load one page of the restrictions that came back and wait for an answer, the nearest end first."""
        r, waiting = rereviews.c, amendments.alias("waiting")
        place = _place(after)
        found = (
            select(
                rereviews,
                decisions.c.decided_at,
                cases.c.opened_at,
                cases.c.category,
                waiting.c.id.label("waiting_id"),
                *RESOURCE_COLUMNS,
            )
            .join(decisions, decisions.c.id == r.decision_id)
            .join(cases, cases.c.id == r.case_id)
            .join(resources, resources.c.id == cases.c.resource_id)
            .outerjoin(waiting, (waiting.c.decision_id == r.decision_id) & (waiting.c.state == "open"))
            .where(OPEN, *([tuple_(r.ends_on, r.id) > tuple_(*place)] if place else []))
            .order_by(r.ends_on, r.id)
            .limit(size + 1)
        )
        with self._reading() as connection:
            rows = [dict(row) for row in connection.execute(found).mappings()]
        last = rows[size - 1] if len(rows) > size else None
        return RereviewPage(
            tuple(_rereview(row) for row in rows[:size]), f"{last['ends_on']}.{last['id']}" if last else None
        )

    def comes_back(self, decision_id: int) -> date | None:
        """Give the end for which a restriction came back and waits, or None."""
        r = rereviews.c
        found = select(r.ends_on).where(OPEN, r.decision_id == decision_id).order_by(r.ends_on.desc()).limit(1)
        with self._reading() as connection:
            return connection.execute(found).scalar()


class _Told:
    """Statements with their grounds and evidence, loaded together."""

    def __init__(self, connection: Connection, ids: Iterable[int | None]) -> None:
        self.statements: dict[int, Statement] = {}
        self.grounds: dict[int, GroundView | None] = {}
        self.evidence: dict[int, tuple[EvidenceView, ...]] = {}
        self.add(connection, ids)

    def add(self, connection: Connection, ids: Iterable[int | None]) -> None:
        """Load further statements."""
        wanted = sorted({each for each in ids if each and each not in self.statements})
        if not wanted:
            return
        found = connection.execute(select(statements).where(statements.c.id.in_(wanted))).mappings()
        rows = [dict(row) for row in found]
        laws = grounds_of(connection, [row["ground_version"] for row in rows])
        self.evidence |= evidence_of_statements(connection, wanted)
        beside = beside_statements(connection, wanted)
        for row in rows:
            cited = tuple(view.id for view in self.evidence.get(row["id"], ()))
            self.statements[row["id"]] = statement_of(row, cited, beside)
            self.grounds[row["id"]] = laws.get(row["ground_version"] or 0)


def _first(connection: Connection, decision_id: int) -> dict[str, Any]:
    d = decisions.c
    row = connection.execute(select(decisions).where(d.id == decision_id)).mappings().one()
    return {
        "version": 1,
        "kind": None,
        "made_at": row["decided_at"],
        "reason": None,
        "language": None,
        "approved_by": row["approved_by"],
        "statement_id": row["statement_id"],
        "side": None,
    }


def _earlier(connection: Connection, decision_id: int, versions: Iterable[int]) -> dict[int, int]:
    """Give for each of some versions the statement that stood before it; nothing stood before the first."""
    v, d = decision_versions.c, decisions.c
    wanted = [each for each in versions if each > 1]
    if not wanted:
        return {}
    found = select(v.version, v.statement_id).where(
        v.decision_id == decision_id, v.statement_id.is_not(None), v.version < max(wanted)
    )
    written = dict(connection.execute(found.order_by(v.version)).all())
    written[1] = connection.execute(select(d.statement_id).where(d.id == decision_id)).scalar_one()
    return {each: written[max(version for version in written if version < each)] for each in wanted}


def _version(row: dict[str, Any], told: _Told, before: int | None) -> VersionView:
    own = row["statement_id"]
    statement = published(told.statements[own]) if own else None
    changed = differences(published(told.statements[before]), statement) if statement and before else ()
    return VersionView(
        row["version"],
        VersionKind(row["kind"]) if row["kind"] else None,
        row["made_at"],
        mask_contacts(row["reason"] or ""),
        row["language"] or (statement.language if statement else ""),
        row["approved_by"] is not None,
        statement,
        told.grounds.get(own) if own else None,
        told.evidence.get(own, ()) if own else (),
        changed,
        row["side"],
    )


def _amendment(row: dict[str, Any], told: _Told, standing: int) -> AmendmentView:
    own = row["statement_id"]
    appeal = number(APPEAL, row["appealed_at"], row["appeal_id"]) if row["appeal_id"] else None
    return AmendmentView(
        row["id"],
        VersionKind(row["kind"]),
        told.statements[own],
        told.grounds[own],
        told.evidence.get(own, ()),
        differences(told.statements[standing], told.statements[own]),
        row["reason"],
        row["proposer"],
        row["proposer_id"],
        row["made_at"],
        row["state"],
        appeal,
        row["answerer"],
        row["answered_at"],
        row["answer"],
    )


def _rereview(row: dict[str, Any]) -> RereviewRow:
    return RereviewRow(
        row["id"],
        number(DECISION, row["decided_at"], row["decision_id"]),
        number(CASE, row["opened_at"], row["case_id"]),
        row["category"],
        row["ends_on"],
        link_of(row),
        row["waiting_id"] is not None,
    )


def _place(text: str | None) -> tuple[date, int] | None:
    day, _, row_id = (text or "").partition(".")
    try:
        return (date.fromisoformat(day), int(row_id)) if row_id.isascii() and len(row_id) < 18 else None
    except ValueError:
        return None
