"""What the page of a case shows to be read before deciding: the law, and what was done so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import request

from complaints.services.views import CaseView, HistoryEntry
from complaints.web.state import application

HISTORY_PAGE = 40
DIGITS = 18


def alleged(case: CaseView) -> Mapping[str, Any]:
    """Give the provisions of law in force that name the case's category."""
    app = application()
    today = app.clock().date()
    grounds = app.views.catalogue.grounds().values()
    return {"applicable": [each for each in grounds if each.in_force(today) and case.category in each.categories]}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something one person did, how often in a row, and the first entry of the log that says so."""

    first: HistoryEntry
    times: int


@dataclass(frozen=True, slots=True)
class Deeds:
    """A page of what was done; `after` leads on, `opened` says that somebody turned to this page."""

    rows: tuple[Deed, ...]
    after: int | None
    opened: bool


def history(case: CaseView) -> Mapping[str, Any]:
    """Show who did what, a page at a time."""
    after = asked("history")
    found = application().views.history.of(case.number, after, HISTORY_PAGE)
    if found is None:
        return {"deeds": Deeds((), None, opened=False)}
    until = case.shown_until
    entries = [each for each in found.entries if until is None or each.at < until]
    return {"deeds": Deeds(deeds(entries), found.after if until is None else None, after > 0)}


def deeds(entries: Sequence[HistoryEntry]) -> tuple[Deed, ...]:
    """Put entries together: one transaction is one deed, and the same deed done again in a row counts up."""
    found = []
    for _, alike in groupby(entries, key=lambda each: (each.actor, each.action)):
        rows = list(alike)
        found.append(Deed(rows[0], len({row.at.replace(microsecond=0) for row in rows})))
    return tuple(found)


def asked(name: str) -> int:
    """Read a number out of the address of the page; 0 where there is none."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < DIGITS else 0
