"""Deciding a case: the statement of reasons, the second person for every restriction, and nothing without both."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from complaints.domain.access import Act, StaffMember
from complaints.domain.approvals import Pair
from complaints.domain.casework import CaseState, move, require_claim
from complaints.domain.decisions import (
    Circumstances,
    Outcome,
    ProposalState,
    Written,
    compose,
    require_second_person,
    return_reason,
)
from complaints.domain.errors import Refusal
from complaints.domain.grounds import standing
from complaints.domain.numbers import DECISION, number
from complaints.domain.wording import clean
from complaints.services.approving import stand_behind
from complaints.services.casework import find
from complaints.services.casework_ports import StoredCase
from complaints.services.conflict import keeps_away, require_no_conflict
from complaints.services.decisions_ports import StoredProposal
from complaints.services.handing import keep_returned
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork
from complaints.services.standing import count_later


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a decision form led to: a decision with its number, or a proposal that waits for a second person."""

    decision_number: str | None

    @property
    def proposed(self) -> bool:
        """Say whether a senior reviewer still has to approve."""
        return self.decision_number is None


@dataclass(frozen=True)
class Deciding:
    """The use cases that end a case; what day it is, is told in `zone`."""

    open_uow: OpenUnitOfWork
    clock: Clock
    zone: tzinfo

    def decide(self, case_number: str, who: StaffMember, version: int, written: Written) -> Recorded:
        """Record a decision, or a proposal where the outcome restricts.

        Raises Refusals for an incomplete statement; Refusal `case.changed`, `case.decided_by`, `case.held`,
        `case.expired`, `case.unclaimed`, `case.recused`, `access.denied`. Nothing is stored then.
        """
        who.require(Act.WORK_CASES)
        now = self.clock()
        with self.open_uow(who.actor, "decisions.decide") as uow:
            case = find(uow, case_number)
            self._require_undecided(uow, case)
            require_no_conflict(uow, case, who.id)
            require_claim(case.state, case.lease, who.id, now)
            if case.version != version:
                raise Refusal("case.changed", version=case.version)
            statement = compose(written, self.circumstances(uow, case))
            statement_id = uow.decisions.add_statement(case.id, who.id, statement, now)
            if statement.outcome.restrictive:
                uow.decisions.propose(case.id, statement_id, who.id, now)
                self._move(uow, case, CaseState.PROPOSED)
                return Recorded(None)
            return Recorded(self._close(uow, case, statement_id, statement.outcome, who.id, None, now))

    def approve(self, case_number: str, who: StaffMember, version: int | None, proportionality: str = "") -> Recorded:
        """Approve an open proposal as the second person.

        A protected source needs an answer on necessity and proportionality, and a whole site of one two seniors: where
        one is missing, nothing is decided yet (PRODUCT.md, rule 4). Raises Refusal `approval.own`, `approval.none`,
        `approval.proportionality`, `approval.same_pair`, `approval.given`, `approval.proposer_recused`, `case.recused`,
        `case.changed`, `access.denied`.
        """
        now = self.clock()
        with self.open_uow(who.actor, "decisions.approve") as uow:
            case, proposal = self._proposal(uow, case_number, who, version)
            if keeps_away(uow, case, proposal.proposer_id):
                raise Refusal("approval.proposer_recused")
            words = clean(proportionality[:40_000])
            protected = uow.catalogue.protected_kind(case.site)
            if protected and not stand_behind(uow, proposal, who, words, now):
                uow.cases.touch(case.id)
                return Recorded(None)
            answered = uow.decisions.answer(
                proposal.id, ProposalState.APPROVED, who.id, now, proportionality=words or None
            )
            if not answered:
                raise Refusal("approval.none")
            decision = self._close(
                uow, case, proposal.statement_id, proposal.outcome, proposal.proposer_id, who.id, now
            )
            if protected:
                self._sample(uow, case, protected, Pair(proposal.proposer_id, who.id), now)
            return Recorded(decision)

    def otherwise(self, case_number: str, who: StaffMember, version: int | None, written: Written) -> Recorded:
        """Decide otherwise than was proposed, with a statement of the senior's own.

        What restricts nothing is decided at once; another restriction is a new proposal, which needs another second
        person. Raises Refusals for an incomplete statement, and as `approve`.
        """
        now = self.clock()
        with self.open_uow(who.actor, "decisions.otherwise") as uow:
            case, proposal = self._proposal(uow, case_number, who, version)
            statement = compose(written, self.circumstances(uow, case))
            statement_id = uow.decisions.add_statement(case.id, who.id, statement, now)
            if not uow.decisions.answer(proposal.id, ProposalState.REPLACED, who.id, now):
                raise Refusal("approval.none")
            if statement.outcome.restrictive:
                uow.decisions.propose(case.id, statement_id, who.id, now)
                uow.cases.touch(case.id)
                return Recorded(None)
            return Recorded(self._close(uow, case, statement_id, statement.outcome, who.id, None, now))

    def _sample(self, uow: UnitOfWork, case: StoredCase, kind: str, pair: Pair, now: datetime) -> None:
        decided = uow.decisions.by_case(case.id)
        assert decided is not None  # noqa: S101 - it was stored just now
        uow.approvals.sample(decided[0], case.site, kind, pair, now)

    def send_back(self, case_number: str, who: StaffMember, version: int | None, reason: str) -> None:
        """Return an open proposal to its proposer with a reason; raises as `approve`, and for an empty reason."""
        now = self.clock()
        with self.open_uow(who.actor, "decisions.return") as uow:
            case, proposal = self._proposal(uow, case_number, who, version)
            words = return_reason(reason)
            if not uow.decisions.answer(proposal.id, ProposalState.RETURNED, who.id, now, reason=words):
                raise Refusal("approval.none")
            self._move(uow, case, CaseState.WAITING, returned_to=keep_returned(uow, case, proposal.proposer_id, now))

    def _proposal(
        self, uow: UnitOfWork, case_number: str, who: StaffMember, version: int | None
    ) -> tuple[StoredCase, StoredProposal]:
        who.require(Act.APPROVE)
        case = find(uow, case_number)
        self._require_undecided(uow, case)
        proposal = uow.decisions.open_proposal(case.id)
        if case.state is not CaseState.PROPOSED or proposal is None:
            raise Refusal("approval.none")
        require_second_person(who, proposal.proposer_id)
        require_no_conflict(uow, case, who.id)
        if version is not None and case.version != version:
            raise Refusal("case.changed", version=case.version)
        return case, proposal

    def _close(
        self,
        uow: UnitOfWork,
        case: StoredCase,
        statement_id: int,
        outcome: Outcome,
        decided_by: int,
        approved_by: int | None,
        now: datetime,
    ) -> str:
        decision_id = uow.decisions.decide(case.id, statement_id, outcome, decided_by, approved_by, now)
        self._move(uow, case, CaseState.DECIDED, decided_at=now)
        uow.outbox.put("decision.publish", now, decision_id=decision_id)
        count_later(uow, case.id, now)
        return number(DECISION, now, decision_id)

    def _move(self, uow: UnitOfWork, case: StoredCase, to: CaseState, **columns: object) -> None:
        if not uow.cases.set_state(case.id, case.state, move(case.state, to), **columns):
            raise Refusal("case.changed", version=case.version)

    def _require_undecided(self, uow: UnitOfWork, case: StoredCase) -> None:
        decided = uow.decisions.by_case(case.id)
        if decided is not None:
            account = uow.staff.by_id(decided[1])
            raise Refusal("case.decided_by", who=account.email if account else "…")

    def circumstances(self, uow: UnitOfWork, case: StoredCase) -> Circumstances:
        """Gather what the rules need to know about a case to judge a statement today."""
        today = self.clock().astimezone(self.zone).date()
        automation = ["grouped", "ordered"]
        if uow.checks.codes(case.id):
            automation.insert(1, "checked")
        return Circumstances(
            today,
            case.category,
            standing(uow.catalogue.ground_versions(), today),
            uow.checks.evidence_ids(case.id),
            tuple(automation),
            uow.checks.evidence_texts(case.id) if case.capture_allowed else {},
        )
