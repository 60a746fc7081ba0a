"""Filing a complaint through the real form, beside the smallest form that commits one row durably."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.citizens import Round, load
from bench.ground import SCALE, databases, environment, figure, p99, service
from bench.server import broker_of, served
from complaints.web_server import PAGES

ROUNDS = 7
SECONDS = max(1.0, 5 * SCALE)
WARM_UP = max(0.5, 2 * SCALE)
WORDS = "The second paragraph calls for violence against people of one nationality, and names a day and a place for it."
COMPLAINT = {
    "links": "https://forum{}.example.kz/post",
    "category": "extremism",
    "description": WORDS,
    "good_faith": "1",
}


def figures() -> Iterator[dict[str, Any]]:
    """Measure on each database, the floor and the form in turn: A B A B."""
    with databases() as found:
        for name, fresh in found.items():
            yield from _on(name, fresh())


def _on(name: str, url: str) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="aryz-bench-") as folder:
        environ = environment(url, Path(folder))
        with service(url):
            pass  # only its tables are wanted
        with broker_of(environ), served("bench.floor:application()", environ) as floor, served(PAGES, environ) as real:
            pairs = _rounds(floor, real)
    floors, subjects = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    yield from _compared(f"filing_{name}", floors, subjects)


def _rounds(floor: int, real: int) -> list[tuple[Round, Round]]:
    def one(seconds: float) -> tuple[Round, Round]:
        return (
            load(floor, "/", {"words": WORDS}, seconds=seconds),
            load(real, "/complaints/new", COMPLAINT, seconds=seconds),
        )

    one(WARM_UP)
    return [one(SECONDS) for _ in range(ROUNDS)]


def _compared(name: str, floors: list[Round], subjects: list[Round]) -> Iterator[dict[str, Any]]:
    filed = sum(each.filed for each in subjects)
    base = sum(each.filed for each in floors)
    rates = [subject.rate / floor.rate for floor, subject in zip(floors, subjects, strict=True)]
    tails = [p99(subject.posts) / p99(floor.posts) for floor, subject in zip(floors, subjects, strict=True)]
    yield figure(f"{name}_floor_rate", median(each.rate for each in floors), "1/s", n=base)
    yield figure(f"{name}_rate", median(each.rate for each in subjects), "1/s", n=filed, of_limit=median(rates))
    yield figure(f"{name}_floor_p99", median(1e3 * p99(each.posts) for each in floors), "ms", n=base)
    yield figure(
        f"{name}_p99", median(1e3 * p99(each.posts) for each in subjects), "ms", n=filed, of_limit=median(tails)
    )
    # Well under one core: the load does not hold the servers back.
    busy = median(each.own_cpu / each.seconds for each in floors)
    yield figure(f"{name}_load_cpu", busy, "cores", n=len(floors))
