"""Restrictions come back before they end, with a fresh capture; and end by themselves where nobody renews them."""

from dataclasses import dataclass
from datetime import timedelta

from complaints.domain.access import Act, StaffMember, system
from complaints.domain.checks import Finding, Result
from complaints.domain.errors import Refusal
from complaints.domain.versions import RereviewState, VersionKind, over, reason_for
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork
from complaints.services.versions import add_version, find_decision, hold, require_version
from complaints.services.versions_ports import NewVersion

BATCH = 200
KEEPER = system("restrictions")


@dataclass(frozen=True)
class Rereviewing:
    """The use cases around the end of a restriction."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock
    lead: timedelta

    def bring_back(self) -> int:
        """Bring restrictions back that end within the lead, each once for each end it has; return how many.

        Their pages are captured and checked anew, so that whoever reviews them sees what changed since.
        """
        now = self.clock()
        brought = 0
        with self.open_uow(KEEPER, "rereviews.bring_back") as uow:
            for decision_id, case_id, ends_on in uow.rereviews.nearing(now.date() + self.lead, BATCH):
                if uow.rereviews.open(decision_id, case_id, ends_on, now):
                    run = uow.checks.latest_run(case_id) + 1
                    uow.checks.record(case_id, run, Finding("requested", 1, Result.DONE, "check.ending"), now)
                    uow.outbox.put("case.check", now, case_id=case_id)
                    brought += 1
        return brought

    def lapse(self) -> int:
        """End the restrictions whose day has come and that nobody renewed (PRODUCT.md, rule 2); return how many."""
        with self.open_reader() as uow:
            due = uow.versions.ended_by(self.clock().date(), BATCH)
        return sum(self._lapse(decision_id) for decision_id in due)

    def _lapse(self, decision_id: int) -> bool:
        now = self.clock()
        with self.open_uow(KEEPER, "restrictions.lapse") as uow:
            seen = uow.versions.get(decision_id)
            if seen is None:
                return False
            found = hold(uow, seen)
            ends_on = found.present.ends_on
            if not found.present.restricts or ends_on is None or not over(ends_on, now.date()):
                return False
            add_version(uow, found, NewVersion(VersionKind.LAPSE), None, now)
            return True

    def leave(self, decision_number: str, who: StaffMember, version: int, reason: str) -> None:
        """Answer a re-review by letting the restriction run out on its day, for a reason that stays with the case.

        Raises Refusal `decision.unknown`, `decision.changed`, `rereview.none`, `version.reason.missing`,
        `version.reason.too_long`, `access.denied`.
        """
        who.require(Act.WORK_CASES)
        now = self.clock()
        with self.open_uow(who.actor, "rereviews.leave") as uow:
            found = find_decision(uow, decision_number, now)
            require_version(found, version)
            waiting = uow.rereviews.of(found.decision.id)
            words = reason_for(reason)
            if waiting is None:
                raise Refusal("rereview.none")
            uow.rereviews.answer(waiting.id, RereviewState.LEFT, now, by=who.id, reason=words)
            uow.cases.touch(found.case.id)
