"""Stores messages to reporters, who gets them, and the answers that wait to be read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, exists, insert, select, update

from complaints.db.correspondence_tables import answers, message_recipients, messages
from complaints.db.schema import attachments, complaints, contacts
from complaints.db.stores.checks import with_merged
from complaints.db.writing import insert_new, insert_once
from complaints.domain.correspondence.writing import Audience, Letter
from complaints.domain.intake import ComplaintState, Source
from complaints.services.correspondence_ports import StoredMessage
from complaints.services.decisions_ports import WaitingNotice

KIND = "message"


class CorrespondenceStore:
    """What is written from a case to reporters, and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_message(
        self, case_id: int, staff_id: int, audience: Audience, text: str, language: str, at: datetime
    ) -> int:
        """Store a message; return its id."""
        row = {
            "case_id": case_id,
            "staff_id": staff_id,
            "audience": audience.value,
            "text": text,
            "language": language,
            "made_at": at,
        }
        made = self._connection.execute(insert(messages).values(**row).returning(messages.c.id))
        return int(made.scalar_one())

    def handing_out(self, message_id: int) -> StoredMessage | None:
        """Load a message that not everyone has yet; on PostgreSQL nobody else hands it out meanwhile."""
        m = messages.c
        row = self._connection.execute(
            select(m.id, m.case_id, m.audience, m.made_at)
            .where(m.id == message_id, m.handed_out_at.is_(None))
            .with_for_update()
        ).first()
        return StoredMessage(row.id, row.case_id, Audience(row.audience), row.made_at) if row else None

    def next_recipients(self, message: StoredMessage, limit: int) -> Sequence[int]:
        """List complaints that the message is for and that do not have it yet, in the order they came to the case."""
        a, given = attachments.c, message_recipients.c
        has = exists().where(given.message_id == message.id, given.complaint_id == a.complaint_id)
        found = _reached(message.case_id).where(a.attached_at <= message.made_at, ~has)
        if message.audience not in {Audience.EVERYONE, Audience.ONE}:
            found = found.where(complaints.c.language == message.audience.value)
        rows = self._connection.execute(found.order_by(a.id).limit(limit)).scalars()
        return list(dict.fromkeys(rows))

    def hand_out(self, message_id: int, complaint_id: int, at: datetime) -> int | None:
        """Give a message to whoever filed a complaint; return the id under which its letter waits, if one does."""
        has_contact = select(contacts.c.id).where(contacts.c.complaint_id == complaint_id)
        letter = Letter.NONE if self._connection.execute(has_contact).scalar() is None else Letter.WAITING
        row = {
            "message_id": message_id,
            "complaint_id": complaint_id,
            "letter": letter.value,
            "tries": 0,
            "made_at": at,
        }
        made = insert_new(self._connection, message_recipients, row)
        return made if letter is Letter.WAITING else None

    def handed_out(self, message_id: int, at: datetime) -> None:
        """Record that everyone whom a message is for has it."""
        m = messages.c
        self._connection.execute(update(messages).where(m.id == message_id).values(handed_out_at=at))

    def waiting_letter(self, recipient_id: int) -> WaitingNotice | None:
        """Load a message's letter that waits to be sent; on PostgreSQL a second sender passes it by."""
        r = message_recipients.c
        row = self._connection.execute(
            select(
                r.complaint_id,
                r.tries,
                messages.c.text,
                complaints.c.language,
                complaints.c.filed_at,
                contacts.c.sealed_address,
            )
            .join(messages, messages.c.id == r.message_id)
            .join(complaints, complaints.c.id == r.complaint_id)
            .outerjoin(contacts, contacts.c.complaint_id == r.complaint_id)
            .where(r.id == recipient_id, r.letter == Letter.WAITING.value)
            .with_for_update(of=message_recipients, skip_locked=True)
        ).first()
        if row is None:
            return None
        return WaitingNotice(
            recipient_id,
            row.complaint_id,
            KIND,
            None,
            row.tries,
            row.language,
            row.filed_at,
            row.sealed_address,
            row.text,
        )

    def letter_sent(self, recipient_id: int, at: datetime) -> None:
        """Record that a letter left."""
        self._letter(recipient_id, letter=Letter.SENT.value, sent_at=at)

    def letter_failed(self, recipient_id: int, *, give_up: bool) -> None:
        """Count a failed try, the last one where `give_up` says so."""
        letter = Letter.GIVEN_UP if give_up else Letter.WAITING
        self._letter(recipient_id, letter=letter.value, tries=message_recipients.c.tries + 1)

    def _letter(self, recipient_id: int, **values: Any) -> None:
        r = message_recipients.c
        self._connection.execute(update(message_recipients).where(r.id == recipient_id).values(**values))

    def stale_messages(self, before: datetime, limit: int) -> list[int]:
        """List messages made before a time that not everyone has yet."""
        m = messages.c
        found = select(m.id).where(m.handed_out_at.is_(None), m.made_at < before).order_by(m.id).limit(limit)
        return list(self._connection.execute(found).scalars())

    def stale_letters(self, before: datetime, limit: int) -> list[int]:
        """List letters made before a time that still wait."""
        r = message_recipients.c
        found = select(r.id).where(r.letter == Letter.WAITING.value, r.made_at < before).order_by(r.id).limit(limit)
        return list(self._connection.execute(found).scalars())

    def reachable(self, complaint_id: int, case_id: int) -> bool:
        """Say whether a complaint belongs to a case and whoever filed it can read and answer a message."""
        found = _reached(case_id).where(attachments.c.complaint_id == complaint_id).limit(1)
        return self._connection.execute(found).scalar() is not None

    def arrived(self, entry_id: int, complaint_id: int, case_ids: Sequence[int], at: datetime) -> None:
        """Note for each case of a complaint that something was added to it which nobody has read yet."""
        for case_id in case_ids:
            row = {"case_id": case_id, "entry_id": entry_id, "complaint_id": complaint_id, "made_at": at}
            insert_once(self._connection, answers, row)

    def mark_read(self, case_id: int, up_to: int, staff_id: int, at: datetime) -> int:
        """Mark the unread answers of a case as read, up to one; return how many that were."""
        n = answers.c
        unread = (n.case_id.in_(with_merged(case_id)), n.read_at.is_(None), n.id <= up_to)
        changed = self._connection.execute(update(answers).where(*unread).values(read_by=staff_id, read_at=at))
        return changed.rowcount


def _reached(case_id: int) -> Select[Any]:
    """Select the complaints of a case whose reporters can read a message: neither withdrawn nor imported."""
    a, c = attachments.c, complaints.c
    return (
        select(c.id)
        .join(attachments, a.complaint_id == c.id)
        .where(
            a.case_id.in_(with_merged(case_id)),
            c.state != ComplaintState.WITHDRAWN.value,
            c.source != Source.IMPORT.value,
        )
    )
