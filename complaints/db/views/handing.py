"""Reads in whose hands cases are; each list is bounded, and read in one query."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from complaints.db.handing_tables import (
    assignments,
    recusals,
    reservations,
    resource_accounts,
    staff_categories,
    staff_languages,
)
from complaints.db.metadata import EPOCH
from complaints.db.schema import cases, resources, staff, staff_sessions
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, link_of
from complaints.domain.access import Role
from complaints.domain.casework import CaseState
from complaints.domain.numbers import CASE, number, row_of
from complaints.domain.recusal import Reach
from complaints.services.handing_views import (
    AssignmentView,
    DeskView,
    HandsView,
    KeptView,
    MyWork,
    PersonLine,
    RecusalView,
    WorkLine,
)

MANY = 200
FEW = 10
WORKING = [Role.REVIEWER.value, Role.SENIOR.value]
HOLDER, KEEPER, GIVER = staff.alias("holder"), staff.alias("keeper"), staff.alias("giver")


class HandingViews:
    """Whose turn cases are."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def mine(self, staff_id: int, now: datetime) -> MyWork:
        """Load what somebody holds, what is kept for them, and what they keep away from."""
        c, r = cases.c, reservations.c
        with self._reading() as connection:
            return MyWork(
                _lines(connection, now, c.holder_id == staff_id, c.holder_id.is_not(None), c.lease_until > now),
                _lines(connection, now, r.staff_id == staff_id, r.until > now, c.state == CaseState.WAITING.value),
                _recusals(connection, recusals.c.staff_id == staff_id),
            )

    def line(self, case_number: str) -> WorkLine:
        """Load one case in one line, kept for nobody."""
        with self._reading() as connection:
            (found,) = _lines(connection, EPOCH, cases.c.id == row_of(CASE, case_number))
        return replace(found, kept=None)

    def kept_for(self, staff_id: int, now: datetime) -> int:
        """Count the waiting cases that are kept for somebody, up to a limit."""
        c, r = cases.c, reservations.c
        found = (
            select(r.case_id)
            .join(cases, c.id == r.case_id)
            .where(r.staff_id == staff_id, r.until > now, c.state == CaseState.WAITING.value)
        )
        with self._reading() as connection:
            return len(connection.execute(found.limit(MANY)).all())

    def of_case(self, case_id: int, now: datetime) -> HandsView:
        """Load in whose hands a case is, was, and can be put."""
        with self._reading() as connection:
            kept = _lines(connection, now, cases.c.id == case_id, reservations.c.until > now)
            about = connection.execute(
                select(cases.c.resource_id, resources.c.site, resource_accounts.c.account)
                .join(resources, resources.c.id == cases.c.resource_id)
                .outerjoin(resource_accounts, resource_accounts.c.resource_id == cases.c.resource_id)
                .where(cases.c.id == case_id)
            ).one()
            people = select(staff.c.email).where(staff.c.active, staff.c.role.in_(WORKING)).order_by(staff.c.email)
            return HandsView(
                kept[0].kept if kept else None,
                _assignments(connection, case_id),
                _recusals(connection, recusals.c.case_id == case_id),
                about.account,
                tuple(connection.execute(people.limit(MANY)).scalars()),
            )

    def desk(self, now: datetime, since: datetime) -> DeskView:
        """Load who has which case, who works on what, and who keeps away; `since` says who counts as being there."""
        c = cases.c
        with self._reading() as connection:
            return DeskView(
                _lines(connection, now, c.holder_id.is_not(None), c.lease_until > now),
                _lines(connection, now, reservations.c.until > now, c.state == CaseState.WAITING.value),
                _people(connection, since),
                _recusals(connection),
            )


