"""The tables of work in progress: the outbox, turns of regular jobs, signs of life."""

from sqlalchemy import (
    Column,
    Integer,
    String,
    Table,
    Text,
)

from complaints.db.columns import (
    excused,
    identifier,
    instant,
)
from complaints.db.metadata import metadata

outbox = Table(
    "outbox",
    metadata,
    identifier(),
    Column("topic", String(40), nullable=False),
    Column("payload", Text, nullable=False),
    instant("made_at"),
    info=excused("messages between a fact and the queue; the fact itself is logged"),
)

scheduled_runs = Table(
    "scheduled_runs",
    metadata,
    Column("job", String(40), primary_key=True),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    info=excused("which turn of a regular job was taken, to take none twice"),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("part", String(40), primary_key=True),
    instant("at"),
    info=excused("the last sign of life of each part"),
)
