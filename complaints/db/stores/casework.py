"""Stores resources, cases, attachments and notes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from complaints.db.handing_tables import resource_accounts
from complaints.db.schema import (
    attachments,
    cases,
    decisions,
    notes,
    register_entries,
    resource_networks,
    resource_reporters,
    resources,
    staff,
)
from complaints.db.stores.deadlines import opening
from complaints.db.stores.queue import marks_of
from complaints.db.stores.searching import end_terms, index_captured
from complaints.db.writing import insert_once, insert_or_find
from complaints.domain.casework import OPEN_STATES, CaseState, Lease
from complaints.domain.deadlines import Stage
from complaints.domain.identity import Resource
from complaints.domain.identity.accounts import account_of
from complaints.domain.priority import MOST_URGENT, Priority
from complaints.services.casework_ports import Corroboration, StoredCase

LED_TO = cases.alias("led_to")  # made once: that costs more than the question it is for


class CaseStore:
    """Cases and the resources they are about."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def resource(self, resource: Resource, rules_version: int, at: datetime) -> int:
        """Find or make the row of a resource."""
        row = {
            "key": resource.key,
            "url": resource.url,
            "display": resource.display,
            "host": resource.host,
            "site": resource.site,
            "scope": resource.scope.value,
            "platform": resource.platform,
            "rules_version": rules_version,
            "capture_allowed": True,
            "first_seen_at": at,
        }
        resource_id, new = insert_or_find(self._connection, resources, row, key=resource.key)
        account = account_of(resource.key, resource.scope) if new else None
        if account:
            insert_once(self._connection, resource_accounts, {"resource_id": resource_id, "account": account})
        return resource_id

    def lock_resources(self, resource_ids: Sequence[int]) -> None:
        """Keep others from attaching to or joining these resources until the transaction ends; one order for all.

        SQLite has one writer at a time and needs no lock.
        """
        wanted = sorted(set(resource_ids))
        found = select(resources.c.id).where(resources.c.id.in_(wanted)).order_by(resources.c.id)
        self._connection.execute(found.with_for_update(key_share=True))

    def forbid_capture(self, resource_id: int) -> bool:
        """Mark a resource as never to be captured, whatever category others chose; say whether that is new."""
        changed = self._connection.execute(
            update(resources)
            .where(resources.c.id == resource_id, resources.c.capture_allowed)
            .values(capture_allowed=False)
        )
        if changed.rowcount:
            about = self._connection.execute(select(cases.c.id).where(cases.c.resource_id == resource_id))
            index_captured(self._connection, about.scalars())
        return changed.rowcount > 0

    def open_or_join(self, resource_id: int, category: str, language: str, at: datetime) -> tuple[int, bool]:
        """Find the latest round of a resource and category, or open one; say whether it was opened now.

        Where the latest round was given another category, the latest round there is found. One that was merged away
        and parted again since is no place for complaints: the next one is.
        """
        c, target = cases.c, LED_TO.c
        latest = (
            select(c.id, c.round, c.state, target.category.label("led_to"), target.resource_id.label("about"))
            .outerjoin(LED_TO, target.id == c.merged_into)
            .where(c.resource_id == resource_id, c.category == category)
        )
        found = self._connection.execute(latest.order_by(c.round.desc()).limit(1)).first()
        if found is not None and found.state != CaseState.MERGED.value:
            return int(found.id), False
        if found is not None and found.about == resource_id and found.led_to != category:
            return self.open_or_join(resource_id, found.led_to, language, at)
        row = {
            "resource_id": resource_id,
            "category": category,
            "round": found.round + 1 if found else 1,
            "previous_id": found.id if found else None,
            "state": CaseState.RECEIVED.value,
            "language": language,
            "complaints": 0,
            "priority": 0,
            "rank": MOST_URGENT,
            "priority_parts": "",
            "version": 1,
            "opened_at": at,
            **marks_of(self._connection, resource_id),
            **opening(self._connection, category, at, at),
        }
        unique = {name: row[name] for name in ("resource_id", "category", "round")}
        return insert_or_find(self._connection, cases, row, **unique)

    def attach(self, link_id: int, complaint_id: int, case_id: int, resource_id: int, at: datetime) -> bool:
        """Attach a link, which names a resource, to a case; say whether this call did it."""
        row = {
            "link_id": link_id,
            "complaint_id": complaint_id,
            "case_id": case_id,
            "resource_id": resource_id,
            "attached_at": at,
        }
        return insert_once(self._connection, attachments, row)

    def count_in(self, resource_id: int, reporter_id: int, network_token: str | None) -> None:
        """Count a reporter and a network among those who named a resource."""
        insert_once(self._connection, resource_reporters, {"resource_id": resource_id, "reporter_id": reporter_id})
        # A filing whose network is not known adds no network of its own.
        if network_token:
            insert_once(self._connection, resource_networks, {"resource_id": resource_id, "token": network_token})

    def corroboration(self, resource_ids: Sequence[int], limit: int) -> Corroboration:
        """Count reporters and networks of resources, each up to `limit`, so that the cost stays the same."""
        counted = []
        for who in (resource_reporters.c.reporter_id, resource_networks.c.token):
            few = select(who).where(who.table.c.resource_id.in_(resource_ids)).distinct().limit(limit).subquery()
            counted.append(self._connection.execute(select(func.count()).select_from(few)).scalar_one())
        return Corroboration(*counted)

    def get(self, case_id: int) -> StoredCase | None:
        """Load a case as the rules see it; on PostgreSQL its row stays locked until the transaction ends."""
        found = (
            select(cases, resources.c.site, resources.c.capture_allowed, staff.c.email.label("holder_email"))
            .join(resources, resources.c.id == cases.c.resource_id)
            .outerjoin(staff, staff.c.id == cases.c.holder_id)
            .where(cases.c.id == case_id)
            .with_for_update(of=cases)
        )
        row = self._connection.execute(found).mappings().first()
        if row is None:
            return None
        lease = Lease(row["holder_id"], row["holder_email"], row["lease_until"]) if row["holder_id"] else None
        return StoredCase(
            row["id"],
            row["resource_id"],
            row["category"],
            CaseState(row["state"]),
            row["version"],
            lease,
            row["opened_at"],
            row["site"],
            row["capture_allowed"],
            row["waits_since"] or row["opened_at"],
            row["due_at"],
            Stage(row["due_stage"] or Stage.EARLY),
        )

    def joined(self, case_id: int) -> None:
        """Count one more complaint on a case; whoever is deciding it is told that it changed."""
        c = cases.c
        changed = {"complaints": c.complaints + 1, "version": c.version + 1}
        self._connection.execute(update(cases).where(c.id == case_id).values(**changed))

    def touch(self, case_id: int) -> None:
        """Mark a case as changed for whoever is deciding it."""
        self._connection.execute(update(cases).where(cases.c.id == case_id).values(version=cases.c.version + 1))

    def set_state(self, case_id: int, present: CaseState, to: CaseState, **columns: Any) -> bool:
        """Move a case on, ending any claim; say whether it was still in the state the caller saw."""
        c = cases.c
        values = {"holder_id": None, "lease_until": None, "returned_to": None, "version": c.version + 1, **columns}
        if to not in OPEN_STATES:
            values["turns_at"] = None
        changed = self._connection.execute(
            update(cases).where(c.id == case_id, c.state == present.value).values(state=to.value, **values)
        )
        if changed.rowcount and (present in OPEN_STATES) != (to in OPEN_STATES):
            end_terms(self._connection, case_id, to)
        return changed.rowcount > 0

    def set_priority(self, case_id: int, priority: Priority) -> None:
        """Store a case's priority and the parts it is made of, where they changed."""
        parts = ";".join(f"{part.code}={part.points}" for part in priority.parts)
        self._connection.execute(
            update(cases)
            .where(cases.c.id == case_id, cases.c.priority_parts != parts)
            .values(priority=priority.total, rank=MOST_URGENT - priority.total, priority_parts=parts)
        )

    def open_on_resource(self, resource_id: int) -> list[int]:
        """List the open cases of a resource, over all its categories."""
        found = select(cases.c.id).where(
            cases.c.resource_id == resource_id, cases.c.state.in_([state.value for state in OPEN_STATES])
        )
        return list(self._connection.execute(found.order_by(cases.c.id)).scalars())

    def take(self, case_id: int, staff_id: int, now: datetime, until: datetime) -> bool:
        """Give a case to a person until a time, unless somebody else holds it now; one statement, so never to two."""
        c = cases.c
        free = or_(c.holder_id.is_(None), c.holder_id == staff_id, c.lease_until <= now)
        changed = self._connection.execute(
            update(cases)
            .where(c.id == case_id, c.state.in_([CaseState.WAITING.value, CaseState.IN_REVIEW.value]), free)
            .values(state=CaseState.IN_REVIEW.value, holder_id=staff_id, lease_until=until)
        )
        return changed.rowcount > 0

    def renew(self, case_id: int, staff_id: int, now: datetime, until: datetime) -> bool:
        """Prolong the claim of whoever holds a case; say whether they still did."""
        c = cases.c
        changed = self._connection.execute(
            update(cases).where(c.id == case_id, c.holder_id == staff_id, c.lease_until > now).values(lease_until=until)
        )
        return changed.rowcount > 0

    def add_note(self, case_id: int, staff_id: int, text: str, at: datetime) -> None:
        """Store an internal note."""
        self._connection.execute(insert(notes).values(case_id=case_id, staff_id=staff_id, text=text, made_at=at))

    def expired_leases(self, now: datetime, limit: int) -> list[int]:
        """List cases whose claim has run out."""
        found = select(cases.c.id).where(cases.c.lease_until.is_not(None), cases.c.lease_until <= now)
        return list(self._connection.execute(found.order_by(cases.c.lease_until).limit(limit)).scalars())

    def unfinished(self, states: Sequence[CaseState], before: datetime, limit: int) -> list[int]:
        """List cases opened before a time that are still in one of the states."""
        found = select(cases.c.id).where(
            cases.c.state.in_([state.value for state in states]), cases.c.opened_at < before
        )
        return list(self._connection.execute(found.order_by(cases.c.id).limit(limit)).scalars())

    def past_appeal(self, today: date, limit: int) -> list[int]:
        """List decided cases whose appeal window ended before today."""
        found = (
            select(cases.c.id)
            .join(decisions, decisions.c.case_id == cases.c.id)
            .join(register_entries, register_entries.c.decision_id == decisions.c.id)
            .where(cases.c.state == CaseState.DECIDED.value, register_entries.c.appeal_until < today)
        )
        return list(self._connection.execute(found.limit(limit)).scalars())
