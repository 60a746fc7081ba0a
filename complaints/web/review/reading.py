"""What the page of a case shows to be read before deciding, from the law to what was done so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import request

from complaints.domain.grounds import standing
from complaints.domain.harm import DISTURBING
from complaints.domain.precedents import Reason
from complaints.domain.searching import MAX_PLACES, MAX_WANTED, Extract, Piece, extract, find, marked
from complaints.domain.wording import clean
from complaints.services.case_views import CaseView
from complaints.services.casework_views import CapturedText, VoiceView
from complaints.services.history_views import HistoryEntry
from complaints.web import moments
from complaints.web.languages import sentence
from complaints.web.state import application

HISTORY_PAGE = 40
DIGITS = 18


def alleged(case: CaseView) -> Mapping[str, Any]:
    """Give the provisions of law in force that name the case's category."""
    app = application()
    today = moments.today()
    grounds = standing(app.views.catalogue.ground_versions(), today).values()
    return {
        "disturbing": case.category in DISTURBING,
        "applicable": [each for each in grounds if each.in_force(today) and case.category in each.categories],
    }


@dataclass(frozen=True, slots=True)
class Captured:
    """The text of a capture, cut at the places of what is looked for; `places` lists these with what is around them.

    `chosen` says that the reader asked for this very text.
    """

    page: CapturedText
    wanted: str
    pieces: tuple[Piece, ...]
    places: tuple[Extract, ...]
    chosen: bool

    @property
    def all_listed(self) -> bool:
        """Say whether the list ends because there are no more places."""
        return len(self.places) < MAX_PLACES


def captured(case: CaseView) -> Mapping[str, Any]:
    """Show what the page said when it was captured, with the places of what the reader looks for."""
    page = application().views.captures.text(case.id, asked("evidence")) if case.capture_allowed else None
    if page is None:
        return {"captured": None}
    wanted = " ".join(clean(request.args.get("find", "")[:MAX_WANTED]).split())
    places = find(page.text, wanted)
    extracts = tuple(extract(page.text, place) for place in places)
    return {"captured": Captured(page, wanted, marked(page.text, places), extracts, asked("evidence") > 0)}


@dataclass(frozen=True, slots=True)
class Voices:
    """Wordings of the complaints, from behind the place `turned` up to the place `after` where more follow."""

    voices: tuple[VoiceView, ...]
    turned: int
    after: int | None


def voices(case: CaseView) -> Mapping[str, Any]:
    """Show what people complained about, those that say the same behind one of them."""
    turned = asked("complaints")
    found = application().views.voices.folded(case.id, turned)
    return {"voices": Voices(found.voices, turned, found.after)}


def precedents(case: CaseView) -> Mapping[str, Any]:
    """Show what was decided before about this and like things."""
    return {"precedents": application().views.precedents.of(case.id, case.shown_until), "because": because}


def because(reasons: Sequence[Reason]) -> str:
    """Say why a decision is worth reading."""
    return "; ".join(
        sentence(f"because.{each.because}", percent=each.percent, shared=", ".join(each.shared)) for each in reasons
    )


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


PANELS = (alleged, captured, voices, precedents, history)


def deeds(entries: Sequence[HistoryEntry]) -> tuple[Deed, ...]:
    """Put entries together: one transaction is one deed, and the same deed done again in a row counts up."""
    found = []
    for _, alike in groupby(entries, key=lambda each: (each.actor, each.action)):
        rows = list(alike)
        found.append(Deed(rows[0], len({row.at.replace(microsecond=0) for row in rows})))
    return tuple(found)


def asked(name: str) -> int:
    """Read a number out of the address of the page; 0 where there is none."""
    return id_in(request.args.get(name, ""))


def id_in(text: str) -> int:
    """Read the number of a row; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < DIGITS else 0
