"""Messages to reporters, who gets them, and the answers that nobody at the desk has read yet."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0013"
down_revision = "0012"

AUDIENCES = "'one', 'everyone', 'kk', 'ru', 'en'"
LETTERS = "'none', 'waiting', 'sent', 'given_up'"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("handed_out_at", Instant(), nullable=True),
        sa.CheckConstraint(f"audience IN ({AUDIENCES})", name=op.f("ck_messages_audience")),
        sa.CheckConstraint("text <> '' OR handed_out_at IS NOT NULL", name=op.f("ck_messages_written")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_messages_case_id_cases")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_messages_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_case_id"), "messages", ["case_id"])
    _partial("ix_messages_waiting", "messages", ["id"], "handed_out_at IS NULL")
    op.create_table(
        "message_recipients",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=20), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.CheckConstraint(f"letter IN ({LETTERS})", name=op.f("ck_message_recipients_letter")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_message_recipients_message_id_messages")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_message_recipients_complaint_id_complaints")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_recipients")),
        sa.UniqueConstraint("complaint_id", "message_id", name=op.f("uq_message_recipients_complaint_id")),
    )
    _partial("ix_message_recipients_waiting", "message_recipients", ["id"], "letter = 'waiting'")
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("read_by", sa.Integer(), nullable=True),
        sa.Column("read_at", Instant(), nullable=True),
        sa.CheckConstraint("(read_by IS NULL) = (read_at IS NULL)", name=op.f("ck_answers_read_whole")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_answers_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["complaint_entries.id"], name=op.f("fk_answers_entry_id_complaint_entries")
        ),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_answers_complaint_id_complaints")),
        sa.ForeignKeyConstraint(["read_by"], ["staff.id"], name=op.f("fk_answers_read_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("entry_id", "case_id", name=op.f("uq_answers_entry_id")),
    )
    _partial("ix_answers_unread", "answers", ["case_id", "id"], "read_at IS NULL")


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
