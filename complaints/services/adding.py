"""Images that come with a complaint, or later with an addition: evidence of its cases, and what new ones lead to."""

from collections.abc import Sequence
from datetime import datetime

from complaints.domain.errors import Refusal
from complaints.domain.retention import Why
from complaints.domain.uploads import FIELD, MAX_IN_ALL
from complaints.services.evidence_ports import Upload
from complaints.services.ports import UnitOfWork
from complaints.services.rounds import OVER, evidence_added


def bring(uow: UnitOfWork, complaint_id: int, uploads: Sequence[Upload], now: datetime) -> None:
    """Take in the images of an addition; one that nobody brought before opens the next round of a decided case.

    The caller holds the complaint (`complaints.hold`), so that its files are counted and its cases known. Raises
    Refusal `uploads.too_many_in_all`.
    """
    last = uow.uploads.last_position(complaint_id)
    if last + len(uploads) > MAX_IN_ALL:
        raise Refusal("uploads.too_many_in_all", FIELD, limit=MAX_IN_ALL)
    for position, upload in enumerate(uploads, start=last + 1):
        uow.uploads.add(complaint_id, position, upload, now)
    case_ids = uow.complaints.case_ids(complaint_id)
    uow.cases.lock_resources(sorted(uow.joins.about(case_ids).values()))
    for case_id in case_ids:
        case = uow.cases.get(case_id)
        assert case is not None  # noqa: S101 - cases are never deleted, and the id was read from the database
        is_new = uow.uploads.bring_new(complaint_id, case.resource_id)
        kept = show_files(uow, complaint_id, case_id, now)
        if is_new and kept and case.state in OVER:
            evidence_added(uow, complaint_id, case, now)


def show_files(uow: UnitOfWork, complaint_id: int, case_id: int, now: datetime) -> bool:
    """Make a complaint's images evidence of its case; where the thing named must never be kept, let them go.

    Says whether there are images that were kept.
    """
    files = uow.uploads.of(complaint_id)
    if not files:
        return False
    subject = uow.checks.subject(case_id)
    if subject is None or not subject.capture_allowed:
        uow.uploads.remove([upload_id for upload_id, _ in files], Why.NO_CAPTURE, now)
        shown = uow.evidence.alike([upload.sha256 for _, upload in files])
        uow.evidence.remove([each for each in shown if each in uow.uploads.shown_by(complaint_id)], Why.NO_CAPTURE, now)
        uow.outbox.put("evidence.expire", now)
        return False
    for _, upload in files:
        uow.uploads.show_in(case_id, upload, now)
    return True
