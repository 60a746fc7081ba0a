"""Reads the complaints of a case: folded by wording for the page of the case, and each by itself in its place.

However many there are, a page compares a bounded number of narrow rows and loads the words of the few it shows.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, case, exists, select

from complaints.db.joining_tables import wordings
from complaints.db.schema import (
    attachments,
    complaint_entries,
    complaint_links,
    complaints,
    reporter_records,
    reporters,
)
from complaints.db.views.reading import Reading, entries_of
from complaints.domain.checks.likeness import unsigned
from complaints.domain.intake import ComplaintState, EntryKind, Source
from complaints.domain.numbers import COMPLAINT, number
from complaints.domain.standing import Record
from complaints.domain.voices import SHOWN, WINDOW, Choir, Voice, fold_alike, sharing
from complaints.domain.wording import mask_contacts
from complaints.services.case_views import JoinedComplaint
from complaints.services.casework_views import ComplaintsPage, VoicesPage, VoiceView
from complaints.services.views import EntryView

RECORD = (reporter_records.c.founded, reporter_records.c.unfounded)


class VoiceViews:
    """What people wrote about the thing a case is about."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def folded(self, case_id: int, after: int = 0) -> VoicesPage:
        """Load the wordings that come after a place in the case's list, each once, with how many say the same."""
        with self._reading() as connection:
            rows = _window(connection, case_id, after)
            window = rows[:WINDOW]
            choirs, left = fold_alike(window)
            if left is None and len(rows) > WINDOW:
                left = window[-1].place
            told = _complaints(connection, [choir.first.place for choir in choirs])
        return VoicesPage(tuple(_voice(choir, window, told[choir.first.place]) for choir in choirs), left)

    def each(self, case_id: int, after: int = 0, like: int = 0) -> ComplaintsPage:
        """Load the complaints after a place, each by itself; only those worded like one of them where that is named."""
        with self._reading() as connection:
            rows = _window(connection, case_id, after)
            window = rows[:WINDOW]
            model = _voices(connection, _narrow().where(attachments.c.complaint_id == like)) if like else []
            wanted = [voice for voice in window if not like or any(each.like(voice) for each in model)]
            shown = wanted[:SHOWN]
            told = _complaints(connection, [voice.place for voice in shown])
        if len(wanted) > SHOWN:
            left: int | None = shown[-1].place
        else:
            left = window[-1].place if len(rows) > WINDOW else None
        return ComplaintsPage(tuple(told[voice.place] for voice in shown), left)

    def unmasked(self, complaint_id: int) -> str | None:
        """Load a complaint's words as filed; the caller has logged the read and its reason."""
        with self._reading() as connection:
            return connection.execute(select(complaints.c.description).where(complaints.c.id == complaint_id)).scalar()


def _narrow() -> Select[Any]:
    """Select what is compared of complaints: their words only where too few for a hash."""
    a, c, w, e = attachments.c, complaints.c, wordings.c, complaint_entries.c
    added = exists().where(e.complaint_id == c.id, e.kind == EntryKind.ADDITION.value)
    return (
        select(
            a.id,
            c.id.label("complaint_id"),
            c.reporter_id,
            c.network_token,
            w.simhash,
            case((w.simhash.is_(None), c.description), else_="").label("words"),
            added.label("added"),
        )
        .join(complaints, c.id == a.complaint_id)
        .outerjoin(wordings, w.complaint_id == c.id)
        .order_by(a.id)
    )


def _window(connection: Connection, case_id: int, after: int) -> list[Voice]:
    a = attachments.c
    return _voices(connection, _narrow().where(a.case_id == case_id, a.id > after).limit(WINDOW + 1))


def _voices(connection: Connection, found: Select[Any]) -> list[Voice]:
    return [
        Voice(
            row.id,
            row.complaint_id,
            row.reporter_id,
            row.network_token,
            None if row.simhash is None else unsigned(row.simhash),
            row.words,
            bool(row.added),
        )
        for row in connection.execute(found)
    ]


def _voice(choir: Choir, window: Sequence[Voice], told: JoinedComplaint) -> VoiceView:
    alike = (choir.first, *choir.others)
    return VoiceView(
        told,
        sharing(choir.first, window),
        len(choir.others),
        len({each.reporter for each in alike}),
        len({each.network for each in alike if each.network is not None}),
    )


def _complaints(connection: Connection, places: Iterable[int]) -> dict[int, JoinedComplaint]:
    """Load complaints by their places in a case's list."""
    wanted = sorted(set(places))
    if not wanted:
        return {}
    a = attachments.c
    found = (
        select(complaints, reporters.c.pseudonym, complaint_links.c.pasted, a.id.label("place"), *RECORD)
        .join(complaints, complaints.c.id == a.complaint_id)
        .join(reporters, reporters.c.id == complaints.c.reporter_id)
        .join(complaint_links, complaint_links.c.id == a.link_id)
        .outerjoin(reporter_records, reporter_records.c.reporter_id == complaints.c.reporter_id)
        .where(a.id.in_(wanted))
    )
    rows = [dict(row) for row in connection.execute(found).mappings()]
    entries = entries_of(connection, [row["id"] for row in rows])
    return {row["place"]: _complaint(row, entries.get(row["id"], ())) for row in rows}


def _complaint(row: dict[str, Any], entries: tuple[EntryView, ...]) -> JoinedComplaint:
    masked = mask_contacts(row["description"])
    return JoinedComplaint(
        row["id"],
        number(COMPLAINT, row["filed_at"], row["id"]),
        row["pseudonym"],
        row["source"],
        row["language"],
        row["filed_at"],
        row["claimed_at"],
        row["pasted"],
        masked,
        masked != row["description"],
        row["state"] == ComplaintState.WITHDRAWN.value,
        tuple(EntryView(entry.kind, mask_contacts(entry.text), entry.made_at) for entry in entries),
        None if row["source"] == Source.IMPORT.value else Record(row["founded"] or 0, row["unfounded"] or 0).band,
    )
