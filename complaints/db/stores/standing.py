"""Stores standing: reporters' records, which cases they count, and what is still to be counted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from complaints.db.schema import (
    attachments,
    cases,
    complaints,
    decisions,
    register_entries,
    resource_reporters,
    statements,
)
from complaints.db.standing_tables import reporter_records, standing_marks, standing_work
from complaints.domain.casework import OPEN_STATES, CaseState
from complaints.domain.decisions import Outcome
from complaints.domain.intake import ComplaintState, Source
from complaints.domain.standing import Record, Worth
from complaints.domain.versions import Force
from complaints.services.standing_ports import Joined, Verdict

RESOURCES_LOOKED_AT = 20


class StandingStore:
    """Reporters' records."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _insert(self, table: Any) -> Any:
        return (sqlite.insert if self._connection.dialect.name == "sqlite" else postgresql.insert)(table)

    def ask(self, case_id: int, at: datetime) -> None:
        """Note that a case is to be counted, from its first complaint."""
        row = self._insert(standing_work).values(case_id=case_id, after_id=0, asked_at=at)
        again = {"after_id": 0, "asked_at": at}
        self._connection.execute(row.on_conflict_do_update(index_elements=["case_id"], set_=again))

    def asked(self, case_id: int) -> int | None:
        """Say up to which complaint a case is counted, None where there is nothing to count; its counting is held."""
        w = standing_work.c
        return self._connection.execute(select(w.after_id).where(w.case_id == case_id).with_for_update()).scalar()

    def came_to(self, case_id: int, after_id: int | None) -> None:
        """Note up to which complaint a case is counted, or with None that it is done."""
        own = standing_work.c.case_id == case_id
        if after_id is None:
            self._connection.execute(delete(standing_work).where(own))
        else:
            self._connection.execute(update(standing_work).where(own).values(after_id=after_id))

    def unfinished(self, before: datetime, limit: int) -> list[int]:
        """List cases that were to be counted before a time and are not done."""
        w = standing_work.c
        found = select(w.case_id).where(w.asked_at < before).order_by(w.case_id).limit(limit)
        return list(self._connection.execute(found).scalars())

    def verdict(self, case_id: int) -> Verdict | None:
        """Load what stands about a decided case."""
        d, s, e = decisions.c, statements.c, register_entries.c
        row = self._connection.execute(
            select(s.outcome, d.decided_at, s.manifestly_unfounded, e.force)
            .outerjoin(register_entries, e.decision_id == d.id)
            .join(statements, s.id == func.coalesce(e.statement_id, d.statement_id))
            .where(d.case_id == case_id)
        ).first()
        if row is None:
            return None
        undone = row.force in {Force.WITHDRAWN.value, Force.REVERSED.value}
        return Verdict(Outcome(row.outcome), row.manifestly_unfounded, row.decided_at, undone)

    def joined(self, case_id: int, verdict: Verdict, after: int, limit: int) -> list[Joined]:
        """List the complaints on a case that come behind one."""
        a, c = attachments.c, complaints.c
        rows = self._connection.execute(
            select(a.id, a.attached_at, c.reporter_id, c.source, c.state)
            .join(complaints, c.id == a.complaint_id)
            .where(a.case_id == case_id, a.id > after)
            .order_by(a.id)
            .limit(limit)
        )
        return [
            Joined(
                row.id,
                row.reporter_id,
                row.source != Source.IMPORT.value
                and row.state != ComplaintState.WITHDRAWN.value
                and row.attached_at <= verdict.decided_at,
            )
            for row in rows
        ]

    def mark(self, case_id: int, reporter_ids: Sequence[int], worth: Worth | None) -> list[int]:
        """Count a case in some records as `worth` says, or not at all, whatever it counted as before.

        Returns whose record changed.
        """
        m = standing_marks.c
        here = select(m.reporter_id, m.worth).where(m.case_id == case_id, m.reporter_id.in_(reporter_ids))
        present = {row.reporter_id: Worth(row.worth) for row in self._connection.execute(here)}
        changed = [each for each in sorted(set(reporter_ids)) if present.get(each) is not worth]
        if not changed:
            return []
        self._connection.execute(delete(standing_marks).where(m.case_id == case_id, m.reporter_id.in_(changed)))
        if worth is not None:
            rows = [{"case_id": case_id, "reporter_id": each, "worth": worth.value} for each in changed]
            self._connection.execute(insert(standing_marks), rows)
        self._add(changed, present, worth)
        return changed

    def _add(self, reporter_ids: Sequence[int], before: Mapping[int, Worth], now: Worth | None) -> None:
        # Where something is taken away there is a row already; a new one starts with what is added.
        first: dict[str, Any] = {each.value: bindparam(f"first_{each}") for each in Worth}
        more = {each.value: reporter_records.c[each.value] + bindparam(f"more_{each}") for each in Worth}
        row = self._insert(reporter_records).values(reporter_id=bindparam("reporter"), **first)
        adding = row.on_conflict_do_update(index_elements=["reporter_id"], set_=more)
        self._connection.execute(adding, [_counted(each, before.get(each), now) for each in reporter_ids])

    def leftover(self, case_id: int, worth: Worth | None, limit: int) -> list[int]:
        """List reporters whose record counts a case otherwise than `worth` says."""
        m = standing_marks.c
        otherwise = m.case_id == case_id if worth is None else and_(m.case_id == case_id, m.worth != worth.value)
        return list(self._connection.execute(select(m.reporter_id).where(otherwise).limit(limit)).scalars())

    def records(self, reporter_ids: Sequence[int]) -> dict[int, Record]:
        """Load the records of some reporters, of those who have one."""
        r = reporter_records.c
        rows = self._connection.execute(select(reporter_records).where(r.reporter_id.in_(reporter_ids)))
        return {row.reporter_id: Record(row.founded, row.unfounded) for row in rows}

    def of_resources(self, resource_ids: Sequence[int], limit: int) -> tuple[list[Record], bool]:
        """Load the records of those who reported some resources, those known longest first, up to a limit.

        Whoever has no record has an empty one. Says, too, whether there are more who were not looked at.
        """
        q = resource_reporters.c
        some = [
            select(
                select(q.reporter_id)
                .where(q.resource_id == each)
                .order_by(q.reporter_id)
                .limit(limit + 1)
                .subquery()
                .c.reporter_id
            )
            for each in sorted(resource_ids)[:RESOURCES_LOOKED_AT]
        ]
        found = sorted(set(self._connection.execute(union_all(*some)).scalars())) if some else []
        known = self.records(found[:limit])
        more = len(found) > limit or len(resource_ids) > RESOURCES_LOOKED_AT
        return [known.get(each, Record()) for each in found[:limit]], more

    def cases_of(self, reporter_id: int, after: int, limit: int) -> tuple[list[int], int | None]:
        """List the open cases of some complaints of a reporter, and the complaint to go on behind, if any.

        A case counts where the resource of the complaint's case is under review, in whatever category.
        """
        c, a = complaints.c, attachments.c
        ids = list(
            self._connection.execute(
                select(c.id).where(c.reporter_id == reporter_id, c.id > after).order_by(c.id).limit(limit)
            ).scalars()
        )
        about = select(cases.c.resource_id).join(attachments, a.case_id == cases.c.id).where(a.complaint_id.in_(ids))
        resources = list(self._connection.execute(about).scalars())
        # Asked for the open ones, SQLite would go through all that are open.
        found = select(cases.c.id, cases.c.state).where(cases.c.resource_id.in_(resources)).order_by(cases.c.id)
        under_review = [row.id for row in self._connection.execute(found) if CaseState(row.state) in OPEN_STATES]
        return under_review, ids[-1] if len(ids) == limit else None


def _counted(reporter_id: int, before: Worth | None, now: Worth | None) -> dict[str, int]:
    """Say what a change of a case's worth adds to a record, and what stands in it where there is none yet."""
    more = {f"more_{each}": (now is each) - (before is each) for each in Worth}
    return {"reporter": reporter_id, **more, **{f"first_{each}": max(0, more[f"more_{each}"]) for each in Worth}}
