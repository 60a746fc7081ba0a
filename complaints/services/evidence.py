"""Keeping evidence: checked regularly, let go on schedule, purged at once where it must never have been kept."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from complaints.domain.access import Act, StaffMember, system
from complaints.domain.errors import Refusal
from complaints.domain.retention import LOOK_EVERY, ORPHANS_KEPT, ObjectState, Why
from complaints.services.casework import find
from complaints.services.evidence_ports import Exhibit, Images, Picture, UnsafeImage, Vault
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork, UnitOfWork

log = logging.getLogger(__name__)
KEEPER = system("evidence")
BATCH = 200
MOST_COUNTED = 10_000  # damaged objects: beyond that the number says no more
HOUR = 3_600
FOLDERS, FOLDERS_AN_HOUR = 256, 16  # of the evidence store


@dataclass(frozen=True)
class Keeping:
    """The use cases of stored evidence."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock
    vault: Vault
    images: Images

    def verify(self) -> int:
        """Read the stored objects that were not read for LOOK_EVERY and say of each whether it is whole.

        Return how many are damaged now. A damaged one is named in the log and on its cases; it is made good when the
        same bytes are stored again.
        """
        with self.open_reader() as uow:
            due = uow.evidence.to_look_at(self.clock() - LOOK_EVERY, BATCH)
        damaged = [sha256 for sha256, whole in self._look_at(due) if not whole]
        for sha256 in damaged:
            log.error("evidence %s is missing or was changed", sha256)
        return len(damaged)

    def examine(self) -> Iterator[tuple[str, bool]]:
        """Read every stored object now; yields each one's hash and whether it is whole, and notes that as `verify`."""
        began = self.clock()
        while True:
            with self.open_reader() as uow:
                due = uow.evidence.to_look_at(began, BATCH)
            if not due:
                return
            yield from self._look_at(due)

    def damaged(self) -> int:
        """Count the objects that are known to be damaged, up to a bound."""
        with self.open_reader() as uow:
            return uow.evidence.damaged(MOST_COUNTED)

    def _look_at(self, due: Sequence[str]) -> list[tuple[str, bool]]:
        found = [(sha256, self.vault.intact(sha256)) for sha256 in due]
        with self.open_uow(KEEPER, "evidence.verify") as uow:
            now = self.clock()
            for sha256, whole in found:
                uow.evidence.looked_at(sha256, now)
                uow.evidence.set_object(sha256, ObjectState.KEPT if whole else ObjectState.DAMAGED, now)
        return found

    def expire(self) -> int:
        """Let go of evidence and citizens' files whose retention has ended; return how many rows.

        What a decision cites never goes before its time; the log keeps that it went, not what it was.
        """
        with self.open_uow(KEEPER, "evidence.expire") as uow:
            now = self.clock()
            ids = uow.evidence.expired(now, BATCH)
            uow.evidence.remove(ids, Why.EXPIRED, now)
            files = uow.uploads.expired(now, BATCH)
            uow.uploads.remove(files, Why.EXPIRED, now)
        self.sweep()
        return len(ids) + len(files)

    def sweep(self, folders: Iterable[int] | None = None) -> int:
        """Delete bytes that were let go, and bytes that a killed worker left without a row; return how many.

        Unless told, a sixteenth of the store's folders is looked through, another one each hour.
        """
        with self.open_reader() as uow:
            leaving = uow.evidence.removing(BATCH)
        removed = sum(self._delete(sha256) for sha256 in leaving)
        now = self.clock()
        turn = int(now.timestamp()) // HOUR % (FOLDERS // FOLDERS_AN_HOUR) * FOLDERS_AN_HOUR
        for folder in folders or range(turn, turn + FOLDERS_AN_HOUR):
            old = self.vault.stored_before(now - ORPHANS_KEPT, folder)
            with self.open_reader() as uow:
                orphans = sorted(set(old) - uow.evidence.known(old))
            for sha256 in orphans:
                self.vault.delete(sha256)
            removed += len(orphans)
        return removed

    def purge(self, case_number: str, who: StaffMember) -> int:
        """Stop and purge: forbid capture of the case's resource for good, remove every copy and derivative now.

        Everything about the resource goes, whichever case it belongs to and also where a decision cites it: captures,
        images, citizens' files and their very copies elsewhere, texts, titles, hashes, quotations in findings, search
        words, and all of these in the log. The event stays. Returns how many objects. Raises Refusal `case.unknown`,
        `access.denied`.
        """
        who.require(Act.WORK_CASES)
        with self.open_uow(who.actor, "evidence.purge") as uow:
            now = self.clock()
            case = find(uow, case_number)
            uow.cases.forbid_capture(case.resource_id)
            evidence_ids, case_ids = uow.evidence.of_resource(case.resource_id)
            hashes = self._purge_rows(uow, evidence_ids, uow.uploads.of_resource(case.resource_id))
            uow.evidence.forget_findings(case.resource_id)
            for case_id in case_ids:
                uow.search.forget(case_id)
                uow.visits.forget_retry(case_id)
                uow.cases.touch(case_id)
            uow.evidence.record_purge(case.id, who.id, len(hashes), now)
        for sha256 in hashes:
            self._delete(sha256)
        return len(hashes)

    def _purge_rows(self, uow: UnitOfWork, evidence_ids: list[int], upload_ids: list[int]) -> list[str]:
        now = self.clock()
        hashes: set[str] = set()
        while evidence_ids or upload_ids:
            hashes |= set(uow.evidence.remove(evidence_ids, Why.PURGED, now))
            hashes |= set(uow.uploads.remove(upload_ids, Why.PURGED, now))
            leaving = sorted(uow.evidence.hashes_of(evidence_ids, upload_ids))
            # The very same bytes in another case or complaint are copies too.
            evidence_ids, upload_ids = uow.evidence.alike(leaving), uow.uploads.alike(leaving)
        return sorted(hashes)

    def look(self, evidence_id: int, who: StaffMember, *, clear: bool) -> tuple[Exhibit, Picture]:
        """Give an image for a viewer, blurred and grey unless asked for clear, and log who looked at what.

        Raises Refusal `evidence.unknown`, `evidence.never_shown`, `evidence.damaged`, `access.denied`.
        """
        who.require(Act.READ_CASES)
        with self.open_uow(who.actor, "evidence.look") as uow:
            exhibit = uow.evidence.exhibit(evidence_id)
            if exhibit is None:
                raise Refusal("evidence.unknown")
            if not exhibit.shown:
                raise Refusal("evidence.never_shown")
            what = f"evidence {evidence_id}, {'clear' if clear else 'blurred'}"
            uow.staff.record_read(what, self.clock(), staff_id=who.id, case_id=exhibit.case_id)
        try:
            data = self.vault.get(exhibit.sha256)
            picture = self.images.reencode(data) if clear else self.images.veil(data)
        except (UnsafeImage, OSError, ValueError) as failure:
            raise Refusal("evidence.damaged") from failure
        return exhibit, picture

    def _delete(self, sha256: str) -> bool:
        """Delete bytes unless somebody came to refer to them meanwhile; say whether they went."""
        with self.open_uow(KEEPER, "evidence.delete") as uow:
            if uow.evidence.referred(sha256):
                uow.evidence.set_object(sha256, ObjectState.KEPT, self.clock())
                return False
            # Inside the transaction: whoever stores the same bytes now finds them gone and stores them again.
            self.vault.delete(sha256)
            uow.evidence.set_object(sha256, ObjectState.REMOVED, self.clock())
        return True
