"""Stores whose turn it is to ask a site, what came of asking for a page, and when checks run again."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from complaints.db.evidence_tables import check_retries, resource_visits, robots_files, site_turns
from complaints.db.writing import insert_once
from complaints.domain.politeness import Site
from complaints.domain.robots import Answer, RobotsFile
from complaints.services.evidence_ports import Visit

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
FORGET_LIMIT = 1_000


class VisitStore:
    """The state of politeness, shared by every worker of a deployment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def site(self, name: str) -> Site:
        """Load a site's turn and hold its row until the transaction ends."""
        fresh = dict.fromkeys(("busy_until", "free_at", "booked_until", "resting_until"), LONG_AGO)
        insert_once(self._connection, site_turns, {"site": name, "failures": 0, **fresh})
        row = self._connection.execute(select(site_turns).where(site_turns.c.site == name).with_for_update()).one()
        return Site(row.site, row.busy_until, row.free_at, row.booked_until, row.failures, row.resting_until)

    def keep_site(self, site: Site) -> None:
        """Store a site's turn."""
        self._connection.execute(
            update(site_turns)
            .where(site_turns.c.site == site.name)
            .values(
                busy_until=site.busy_until,
                free_at=site.free_at,
                booked_until=site.booked_until,
                failures=site.failures,
                resting_until=site.resting_until,
            )
        )

    def forget_sites(self, before: datetime) -> int:
        """Forget sites that nobody asked since a time and that owe nothing; return how many."""
        s = site_turns.c
        idle = select(s.site).where(s.free_at < before, s.booked_until < before, s.resting_until < before)
        return self._connection.execute(delete(site_turns).where(s.site.in_(idle.limit(FORGET_LIMIT)))).rowcount

    def robots(self, authority: str) -> RobotsFile | None:
        """Load what a site's robots.txt was read to say."""
        r = robots_files.c
        row = self._connection.execute(select(robots_files).where(r.authority == authority)).first()
        return RobotsFile(row.authority, row.asked_at, Answer(row.answer), row.rules) if row else None

    def keep_robots(self, file: RobotsFile) -> None:
        """Store what a site's robots.txt says, in place of what it said before."""
        said = {"asked_at": file.asked_at, "answer": file.answer.value, "rules": file.rules}
        row = self._upsert()(robots_files).values(authority=file.authority, **said)
        self._connection.execute(row.on_conflict_do_update(index_elements=["authority"], set_=said))

    def forget_robots(self, before: datetime) -> int:
        """Forget what was read before a time; return how many files."""
        r = robots_files.c
        old = select(r.authority).where(r.asked_at < before).limit(FORGET_LIMIT)
        return self._connection.execute(delete(robots_files).where(r.authority.in_(old))).rowcount

    def _upsert(self) -> Any:
        return sqlite.insert if self._connection.dialect.name == "sqlite" else postgresql.insert

    def visit(self, resource_id: int) -> Visit:
        """Load what came of asking for a page last, and hold its row until the transaction ends."""
        fresh = {"resource_id": resource_id, "busy_until": LONG_AGO, "tries": 0}
        insert_once(self._connection, resource_visits, fresh)
        v = resource_visits.c
        row = self._connection.execute(
            select(resource_visits).where(v.resource_id == resource_id).with_for_update()
        ).one()
        return Visit(
            row.resource_id, row.busy_until, row.ended_at, row.evidence_id, row.failure, row.tries, row.next_at
        )

    def keep_visit(self, visit: Visit) -> None:
        """Store what came of asking for a page."""
        self._connection.execute(
            update(resource_visits)
            .where(resource_visits.c.resource_id == visit.resource_id)
            .values(
                busy_until=visit.busy_until,
                ended_at=visit.ended_at,
                evidence_id=visit.evidence_id,
                failure=visit.failure,
                tries=visit.tries,
                next_at=visit.next_at,
            )
        )

    def retry(self, case_id: int, due_at: datetime) -> None:
        """Run a case's checks again from a time; a later time replaces an earlier one."""
        row = self._upsert()(check_retries).values(case_id=case_id, due_at=due_at)
        self._connection.execute(row.on_conflict_do_update(index_elements=["case_id"], set_={"due_at": due_at}))

    def forget_retry(self, case_id: int) -> None:
        """Drop a case's planned run."""
        self._connection.execute(delete(check_retries).where(check_retries.c.case_id == case_id))

    def due_retries(self, now: datetime, limit: int) -> list[int]:
        """List the cases whose checks are due again, the longest due first."""
        r = check_retries.c
        found = select(r.case_id).where(r.due_at <= now).order_by(r.due_at).limit(limit)
        return list(self._connection.execute(found.with_for_update(skip_locked=True)).scalars())
