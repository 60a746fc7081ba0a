"""Stores what is known about the files that citizens send."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from complaints.db.evidence_tables import evidence_objects, image_looks, uploads
from complaints.db.schema import attachments, cases, evidence
from complaints.db.stores.evidence import EvidenceRows
from complaints.db.stores.retaining import expired_uploads
from complaints.db.writing import insert_once
from complaints.domain.retention import ObjectState, Why
from complaints.services.evidence_ports import Upload


class UploadStore:
    """Citizens' files, each with its complaint, shown as evidence in every case the complaint is attached to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._evidence = EvidenceRows(connection)

    def add(self, complaint_id: int, position: int, upload: Upload, at: datetime) -> None:
        """Store a file of a complaint, once per position."""
        self._evidence.add_object(upload.sha256, upload.size, at)
        self._evidence.note_look(upload.sha256, upload.look)
        row = {
            "complaint_id": complaint_id,
            "position": position,
            "sha256": upload.sha256,
            "media_type": upload.media_type,
            "width": upload.width,
            "height": upload.height,
            "made_at": at,
        }
        insert_once(self._connection, uploads, row)

    def last_position(self, complaint_id: int) -> int:
        """Give the position of a complaint's last file, removed ones too; 0 where it has none."""
        found = select(func.max(uploads.c.position)).where(uploads.c.complaint_id == complaint_id)
        return self._connection.execute(found).scalar() or 0

    def of(self, complaint_id: int) -> list[tuple[int, Upload]]:
        """List a complaint's files that were not removed, in their order."""
        u = uploads.c
        rows = self._connection.execute(
            select(uploads).where(u.complaint_id == complaint_id, u.removed_at.is_(None)).order_by(u.position)
        )
        return [(row.id, Upload(row.sha256, 0, row.media_type, row.width, row.height)) for row in rows]

    def shown_by(self, complaint_id: int) -> frozenset[int]:
        """Name the evidence that a complaint's files became, in all its cases."""
        e, u, a = evidence.c, uploads.c, attachments.c
        found = (
            select(e.id)
            .join(uploads, u.sha256 == e.sha256)
            .join(attachments, (a.complaint_id == u.complaint_id) & (a.case_id == e.case_id))
            .where(u.complaint_id == complaint_id, e.kind == "upload")
        )
        return frozenset(self._connection.execute(found).scalars())

    def show_in(self, case_id: int, upload: Upload, at: datetime) -> None:
        """Make a file evidence of a case, once."""
        row = {
            "case_id": case_id,
            "kind": "upload",
            "media_type": upload.media_type,
            "sha256": upload.sha256,
            "size": self._size(upload.sha256),
            "url": "",
            "title": "",
            "text": "",
            "language": None,
            "captured_at": at,
        }
        insert_once(self._connection, evidence, row)

    def show_moved(self, case_id: int, at: datetime) -> None:
        """Make the files of complaints that came to a case its evidence; where they came from, they stay."""
        u, a = uploads.c, attachments.c
        found = (
            select(uploads)
            .join(attachments, a.complaint_id == u.complaint_id)
            .where(a.case_id == case_id, u.removed_at.is_(None))
            .order_by(u.id)
        )
        for row in self._connection.execute(found).all():
            self.show_in(case_id, Upload(row.sha256, 0, row.media_type, row.width, row.height), at)

    def bring_new(self, complaint_id: int, resource_id: int) -> bool:
        """Say whether a complaint has an image that was never evidence about a resource before, kept or removed.

        One that looks the very same as one that is kept is not new either, however it was saved.
        """
        u, e = uploads.c, evidence.c
        own, other = image_looks.alias("own"), image_looks.alias("other")
        about = select(e.id).join(cases, cases.c.id == e.case_id).where(cases.c.resource_id == resource_id)
        same = about.where(e.sha256 == u.sha256)
        alike = (
            about.join(other, other.c.sha256 == e.sha256)
            .join(own, own.c.look == other.c.look)
            .where(own.c.sha256 == u.sha256)
        )
        found = select(u.id).where(
            u.complaint_id == complaint_id, u.removed_at.is_(None), ~same.exists(), ~alike.exists()
        )
        return self._connection.execute(found.limit(1)).first() is not None

    def _size(self, sha256: str) -> int:
        found = select(evidence_objects.c.size).where(evidence_objects.c.sha256 == sha256)
        return int(self._connection.execute(found).scalar_one())

    def remove(self, upload_ids: Sequence[int], why: Why, at: datetime) -> list[str]:
        """Mark files as removed and their bytes for deletion, unless others refer to them; return the hashes."""
        u = uploads.c
        rows = self._connection.execute(
            select(u.id, u.sha256).where(u.id.in_(upload_ids), u.removed_at.is_(None))
        ).all()
        ids = [row.id for row in rows]
        self._connection.execute(update(uploads).where(u.id.in_(ids)).values(removed_at=at, removed_why=why.value))
        loose = [sha256 for sha256 in sorted({row.sha256 for row in rows}) if not self._evidence.referred(sha256)]
        for sha256 in loose:
            self._evidence.set_object(sha256, ObjectState.REMOVING, at)
        return loose

    def of_resource(self, resource_id: int) -> list[int]:
        """List the files of all complaints about a resource that were not removed."""
        u = uploads.c
        found = (
            select(u.id)
            .join(attachments, attachments.c.complaint_id == u.complaint_id)
            .join(cases, cases.c.id == attachments.c.case_id)
            .where(cases.c.resource_id == resource_id, u.removed_at.is_(None))
            .distinct()
        )
        return list(self._connection.execute(found).scalars())

    def alike(self, hashes: Sequence[str]) -> list[int]:
        """List files of any complaint that hold the very same bytes and were not removed."""
        u = uploads.c
        found = select(u.id).where(u.sha256.in_(hashes), u.removed_at.is_(None))
        return list(self._connection.execute(found).scalars())

    def expired(self, now: datetime, limit: int) -> list[int]:
        """List files whose retention has ended."""
        return list(self._connection.execute(expired_uploads(now).limit(limit)).scalars())
