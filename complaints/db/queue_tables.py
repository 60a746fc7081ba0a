"""The table of saved views of the queue."""

from sqlalchemy import Boolean, CheckConstraint, Column, Table, UniqueConstraint

from complaints.db.columns import audited, identifier, instant, key_to, partial, words
from complaints.db.metadata import metadata

saved_views = Table(
    "saved_views",
    metadata,
    identifier(),
    key_to("staff", "owner_id"),
    # Words of the staff: a filter may name people too.
    words("name"),
    words("asked"),
    Column("shared", Boolean, nullable=False),
    instant("made_at"),
    UniqueConstraint("owner_id", "name"),
    CheckConstraint("name <> ''", name="named"),
    partial("ix_saved_views_shared", "shared", "id"),
    info=audited(staff="owner_id"),
)
