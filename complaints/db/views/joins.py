"""Reads what the case page shows of joining and parting; each list is bounded, and read in one query."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, case, func, or_, select

from complaints.db.joining_tables import aliases, joinings
from complaints.db.schema import attachments, cases, decisions, resources, staff
from complaints.db.views.reading import RESOURCE_COLUMNS, Reading, link_of
from complaints.domain.numbers import CASE, number
from complaints.services.joining_views import AliasView, CaseLine, JoiningView, JoinsView, OtherLink

MANY = 30
CASE_COLUMNS = (cases.c.id, cases.c.round, cases.c.state, cases.c.opened_at, decisions.c.outcome)


class JoinViews:
    """Joins and parts of a case."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def of(self, case_id: int) -> JoinsView:
        """Load everything about a case's joins."""
        with self._reading() as connection:
            own = connection.execute(
                select(cases.c.resource_id, cases.c.category, cases.c.merged_into).where(cases.c.id == case_id)
            ).one()
            merged = _lines(connection, cases.c.id == own.merged_into) if own.merged_into else []
            same = (cases.c.resource_id == own.resource_id, cases.c.category == own.category, cases.c.id != case_id)
            return JoinsView(
                merged[0] if merged else None,
                tuple(_lines(connection, *same)),
                _aliases(connection, own.resource_id, own.category),
                _joinings(connection, case_id),
                _others(connection, case_id, own.resource_id),
            )


def _lines(connection: Connection, *conditions: Any) -> list[CaseLine]:
    found = (
        select(*CASE_COLUMNS)
        .outerjoin(decisions, decisions.c.case_id == cases.c.id)
        .where(*conditions)
        .order_by(cases.c.round, cases.c.id)
        .limit(MANY)
    )
    return [_line(row) for row in connection.execute(found).mappings()]


def _line(row: Mapping[Any, Any]) -> CaseLine:
    case_number = number(CASE, row["opened_at"], row["id"])
    return CaseLine(case_number, row["round"], row["state"], row["outcome"], row["opened_at"])


def _aliases(connection: Connection, resource_id: int, category: str) -> tuple[AliasView, ...]:
    a = aliases.c
    other = case((a.resource_id == resource_id, a.target_id), else_=a.resource_id)
    found = (
        select(aliases, other.label("other_id"), staff.c.email, *RESOURCE_COLUMNS)
        .join(resources, resources.c.id == other)
        .outerjoin(staff, staff.c.id == a.answered_by)
        .where(or_(a.resource_id == resource_id, a.target_id == resource_id))
        .order_by((a.state != "proposed"), a.id.desc())
        .limit(MANY)
    )
    rows = [dict(row) for row in connection.execute(found).mappings()]
    latest = _latest(connection, {row["other_id"] for row in rows}, category)
    return tuple(
        AliasView(
            row["id"],
            row["resource_id"] == resource_id,
            link_of(row),
            row["kind"],
            row["evidence"],
            row["state"],
            row["made_at"],
            latest.get(row["other_id"]),
            row["email"],
            row["reason"],
        )
        for row in rows
    )


def _latest(connection: Connection, resource_ids: Iterable[int], category: str) -> dict[int, CaseLine]:
    found = (
        select(*CASE_COLUMNS, cases.c.resource_id)
        .outerjoin(decisions, decisions.c.case_id == cases.c.id)
        .where(cases.c.resource_id.in_(sorted(resource_ids)), cases.c.category == category)
        .order_by(cases.c.round)
    )
    return {row["resource_id"]: _line(row) for row in connection.execute(found).mappings()}


def _joinings(connection: Connection, case_id: int) -> tuple[JoiningView, ...]:
    j = joinings.c
    left, right = cases.alias("left_case"), cases.alias("right_case")
    found = (
        select(
            joinings,
            left.c.opened_at.label("left_at"),
            right.c.opened_at.label("right_at"),
            staff.c.email,
            *RESOURCE_COLUMNS,
        )
        .join(left, left.c.id == j.from_case_id)
        .join(right, right.c.id == j.to_case_id)
        .join(staff, staff.c.id == j.staff_id)
        .join(resources, resources.c.id == j.resource_id)
        .where(or_(j.from_case_id == case_id, j.to_case_id == case_id))
        .order_by(j.id.desc())
        .limit(MANY)
    )
    return tuple(
        JoiningView(
            row["deed"],
            number(CASE, row["left_at"], row["from_case_id"]),
            number(CASE, row["right_at"], row["to_case_id"]),
            link_of(dict(row)),
            row["moved"],
            row["email"],
            row["reason"],
            row["made_at"],
        )
        for row in connection.execute(found).mappings()
    )


def _others(connection: Connection, case_id: int, resource_id: int) -> tuple[OtherLink, ...]:
    a = attachments.c
    counted = (
        select(a.resource_id, func.count().label("complaints"))
        .where(a.case_id == case_id, a.resource_id != resource_id)
        .group_by(a.resource_id)
        .limit(MANY)
        .subquery()
    )
    found = (
        select(counted.c.resource_id, counted.c.complaints, *RESOURCE_COLUMNS)
        .join(resources, resources.c.id == counted.c.resource_id)
        .order_by(counted.c.resource_id)
    )
    return tuple(
        OtherLink(row["resource_id"], link_of(dict(row)), row["complaints"])
        for row in connection.execute(found).mappings()
    )
