"""Reads messages and answers, for the desk and for the person who filed a complaint; each list is bounded."""

from datetime import datetime

from sqlalchemy import Connection, and_, select

from complaints.db.correspondence_tables import answers, message_recipients, messages
from complaints.db.schema import complaint_entries, complaints, reporters, staff
from complaints.db.stores.checks import with_merged
from complaints.db.views.reading import Reading
from complaints.domain.correspondence.writing import Audience
from complaints.domain.numbers import COMPLAINT, number
from complaints.domain.wording import mask_contacts
from complaints.services.correspondence_views import CaseCorrespondence, ReceivedMessage, SentMessage, UnreadAnswer

MESSAGES = 20
UNREAD = 20
RECEIVED = 50


class CorrespondenceViews:
    """Messages to reporters and what they answer."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def of_case(self, case_id: int, until: datetime | None = None) -> CaseCorrespondence:
        """Load what was written about a case lately, before a time where one is given, and what waits to be read."""
        with self._reading() as connection:
            unread = _unread(connection, case_id, until)
            return CaseCorrespondence(_sent(connection, case_id, until), unread[:UNREAD], len(unread) > UNREAD)


def received(connection: Connection, complaint_id: int) -> tuple[ReceivedMessage, ...]:
    """Load the latest messages to whoever filed a complaint, oldest first."""
    r = message_recipients.c
    found = (
        select(messages.c.text, messages.c.language, messages.c.made_at)
        .join(message_recipients, r.message_id == messages.c.id)
        .where(r.complaint_id == complaint_id)
        .order_by(r.message_id.desc())
        .limit(RECEIVED)
    )
    return tuple(ReceivedMessage(*row) for row in reversed(connection.execute(found).all()))


def _sent(connection: Connection, case_id: int, until: datetime | None) -> tuple[SentMessage, ...]:
    m, r = messages.c, message_recipients.c
    latest = select(messages).where(m.case_id.in_(with_merged(case_id)))
    if until is not None:
        latest = latest.where(m.made_at < until)
    latest_ = latest.order_by(m.id.desc()).limit(MESSAGES).subquery()
    found = (
        select(latest_, staff.c.email, complaints.c.id.label("complaint_id"), complaints.c.filed_at)
        .join(staff, staff.c.id == latest_.c.staff_id)
        .outerjoin(message_recipients, and_(r.message_id == latest_.c.id, latest_.c.audience == Audience.ONE.value))
        .outerjoin(complaints, complaints.c.id == r.complaint_id)
        .order_by(latest_.c.id.desc())
    )
    return tuple(
        SentMessage(
            row.email,
            row.audience,
            None if row.complaint_id is None else number(COMPLAINT, row.filed_at, row.complaint_id),
            row.text,
            row.language,
            row.made_at,
            row.handed_out_at is not None,
        )
        for row in connection.execute(found)
    )


def _unread(connection: Connection, case_id: int, until: datetime | None) -> tuple[UnreadAnswer, ...]:
    n, c = answers.c, complaints.c
    found = (
        select(
            n.id,
            c.id.label("complaint_id"),
            c.filed_at,
            c.language,
            reporters.c.pseudonym,
            complaint_entries.c.text,
            n.made_at,
        )
        .join(complaint_entries, complaint_entries.c.id == n.entry_id)
        .join(complaints, c.id == n.complaint_id)
        .join(reporters, reporters.c.id == c.reporter_id)
        .where(n.case_id.in_(with_merged(case_id)), n.read_at.is_(None))
        .order_by(n.id)
        .limit(UNREAD + 1)
    )
    if until is not None:
        found = found.where(n.made_at < until)
    return tuple(
        UnreadAnswer(
            row.id,
            number(COMPLAINT, row.filed_at, row.complaint_id),
            row.pseudonym,
            row.language,
            mask_contacts(row.text),
            row.made_at,
        )
        for row in connection.execute(found)
    )
