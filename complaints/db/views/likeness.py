"""Reads which cases about other links look like one: by the text of the page, by images, by the words of complaints."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select, union

from complaints.db.evidence_tables import captures, image_looks
from complaints.db.joining_tables import wordings
from complaints.db.schema import attachments, cases, decisions, evidence, resources
from complaints.db.stores.checks import with_merged
from complaints.db.stores.comparisons import PER_BAND, near_copies
from complaints.domain.checks.likeness import NEAR, bands, distance, percent, unsigned
from complaints.domain.numbers import CASE, number
from complaints.services.joining_views import Similar

MANY = 10
IMAGES = 10  # of a case, the latest, that are looked for elsewhere
SHOWING = 200  # of the newest evidence that shows an image like them
COMPLAINTS = 5  # of a case, the latest, whose words are looked for elsewhere


def similar_to(connection: Connection, case_id: int, resource_id: int) -> tuple[Similar, ...]:
    """List open and decided cases about other links that are nearly the same, at a cost that stays the same."""
    return (
        *_same_text(connection, case_id, resource_id),
        *_same_images(connection, case_id, resource_id),
        *_same_words(connection, case_id, resource_id),
    )


def _same_text(connection: Connection, case_id: int, resource_id: int) -> tuple[Similar, ...]:
    c = captures.c
    latest = select(c.simhash).where(c.case_id.in_(with_merged(case_id)), c.simhash.is_not(None))
    value = connection.execute(latest.order_by(c.evidence_id.desc()).limit(1)).scalar()
    if value is None:
        return ()
    near = near_copies(connection, unsigned(value), resource_id)[:MANY]
    return tuple(Similar(each.case_number, percent(each.distance), each.outcome, "text") for each in near)


def _same_images(connection: Connection, case_id: int, resource_id: int) -> tuple[Similar, ...]:
    """Look for the case's latest images in others; what must never be captured is neither asked about nor shown."""
    e, look = evidence.c, image_looks.c
    own = (
        select(look.look)
        .join(evidence, e.sha256 == look.sha256)
        .join(cases, cases.c.id == e.case_id)
        .join(resources, resources.c.id == cases.c.resource_id)
        .where(e.case_id.in_(with_merged(case_id)), e.removed_at.is_(None), resources.c.capture_allowed)
    )
    values = {unsigned(each) for each in connection.execute(own.order_by(e.id.desc()).limit(IMAGES)).scalars()}
    if not values:
        return ()
    newest = [
        select(select(look.id).where(look[f"band_{band}"] == part).order_by(look.id.desc()).limit(PER_BAND).subquery())
        for value in values
        for band, part in enumerate(bands(value))
    ]
    candidates = union(*newest).subquery()
    found = (
        select(look.look, cases.c.id, cases.c.opened_at, decisions.c.outcome)
        .join(candidates, candidates.c.id == look.id)
        .join(evidence, e.sha256 == look.sha256)
        .join(cases, cases.c.id == e.case_id)
        .join(resources, resources.c.id == cases.c.resource_id)
        .outerjoin(decisions, decisions.c.case_id == cases.c.id)
        .where(e.removed_at.is_(None), cases.c.resource_id != resource_id, resources.c.capture_allowed)
        .order_by(e.id.desc())
        .limit(SHOWING)
    )
    return _nearest(connection.execute(found), values, "image")


def _same_words(connection: Connection, case_id: int, resource_id: int) -> tuple[Similar, ...]:
    a, w = attachments.c, wordings.c
    own = select(w.simhash).join(attachments, a.complaint_id == w.complaint_id).where(a.case_id == case_id)
    values = {unsigned(each) for each in connection.execute(own.order_by(a.id.desc()).limit(COMPLAINTS)).scalars()}
    if not values:
        return ()
    newest = [
        select(
            select(w.complaint_id)
            .where(w[f"band_{band}"] == part)
            .order_by(w.complaint_id.desc())
            .limit(PER_BAND)
            .subquery()
        )
        for value in values
        for band, part in enumerate(bands(value))
    ]
    candidates = union(*newest).subquery()
    found = (
        select(w.simhash, cases.c.id, cases.c.opened_at, decisions.c.outcome)
        .join(candidates, candidates.c.complaint_id == w.complaint_id)
        .join(attachments, a.complaint_id == w.complaint_id)
        .join(cases, cases.c.id == a.case_id)
        .outerjoin(decisions, decisions.c.case_id == cases.c.id)
        .where(cases.c.id != case_id, cases.c.resource_id != resource_id)
    )
    return _nearest(connection.execute(found), values, "words")


def _nearest(rows: Iterable[Any], values: set[int], by: str) -> tuple[Similar, ...]:
    """Give each case once, by the nearest of its hashes; rows are hash, case, time of opening, outcome."""
    like: dict[int, Similar] = {}
    for held, case_id, opened_at, outcome in rows:
        bits = min(distance(value, unsigned(held)) for value in values)
        known = like.get(case_id)
        if bits <= NEAR and (known is None or known.percent < percent(bits)):
            like[case_id] = Similar(number(CASE, opened_at, case_id), percent(bits), outcome, by)
    return tuple(sorted(like.values(), key=lambda each: (-each.percent, each.number)))[:MANY]
