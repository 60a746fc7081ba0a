"""The tables of messages to reporters, who gets them, and the answers that nobody at the desk has read yet."""

from sqlalchemy import CheckConstraint, Column, Integer, String, Table, UniqueConstraint

from complaints.db.columns import audited, closed_set, identifier, instant, key_to, partial, words
from complaints.db.metadata import metadata
from complaints.domain.correspondence.writing import Audience, Letter

messages = Table(
    "messages",
    metadata,
    identifier(),
    key_to("cases", "case_id", index=True),
    key_to("staff", "staff_id"),
    closed_set("audience", Audience),
    words("text"),
    Column("language", String(2), nullable=False),
    instant("made_at"),
    # When everyone it goes to has it; before that it is being handed out.
    instant("handed_out_at", nullable=True),
    CheckConstraint("text <> '' OR handed_out_at IS NOT NULL", name="written"),
    partial("ix_messages_waiting", "handed_out_at IS NULL", "id"),
    info=audited(
        case="case_id", staff="staff_id", immutable=("case_id", "staff_id", "audience", "text", "language", "made_at")
    ),
)

message_recipients = Table(
    "message_recipients",
    metadata,
    identifier(),
    key_to("messages", "message_id"),
    key_to("complaints", "complaint_id"),
    closed_set("letter", Letter),
    Column("tries", Integer, nullable=False),
    instant("made_at"),
    instant("sent_at", nullable=True),
    UniqueConstraint("complaint_id", "message_id"),
    partial("ix_message_recipients_waiting", "letter = 'waiting'", "id"),
    info=audited(complaint="complaint_id", immutable=("message_id", "complaint_id", "made_at")),
)

answers = Table(
    "answers",
    metadata,
    identifier(),
    key_to("cases", "case_id"),
    key_to("complaint_entries", "entry_id"),
    key_to("complaints", "complaint_id"),
    instant("made_at"),
    key_to("staff", "read_by", nullable=True),
    instant("read_at", nullable=True),
    UniqueConstraint("entry_id", "case_id"),
    CheckConstraint("(read_by IS NULL) = (read_at IS NULL)", name="read_whole"),
    partial("ix_answers_unread", "read_at IS NULL", "case_id", "id"),
    info=audited(
        case="case_id", complaint="complaint_id", immutable=("case_id", "entry_id", "complaint_id", "made_at")
    ),
)
