"""Reads histories out of the log: for a complaint, a case, a reporter or a member of staff, oldest first."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Select, select, union

from complaints.db.audit_tables import SUBJECTS, audit_leaves, audit_log, audit_texts
from complaints.db.metadata import EPOCH, Instant, metadata
from complaints.db.schema import attachments, cases, complaints
from complaints.db.views.reading import Reading
from complaints.db.views.subjects import KIND_OF_TABLE, find, names
from complaints.domain.replay import values_of
from complaints.services.history_views import Change, Hidden, HistoryEntry, HistoryPage, Subject, Value

PAGE = 100
Names = dict[tuple[str, int], Subject]


class HistoryViews:
    """The auditors' histories."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def of(self, typed: str, after: int = 0, size: int = PAGE) -> HistoryPage | None:
        """Load a page of the history of whom or what somebody typed; None where that is not known.

        A complaint's history holds its cases' entries too, and a case's those of its complaints, so that nobody has to
        put a story together by hand.
        """
        with self._reading() as connection:
            subject = find(connection, typed)
            if subject is None:
                return None
            ids = list(connection.execute(entry_ids(connection, subject, after, size + 1)).scalars())
            entries = _entries(connection, ids[:size])
        return HistoryPage(subject, entries, ids[size - 1] if len(ids) > size else None)


def entry_ids(connection: Connection, subject: Subject, after: int, limit: int) -> Select[Any]:
    """Build the query for the next entries of a history: each branch goes by an index, and none by all of the log."""
    key = audit_log.c.id
    parts = [
        # A branch that joins is ordered by an expression: else a database may prefer to read the whole log by id until
        # it has found enough.
        part.where(key > after).order_by(key + 0 if joins else key).limit(limit).subquery()
        for part, joins in _branches(connection, subject)
    ]
    found = union(*(select(part.c.id) for part in parts)).subquery()
    return select(found.c.id).order_by(found.c.id).limit(limit)


def _branches(connection: Connection, subject: Subject) -> list[tuple[Select[Any], bool]]:
    """Give the ways by which entries belong to a history, each with whether it joins other tables."""
    log, a, ids = audit_log.c, attachments.c, select(audit_log.c.id)
    own = ids.where(log[f"subject_{subject.kind}"] == subject.id)
    if subject.kind == "staff":
        return [(own, False), (ids.where(log.actor == f"staff:{subject.id}"), False)]
    if subject.kind == "complaint":
        its_cases = ids.join(attachments, a.case_id == log.subject_case).where(a.complaint_id == subject.id)
        return [(own, False), (its_cases.where(log.subject_case.is_not(None)), True)]
    if subject.kind == "reporter":
        filed = ids.join(complaints, complaints.c.id == log.subject_complaint)
        its_own = filed.where(complaints.c.reporter_id == subject.id, log.subject_complaint.is_not(None))
        return [(own, False), (its_own, True)]
    joined = ids.join(attachments, a.complaint_id == log.subject_complaint).where(a.case_id == subject.id)
    resource = connection.execute(select(cases.c.resource_id).where(cases.c.id == subject.id)).scalar()
    named = ids.where(log.table_name == "resources", log.row_id == str(resource))
    return [(own, False), (joined.where(log.subject_complaint.is_not(None)), True), (named, False)]


def _entries(connection: Connection, ids: Sequence[int]) -> tuple[HistoryEntry, ...]:
    if not ids:
        return ()
    query = (
        select(audit_log, audit_leaves.c.commitments)
        .outerjoin(audit_leaves, audit_leaves.c.audit_id == audit_log.c.id)
        .where(audit_log.c.id.in_(ids))
        .order_by(audit_log.c.id)
    )
    rows = connection.execute(query).mappings().all()
    texts = _texts(connection, ids)
    known = names(connection, _named(rows))
    return tuple(_entry(row, texts.get(row["id"], {}), known) for row in rows)


def _texts(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    t = audit_texts.c
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(select(t.audit_id, t.side, t.column_name, t.value).where(t.audit_id.in_(ids))):
        found[row.audit_id][f"{row.side}.{row.column_name}"] = row.value
    return found


def _named(rows: Sequence[Any]) -> dict[str, set[int]]:
    """Collect the ids that the entries of a page name, by kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for kind in SUBJECTS:
            wanted[kind].add(row[f"subject_{kind}"])
        if (staff_id := _staff(row["actor"])) is not None:
            wanted["staff"].add(staff_id)
        for side in ("before", "after"):
            for name, value in (values_of(row[side]) or {}).items():
                if isinstance(value, int) and (pointed := _points_to(row["table_name"], name)):
                    wanted[pointed].add(value)
    return {kind: ids - {None} for kind, ids in wanted.items()}


def _staff(actor: str) -> int | None:
    kind, _, row_id = actor.partition(":")
    return int(row_id) if kind == "staff" and row_id.isdigit() else None


def _column(table: str, name: str) -> Column[Any] | None:
    return metadata.tables[table].columns.get(name) if table in metadata.tables else None


def _points_to(table: str, name: str) -> str | None:
    column = _column(table, name)
    keys = column.foreign_keys if column is not None else ()
    return next((KIND_OF_TABLE[key.column.table.name] for key in keys if key.column.table.name in KIND_OF_TABLE), None)


def _entry(row: Any, texts: dict[str, str], known: Names) -> HistoryEntry:
    staff_id = _staff(row["actor"])
    actor = known.get(("staff", staff_id)) if staff_id is not None else None
    subjects = ((kind, row[f"subject_{kind}"]) for kind in SUBJECTS)
    return HistoryEntry(
        row["id"],
        row["at"],
        row["actor"],
        actor.name if actor else row["actor"],
        row["action"],
        row["table_name"],
        row["row_id"],
        row["op"],
        _changes(row, texts, known),
        tuple(known[each] for each in subjects if each in known),
    )


def _changes(row: Any, texts: dict[str, str], known: Names) -> tuple[Change, ...]:
    sides: dict[str, dict[str, Value]] = {}
    for side in ("before", "after"):
        closed = values_of(row[side]) or {}
        sides[side] = {name: _value(row["table_name"], name, value, known) for name, value in closed.items()}
    promised = values_of(row["commitments"]) or {}
    for name in [*promised, *texts]:
        side, _, column = name.partition(".")
        sides[side][column] = texts.get(name, Hidden.ERASED)
    found = {*sides["before"], *sides["after"]}
    table = metadata.tables.get(row["table_name"])
    order = [column.name for column in table.columns] if table is not None else []
    listed = [name for name in order if name in found] + sorted(found - set(order))
    changes = (Change(name, sides["before"].get(name), sides["after"].get(name)) for name in listed if name != "id")
    return tuple(each for each in changes if (each.before, each.after) != (None, None))


def _value(table: str, name: str, value: Any, known: Names) -> Value:
    column = _column(table, name)
    if column is None or value is None:
        return None if value is None else str(value)
    if column.info.get("audit") == "sealed":
        return Hidden.SEALED
    if isinstance(column.type, Instant) and isinstance(value, int):
        return EPOCH + timedelta(microseconds=value)
    if isinstance(column.type, Boolean):
        return bool(value)
    kind = _points_to(table, name)
    if kind and (subject := known.get((kind, value))):
        return subject.name
    return value if isinstance(value, int) else str(value)
