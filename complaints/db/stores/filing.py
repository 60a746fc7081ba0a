"""Stores a complaint with its links and, where nobody knew them, its reporter: one statement on PostgreSQL.

There each statement costs a journey to the server and back, which was half of what filing took. SQLite has no such
journey, nor such a statement, and stores the rows one after another.
"""

from typing import Any

from sqlalchemy import ARRAY, Connection, Text, bindparam, func, insert, literal, select, true
from sqlalchemy.dialects import postgresql

from complaints.db.schema import complaint_links, complaints, reporters
from complaints.db.writing import insert_new
from complaints.domain.intake import ComplaintState, LinkState
from complaints.services.intake_ports import NewComplaint

PENDING = LinkState.PENDING.value
FILED_COLUMNS = [column for column in complaints.c if column.name not in {"id", "reporter_id"}]
INSERT_REPORTER = insert(reporters).returning(reporters.c.id)
INSERT_LINKS = insert(complaint_links).inline()  # nobody asks for the links' ids


def file(connection: Connection, complaint: NewComplaint) -> int | None:
    """Store a complaint, its links and its reporter where that one is new.

    Returns the complaint's id, or None where a unique constraint says that it is there; the transaction must then be
    undone, for a new reporter's row may stand alone.
    """
    reporter, row, pasted = complaint.reporter, _row(complaint), [link.pasted for link in complaint.draft.links]
    if isinstance(reporter, int):
        return _one_after_another(connection, {**row, "reporter_id": reporter}, pasted)
    person = {"kind": reporter.kind, "pseudonym": reporter.pseudonym, "made_at": complaint.draft.filed_at}
    if connection.dialect.name == "sqlite":
        reporter_id = connection.execute(INSERT_REPORTER, person).scalar_one()
        return _one_after_another(connection, {**row, "reporter_id": reporter_id}, pasted)
    named = {f"reporter_{name}": value for name, value in person.items()}
    made = connection.execute(TOGETHER, {**named, **row, "pasted": pasted}).scalar()
    return None if made is None else int(made)


def _row(complaint: NewComplaint) -> dict[str, Any]:
    draft = complaint.draft
    return {
        "category": draft.category,
        "description": draft.description,
        "language": draft.language,
        "source": complaint.source.value,
        "state": ComplaintState.FILED.value,
        "receipt_hash": complaint.receipt_hash,
        "nonce_hash": complaint.nonce_hash,
        "network_token": complaint.network_token,
        "external_id": complaint.external_id,
        "claimed_at": complaint.claimed_at,
        "filed_at": draft.filed_at,
    }


def _one_after_another(connection: Connection, row: dict[str, Any], pasted: list[str]) -> int | None:
    complaint_id = insert_new(connection, complaints, row)
    if complaint_id is None:
        return None
    links = [
        {"complaint_id": complaint_id, "position": position, "pasted": text, "state": PENDING}
        for position, text in enumerate(pasted, start=1)
    ]
    # One row goes in by a plain statement; many go in together, which takes a preparation of its own.
    connection.execute(INSERT_LINKS, links if len(links) > 1 else links[0])
    return complaint_id


def _together() -> Any:
    person = [reporters.c.kind, reporters.c.pseudonym, reporters.c.made_at]
    reporter = (
        insert(reporters)
        .values({column.name: bindparam(f"reporter_{column.name}", type_=column.type) for column in person})
        .returning(reporters.c.id)
        .cte("reporter")
    )
    filed = [bindparam(column.name, type_=column.type) for column in FILED_COLUMNS]
    complaint = (
        postgresql.insert(complaints)
        .from_select(["reporter_id", *(column.name for column in FILED_COLUMNS)], select(reporter.c.id, *filed))
        .on_conflict_do_nothing()
        .returning(complaints.c.id)
        .cte("complaint")
    )
    pasted = (
        func.unnest(bindparam("pasted", type_=ARRAY(Text)))
        .table_valued("text", with_ordinality="position")
        .render_derived()
    )
    links = (
        insert(complaint_links)
        .from_select(
            ["complaint_id", "position", "pasted", "state"],
            select(complaint.c.id, pasted.c.position, pasted.c.text, literal(PENDING)).select_from(
                complaint.join(pasted, true())
            ),
        )
        .cte("links")
    )
    return select(complaint.c.id).add_cte(links)


TOGETHER = _together()
