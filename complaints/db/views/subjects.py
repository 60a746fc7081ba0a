"""Finding whom or what a history is about by the name people use, and giving that name back for the ids in the log."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from complaints.db.schema import cases, complaints, decisions, reporters, staff
from complaints.domain.numbers import CASE, COMPLAINT, DECISION, number, row_of
from complaints.services.history_views import Subject

# Each kind with its table, and what its readable name is made of.
KINDS: dict[str, tuple[Table, tuple[str, ...], Callable[[Any], str]]] = {
    "case": (cases, ("opened_at",), lambda row: number(CASE, row.opened_at, row.id)),
    "complaint": (complaints, ("filed_at",), lambda row: number(COMPLAINT, row.filed_at, row.id)),
    "reporter": (reporters, ("pseudonym",), lambda row: str(row.pseudonym)),
    "staff": (staff, ("email",), lambda row: str(row.email)),
}
KIND_OF_TABLE = {table.name: kind for kind, (table, _, _) in KINDS.items()}


def find(connection: Connection, typed: str) -> Subject | None:
    """Find a complaint (A-…), a case (C-… or its decision D-…), a reporter (R-…) or a staff member (e-mail address)."""
    name = typed.strip()
    for kind, letter in (("complaint", COMPLAINT), ("case", CASE)):
        row_id = row_of(letter, name)
        if row_id is not None:
            found = names(connection, {kind: [row_id]}).get((kind, row_id))
            return found if found and found.name == name.upper() else None
    decision_id = row_of(DECISION, name)
    if decision_id is not None:
        return _case_of_decision(connection, decision_id, name.upper())
    for kind, column, wanted in (
        ("reporter", reporters.c.pseudonym, name.upper()),
        ("staff", staff.c.email, name.casefold()),
    ):
        row_id = connection.execute(select(KINDS[kind][0].c.id).where(column == wanted)).scalar()
        if row_id is not None:
            return Subject(kind, row_id, wanted)
    return None


def _case_of_decision(connection: Connection, decision_id: int, name: str) -> Subject | None:
    d = decisions.c
    row = connection.execute(select(d.case_id, d.decided_at).where(d.id == decision_id)).first()
    if row is None or number(DECISION, row.decided_at, decision_id) != name:
        return None
    return names(connection, {"case": [row.case_id]}).get(("case", row.case_id))


def names(connection: Connection, wanted: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], Subject]:
    """Give the subjects of some ids, by kind and id; one query a kind."""
    found: dict[tuple[str, int], Subject] = {}
    for kind, ids in wanted.items():
        table, columns, name = KINDS[kind]
        listed = sorted(set(ids))
        if listed:
            query = select(table.c.id, *(table.c[column] for column in columns)).where(table.c.id.in_(listed))
            for row in connection.execute(query):
                found[kind, row.id] = Subject(kind, row.id, name(row))
    return found
