"""Asking for a page: once an hour for everybody, one request at a time for a site, no transaction open meanwhile."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from complaints.domain import politeness
from complaints.domain.access import system
from complaints.domain.admissibility.secrets import secret_in
from complaints.domain.checks import Capture, Subject
from complaints.domain.politeness import Turn
from complaints.services.evidence_ports import CaptureFailed, Capturer, KeptPiece, Vault, Visit
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork
from complaints.services.robots import Listening, Robots

WORKER = system("checks")
PATIENCE = timedelta(seconds=5)  # that a worker waits for a site's turn; beyond it the turn is booked for later
LONGEST_NAP = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Visited:
    """What came of a visit: the evidence to judge, or the code of the reason why there is none."""

    evidence_id: int | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to do now: nothing more (`visited`), wait until a time, or go."""

    visited: Visited | None = None
    wait_until: datetime | None = None


@dataclass(frozen=True)
class Capturing:
    """Captures pages politely; whose turn it is stands in the database, so that all workers keep to it together."""

    open_uow: OpenUnitOfWork
    clock: Clock
    capture: Capturer
    vault: Vault
    chance: Callable[[], float]
    robots: Robots
    sleep: Callable[[float], None] = time.sleep
    pause: timedelta = politeness.PAUSE
    patience: timedelta = PATIENCE
    networked: bool = True

    def visit(self, subject: Subject) -> Visited:
        """Capture a subject's page, or take the capture that another case had of it within the hour.

        Where the turn does not come in time it is booked, and the case's checks run again then.
        """
        if not subject.capture_allowed:
            return Visited(failure="no_capture")
        if secret_in(subject.url):
            return Visited(failure="carries_secret")
        if not self.networked:
            return Visited(failure="not_attempted")
        give_up = self.clock() + self.patience
        while True:
            plan = self._plan(subject)
            if plan.visited:
                return plan.visited
            if plan.wait_until is None:
                return self._capture(subject)
            now = self.clock()
            if plan.wait_until > give_up or now >= give_up:
                return self._book(subject)
            self.sleep(max(0.01, min(plan.wait_until - now, LONGEST_NAP).total_seconds()))

    def _plan(self, subject: Subject) -> _Plan:
        with self.open_uow(WORKER, "checks.start") as uow:
            now = self.clock()
            visit = uow.visits.visit(subject.resource_id)
            if visit.evidence_id and politeness.still_shared(visit.ended_at, visit.next_at, now):
                shared = uow.evidence.share(visit.evidence_id, subject.case_id)
                if shared is not None:
                    return _Plan(Visited(evidence_id=shared))
            if visit.busy_until > now:
                return _Plan(wait_until=politeness.look_again(visit.busy_until, now))
            if visit.failure and politeness.still_shared(visit.ended_at, visit.next_at, now):
                if visit.next_at:
                    uow.visits.retry(subject.case_id, visit.next_at)
                return _Plan(Visited(failure=visit.failure))
            site = uow.visits.site(_site(subject))
            answer, when = politeness.turn(site, now)
            if answer is Turn.REST:
                uow.visits.retry(subject.case_id, when + self.pause * (1 + 10 * self.chance()))
                return _Plan(Visited(failure="resting"))
            if answer is Turn.WAIT:
                return _Plan(wait_until=when)
            uow.visits.keep_site(politeness.taken(site, now))
            uow.visits.keep_visit(replace(visit, busy_until=now + politeness.LEASE))
            return _Plan()

    def _book(self, subject: Subject) -> Visited:
        with self.open_uow(WORKER, "checks.start") as uow:
            site, when = politeness.booked(uow.visits.site(_site(subject)), self.clock(), self.pause)
            uow.visits.keep_site(site)
            uow.visits.retry(subject.case_id, when)
        return Visited(failure="waiting")

    def _capture(self, subject: Subject) -> Visited:
        listening = Listening(self.robots, partial(self.sleep, self.pause.total_seconds()))
        try:
            capture = self.capture(subject.url, listening)
        except CaptureFailed as failed:
            return self._failed(subject, failed.code)
        capture = replace(capture, facts={**capture.facts, **listening.facts()})
        try:
            pieces = [self._keep(capture, index) for index in range(len(capture.pieces))]
        except OSError:
            return self._failed(subject, "evidence_store")
        visited = self._record(subject, capture, pieces)
        for piece, kept in zip(capture.pieces, pieces, strict=True):
            if visited.evidence_id is None:
                self._discard(kept.sha256)
            elif not self.vault.exists(kept.sha256):
                # The same bytes were let go elsewhere between storing them and saying so.
                self.vault.put(piece.data)
        return visited

    def _keep(self, capture: Capture, index: int) -> KeptPiece:
        piece = capture.pieces[index]
        kept = self.vault.put(piece.data)
        return KeptPiece(piece.kind, piece.media_type, kept.sha256, kept.size, piece.look)

    def _record(self, subject: Subject, capture: Capture, pieces: list[KeptPiece]) -> Visited:
        with self.open_uow(WORKER, "checks.capture") as uow:
            now = self.clock()
            current = uow.checks.subject(subject.case_id)
            if current is None or not current.capture_allowed:
                # Somebody named it as content that must never be kept while it was on its way.
                self._end(uow, subject, now, failed=False)
                return Visited(failure="no_capture")
            evidence_id = uow.evidence.add_capture(subject.case_id, capture, pieces, now)
            busy = capture.status == 429 or capture.status >= 500
            visit = self._end(uow, subject, now, failed=busy)
            tries = visit.tries + 1 if busy else 0
            again = politeness.retry_at(tries, now, self.chance(), capture.retry_after) if busy else None
            done = replace(visit, ended_at=now, evidence_id=evidence_id, failure=None, tries=tries, next_at=again)
            uow.visits.keep_visit(done)
            if again:
                uow.visits.retry(subject.case_id, again)
            return Visited(evidence_id=evidence_id)

    def _failed(self, subject: Subject, code: str) -> Visited:
        with self.open_uow(WORKER, "checks.start") as uow:
            now = self.clock()
            visit = self._end(uow, subject, now, failed=code in politeness.SITE_FAULTS)
            tries = visit.tries + 1
            again = politeness.retry_at(tries, now, self.chance()) if code in politeness.PASSING else None
            kept = replace(visit, ended_at=now, evidence_id=None, failure=code, tries=tries, next_at=again)
            uow.visits.keep_visit(kept)
            if again:
                uow.visits.retry(subject.case_id, again)
        return Visited(failure=code)

    def _end(self, uow: UnitOfWork, subject: Subject, now: datetime, *, failed: bool) -> Visit:
        site = uow.visits.site(_site(subject))
        uow.visits.keep_site(politeness.ended(site, now, failed=failed, pause=self.pause))
        visit = replace(uow.visits.visit(subject.resource_id), busy_until=now)
        uow.visits.keep_visit(visit)
        return visit

    def _discard(self, sha256: str) -> None:
        with self.open_uow(WORKER, "checks.start") as uow:
            referred = uow.evidence.referred(sha256)
        if not referred:
            self.vault.delete(sha256)


def _site(subject: Subject) -> str:
    return (subject.site or subject.host or "?")[:253]
