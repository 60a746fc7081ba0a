"""Stores complaints, their links, additions and reporters."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from complaints.db.schema import (
    attachments,
    cases,
    complaint_entries,
    complaint_links,
    complaints,
    contacts,
    reporters,
)
from complaints.db.stores.filing import file
from complaints.db.writing import insert_once, insert_or_find
from complaints.domain.intake import ComplaintState, EntryKind, LinkState, Source
from complaints.services.intake_ports import AlreadyFiled, NewComplaint, PendingLink, StoredComplaint


class ComplaintStore:
    """Complaints and what hangs on them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def reporter(self, kind: str, key_hashes: Sequence[str], pseudonym: str, at: datetime) -> int:
        """Find a reporter by any of the keyed hashes, or make a new one under the first of them."""
        known = select(reporters.c.id).where(reporters.c.key_hash.in_(key_hashes))
        found = self._connection.execute(known).scalar()
        if found is not None:
            return int(found)
        row = {"kind": kind, "key_hash": key_hashes[0], "pseudonym": pseudonym, "made_at": at}
        return insert_or_find(self._connection, reporters, row, key_hash=key_hashes[0])[0]

    def add(self, complaint: NewComplaint) -> int:
        """Store a complaint with its links and sealed contact; return its id.

        Raises AlreadyFiled where its form nonce or external id was used before, also by somebody at the same moment.
        """
        complaint_id = file(self._connection, complaint)
        if complaint_id is None:
            raise AlreadyFiled
        if complaint.sealed_contact is not None:
            contact = {
                "complaint_id": complaint_id,
                "sealed_address": complaint.sealed_contact,
                "made_at": complaint.draft.filed_at,
            }
            self._connection.execute(insert(contacts).values(**contact))
        return complaint_id

    def by_nonce(self, nonce_hashes: Sequence[str]) -> int | None:
        """Find the complaint that a form's nonce was used for."""
        return self._connection.execute(
            select(complaints.c.id).where(complaints.c.nonce_hash.in_(nonce_hashes))
        ).scalar()

    def by_receipt(self, receipt_hashes: Sequence[str]) -> int | None:
        """Find the complaint that a receipt code opens."""
        return self._connection.execute(
            select(complaints.c.id).where(complaints.c.receipt_hash.in_(receipt_hashes))
        ).scalar()

    def by_external_id(self, external_id: str) -> int | None:
        """Find the complaint that another system knows under its own id."""
        return self._connection.execute(select(complaints.c.id).where(complaints.c.external_id == external_id)).scalar()

    def get(self, complaint_id: int) -> StoredComplaint | None:
        """Load what later steps need of a complaint."""
        return self._stored(select(complaints).where(complaints.c.id == complaint_id))

    def hold(self, complaint_id: int) -> StoredComplaint | None:
        """Load a complaint that nobody else holds until the transaction ends: before its resources, for all."""
        found = select(complaints).where(complaints.c.id == complaint_id)
        return self._stored(found.with_for_update(key_share=True))

    def _stored(self, found: "Select[Any]") -> StoredComplaint | None:
        row = self._connection.execute(found).mappings().first()
        if row is None:
            return None
        return StoredComplaint(
            row["id"],
            row["category"],
            row["language"],
            row["description"],
            Source(row["source"]),
            ComplaintState(row["state"]),
            row["reporter_id"],
            row["network_token"],
            row["filed_at"],
        )

    def pending_links(self, complaint_id: int) -> list[PendingLink]:
        """List a complaint's links that have no case yet, in their order."""
        c = complaint_links.c
        rows = self._connection.execute(
            select(c.id, c.pasted)
            .where(c.complaint_id == complaint_id, c.state == LinkState.PENDING.value)
            .order_by(c.position)
        )
        return [PendingLink(row.id, row.pasted) for row in rows]

    def set_attached(self, link_id: int) -> None:
        """Mark a link as attached."""
        self._connection.execute(
            update(complaint_links).where(complaint_links.c.id == link_id).values(state=LinkState.ATTACHED.value)
        )

    def add_addition(self, complaint_id: int, text: str, at: datetime) -> int:
        """Add words to a complaint; return their id."""
        row = {"complaint_id": complaint_id, "kind": EntryKind.ADDITION.value, "text": text, "made_at": at}
        made = insert(complaint_entries).values(**row).returning(complaint_entries.c.id)
        return int(self._connection.execute(made).scalar_one())

    def add_entry(self, complaint_id: int, kind: EntryKind, text: str, at: datetime) -> bool:
        """Add to a complaint; say whether it was added (a second withdrawal is not)."""
        row = {"complaint_id": complaint_id, "kind": kind.value, "text": text, "made_at": at}
        return insert_once(self._connection, complaint_entries, row)

    def set_withdrawn(self, complaint_id: int) -> None:
        """Mark a complaint as withdrawn."""
        self._connection.execute(
            update(complaints).where(complaints.c.id == complaint_id).values(state=ComplaintState.WITHDRAWN.value)
        )

    def case_ids(self, complaint_id: int) -> list[int]:
        """List the cases a complaint is attached to."""
        found = select(attachments.c.case_id).where(attachments.c.complaint_id == complaint_id).distinct()
        return list(self._connection.execute(found.order_by(attachments.c.case_id)).scalars())

    def round_ids(self, complaint_id: int) -> list[int]:
        """List the cases a complaint is attached to, and the earlier rounds of them, which it may have been in."""
        a, later, earlier = attachments.c, cases.alias("later"), cases.alias("earlier")
        found = (
            select(earlier.c.id)
            .join(later, (later.c.resource_id == earlier.c.resource_id) & (later.c.category == earlier.c.category))
            .join(attachments, a.case_id == later.c.id)
            .where(a.complaint_id == complaint_id, earlier.c.round <= later.c.round)
        )
        return sorted(set(self._connection.execute(found).scalars()))

    def stale_pending(self, before: datetime, limit: int) -> list[int]:
        """List complaints filed before a time with a link that is still pending."""
        found = (
            select(complaint_links.c.complaint_id)
            .join(complaints, complaints.c.id == complaint_links.c.complaint_id)
            .where(complaint_links.c.state == LinkState.PENDING.value, complaints.c.filed_at < before)
            .order_by(complaint_links.c.id)
            .limit(limit)
        )
        return list(dict.fromkeys(self._connection.execute(found).scalars()))
