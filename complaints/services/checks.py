"""Checking a case: one step at a time, each recorded by itself, no transaction open while the network is used."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from complaints.domain.access import Act, StaffMember, system
from complaints.domain.casework import OPEN_STATES, CaseState, move
from complaints.domain.checks import Finding, Result, Subject
from complaints.domain.checks.steps import BROKEN, broken
from complaints.domain.politeness import retry_at
from complaints.services.capturing import Capturing
from complaints.services.casework import find, rank
from complaints.services.identity import learn
from complaints.services.ports import CheckStep, Clock, OpenUnitOfWork, UnitOfWork
from complaints.services.rounds import OVER, Rounds

log = logging.getLogger(__name__)
BATCH = 200


@dataclass(frozen=True)
class Checking:
    """Runs the visible list of steps over a case and puts it into the queue."""

    open_uow: OpenUnitOfWork
    clock: Clock
    steps: Sequence[CheckStep]
    capturing: Capturing

    def advance(self, case_id: int) -> None:
        """Run every step that the latest run lacks, record its finding, then put the case into the queue.

        Idempotent: a finding is unique by case, step and run, and a case moves on once.
        """
        loaded = self._start(case_id)
        if loaded is None:
            return
        subject, run, done = loaded
        missing = [step for step in self.steps if step.name not in done]
        if any("capture" in step.inputs for step in missing):
            subject = self._look(subject)
        elif missing:
            subject = self._compared(subject)
        findings = [_judge(step, subject) for step in missing]
        # No step touches the network: the page was asked for before, so all findings go in one transaction.
        with self.open_uow(system("checks"), "checks.finish") as uow:
            for finding in findings:
                self._record(uow, subject, run, finding)
            again = retry_at(run, self.clock(), self.capturing.chance())
            if again and any(finding.params.get("reason") == BROKEN for finding in findings):
                uow.visits.retry(case_id, again)
            if uow.checks.latest_run(case_id) == run:
                uow.checks.run_ended(case_id)
            case = uow.cases.get(case_id)
            if case and case.state is CaseState.CHECKING:
                uow.cases.set_state(case_id, case.state, move(case.state, CaseState.WAITING))
            rank(uow, case_id)
        if case and case.state in OVER:
            Rounds(self.open_uow, self.clock).consider(case_id)

    def _start(self, case_id: int) -> tuple[Subject, int, frozenset[str]] | None:
        with self.open_uow(system("checks"), "checks.start") as uow:
            case = uow.cases.get(case_id)
            subject = uow.checks.subject(case_id)
            if case is None or subject is None:
                return None
            if case.state is CaseState.RECEIVED:
                uow.cases.set_state(case_id, case.state, move(case.state, CaseState.CHECKING))
            run = uow.checks.latest_run(case_id)
            return subject, run, uow.checks.steps_done(case_id, run)

    def _look(self, subject: Subject) -> Subject:
        visited = self.capturing.visit(subject)
        if visited.evidence_id is None:
            return self._compared(replace(subject, unseen=visited.failure))
        return self._compared(subject, visited.evidence_id)

    def _compared(self, subject: Subject, evidence_id: int | None = None) -> Subject:
        with self.open_uow(system("checks"), "checks.start") as uow:
            if evidence_id is not None:
                seen = uow.evidence.seen(subject.case_id, evidence_id)
                subject = replace(subject, seen=seen, unseen=None if seen else "no_capture")
            return uow.comparisons.compared(subject)

    def _record(self, uow: UnitOfWork, subject: Subject, run: int, finding: Finding) -> None:
        if finding.detail and not _may_quote(uow, subject):
            finding = replace(finding, detail=())
        if uow.checks.record(subject.case_id, run, finding, self.clock()):
            learn(uow, subject, finding, run, self.clock())

    def again(self, case_number: str, who: StaffMember) -> None:
        """Ask for a further run of all checks on a case; old findings stay in the history.

        A page that could not be captured is asked for anew, also before its next planned try.
        """
        who.require(Act.WORK_CASES)
        now = self.clock()
        with self.open_uow(who.actor, "checks.again") as uow:
            case = find(uow, case_number)
            visit = uow.visits.visit(case.resource_id)
            if visit.failure:
                uow.visits.keep_visit(replace(visit, failure=None, next_at=None, tries=0))
            self._further(uow, case.id, "check.requested")
            uow.outbox.put("case.check", now, case_id=case.id)

    def retry(self) -> int:
        """Run checks that could not be done again, each when it is due; return how many cases."""
        now = self.clock()
        with self.open_uow(system("checks"), "checks.retry") as uow:
            due = uow.visits.due_retries(now, BATCH)
            for case_id in due:
                case = uow.cases.get(case_id)
                if case and case.state in OPEN_STATES:
                    self._further(uow, case_id, "check.retried")
                    uow.outbox.put("case.check", now, case_id=case_id)
                else:
                    uow.visits.forget_retry(case_id)
        return len(due)

    def _further(self, uow: UnitOfWork, case_id: int, code: str) -> None:
        run = uow.checks.latest_run(case_id) + 1
        uow.visits.forget_retry(case_id)
        uow.checks.record(case_id, run, Finding("requested", 1, Result.DONE, code), self.clock())
        uow.checks.await_run(case_id, self.clock())


def _judge(step: CheckStep, subject: Subject) -> Finding:
    try:
        return step(subject)
    except Exception:  # whatever a stranger's page breaks in one step is a finding, and the other steps go on
        log.exception("the check %s failed on case %s", step.name, subject.case_id)
        return broken(step.name, step.version)


def _may_quote(uow: UnitOfWork, subject: Subject) -> bool:
    current = uow.checks.subject(subject.case_id)
    return current is not None and current.capture_allowed
