"""Attaching a complaint's links: what each names, and which case it opens or joins."""

from dataclasses import dataclass
from urllib.parse import unquote

from complaints.domain.access import system
from complaints.domain.casework import CaseState
from complaints.domain.errors import Refusal
from complaints.domain.identity import RULES_VERSION, Resource, resolve
from complaints.domain.intake import Source
from complaints.domain.retention import Why
from complaints.domain.wording import terms
from complaints.services.casework import rank
from complaints.services.ports import Clock, OpenUnitOfWork, PendingLink, StoredComplaint, UnitOfWork

TERMS_PER_TEXT = 150


@dataclass(frozen=True)
class Identity:
    """Joins links that name the same thing into one case."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def attach(self, complaint_id: int) -> None:
        """Attach every pending link of a complaint; doing it twice changes nothing (a unique link per attachment)."""
        with self.open_uow(system("attach"), "identity.attach") as uow:
            complaint = uow.complaints.get(complaint_id)
            if complaint is None:
                return
            for link in uow.complaints.pending_links(complaint_id):
                try:
                    resource = resolve(link.pasted)
                except Refusal:
                    # The rules that accepted it at the form have changed since: keep the text as its own identity.
                    resource = _verbatim(link.pasted)
                self._attach(uow, complaint, link, resource)

    def _attach(self, uow: UnitOfWork, complaint: StoredComplaint, link: PendingLink, resource: Resource) -> None:
        now = self.clock()
        capture = {category.code: category.capture for category in uow.catalogue.categories()}
        resource_id = uow.cases.resource(resource, RULES_VERSION, now)
        if not capture.get(complaint.category, True):
            uow.cases.forbid_capture(resource_id)
        case_id, opened = uow.cases.open_or_join(resource_id, complaint.category, complaint.language, now)
        if not uow.cases.attach(link.id, complaint.id, case_id, now):
            return
        uow.complaints.set_attached(link.id)
        if complaint.source is not Source.IMPORT:
            uow.cases.count_in(resource_id, complaint.reporter_id, complaint.network_token)
        uow.cases.joined(case_id)
        self._show_files(uow, complaint, case_id)
        words = terms(unquote(resource.display), TERMS_PER_TEXT) + terms(complaint.description, TERMS_PER_TEXT)
        uow.cases.index_terms(case_id, words)
        if opened:
            uow.outbox.put("case.check", now, case_id=case_id)
        else:
            self._joined(uow, complaint, case_id)
        for open_case in uow.cases.open_on_resource(resource_id):
            rank(uow, open_case)

    def _show_files(self, uow: UnitOfWork, complaint: StoredComplaint, case_id: int) -> None:
        """Make a complaint's images evidence of its case; where the thing named must never be kept, let them go."""
        files = uow.uploads.of(complaint.id)
        if not files:
            return
        now = self.clock()
        subject = uow.checks.subject(case_id)
        if subject is None or not subject.capture_allowed:
            uow.uploads.remove([upload_id for upload_id, _ in files], Why.NO_CAPTURE, now)
            shown = uow.evidence.alike([upload.sha256 for _, upload in files])
            uow.evidence.remove(
                [each for each in shown if each in uow.uploads.shown_by(complaint.id)], Why.NO_CAPTURE, now
            )
            uow.outbox.put("evidence.expire", now)
            return
        for _, upload in files:
            uow.uploads.show_in(case_id, upload, now)

    def _joined(self, uow: UnitOfWork, complaint: StoredComplaint, case_id: int) -> None:
        case = uow.cases.get(case_id)
        if case is None or case.state not in {CaseState.DECIDED, CaseState.CLOSED}:
            return
        decided = uow.decisions.by_case(case_id)
        if decided is not None:
            now = self.clock()
            notice_id = uow.register.notice_on_attach(complaint.id, decided[0], now)
            if notice_id is not None:
                uow.outbox.put("notice.send", now, notice_id=notice_id)


def _verbatim(pasted: str) -> Resource:
    from complaints.domain.identity import Scope

    return Resource(f"text:{pasted}", pasted, Scope.PAGE, None, "", pasted, "", ())
