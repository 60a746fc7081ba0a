"""Attaching a complaint's links: what each names, and which case it opens or joins."""

from dataclasses import dataclass
from urllib.parse import unquote

from complaints.domain.access import system
from complaints.domain.casework import CaseState
from complaints.domain.errors import Refusal
from complaints.domain.identity import RULES_VERSION, Resource, resolve
from complaints.domain.intake import Source
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
            now = self.clock()
            named = [(_named(link.pasted), link) for link in uow.complaints.pending_links(complaint_id)]
            # All who attach take resources in one order, so that no two of them wait for each other.
            named.sort(key=lambda pair: pair[0].key)
            found = [(uow.cases.resource(resource, RULES_VERSION, now), resource, link) for resource, link in named]
            uow.cases.lock_resources([resource_id for resource_id, _, _ in found])
            for resource_id, resource, link in found:
                self._attach(uow, complaint, link, resource_id, resource)

    def _attach(
        self, uow: UnitOfWork, complaint: StoredComplaint, link: PendingLink, resource_id: int, resource: Resource
    ) -> None:
        now = self.clock()
        capture = {category.code: category.capture for category in uow.catalogue.categories()}
        if not capture.get(complaint.category, True):
            uow.cases.forbid_capture(resource_id)
        case_id, opened = uow.cases.open_or_join(resource_id, complaint.category, complaint.language, now)
        if not uow.cases.attach(link.id, complaint.id, case_id, now):
            return
        uow.complaints.set_attached(link.id)
        if complaint.source is not Source.IMPORT:
            uow.cases.count_in(resource_id, complaint.reporter_id, complaint.network_token)
        uow.cases.joined(case_id)
        words = terms(unquote(resource.display), TERMS_PER_TEXT) + terms(complaint.description, TERMS_PER_TEXT)
        uow.cases.index_terms(case_id, words)
        if opened:
            uow.outbox.put("case.check", now, case_id=case_id)
        else:
            self._joined(uow, complaint, case_id)
        for open_case in uow.cases.open_on_resource(resource_id):
            rank(uow, open_case)

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


def _named(pasted: str) -> Resource:
    try:
        return resolve(pasted)
    except Refusal:
        # The rules that accepted it at the form have changed since: keep the text as its own identity.
        return _verbatim(pasted)


def _verbatim(pasted: str) -> Resource:
    from complaints.domain.identity import Scope

    return Resource(f"text:{pasted}", pasted, Scope.PAGE, None, "", pasted, "", ())
