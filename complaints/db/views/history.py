"""Reads histories out of the log: for a complaint, a case, a reporter or a member of staff, oldest first."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from complaints.db.audit_tables import audit_log, audit_texts
from complaints.db.schema import attachments, cases, complaints, reporters, staff
from complaints.db.views.reading import Reading
from complaints.domain.numbers import CASE, COMPLAINT, number, row_of
from complaints.services.views import HistoryEntry, HistoryPage

PAGE = 100


class HistoryViews:
    """The auditors' histories."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def of(self, subject: str, after: int = 0, size: int = PAGE) -> HistoryPage | None:
        """Load a page of the history of a complaint (A-…), case (C-…), reporter (R-…) or staff member (e-mail).

        A complaint's history holds its cases' entries too, and a case's those of its complaints, so that nobody has to
        put a story together by hand. None where the subject is not known.
        """
        name = subject.strip()
        with self._reading() as connection:
            condition = _condition(connection, name)
            if condition is None:
                return None
            rows = (
                connection.execute(
                    select(audit_log).where(condition, audit_log.c.id > after).order_by(audit_log.c.id).limit(size + 1)
                )
                .mappings()
                .all()
            )
            shown = rows[:size]
            texts = _texts(connection, [row["id"] for row in shown])
            names = _names(connection)
        entries = tuple(_entry(row, texts.get(row["id"], {}), names) for row in shown)
        return HistoryPage(name, entries, shown[-1]["id"] if len(rows) > size else None)

    def subjects(self, subject: str) -> dict[str, int]:
        """Say which complaint, case, reporter or staff member a name means, as the columns of `record_read`."""
        name = subject.strip()
        with self._reading() as connection:
            for kind, column in ((COMPLAINT, "complaint_id"), (CASE, "case_id")):
                row_id = row_of(kind, name)
                if row_id is not None:
                    return {column: row_id}
            reporter_id = _reporter(connection, name)
            if reporter_id is not None:
                return {"reporter_id": reporter_id}
        return {}


def _condition(connection: Connection, name: str) -> ColumnElement[bool] | None:
    log = audit_log.c
    complaint_id, case_id = row_of(COMPLAINT, name), row_of(CASE, name)
    if complaint_id is not None:
        filed_at = connection.execute(select(complaints.c.filed_at).where(complaints.c.id == complaint_id)).scalar()
        if filed_at is None or number(COMPLAINT, filed_at, complaint_id) != name.upper():
            return None
        joined = select(attachments.c.case_id).where(attachments.c.complaint_id == complaint_id)
        return or_(log.subject_complaint == complaint_id, log.subject_case.in_(joined))
    if case_id is not None:
        opened_at = connection.execute(select(cases.c.opened_at).where(cases.c.id == case_id)).scalar()
        if opened_at is None or number(CASE, opened_at, case_id) != name.upper():
            return None
        joined = select(attachments.c.complaint_id).where(attachments.c.case_id == case_id)
        return or_(log.subject_case == case_id, log.subject_complaint.in_(joined))
    reporter_id = _reporter(connection, name)
    if reporter_id is not None:
        filed = select(complaints.c.id).where(complaints.c.reporter_id == reporter_id)
        return or_(log.subject_reporter == reporter_id, log.subject_complaint.in_(filed))
    staff_id = connection.execute(select(staff.c.id).where(staff.c.email == name.casefold())).scalar()
    if staff_id is not None:
        return or_(log.actor == f"staff:{staff_id}", log.subject_staff == staff_id)
    return None


def _reporter(connection: Connection, name: str) -> int | None:
    return connection.execute(select(reporters.c.id).where(reporters.c.pseudonym == name.upper())).scalar()


def _texts(connection: Connection, ids: Sequence[int]) -> dict[int, dict[tuple[str, str], str]]:
    if not ids:
        return {}
    t = audit_texts.c
    found: dict[int, dict[tuple[str, str], str]] = {}
    for row in connection.execute(select(t.audit_id, t.side, t.column_name, t.value).where(t.audit_id.in_(ids))):
        found.setdefault(row.audit_id, {})[(row.side, row.column_name)] = row.value
    return found


def _names(connection: Connection) -> dict[str, str]:
    return {f"staff:{row.id}": row.email for row in connection.execute(select(staff.c.id, staff.c.email))}


def _entry(row: Any, texts: dict[tuple[str, str], str], names: dict[str, str]) -> HistoryEntry:
    before, after = _values(row["before"]), _values(row["after"])
    for (side, column), value in texts.items():
        (before if side == "before" else after)[column] = value
    return HistoryEntry(
        row["id"],
        row["at"],
        row["actor"],
        names.get(row["actor"], row["actor"]),
        row["action"],
        row["table_name"],
        row["row_id"],
        row["op"],
        before,
        after,
    )


def _values(text: str | None) -> dict[str, object]:
    return dict(json.loads(text)) if text else {}
