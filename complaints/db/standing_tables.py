"""The tables of standing: each reporter's record, which case it counts how, and what is still to be counted."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table

from complaints.db.columns import closed_set, excused, instant
from complaints.db.metadata import metadata
from complaints.domain.standing import Worth

reporter_records = Table(
    "reporter_records",
    metadata,
    Column("reporter_id", ForeignKey("reporters.id"), primary_key=True, autoincrement=False),
    Column("founded", Integer, CheckConstraint("founded >= 0", name="founded"), nullable=False),
    Column("unfounded", Integer, CheckConstraint("unfounded >= 0", name="unfounded"), nullable=False),
    info=excused("sums over decisions, which are logged; kept to weigh a case at a fixed cost"),
)

# A reporter's record counts a case once, however many complaints they filed about it.
standing_marks = Table(
    "standing_marks",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("reporter_id", ForeignKey("reporters.id"), primary_key=True, autoincrement=False),
    closed_set("worth", Worth),
    info=excused("which decided cases a record counts, so that none is counted twice and a reversal can be taken back"),
)

standing_work = Table(
    "standing_work",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("after_id", Integer, nullable=False),
    instant("asked_at"),
    info=excused("cases whose reporters' records are still to be counted, and how far that came"),
)
