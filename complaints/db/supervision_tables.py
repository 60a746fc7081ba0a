"""The tables of what is counted of the desk as a whole, day by day."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table

from complaints.db.columns import excused
from complaints.db.metadata import metadata

# `what` is "opened", "decided", "merged", "left" (opened that day and not open any more), "wait.<band>" or
# "outcome.<code>".
desk_counts = Table(
    "desk_counts",
    metadata,
    Column("day", Date, primary_key=True),
    Column("category", ForeignKey("categories.code"), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("what", String(40), primary_key=True),
    Column("count", Integer, nullable=False),
    info=excused("counts of cases and decisions, which are logged themselves; they name nobody"),
)

desk_counted = Table(
    "desk_counted",
    metadata,
    Column("what", String(20), primary_key=True),
    Column("last_id", Integer, nullable=False),
    info=excused("up to which row the desk was counted"),
)