def _lines(connection: Connection, now: datetime, *conditions: Any) -> tuple[WorkLine, ...]:
    c, r = cases.c, reservations.c
    found = (
        select(
            c.id,
            c.opened_at,
            c.category,
            c.state,
            c.lease_until,
            *RESOURCE_COLUMNS,
            HOLDER.c.email.label("holder"),
            r.staff_id,
            r.kind,
            r.until,
            KEEPER.c.email.label("keeper"),
            GIVER.c.email.label("giver"),
            assignments.c.reason,
        )
        .join(resources, resources.c.id == c.resource_id)
        .outerjoin(reservations, r.case_id == c.id)
        .outerjoin(assignments, assignments.c.id == r.assignment_id)
        .outerjoin(HOLDER, HOLDER.c.id == c.holder_id)
        .outerjoin(KEEPER, KEEPER.c.id == r.staff_id)
        .outerjoin(GIVER, GIVER.c.id == assignments.c.given_by)
        .where(*conditions)
        .order_by(c.rank, c.id)
        .limit(MANY)
    )
    return tuple(_line(row, now) for row in connection.execute(found).mappings())


def _line(row: Any, now: datetime) -> WorkLine:
    kept = None
    if row["until"] is not None and row["until"] > now:
        kept = KeptView(row["keeper"], row["staff_id"], row["kind"], row["until"], row["giver"], row["reason"])
    return WorkLine(
        number(CASE, row["opened_at"], row["id"]),
        link_of(row),
        row["category"],
        row["state"],
        row["holder"],
        row["lease_until"],
        kept,
    )


def _assignments(connection: Connection, case_id: int) -> tuple[AssignmentView, ...]:
    a = assignments.c
    found = (
        select(KEEPER.c.email.label("to"), GIVER.c.email.label("by"), a.reason, a.made_at)
        .join(GIVER, GIVER.c.id == a.given_by)
        .outerjoin(KEEPER, KEEPER.c.id == a.staff_id)
        .where(a.case_id == case_id)
        .order_by(a.id.desc())
        .limit(FEW)
    )
    return tuple(AssignmentView(row.to, row.by, row.reason, row.made_at) for row in connection.execute(found))


def _recusals(connection: Connection, *conditions: Any) -> tuple[RecusalView, ...]:
    r = recusals.c
    found = (
        select(recusals, staff.c.email, cases.c.opened_at, resources.c.site, resources.c.display, resource_accounts)
        .join(staff, staff.c.id == r.staff_id)
        .join(cases, cases.c.id == r.case_id)
        .join(resources, resources.c.id == r.resource_id)
        .outerjoin(resource_accounts, resource_accounts.c.resource_id == r.resource_id)
        .where(r.ended_at.is_(None), *conditions)
        .order_by(r.id.desc())
        .limit(MANY)
    )
    return tuple(
        RecusalView(
            row.id,
            row.email,
            row.staff_id,
            row.reach,
            {Reach.SITE.value: row.site, Reach.ACCOUNT.value: row.account}.get(row.reach) or row.display,
            row.reason,
            row.made_at,
            number(CASE, row.opened_at, row.case_id),
        )
        for row in connection.execute(found)
    )


def _people(connection: Connection, since: datetime) -> tuple[PersonLine, ...]:
    working = select(staff.c.id, staff.c.email, staff.c.role).where(staff.c.active, staff.c.role.in_(WORKING))
    rows = connection.execute(working.order_by(staff.c.email).limit(MANY)).all()
    here = set(connection.execute(select(staff_sessions.c.staff_id).where(staff_sessions.c.seen_at > since)).scalars())
    spoken = _named(connection.execute(select(staff_languages.c.staff_id, staff_languages.c.language)))
    listed = _named(connection.execute(select(staff_categories.c.staff_id, staff_categories.c.category)))
    return tuple(
        PersonLine(row.email, row.role, spoken.get(row.id, ()), listed.get(row.id, ()), row.id in here) for row in rows
    )


def _named(rows: Iterable[Any]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for staff_id, code in rows:
        found[staff_id] = (*found.get(staff_id, ()), code)
    return found
