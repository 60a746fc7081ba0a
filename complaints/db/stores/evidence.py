"""Stores what is known about captured evidence, and lets it go when its time has come."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, delete, exists, func, insert, or_, select, update

from complaints.db.erasing import erase, erase_words
from complaints.db.evidence_tables import (
    captures,
    check_details,
    evidence_looks,
    evidence_objects,
    purges,
    resource_visits,
    uploads,
)
from complaints.db.schema import cases, checks, evidence, resources, statement_quotes
from complaints.db.stores.checks import forbidden
from complaints.db.stores.retaining import expired_evidence
from complaints.db.stores.searching import index_captured
from complaints.db.writing import insert_once, insert_or_find
from complaints.domain.checks import Capture, Hop, Seen
from complaints.domain.checks.likeness import bands, digest_of, signed, simhash, unsigned
from complaints.domain.numbers import CASE, number
from complaints.domain.retention import ObjectState, Why
from complaints.services.evidence_ports import Exhibit, KeptPiece

EXCERPT = 20_000
BATCH = 500
MAIN = "warc"
IMAGES = ("image", "upload")


class EvidenceRows:
    """Evidence, what was read out of it, and the objects that hold its bytes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_capture(self, case_id: int, capture: Capture, pieces: Sequence[KeptPiece], at: datetime) -> int:
        """Store what is known about a capture, once per case, kind and content; return the id of its main piece."""
        main = 0
        for piece in pieces:
            self.add_object(piece.sha256, piece.size, at)
            shown = piece.kind == MAIN
            row = {
                "case_id": case_id,
                "kind": piece.kind,
                "media_type": piece.media_type,
                "sha256": piece.sha256,
                "size": piece.size,
                "url": capture.url,
                "title": capture.title if shown else "",
                "text": capture.text[:EXCERPT] if shown else "",
                "language": capture.language if shown else None,
                "captured_at": at,
            }
            unique = {"case_id": case_id, "kind": piece.kind, "sha256": piece.sha256}
            evidence_id, new = insert_or_find(self._connection, evidence, row, **unique)
            if shown:
                main = evidence_id
                if new:
                    self._connection.execute(insert(captures).values(_read(evidence_id, case_id, capture)))
                    index_captured(self._connection, [case_id])
        return main

    def share(self, evidence_id: int, case_id: int) -> int | None:
        """Let another case of the same page use a capture; return the id it has there, None where it is gone."""
        e = evidence.c
        row = self._connection.execute(select(evidence).where(e.id == evidence_id, e.removed_at.is_(None))).first()
        if row is None:
            return None
        if row.case_id == case_id:
            return evidence_id
        same = select(evidence).where(
            e.case_id == row.case_id, e.captured_at == row.captured_at, e.kind.in_([MAIN, "image"])
        )
        shared = None
        for piece in self._connection.execute(same).mappings().all():
            values = {name: value for name, value in piece.items() if name != "id"} | {"case_id": case_id}
            unique = {"case_id": case_id, "kind": piece["kind"], "sha256": piece["sha256"]}
            found, new = insert_or_find(self._connection, evidence, values, **unique)
            if piece["kind"] == MAIN:
                shared = found
                read = self._connection.execute(
                    select(captures).where(captures.c.evidence_id == piece["id"])
                ).mappings()
                if new:
                    copy = {**read.one(), "evidence_id": found, "case_id": case_id}
                    self._connection.execute(insert(captures).values(copy))
                    index_captured(self._connection, [case_id])
        return shared

    def seen(self, case_id: int, evidence_id: int) -> Seen | None:
        """Load what steps judge of a capture."""
        e, c = evidence.c, captures.c
        found = (
            select(evidence, captures)
            .join(captures, c.evidence_id == e.id)
            .where(e.id == evidence_id, e.case_id == case_id, e.removed_at.is_(None))
        )
        row = self._connection.execute(found).first()
        if row is None:
            return None
        return Seen(
            row.id,
            row.captured_at,
            row.url,
            row.status,
            row.content_type,
            row.title,
            row.text,
            row.language,
            row.length,
            row.size,
            tuple(Hop(url, status) for url, status in json.loads(row.chain)),
            json.loads(row.facts),
            row.digest,
            None if row.simhash is None else unsigned(row.simhash),
        )

    # --- objects -------------------------------------------------------------------------------------------------

    def add_object(self, sha256: str, size: int, at: datetime) -> None:
        """Note that bytes are kept, also where they were removed before."""
        row = {"sha256": sha256, "size": size, "state": ObjectState.KEPT.value, "changed_at": at}
        if not insert_once(self._connection, evidence_objects, row):
            self.set_object(sha256, ObjectState.KEPT, at)
        insert_once(self._connection, evidence_looks, {"sha256": sha256, "looked_at": at})

    def set_object(self, sha256: str, state: ObjectState, at: datetime) -> bool:
        """Note another state of bytes; say whether it changed."""
        o = evidence_objects.c
        changed = self._connection.execute(
            update(evidence_objects)
            .where(o.sha256 == sha256, o.state != state.value)
            .values(state=state.value, changed_at=at)
        )
        return changed.rowcount > 0

    def removing(self, limit: int) -> list[str]:
        """List bytes that are to be deleted and may still be there."""
        o = evidence_objects.c
        found = select(o.sha256).where(o.state == ObjectState.REMOVING.value).order_by(o.sha256).limit(limit)
        return list(self._connection.execute(found).scalars())

    def referred(self, sha256: str) -> bool:
        """Say whether any evidence or file that was not removed has these bytes."""
        e, u = evidence.c, uploads.c
        found = select(
            or_(
                exists().where(e.sha256 == sha256, e.removed_at.is_(None)),
                exists().where(u.sha256 == sha256, u.removed_at.is_(None)),
            )
        )
        return bool(self._connection.execute(found).scalar())

    def known(self, hashes: Sequence[str]) -> frozenset[str]:
        """Name those of some hashes that a row knows of."""
        found: set[str] = set()
        for start in range(0, len(hashes), BATCH):
            some = evidence_objects.c.sha256.in_(hashes[start : start + BATCH])
            found |= set(self._connection.execute(select(evidence_objects.c.sha256).where(some)).scalars())
        return frozenset(found)

    def to_look_at(self, before: datetime, limit: int) -> list[str]:
        """List kept bytes that were not read since a time, the longest unread first."""
        looks, o = evidence_looks.c, evidence_objects.c
        found = (
            select(looks.sha256)
            .join(evidence_objects, o.sha256 == looks.sha256)
            .where(looks.looked_at < before, o.state.in_([ObjectState.KEPT.value, ObjectState.DAMAGED.value]))
            .order_by(looks.looked_at)
            .limit(limit)
        )
        return list(self._connection.execute(found).scalars())

    def damaged(self, limit: int) -> int:
        """Count bytes that were found damaged and not made good since, up to `limit`."""
        o = evidence_objects.c
        few = select(o.sha256).where(o.state == ObjectState.DAMAGED.value).limit(limit).subquery()
        return int(self._connection.execute(select(func.count()).select_from(few)).scalar_one())

    def looked_at(self, sha256: str, at: datetime) -> None:
        """Note that bytes were read."""
        self._connection.execute(update(evidence_looks).where(evidence_looks.c.sha256 == sha256).values(looked_at=at))

    # --- letting go ----------------------------------------------------------------------------------------------

    def expired(self, now: datetime, limit: int) -> list[int]:
        """List evidence whose retention has ended."""
        return list(self._connection.execute(expired_evidence(now).limit(limit)).scalars())

    def remove(self, evidence_ids: Sequence[int], why: Why, at: datetime) -> list[str]:
        """Empty the words of some evidence, here and in the log, and mark its bytes for deletion; return their hashes.

        Bytes that other evidence still refers to stay.
        """
        e = evidence.c
        rows = self._connection.execute(
            select(e.id, e.case_id, e.sha256).where(e.id.in_(evidence_ids), e.removed_at.is_(None))
        ).all()
        if not rows:
            return []
        ids = [row.id for row in rows]
        gone = {"url": "", "title": "", "text": "", "removed_at": at, "removed_why": why.value}
        self._connection.execute(
            update(resource_visits).where(resource_visits.c.evidence_id.in_(ids)).values(evidence_id=None)
        )
        self._connection.execute(update(evidence).where(e.id.in_(ids)).values(**gone))
        self._connection.execute(delete(captures).where(captures.c.evidence_id.in_(ids)))
        erase_words(self._connection, evidence, ids, why.value)
        erase_words(self._connection, captures, ids, why.value)
        if why is not Why.EXPIRED:
            self._erase_quotes(ids, why)
        index_captured(self._connection, {row.case_id for row in rows})
        hashes = sorted({row.sha256 for row in rows})
        loose = [sha256 for sha256 in hashes if not self.referred(sha256)]
        for sha256 in loose:
            self.set_object(sha256, ObjectState.REMOVING, at)
        return loose

    def _erase_quotes(self, evidence_ids: Sequence[int], why: Why) -> None:
        """Erase what statements quote of evidence that must not be kept; where it stood stays."""
        q = statement_quotes.c
        quoted = select(q.id).where(q.evidence_id.in_(evidence_ids), q.text != "")
        for quote_id in list(self._connection.execute(quoted).scalars()):
            erase(self._connection, statement_quotes, quote_id, "text", why.value)

    def of_resource(self, resource_id: int) -> tuple[list[int], list[int]]:
        """List the evidence of all cases of a resource that was not removed, and those cases."""
        case_ids = list(
            self._connection.execute(select(cases.c.id).where(cases.c.resource_id == resource_id)).scalars()
        )
        found = select(evidence.c.id).where(evidence.c.case_id.in_(case_ids), evidence.c.removed_at.is_(None))
        return list(self._connection.execute(found).scalars()), case_ids

    def hashes_of(self, evidence_ids: Sequence[int], upload_ids: Sequence[int]) -> set[str]:
        """Name the bytes that some evidence and some files hold."""
        e, u = evidence.c, uploads.c
        found = set(self._connection.execute(select(e.sha256).where(e.id.in_(evidence_ids))).scalars())
        return found | set(self._connection.execute(select(u.sha256).where(u.id.in_(upload_ids))).scalars())

    def alike(self, hashes: Sequence[str]) -> list[int]:
        """List evidence of any case that holds the very same bytes and was not removed."""
        e = evidence.c
        found = select(e.id).where(e.sha256.in_(hashes), e.removed_at.is_(None))
        return list(self._connection.execute(found).scalars())

    def forget_findings(self, resource_id: int) -> int:
        """Delete what findings about a resource quote from the page, here and in the log; return how many."""
        found = (
            select(check_details.c.check_id, check_details.c.case_id)
            .join(checks, checks.c.id == check_details.c.check_id)
            .join(cases, cases.c.id == checks.c.case_id)
            .where(cases.c.resource_id == resource_id)
        )
        rows = self._connection.execute(found).all()
        ids = [row.check_id for row in rows]
        if ids:
            self._connection.execute(delete(check_details).where(check_details.c.check_id.in_(ids)))
            erase_words(self._connection, check_details, ids, Why.PURGED.value)
        return len(ids)

    def record_purge(self, case_id: int, staff_id: int, objects: int, at: datetime) -> None:
        """Leave the event of a purge: who, when, on which case, how many objects; nothing of what they were."""
        row = {"case_id": case_id, "staff_id": staff_id, "objects": objects, "made_at": at}
        self._connection.execute(insert(purges).values(**row))

    def exhibit(self, evidence_id: int) -> Exhibit | None:
        """Load an image for a viewer; it is not shown where any case of its resource forbids capture."""
        e = evidence.c
        found = (
            select(evidence, cases.c.opened_at, resources.c.capture_allowed, forbidden().label("forbidden"))
            .join(cases, cases.c.id == e.case_id)
            .join(resources, resources.c.id == cases.c.resource_id)
            .where(and_(e.id == evidence_id, e.kind.in_(IMAGES), e.removed_at.is_(None)))
        )
        row = self._connection.execute(found).first()
        if row is None:
            return None
        told = number(CASE, row.opened_at, row.case_id)
        shown = row.capture_allowed and not row.forbidden
        return Exhibit(row.id, row.case_id, told, row.kind, row.media_type, row.sha256, shown)


def _read(evidence_id: int, case_id: int, capture: Capture) -> dict[str, object]:
    value = simhash(capture.text)
    cut = bands(value) if value is not None else (None,) * 4
    return {
        "evidence_id": evidence_id,
        "case_id": case_id,
        "status": capture.status,
        "content_type": capture.content_type[:100],
        "length": len(capture.text),
        "description": capture.description,
        "author": capture.author,
        "published": capture.published,
        "chain": json.dumps([[hop.url, hop.status] for hop in capture.chain], ensure_ascii=False),
        "facts": json.dumps(dict(capture.facts), ensure_ascii=False, sort_keys=True),
        "digest": digest_of(capture.text),
        "simhash": None if value is None else signed(value),
        **{f"band_{band}": part for band, part in enumerate(cut)},
    }
