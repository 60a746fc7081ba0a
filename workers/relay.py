"""The relay: takes what the outbox holds to the queues, at least once; a broker that is away loses nothing."""

import logging
import threading
import time
from collections.abc import Mapping
from typing import Protocol

from celery import Celery
from kombu.exceptions import KombuError
from redis import RedisError
from sqlalchemy.exc import OperationalError

from complaints import health
from complaints.bootstrap import Application
from complaints.domain.access import system
from workers.topics import TOPICS

log = logging.getLogger("aryz.relay")
BATCH = 100
IDLE_SECONDS = (0.05, 0.1, 0.2, 0.4)
AWAY_SECONDS = 2.0
BEAT_SECONDS = 10.0


class Publisher(Protocol):
    """Takes one message away; raises BrokerAwayError where it cannot now."""

    def __call__(self, topic: str, payload: Mapping[str, int]) -> None: ...


class BrokerAwayError(Exception):
    """The broker cannot be reached now."""


class QueuePublisher:
    """Sends messages to the queues."""

    def __init__(self, celery: Celery) -> None:
        self._celery = celery

    def __call__(self, topic: str, payload: Mapping[str, int]) -> None:
        """Send one message; raises BrokerAwayError."""
        route = TOPICS[topic]
        try:
            self._celery.send_task(route.task, kwargs=dict(payload), queue=route.queue, retry=False)
        except (KombuError, RedisError, OSError) as failure:
            raise BrokerAwayError(type(failure).__name__) from failure


class DirectPublisher:
    """Runs the use cases itself, where no broker runs."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, topic: str, payload: Mapping[str, int]) -> None:
        """Run one message's use case; a failure is logged, and the sweep brings the work back."""
        try:
            self._application.handlers[topic](**payload)
        except Exception:
            log.exception("%s failed and will be tried again", topic)


def relay_once(application: Application, publish: Publisher) -> int:
    """Publish one batch and remove it from the outbox in the same transaction; return how many messages."""
    if not _waiting(application):
        return 0
    with application.open_uow(system("relay"), "relay.publish") as uow:
        messages = uow.outbox.take(BATCH)
        for message in messages:
            publish(message.topic, message.payload)
        uow.outbox.mark_published([message.id for message in messages])
    return len(messages)


def direct_once(application: Application, publish: Publisher) -> int:
    """Take one batch out of the outbox, then run it: the use cases need the database's write lock for themselves.

    What a crash cuts off in between is found by the sweep.
    """
    if not _waiting(application):
        return 0
    with application.open_uow(system("relay"), "relay.take") as uow:
        messages = uow.outbox.take(BATCH)
        uow.outbox.mark_published([message.id for message in messages])
    for message in messages:
        publish(message.topic, message.payload)
    return len(messages)


def _waiting(application: Application) -> bool:
    # A look costs no write lock, which on SQLite all others would wait for.
    with application.open_reader() as uow:
        return uow.outbox.any()


def run(application: Application, publish: Publisher, stop: threading.Event, *, direct: bool = False) -> None:
    """Relay until told to stop; a broker or a database that is away is waited for."""
    once = direct_once if direct else relay_once
    parts = [health.name(part) for part in (("relay", "worker-in-relay") if direct else ("relay",))]
    idle, beat_due = 0, time.monotonic()
    while not stop.is_set():
        try:
            if time.monotonic() >= beat_due:
                for part in parts:
                    application.beat(part)
                beat_due = time.monotonic() + BEAT_SECONDS
            moved = once(application, publish)
        except BrokerAwayError as failure:
            log.warning("the broker is away (%s); messages wait in the outbox", failure)
            stop.wait(AWAY_SECONDS)
            continue
        except OperationalError as failure:
            log.warning("the database is away (%s); the relay waits", type(failure).__name__)
            stop.wait(AWAY_SECONDS)
            continue
        idle = 0 if moved else min(idle + 1, len(IDLE_SECONDS) - 1)
        if not moved:
            stop.wait(IDLE_SECONDS[idle])
