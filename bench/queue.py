"""The queue page at 1,000 and at 100,000 open cases: the whole page, as a signed-in reviewer gets it."""

from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median
from typing import Any

from flask.testing import FlaskClient

from bench.ground import SCALE, databases, figure, service
from bench.large import EMAIL, PASSWORD, reviewer, seconds
from bench.seeding import fill
from complaints.bootstrap import Application
from complaints.domain.access import Role, system

FEWER = 1_000
MORE = max(2_000, int(100_000 * SCALE))
TURNS = max(30, int(300 * SCALE))
# The first page and one from the middle, with as many rows in either queue.
FULL = {"queue": "/staff/queue", "queue_later": "/staff/queue?after=600.500"}
# Filters that few cases match: by an index in the queue's order, by the index of a word, by walking to the bound.
RARE = {
    "queue_status": "/staff/queue?status=in_review",
    "queue_word": "/staff/queue?text=site4321",
    "queue_walk": "/staff/queue?category=other&language=en",
}


def figures() -> Iterator[dict[str, Any]]:
    """Measure pages of the smaller and the larger queue in turn; `of_limit` is the larger's cost by the smaller's."""
    with databases() as found:
        for kind, fresh in found.items():
            with ExitStack() as stack:
                small, large = (_reviewer(stack.enter_context(service(fresh())), count) for count in (FEWER, MORE))
                for name, path in FULL.items():
                    pairs = [(seconds(small, path), seconds(large, path)) for _ in range(TURNS + 5)][5:]
                    before, after = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
                    yield figure(f"{name}_{kind}_{FEWER}", 1e3 * before, "ms", n=TURNS)
                    yield figure(f"{name}_{kind}_{MORE}", 1e3 * after, "ms", n=TURNS, of_limit=after / before)
                for name, path in RARE.items():
                    spent = median([seconds(large, path) for _ in range(TURNS + 5)][5:])
                    yield figure(f"{name}_{kind}_{MORE}", 1e3 * spent, "ms", n=TURNS)


def _reviewer(application: Application, cases: int) -> FlaskClient:
    fill(application.database.engine, cases)
    application.signin.add(EMAIL, Role.REVIEWER, PASSWORD, system("bench"))
    return reviewer(application)
