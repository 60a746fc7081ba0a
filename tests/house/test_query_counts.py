"""A page asks the database as often for many rows as for few."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from complaints.bootstrap import Application
from complaints.db.views.narrowing import QueueFilter
from complaints.domain.decisions import Written
from tests.builders import REFUSAL, file, lodge, member, work
from tests.pages import Person

FEW, MANY = 2, 12
Staff = Callable[..., Person]


@contextmanager
def counted(application: Application) -> Iterator[list[str]]:
    """Collect the statements sent within the block."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(application.database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(application.database.engine, "before_cursor_execute", note)


def queries(application: Application, person: Person, path: str) -> list[str]:
    """List what a page asks, once everything that is kept for a while is kept; a slow machine may lose it once."""
    person.open(path)
    tries = []
    for _ in range(2):
        with counted(application) as sent:
            person.open(path)
        tries.append(sent)
    return min(tries, key=len)


def cases(application: Application, start: int, end: int) -> None:
    for each in range(start, end):
        lodge(application, f"https://page{each}.example/")
    work(application)


def same_case(application: Application, start: int, end: int) -> str:
    """Join complaints to one case, with notes, additions and checks; return its number."""
    reviewer = member(application, "reviewer")
    for each in range(start, end):
        told = lodge(application, "https://one.example/", description=f"Call +7 701 555 00 0{each % 10}, see {each}.")
        application.intake.add(told.complaint_id, f"Also paragraph {each}.")
    work(application)
    number = application.views.queue.page(QueueFilter()).rows[0].number
    for each in range(start, end):
        application.casework.note(number, reviewer, f"note {each}")
    return number


def decided(application: Application, start: int, end: int, kept: str = "") -> None:
    """Open cases and decide all but the one kept, and publish the decisions."""
    reviewer = member(application, "reviewer")
    cases(application, start, end)
    for row in application.views.queue.page(QueueFilter()).rows:
        if row.number == kept:
            continue
        application.casework.claim(row.number, reviewer)
        seen = application.views.cases.get(row.number)
        assert seen is not None
        application.deciding.decide(row.number, reviewer, seen.version, Written(**REFUSAL))
    work(application)


def test_the_queue(application: Application, staff: Staff) -> None:
    reviewer = staff("reviewer")
    cases(application, 0, FEW)
    few = queries(application, reviewer, "/staff/queue")
    cases(application, FEW, MANY)
    assert len(queries(application, reviewer, "/staff/queue")) == len(few)
    assert len(queries(application, reviewer, "/staff/queue?text=page&age=1")) <= len(few) + 3


def test_the_search(application: Application, staff: Staff) -> None:
    reviewer = staff("reviewer")
    cases(application, 0, FEW)
    few = queries(application, reviewer, "/staff/search?q=breaks+law")
    cases(application, FEW, MANY)
    assert len(queries(application, reviewer, "/staff/search?q=breaks+law")) == len(few)
    assert len(queries(application, reviewer, "/staff/search?q=«breaks+the+law»+page")) <= len(few)


def test_a_case(application: Application, staff: Staff) -> None:
    reviewer = staff("reviewer")
    few = queries(application, reviewer, f"/staff/cases/{same_case(application, 0, FEW)}")
    many = queries(application, reviewer, f"/staff/cases/{same_case(application, FEW, MANY)}")
    assert len(many) == len(few)


def test_the_register_and_what_is_similar(application: Application, person: Person, staff: Staff) -> None:
    reviewer = staff("reviewer")
    paths = ("/register", "/register?category=other", "/lookup?url=page0.example")
    decided(application, 0, FEW)
    few = {path: len(queries(application, person, path)) for path in paths}
    cases(application, 90, 91)
    kept = application.views.queue.page(QueueFilter()).rows[0].number
    similar = len(queries(application, reviewer, f"/staff/cases/{kept}"))
    decided(application, FEW, MANY, kept)
    assert {path: len(queries(application, person, path)) for path in paths} == few
    assert len(queries(application, reviewer, f"/staff/cases/{kept}")) == similar


@pytest.mark.parametrize("decide", [False, True], ids=["waiting", "decided"])
def test_the_status_page(application: Application, app: Flask, decide: bool) -> None:
    counts = []
    for links in (FEW, MANY):
        person = Person(app)
        code = file(person, "\n".join(f"https://{links}-{each}.example/" for each in range(links)))
        work(application)
        if decide:
            decided(application, 100 * links, 100 * links)
        person.send("/complaints/status", {"receipt": code}, onto="/complaints/status")
        counts.append(len(queries(application, person, "/complaints/status")))
    assert counts[0] == counts[1]
