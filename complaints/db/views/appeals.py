"""Reads appeals and objections: for whoever filed them, and for those who judge."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select, text, tuple_

from complaints.db.metadata import EPOCH
from complaints.db.schema import (
    appeal_contacts,
    appeals,
    cases,
    complaints,
    contacts,
    decision_versions,
    decisions,
    register_entries,
    reporters,
    resources,
    staff,
)
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, link_of
from complaints.db.views.versions import VersionViews
from complaints.domain.numbers import APPEAL, CASE, COMPLAINT, DECISION, number, row_of
from complaints.domain.wording import mask_contacts
from complaints.services.appeals_views import AppealCase, AppealPage, AppealRow, AppealView
from complaints.services.versions_views import VersionView

PAGE = 25
OTHERS = 20
WAITING = text("appeals.state <> 'judged'")
MICROSECOND = timedelta(microseconds=1)


class AppealViews:
    """Appeals and objections."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._versions = VersionViews(reading)

    def get(self, appeal_id: int) -> AppealView | None:
        """Load an objection for the person whose receipt opened it."""
        found = self._filed(appeals.c.id == appeal_id)
        return found[0] if found else None

    def of_complaint(self, complaint_id: int) -> tuple[AppealView, ...]:
        """Load the appeals of a reporter, the latest first."""
        return self._filed(appeals.c.complaint_id == complaint_id)

    def _filed(self, condition: Any) -> tuple[AppealView, ...]:
        a = appeals.c
        found = (
            select(
                appeals,
                decisions.c.decided_at,
                contacts.c.id.label("reporter_contact"),
                appeal_contacts.c.appeal_id.label("own_contact"),
                decision_versions.c.version.label("answered_in"),
            )
            .join(decisions, decisions.c.id == a.decision_id)
            .outerjoin(contacts, contacts.c.complaint_id == a.complaint_id)
            .outerjoin(appeal_contacts, appeal_contacts.c.appeal_id == a.id)
            .outerjoin(decision_versions, decision_versions.c.appeal_id == a.id)
            .where(condition)
            .order_by(a.id.desc())
            .limit(PAGE)
        )
        with self._reading() as connection:
            rows = connection.execute(found).all()
        return tuple(
            AppealView(
                row.id,
                number(APPEAL, row.filed_at, row.id),
                number(DECISION, row.decided_at, row.decision_id),
                row.filed_at,
                row.due_at,
                row.text,
                row.state,
                (row.reporter_contact or row.own_contact) is not None,
                self._versions.version(row.decision_id, row.answered_in) if row.answered_in else None,
            )
            for row in rows
        )

    def page(self, after: str | None = None, size: int = PAGE) -> AppealPage:
        """Load one page of the appeals that wait, the nearest deadline first."""
        a, place = appeals.c, _place(after)
        found = _rows().where(WAITING, *_beyond(place))
        with self._reading() as connection:
            rows = connection.execute(found.order_by(a.due_at, a.id).limit(size + 1)).mappings().all()
        last = rows[size - 1] if len(rows) > size else None
        goes_on = f"{(last['due_at'] - EPOCH) // MICROSECOND}.{last['id']}" if last else None
        return AppealPage(tuple(_row(row) for row in rows[:size]), goes_on)

    def case(self, appeal_number: str) -> AppealCase | None:
        """Load an appeal for a judge."""
        row_id = row_of(APPEAL, appeal_number)
        found = (
            _rows()
            .add_columns(
                appeals.c.text,
                appeals.c.language,
                appeals.c.decision_id,
                appeals.c.case_id,
                appeals.c.complaint_id,
                cases.c.opened_at,
                complaints.c.filed_at.label("complained_at"),
                reporters.c.pseudonym,
                staff.c.email.label("judge"),
                decision_versions.c.version.label("answered_in"),
            )
            .outerjoin(complaints, complaints.c.id == appeals.c.complaint_id)
            .outerjoin(reporters, reporters.c.id == complaints.c.reporter_id)
            .outerjoin(decision_versions, decision_versions.c.appeal_id == appeals.c.id)
            .outerjoin(staff, staff.c.id == decision_versions.c.made_by)
            .where(appeals.c.id == row_id)
        )
        with self._reading() as connection:
            row = connection.execute(found).mappings().first() if row_id else None
            if row is None or number(APPEAL, row["filed_at"], row["id"]) != appeal_number.strip().upper():
                return None
            same = _rows().where(WAITING, appeals.c.decision_id == row["decision_id"], appeals.c.id != row["id"])
            others = connection.execute(same.order_by(appeals.c.id).limit(OTHERS)).mappings().all()
        complaint = number(COMPLAINT, row["complained_at"], row["complaint_id"]) if row["complaint_id"] else None
        return AppealCase(
            _row(row),
            number(CASE, row["opened_at"], row["case_id"]),
            mask_contacts(row["text"]),
            row["language"],
            row["pseudonym"],
            complaint,
            tuple(_row(other) for other in others),
            row["judge"],
            self._answer(row),
        )

    def _answer(self, row: Any) -> VersionView | None:
        return self._versions.version(row["decision_id"], row["answered_in"]) if row["answered_in"] else None

    def against(self, decision_id: int) -> tuple[AppealRow, ...]:
        """Load the appeals against a decision that wait."""
        found = _rows().where(WAITING, appeals.c.decision_id == decision_id).order_by(appeals.c.id).limit(OTHERS)
        with self._reading() as connection:
            return tuple(_row(row) for row in connection.execute(found).mappings())


def _rows() -> "Select[Any]":
    a, e = appeals.c, register_entries.c
    return (
        select(
            a.id,
            a.side,
            a.state,
            a.filed_at,
            a.due_at,
            decisions.c.id.label("decided_id"),
            decisions.c.decided_at,
            e.outcome,
            e.force,
            e.category,
            *RESOURCE_COLUMNS,
        )
        .join(decisions, decisions.c.id == a.decision_id)
        .join(register_entries, e.decision_id == a.decision_id)
        .join(cases, cases.c.id == a.case_id)
        .join(resources, resources.c.id == cases.c.resource_id)
    )


def _row(row: Any) -> AppealRow:
    return AppealRow(
        row["id"],
        number(APPEAL, row["filed_at"], row["id"]),
        row["side"],
        row["state"],
        number(DECISION, row["decided_at"], row["decided_id"]),
        row["outcome"],
        row["force"],
        row["category"],
        link_of(row),
        row["filed_at"],
        row["due_at"],
    )


def _beyond(place: tuple[datetime, int] | None) -> list[ColumnElement[bool]]:
    a = appeals.c
    return [tuple_(a.due_at, a.id) > tuple_(literal(place[0], a.due_at.type), place[1])] if place else []


def _place(text: str | None) -> tuple[datetime, int] | None:
    moment, _, row_id = (text or "").partition(".")
    digits = all(part.isascii() and part.isdigit() and len(part) < 18 for part in (moment, row_id))
    return (EPOCH + int(moment) * MICROSECOND, int(row_id)) if digits else None
