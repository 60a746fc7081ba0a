"""Stores work in progress: the outbox, turns of regular jobs, signs of life, network keys."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from complaints.db.schema import heartbeats, network_keys, outbox, resource_networks, scheduled_runs
from complaints.db.writing import insert_once
from complaints.services.ports import OutboxMessage

INSERT_MESSAGE = insert(outbox).inline()  # nobody asks for the message's id


class OutboxStore:
    """Messages for the workers; a row stands from the commit of its cause until the queue has it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, topic: str, at: datetime, **payload: int) -> None:
        """Leave a message."""
        row = {"topic": topic, "payload": json.dumps(payload, sort_keys=True), "made_at": at}
        self._connection.execute(INSERT_MESSAGE, row)

    def take(self, limit: int) -> list[OutboxMessage]:
        """Read the oldest messages; on PostgreSQL rows another relay holds are passed by."""
        found = select(outbox).order_by(outbox.c.id).limit(limit).with_for_update(skip_locked=True)
        return [OutboxMessage(row.id, row.topic, json.loads(row.payload)) for row in self._connection.execute(found)]

    def mark_published(self, ids: Sequence[int]) -> None:
        """Remove messages that the queue has."""
        self._connection.execute(delete(outbox).where(outbox.c.id.in_(ids)))

    def any(self) -> bool:
        """Say whether anything waits."""
        return self._connection.execute(select(outbox.c.id).limit(1)).first() is not None

    def has(self, topic: str) -> bool:
        """Say whether a message of a topic still waits among the oldest ones."""
        oldest = select(outbox.c.topic).order_by(outbox.c.id).limit(1_000)
        return topic in set(self._connection.execute(oldest).scalars())


class ScheduleStore:
    """Turns of regular jobs, and signs of life of the parts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, job: str, slot: int) -> bool:
        """Take a job's turn; say whether it was free. Turns long past are forgotten."""
        if not insert_once(self._connection, scheduled_runs, {"job": job, "slot": slot}):
            return False
        r = scheduled_runs.c
        self._connection.execute(delete(scheduled_runs).where(r.job == job, r.slot < slot - 10))
        return True

    def beat(self, part: str, at: datetime) -> None:
        """Note that a part is alive."""
        insert_ = sqlite.insert if self._connection.dialect.name == "sqlite" else postgresql.insert
        row = insert_(heartbeats).values(part=part, at=at)
        self._connection.execute(row.on_conflict_do_update(index_elements=["part"], set_={"at": at}))

    def beats(self) -> Mapping[str, datetime]:
        """Give the last sign of life of each part."""
        return {row.part: row.at for row in self._connection.execute(select(heartbeats))}

    def forget_beats(self, before: datetime) -> int:
        """Drop the signs of life of parts that are gone; return how many."""
        return self._connection.execute(delete(heartbeats).where(heartbeats.c.at < before)).rowcount


class NetworkStore:
    """The keys under which networks are hashed, one per 30 days."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def key(self, period: int, fresh: bytes) -> bytes:
        """Give the key of a period, storing the fresh one where there is none yet."""
        insert_once(self._connection, network_keys, {"period": period, "key": fresh})
        found = select(network_keys.c.key).where(network_keys.c.period == period)
        return bytes(self._connection.execute(found).scalar_one())

    def forget_before(self, period: int) -> int:
        """Destroy the keys of earlier periods, and the sets of tokens once a key went; return how many keys."""
        gone = self._connection.execute(delete(network_keys).where(network_keys.c.period < period)).rowcount
        if gone:
            self._connection.execute(delete(resource_networks))
        return gone
