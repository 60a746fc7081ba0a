"""After the decision: corrected, renewed or withdrawn, each a further version with its reasons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from complaints.domain.access import Act, StaffMember
from complaints.domain.appeals import AppealState
from complaints.domain.decisions import Circumstances, Written
from complaints.domain.errors import Refusal
from complaints.domain.versions import (
    VersionKind,
    corrected,
    over,
    reason_for,
    renewed,
    require_approver,
    require_in_force,
    require_withdrawal,
)
from complaints.domain.wording import clean
from complaints.services.casework_ports import StoredCase
from complaints.services.conflict import keeps_away, require_no_conflict
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork
from complaints.services.versions import (
    Found,
    add_version,
    composed,
    find_decision,
    language_of,
    record,
    require_version,
)
from complaints.services.versions_ports import NewVersion, StoredAmendment


@dataclass(frozen=True)
class Amending:
    """The use cases that give a decision a further version."""

    open_uow: OpenUnitOfWork
    clock: Clock
    circumstances: Callable[[UnitOfWork, StoredCase], Circumstances]

    def correct(self, decision_number: str, who: StaffMember, version: int, written: Written, reason: str) -> bool:
        """Correct a decision, or propose to where it restricts or comes to; say whether it is corrected already.

        Raises Refusals for an incomplete statement; Refusal `decision.unknown`, `decision.changed`, `decision.ended`,
        `correction.nothing`, `amendment.waits`, `case.recused`, `access.denied`. Nothing is stored then.
        """
        return self._amend("versions.correct", VersionKind.CORRECTION, decision_number, who, version, written, reason)

    def renew(self, decision_number: str, who: StaffMember, version: int, written: Written, reason: str) -> bool:
        """Propose to renew a restriction that came back before its end; a second person approves.

        Raises as `correct`; Refusal `renewal.not_due`, `renewal.outcome`.
        """
        return self._amend("versions.renew", VersionKind.RENEWAL, decision_number, who, version, written, reason)

    def _amend(
        self,
        action: str,
        kind: VersionKind,
        decision_number: str,
        who: StaffMember,
        version: int,
        written: Written,
        reason: str,
    ) -> bool:
        who.require(Act.WORK_CASES)
        now = self.clock()
        with self.open_uow(who.actor, action) as uow:
            found = find_decision(uow, decision_number, now)
            require_no_conflict(uow, found.case, who.id)
            require_version(found, version)
            require_in_force(found.present)
            if kind is VersionKind.RENEWAL and uow.rereviews.of(found.decision.id) is None:
                raise Refusal("renewal.not_due")
            statement, words = composed(written, reason, self.circumstances(uow, found.case))
            if kind is VersionKind.RENEWAL:
                statement = renewed(statement)
            else:
                statement = corrected(uow.versions.statement(found.decision.statement_id), statement)
            return record(uow, found, kind, statement, words, who, now)

    def withdraw(self, decision_number: str, who: StaffMember, version: int, reason: str, language: str) -> None:
        """Withdraw a decision that restricts: the restriction ends now, with reasons that everybody concerned reads.

        Raises Refusal `decision.unknown`, `decision.changed`, `decision.ended`, `withdrawal.nothing`, `access.denied`,
        `version.reason.missing`, `version.reason.too_long`, `decision.language`.
        """
        now = self.clock()
        with self.open_uow(who.actor, "versions.withdraw") as uow:
            found = find_decision(uow, decision_number, now)
            require_withdrawal(who, found.present)
            require_no_conflict(uow, found.case, who.id)
            require_version(found, version)
            words, chosen = reason_for(reason), language_of(language)
            undone = NewVersion(VersionKind.WITHDRAWAL, reason=words, language=chosen, made_by=who.id)
            add_version(uow, found, undone, None, now)

    def approve(self, decision_number: str, who: StaffMember, version: int, proportionality: str = "") -> None:
        """Approve the version that waits, as the second person.

        A protected source needs an answer on necessity and proportionality (PRODUCT.md, rule 4). Raises Refusal
        `amendment.none`, `amendment.stale`, `approval.own`, `appeal.took_part`, `approval.proportionality`,
        `approval.proposer_recused`, `case.recused`, `decision.changed`, `decision.ended`, `access.denied`.
        """
        now = self.clock()
        with self.open_uow(who.actor, "versions.approve") as uow:
            found, waiting = self._waiting(uow, decision_number, who, version, now)
            if keeps_away(uow, found.case, waiting.proposer_id):
                raise Refusal("approval.proposer_recused")
            statement = uow.versions.statement(waiting.statement_id)
            ends_on = statement.restriction.ends_on if statement.restriction else None
            if waiting.version != found.decision.window or (ends_on and over(ends_on, now.date())):
                raise Refusal("amendment.stale")
            if not waiting.kind.on_appeal:
                require_in_force(found.present)
            words = clean(proportionality[:40_000])
            if statement.outcome.restrictive and uow.catalogue.protected_kind(found.case.site) and not words:
                raise Refusal("approval.proportionality", "proportionality")
            if not uow.versions.approved(waiting.id, who.id, now, words or None):
                raise Refusal("amendment.none")
            done = NewVersion(
                waiting.kind,
                waiting.statement_id,
                waiting.reason,
                statement.language,
                waiting.proposer_id,
                who.id,
                waiting.appeal_id,
            )
            add_version(uow, found, done, statement, now)

    def send_back(self, decision_number: str, who: StaffMember, version: int, reason: str) -> None:
        """Return the version that waits, with a reason; raises as `approve`, and for an empty reason."""
        now = self.clock()
        with self.open_uow(who.actor, "versions.return") as uow:
            found, waiting = self._waiting(uow, decision_number, who, version, now)
            if not uow.versions.returned(waiting.id, who.id, now, reason_for(reason)):
                raise Refusal("amendment.none")
            if waiting.appeal_id is not None:
                uow.appeals.move(waiting.appeal_id, AppealState.PROPOSED, AppealState.OPEN)
            uow.cases.touch(found.case.id)

    def _waiting(
        self, uow: UnitOfWork, decision_number: str, who: StaffMember, version: int, now: datetime
    ) -> tuple[Found, StoredAmendment]:
        who.require(Act.APPROVE)
        found = find_decision(uow, decision_number, now)
        waiting = uow.versions.open_amendment(found.decision.id)
        if waiting is None:
            raise Refusal("amendment.none")
        took_part = uow.versions.took_part(found.decision.id, waiting.appeal_id)
        require_approver(waiting.kind, who, waiting.proposer_id, took_part)
        require_no_conflict(uow, found.case, who.id)
        require_version(found, version)
        return found, waiting
