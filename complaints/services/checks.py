"""Checking a case: one step at a time, each recorded by itself, no transaction open while the network is used."""

from collections.abc import Sequence
from dataclasses import dataclass

from complaints.domain.access import Act, StaffMember, system
from complaints.domain.casework import CaseState, move
from complaints.domain.checks import Finding, Subject
from complaints.services.casework import find, rank
from complaints.services.ports import CheckStep, Clock, EvidenceStore, OpenUnitOfWork, StoredCapture


@dataclass(frozen=True)
class Checking:
    """Runs the visible list of steps over a case and puts it into the queue."""

    open_uow: OpenUnitOfWork
    clock: Clock
    steps: Sequence[CheckStep]
    evidence: EvidenceStore

    def advance(self, case_id: int) -> None:
        """Run every step that the latest run lacks, record its finding, then put the case into the queue.

        Idempotent: a finding is unique by case, step and run, and a case moves on once.
        """
        loaded = self._start(case_id)
        if loaded is None:
            return
        subject, run, done = loaded
        for step in self.steps:
            if step.name not in done:
                self._record(subject, run, step(subject))
        with self.open_uow(system("checks"), "checks.finish") as uow:
            case = uow.cases.get(case_id)
            if case and case.state is CaseState.CHECKING:
                uow.cases.set_state(case_id, case.state, move(case.state, CaseState.WAITING))
            rank(uow, case_id)

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

    def _record(self, subject: Subject, run: int, finding: Finding) -> None:
        # Bytes go first: a finding may name evidence only when the evidence is there; bytes alone do no harm.
        stored = [(captured, self.evidence.put(captured.data)) for captured in finding.evidence]
        now = self.clock()
        with self.open_uow(system("checks"), f"checks.{finding.step}") as uow:
            if not uow.checks.record(subject.case_id, run, finding, now):
                return
            for captured, kept in stored:
                capture = StoredCapture(
                    captured.kind,
                    captured.media_type,
                    kept.sha256,
                    kept.size,
                    captured.url,
                    captured.title,
                    captured.text,
                    captured.language,
                )
                uow.checks.add_evidence(subject.case_id, capture, now)

    def again(self, case_number: str, who: StaffMember) -> None:
        """Ask for a further run of all checks on a case; old findings stay in the history."""
        who.require(Act.WORK_CASES)
        now = self.clock()
        with self.open_uow(who.actor, "checks.again") as uow:
            case = find(uow, case_number)
            run = uow.checks.latest_run(case.id) + 1
            uow.checks.record(case.id, run, requested(), now)
            uow.outbox.put("case.check", now, case_id=case.id)


def requested() -> Finding:
    """Make the finding that opens a further run."""
    from complaints.domain.checks import Result

    return Finding("requested", 1, Result.DONE, "check.requested")
