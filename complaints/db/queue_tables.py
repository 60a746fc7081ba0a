"""The tables by which cases are found: the words they are searched by, and saved views of the queue."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from complaints.db.columns import audited, excused, identifier, instant, key_to, partial, words
from complaints.db.metadata import metadata

# Compared byte by byte, so that the words with one beginning stand together whatever the database's language is.
TERM = String(40).with_variant(String(40, collation="C"), "postgresql")

case_terms = Table(
    "case_terms",
    metadata,
    # Words are asked for by case and source; with the word between the two PostgreSQL would take another index.
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("source", Integer, primary_key=True, autoincrement=False),
    Column("term", TERM, primary_key=True),
    # Whether the case is over; nothing while it is open, so that the queue's search has an index of open cases alone.
    Column("ended", Boolean),
    Index("ix_case_terms_term", "term", "case_id"),
    partial("ix_case_terms_open", "ended IS NULL", "term", "case_id"),
    sqlite_with_rowid=False,
    info=excused("a search index derived from links, descriptions, captured text and decisions"),
)

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
