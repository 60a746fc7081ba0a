"""Stores register entries and the notices that go out to reporters."""

from datetime import datetime

from sqlalchemy import Connection, func, select, update

from complaints.db.schema import (
    appeal_contacts,
    appeals,
    attachments,
    cases,
    categories,
    complaints,
    contacts,
    decisions,
    notices,
    register_entries,
    resources,
    statements,
)
from complaints.db.writing import insert_new, insert_once
from complaints.domain.publication import link_published
from complaints.domain.versions import Force
from complaints.services.decisions_ports import WaitingNotice

DECISION_NOTICE = "decision"
FIRST = 1


class RegisterStore:
    """What is published, and who is told."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, decision_id: int, at: datetime) -> bool:
        """Enter a decision into the register; say whether this call did."""
        row = self._connection.execute(
            select(
                decisions.c.outcome,
                decisions.c.statement_id,
                statements.c.appeal_until,
                statements.c.ends_on,
                cases.c.resource_id,
                cases.c.category,
                categories.c.publish_link,
                resources.c.capture_allowed,
            )
            .join(statements, statements.c.id == decisions.c.statement_id)
            .join(cases, cases.c.id == decisions.c.case_id)
            .join(categories, categories.c.code == cases.c.category)
            .join(resources, resources.c.id == cases.c.resource_id)
            .where(decisions.c.id == decision_id)
        ).first()
        if row is None:
            return False
        entry = {
            "decision_id": decision_id,
            "resource_id": row.resource_id,
            "category": row.category,
            "outcome": row.outcome,
            "link_shown": link_published(category_publishes=row.publish_link, capture_allowed=row.capture_allowed),
            "published_at": at,
            "version": FIRST,
            "window_version": FIRST,
            "statement_id": row.statement_id,
            "force": Force.IN_FORCE.value,
            "appeal_until": row.appeal_until,
            "ends_on": row.ends_on,
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
        about = {"kind": DECISION_NOTICE, "decision_id": decision_id, "version": FIRST}
        return insert_new(self._connection, notices, notice_row(at, complaint_id=complaint_id, **about))

    def waiting_notice(self, notice_id: int) -> WaitingNotice | None:
        """Load a notice that waits to be sent; on PostgreSQL a second sender passes it by."""
        n = notices.c
        row = self._connection.execute(
            select(
                n.id,
                n.complaint_id,
                n.appeal_id,
                decisions.c.case_id,
                n.kind,
                n.decision_id,
                n.version,
                n.tries,
                func.coalesce(complaints.c.language, appeals.c.language).label("language"),
                func.coalesce(complaints.c.filed_at, appeals.c.filed_at).label("filed_at"),
                func.coalesce(contacts.c.sealed_address, appeal_contacts.c.sealed_address).label("sealed_address"),
            )
            .join(decisions, decisions.c.id == n.decision_id)
            .outerjoin(complaints, complaints.c.id == n.complaint_id)
            .outerjoin(contacts, contacts.c.complaint_id == n.complaint_id)
            .outerjoin(appeals, appeals.c.id == n.appeal_id)
            .outerjoin(appeal_contacts, appeal_contacts.c.appeal_id == n.appeal_id)
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
            version=row.version,
            appeal_id=row.appeal_id,
            case_id=row.case_id,
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


def notice_row(at: datetime, **about: object) -> dict[str, object]:
    """Make the row of a letter that waits to be sent."""
    return {"state": "waiting", "tries": 0, "made_at": at, **about}
