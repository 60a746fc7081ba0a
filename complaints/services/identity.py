"""Attaching a complaint's links: what each names, and which case it opens or joins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from complaints.domain.access import system
from complaints.domain.checks import Finding, Seen, Subject
from complaints.domain.checks.likeness import wording_hash
from complaints.domain.errors import Refusal
from complaints.domain.identity import RULES_VERSION, Resource, Scope, resolve
from complaints.domain.intake import Source
from complaints.domain.joining import AliasKind, alias_kind, chain, home
from complaints.services.adding import show_files
from complaints.services.casework import rank
from complaints.services.intake_ports import PendingLink, StoredComplaint
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork
from complaints.services.rounds import OVER, complained_again


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a finding can teach: why two resources may be one, and the address that says so."""

    kind: AliasKind
    address: Callable[[Seen], str]
    same_site: bool = False


LEARNT: Final[Mapping[str, Learnt]] = {
    "check.redirected.yes": Learnt(AliasKind.REDIRECT, lambda seen: seen.url),
    "check.canonical.other": Learnt(AliasKind.CANONICAL, lambda seen: seen.facts.get("canonical", ""), same_site=True),
}


@dataclass(frozen=True)
class Identity:
    """Joins links that name the same thing into one case."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def attach(self, complaint_id: int) -> None:
        """Attach every pending link of a complaint; doing it twice changes nothing (a unique link per attachment)."""
        with self.open_uow(system("attach"), "identity.attach") as uow:
            # Held, so that no file that is added meanwhile is missed.
            complaint = uow.complaints.hold(complaint_id)
            if complaint is None:
                return
            now = self.clock()
            named = [(_named(link.pasted), link) for link in uow.complaints.pending_links(complaint_id)]
            # All who attach take resources in one order, so that no two of them wait for each other.
            named.sort(key=lambda pair: pair[0].key)
            found = [(uow.cases.resource(resource, RULES_VERSION, now), resource, link) for resource, link in named]
            uow.cases.lock_resources(
                [each for resource_id, _, _ in found for each in chain(resource_id, uow.joins.next_of)]
            )
            sound = wording_hash(complaint.description) if found else None
            if sound is not None:
                uow.joins.note_wording(complaint_id, sound)
            for resource_id, resource, link in found:
                self._attach(uow, complaint, link, resource_id, resource)

    def _attach(
        self, uow: UnitOfWork, complaint: StoredComplaint, link: PendingLink, resource_id: int, resource: Resource
    ) -> None:
        now = self.clock()
        home_id = _home(uow, resource_id, complaint.category)
        capture = {category.code: category.capture for category in uow.catalogue.categories()}
        if not capture.get(complaint.category, True):
            uow.cases.forbid_capture(resource_id)
            uow.cases.forbid_capture(home_id)
        case_id, opened = uow.cases.open_or_join(home_id, complaint.category, complaint.language, now)
        if not uow.cases.attach(link.id, complaint.id, case_id, resource_id, now):
            return
        uow.complaints.set_attached(link.id)
        if complaint.source is not Source.IMPORT:
            uow.cases.count_in(resource_id, complaint.reporter_id, complaint.network_token)
        uow.cases.joined(case_id)
        is_new = not opened and uow.uploads.bring_new(complaint.id, home_id)
        is_new = show_files(uow, complaint.id, case_id, now) and is_new
        uow.search.file(case_id, resource.display, complaint.description)
        if opened:
            uow.outbox.put("case.check", now, case_id=case_id)
        else:
            case = uow.cases.get(case_id)
            if case is not None and case.state in OVER:
                complained_again(uow, complaint.id, case, now, is_new=is_new)
        for open_case in uow.cases.open_on_resource(home_id):
            rank(uow, open_case)


def learn(uow: UnitOfWork, subject: Subject, finding: Finding, run: int, now: datetime) -> None:
    """Propose an alias where a finding shows that a page answers under another name; a reviewer decides about it.

    Cases are never joined by what a page says: redirects lead to log-in pages, and anybody can state a canonical
    address.
    """
    told = LEARNT.get(finding.code)
    if told is None or subject.seen is None:
        return
    address = told.address(subject.seen)
    try:
        resource = resolve(address)
    except Refusal:
        return
    if resource.key == subject.key or (told.same_site and resource.site != subject.site):
        return
    target_id = uow.cases.resource(resource, RULES_VERSION, now)
    if target_id != subject.resource_id:
        check_id = uow.joins.check_id(subject.case_id, finding.step, run)
        kind = alias_kind(told.kind, _named(subject.url), resource)
        uow.joins.propose(subject.resource_id, target_id, kind, check_id, address, now)


def _home(uow: UnitOfWork, resource_id: int, category: str) -> int:
    """Say to which resource's case a complaint comes: the named one's, or where accepted aliases lead."""
    passed = chain(resource_id, uow.joins.next_of)
    if len(passed) == 1:
        return resource_id
    return home(passed, lambda each: uow.joins.standing(each, category))


def _named(pasted: str) -> Resource:
    try:
        return resolve(pasted)
    except Refusal:
        # The rules that accepted it at the form have changed since: keep the text as its own identity.
        return _verbatim(pasted)


def _verbatim(pasted: str) -> Resource:
    return Resource(f"text:{pasted}", pasted, Scope.PAGE, None, "", "", ())
