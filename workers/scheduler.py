"""The scheduler: puts regular jobs into the outbox, each turn once, however many schedulers run."""

import logging
import threading

from sqlalchemy.exc import OperationalError

from complaints import health
from complaints.bootstrap import Application
from complaints.domain.access import system

log = logging.getLogger("aryz.scheduler")
TICK_SECONDS = 1.0
# Every so many seconds, this topic.
SCHEDULE = {
    "log.seal": 5,
    "checks.retry": 10,
    "deadlines.turn": 30,
    "deadlines.recount": 60,
    "deadlines.extend": 3_600,
    "changes.apply": 60,
    "upkeep.leases": 30,
    "upkeep.sweep": 30,
    "upkeep.close": 600,
    "upkeep.forget": 3_600,
    "restrictions.lapse": 300,
    "rereviews.bring_back": 3_600,
    "second_reviews.tidy": 60,
    "supervision.count": 60,
    "evidence.verify": 600,
    "evidence.expire": 3_600,
}


def tick(application: Application) -> list[str]:
    """Put every job whose turn has come and was not taken into the outbox; return their topics."""
    now = application.clock()
    due = []
    with application.open_uow(system("scheduler"), "scheduler.tick") as uow:
        for topic, seconds in SCHEDULE.items():
            if uow.schedule.claim(topic, int(now.timestamp()) // seconds):
                uow.outbox.put(topic, now)
                due.append(topic)
        uow.schedule.beat(health.name("scheduler"), now)
    return due


def run(application: Application, stop: threading.Event) -> None:
    """Tick until told to stop; a database that is away is waited for."""
    while not stop.is_set():
        try:
            tick(application)
        except OperationalError as failure:
            log.warning("the database is away (%s); regular jobs wait", type(failure).__name__)
        stop.wait(TICK_SECONDS)
