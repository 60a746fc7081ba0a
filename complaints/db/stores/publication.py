"""Stores register entries and the notices that go out to reporters."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from complaints.db.schema import (
    attachments,
    cases,
    categories,
    complaints,
    contacts,
    decisions,
    notices,
    register_entries,
    resources,
)
from complaints.db.writing import insert_once
from complaints.domain.publication import link_published
from complaints.services.decisions_ports import WaitingNotice

DECISION_NOTICE = "decision"


class RegisterStore:
    """What is published, and who is told."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, decision_id: int, at: datetime) -> bool:
        """Enter a decision into the register; say whether this call did."""
        row = self._connection.execute(
            select(
                decisions.c.outcome,
                cases.c.resource_id,
                cases.c.category,
                categories.c.publish_link,
                resources.c.capture_allowed,
            )
            .join(cases, cases.c.id == decisions.c.case_id)
            .join(categories, categories.c.code == cases.c.category)
            .join(resources, resources.c.id == cases.c.resource_id)
            .where(decisions.c.id == decision_id)
        ).one()
        entry = {
            "decision_id": decision_id,
            "resource_id": row.resource_id,
            "category": row.category,
            "outcome": row.outcome,
            "link_shown": link_published(category_publishes=row.publish_link, capture_allowed=row.capture_allowed),
            "published_at": at,
        }
        return insert_once(self._connection, register_entries, entry)

    def notices_for(self, decision_id: int, at: datetime) -> list[int]:
        """Make one notice per complaint of the case that left an address; return those that wait to be sent."""
        concerned = (
            select(attachments.c.complaint_id)
            .join(decisions, decisions.c.case_id == attachments.c.case_id)
            .join(contacts, contacts.c.complaint_id == attachments.c.complaint_id)
            .where(decisions.c.id == decision_id)
            .distinct()
        )
        made = [
            self.notice_on_attach(complaint_id, decision_id, at)
            for complaint_id in list(self._connection.execute(concerned).scalars())
        ]
        return [notice_id for notice_id in made if notice_id is not None]

    def notice_on_attach(self, complaint_id: int, decision_id: int, at: datetime) -> int | None:
        """Make a notice of a decision for one complaint, if it left an address and has none yet; return its id."""
        has_contact = select(contacts.c.id).where(contacts.c.complaint_id == complaint_id)
        if self._connection.execute(has_contact).scalar() is None:
            return None
        row = {
            "complaint_id": complaint_id,
            "kind": DECISION_NOTICE,
            "decision_id": decision_id,
            "state": "waiting",
            "tries": 0,
            "made_at": at,
        }
        if not insert_once(self._connection, notices, row):
            return None
        n = notices.c
        made = select(n.id).where(
            n.complaint_id == complaint_id, n.decision_id == decision_id, n.kind == DECISION_NOTICE
        )
        return int(self._connection.execute(made).scalar_one())

    def waiting_notice(self, notice_id: int) -> WaitingNotice | None:
        """Load a notice that waits to be sent; on PostgreSQL a second sender passes it by."""
        n = notices.c
        row = self._connection.execute(
            select(
                n.id,
                n.complaint_id,
                n.kind,
                n.decision_id,
                n.tries,
                complaints.c.language,
                complaints.c.filed_at,
                contacts.c.sealed_address,
            )
            .join(complaints, complaints.c.id == n.complaint_id)
            .outerjoin(contacts, contacts.c.complaint_id == n.complaint_id)
            .where(n.id == notice_id, n.state == "waiting")
            .with_for_update(of=notices, skip_locked=True)
        ).first()
        if row is None:
            return None
        return WaitingNotice(
            row.id,
            row.complaint_id,
            row.kind,
            row.decision_id,
            row.tries,
            row.language,
            row.filed_at,
            row.sealed_address,
        )

    def notice_sent(self, notice_id: int, at: datetime) -> None:
        """Record that a notice left."""
        self._connection.execute(update(notices).where(notices.c.id == notice_id).values(state="sent", sent_at=at))

    def notice_failed(self, notice_id: int, *, give_up: bool) -> None:
        """Count a failed try of a notice, the last one where `give_up` says so."""
        state = "given_up" if give_up else "waiting"
        n = notices.c
        self._connection.execute(update(notices).where(n.id == notice_id).values(tries=n.tries + 1, state=state))

    def unpublished(self, before: datetime, limit: int) -> list[int]:
        """List decisions made before a time that the register lacks, among the latest ones."""
        d = decisions.c
        latest = select(d.id, d.decided_at).order_by(d.id.desc()).limit(5_000).subquery()
        missing = (
            select(latest.c.id)
            .outerjoin(register_entries, register_entries.c.decision_id == latest.c.id)
            .where(register_entries.c.decision_id.is_(None), latest.c.decided_at < before)
            .order_by(latest.c.id)
            .limit(limit)
        )
        return list(self._connection.execute(missing).scalars())

    def stale_notices(self, before: datetime, limit: int) -> list[int]:
        """List notices made before a time that still wait."""
        n = notices.c
        found = select(n.id).where(n.state == "waiting", n.made_at < before).order_by(n.id).limit(limit)
        return list(self._connection.execute(found).scalars())
