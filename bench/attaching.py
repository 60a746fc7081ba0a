"""Attaching a complaint to its case with 10,000 and with 1,000,000 cases stored.

A tenth of the cases is decided; of the rest one in twenty was merged into another, over an alias that leads there.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median
from typing import Any

from bench.ground import SCALE, databases, figure, service
from bench.seeding import MERGED, decide, fill, join
from complaints.bootstrap import Application
from complaints.domain.access import Role, system
from complaints.domain.intake import Filing
from complaints.services.intake import Origin

FEWER = 10_000
MORE = max(20_000, int(1_000_000 * SCALE))
TURNS = max(40, int(400 * SCALE))
WARM_UP = 20
WORDS = "The second paragraph calls for violence against people of one nationality, and names a day and a place for it."
NAMES = ("attaching_new", "attaching_joined", "attaching_led_on", "attaching_decided")
EMAIL, PASSWORD = "reviewer@demo.example", "a password of the benchmarks"


def figures() -> Iterator[dict[str, Any]]:
    """Measure with fewer and with more cases stored, in turn; `of_limit` is the cost with more by that with fewer."""
    with databases() as found:
        for kind, fresh in found.items():
            with ExitStack() as stack:
                few = stack.enter_context(service(fresh()))
                many = stack.enter_context(service(fresh()))
                _seed(few, FEWER)
                started = time.perf_counter()
                _seed(many, MORE)
                yield figure(f"attaching_seeded_{kind}_{MORE}", time.perf_counter() - started, "s", n=1)
                for name in NAMES:
                    pairs = [
                        (_attach(few, name, turn, FEWER), _attach(many, name, turn, MORE))
                        for turn in range(1, TURNS + WARM_UP + 1)
                    ][WARM_UP:]
                    before, after = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
                    yield figure(f"{name}_{kind}_{FEWER}", 1e3 * before, "ms", n=TURNS)
                    yield figure(f"{name}_{kind}_{MORE}", 1e3 * after, "ms", n=TURNS, of_limit=after / before)


def _seed(application: Application, count: int) -> None:
    application.signin.add(EMAIL, Role.REVIEWER, PASSWORD, system("bench"))
    with application.open_reader() as uow:
        account = uow.staff.by_email(EMAIL)
    assert account is not None
    engine = application.database.engine
    fill(engine, count)
    decide(engine, count // 10, account.id)
    join(engine, count // 10, count, account.id)


def _number(name: str, turn: int, cases: int) -> int:
    """Choose a case from anywhere among those stored, or one that is not there: a page that nobody named before."""
    over, place = cases // 10, turn * 7_919
    match name:
        case "attaching_joined":
            return over + 1 + place % (cases - over)
        case "attaching_led_on":
            return over + place % ((cases - over) // 20 - 1) * 20 + MERGED
        case "attaching_decided":
            return 1 + place % over
    return cases + turn


def _attach(application: Application, name: str, turn: int, cases: int) -> float:
    number = _number(name, turn, cases)
    categories = application.views.catalogue.categories()
    link = f"https://site{number % 5_000}.kz/page/{number}"
    filing = Filing([link], categories[number % len(categories)].code, WORDS, "ru", good_faith=True)
    origin = Origin(f"{name} {turn}", network=f"10.{turn % 250}.0.0/24")
    complaint_id = application.intake.lodge(filing, origin).complaint_id
    started = time.perf_counter()
    application.identity.attach(complaint_id)
    return time.perf_counter() - started
