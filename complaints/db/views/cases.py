"""Reads a case with everything needed to decide it."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, literal, select

from complaints.db.evidence_tables import captures, check_details, check_retries, evidence_objects, purges
from complaints.db.schema import (
    cases,
    checks,
    evidence,
    notes,
    proposals,
    protected_sources,
    resources,
    staff,
    statements,
)
from complaints.db.stores.checks import with_merged
from complaints.db.views.queue import row_view
from complaints.db.views.reading import (
    RESOURCE_COLUMNS,
    Reading,
    beside_statements,
    decision_of_case,
    evidence_of_statements,
    evidence_view,
    grounds_of,
    statement_of,
)
from complaints.domain.numbers import CASE, number, row_of
from complaints.domain.retention import ObjectState
from complaints.services.case_views import CaseView, CheckView, NoteView, ProposalView
from complaints.services.views import EvidenceView, ReadView


class CaseViews:
    """The case page."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def get(self, case_number: str) -> CaseView | None:
        """Load a case by its number."""
        row_id = row_of(CASE, case_number)
        if row_id is None:
            return None
        with self._reading() as connection:
            row = (
                connection.execute(
                    select(
                        cases,
                        *[column.label(f"r_{column.name}") for column in RESOURCE_COLUMNS],
                        staff.c.email,
                        resources.c.capture_allowed,
                        protected_sources.c.kind.label("protected_as"),
                    )
                    .join(resources, resources.c.id == cases.c.resource_id)
                    .outerjoin(staff, staff.c.id == cases.c.holder_id)
                    .outerjoin(protected_sources, protected_sources.c.site == resources.c.site)
                    .where(cases.c.id == row_id)
                )
                .mappings()
                .first()
            )
            if row is None or number(CASE, row["opened_at"], row_id) != case_number.strip().upper():
                return None
            line = row_view(dict(row))
            return CaseView(
                row_id,
                line.number,
                line.category,
                row["round"],
                line.state,
                row["version"],
                line.priority,
                line.parts,
                line.opened_at,
                line.language,
                line.complaints,
                line.link,
                row["capture_allowed"],
                row["protected_as"],
                line.holder,
                line.holder_id,
                line.lease_until,
                line.returned_to,
                _checks(connection, row_id),
                _evidence(connection, row_id, shown=row["capture_allowed"]),
                _notes(connection, row_id),
                _proposals(connection, row_id),
                decision_of_case(connection, row_id),
                *_planned(connection, row_id),
                due_at=line.due_at,
                stage=line.stage,
            )


def _checks(connection: Connection, case_id: int) -> tuple[CheckView, ...]:
    found = (
        select(checks, check_details.c.detail)
        .outerjoin(check_details, check_details.c.check_id == checks.c.id)
        .where(checks.c.case_id == case_id)
        .order_by(checks.c.run.desc(), checks.c.id)
    )
    return tuple(
        CheckView(
            row.step,
            row.run,
            row.result,
            row.code,
            json.loads(row.params),
            row.confidence,
            row.made_at,
            tuple(json.loads(row.detail)) if row.detail else (),
            row.version,
        )
        for row in connection.execute(found)
    )


def _evidence(connection: Connection, case_id: int, *, shown: bool) -> tuple[EvidenceView, ...]:
    """List a case's evidence; where its kind must never be shown, only that it is there and what became of it."""
    found = (
        select(
            # The text of a capture is long; one is read at a time, in `captures`.
            *(column for column in evidence.c if column.name != "text"),
            literal("").label("text"),
            evidence_objects.c.state,
            *(captures.c[name] for name in ("status", "description", "author", "published", "chain", "length")),
        )
        .outerjoin(evidence_objects, evidence_objects.c.sha256 == evidence.c.sha256)
        .outerjoin(captures, captures.c.evidence_id == evidence.c.id)
        .where(evidence.c.case_id.in_(with_merged(case_id)))
        .order_by(evidence.c.id.desc())
    )
    return tuple(_exhibited(row, shown=shown) for row in connection.execute(found).mappings())


def _exhibited(row: Any, *, shown: bool) -> EvidenceView:
    view = replace(evidence_view(row), damaged=row["state"] == ObjectState.DAMAGED.value)
    if not shown:
        return replace(view, url="", title="", text="")
    if row["status"] is None:
        return view
    chain = tuple((url, status) for url, status in json.loads(row["chain"]))
    return replace(
        view,
        read=ReadView(row["status"], row["description"], row["author"], row["published"], chain, row["length"]),
    )


def _planned(connection: Connection, case_id: int) -> tuple[datetime | None, datetime | None]:
    """Give when the checks run again, and when the case was purged last."""
    due = select(check_retries.c.due_at).where(check_retries.c.case_id == case_id)
    purged = select(purges.c.made_at).where(purges.c.case_id == case_id).order_by(purges.c.id.desc()).limit(1)
    return connection.execute(due).scalar(), connection.execute(purged).scalar()


def _notes(connection: Connection, case_id: int) -> tuple[NoteView, ...]:
    rows = connection.execute(
        select(staff.c.email, notes.c.text, notes.c.made_at)
        .join(staff, staff.c.id == notes.c.staff_id)
        .where(notes.c.case_id == case_id)
        .order_by(notes.c.id)
    )
    return tuple(NoteView(row.email, row.text, row.made_at) for row in rows)


def _proposals(connection: Connection, case_id: int) -> tuple[ProposalView, ...]:
    answerer = staff.alias("answerer")
    p = proposals.c
    found = connection.execute(
        select(
            statements,
            p.proposer_id,
            p.state,
            p.made_at,
            p.answered_at,
            p.reason,
            staff.c.email.label("proposer"),
            answerer.c.email.label("answerer"),
        )
        .join(statements, statements.c.id == p.statement_id)
        .join(staff, staff.c.id == p.proposer_id)
        .outerjoin(answerer, answerer.c.id == p.answered_by)
        .where(p.case_id == case_id)
        .order_by(p.id.desc())
    ).mappings()
    rows = [dict(row) for row in found]
    cited = evidence_of_statements(connection, [row["id"] for row in rows])
    laws = grounds_of(connection, [row["ground_version"] for row in rows])
    beside = beside_statements(connection, [row["id"] for row in rows])
    return tuple(
        ProposalView(
            statement_of(row, tuple(view.id for view in cited.get(row["id"], ())), beside),
            laws.get(row["ground_version"] or 0),
            row["proposer"],
            row["proposer_id"],
            row["state"],
            row["made_at"],
            row["answerer"],
            row["answered_at"],
            row["reason"],
        )
        for row in rows
    )
