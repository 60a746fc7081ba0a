"""Appeals and objections: filed by reporters and affected parties, judged by a senior who took no part."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import tzinfo

from complaints.domain import signin
from complaints.domain.access import PUBLIC, Act, StaffMember
from complaints.domain.appeals import (
    AppealState,
    Objection,
    Side,
    appeal_text,
    needs_statement,
    objection,
    require_judge,
    require_open,
    require_other_way,
    verdict_of,
)
from complaints.domain.deadlines import Term, due
from complaints.domain.decisions import Circumstances, Statement, Written
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.intake import ComplaintState
from complaints.domain.keys import Keyring
from complaints.domain.numbers import APPEAL, DECISION, number, receipt_digits, receipt_from, row_of
from complaints.domain.versions import Force, VersionKind, corrected, reason_for
from complaints.services.appeals_ports import NewAppeal, StoredAppeal
from complaints.services.casework_ports import StoredCase
from complaints.services.conflict import require_no_conflict
from complaints.services.intake import NONCE_HASH, RECEIPT_HASH, RECEIPT_KEY, Origin
from complaints.services.ports import Clock, ContactSeal, OpenReader, OpenUnitOfWork, Throttle, UnitOfWork
from complaints.services.versions import (
    Found,
    When,
    add_version,
    composed,
    find_decision,
    hold,
    language_of,
    record,
    require_version,
    settle,
)
from complaints.services.versions_ports import NewVersion


@dataclass(frozen=True, slots=True)
class Objected:
    """What somebody who objected is told: the objection's number and the receipt code that opens its answer."""

    number: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a senior wrote into the form for a verdict, as typed; the statement only where the verdict needs one."""

    verdict: str
    reason: str
    language: str
    written: Written


@dataclass(frozen=True)
class Appealing:
    """The use cases of appeals, on both sides."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock
    zone: tzinfo
    keys: Keyring
    throttle: Throttle
    seal: ContactSeal
    circumstances: Callable[[UnitOfWork, StoredCase], Circumstances]
    within: Term

    def appeal(self, complaint_id: int, decision_number: str, text: str, language: str) -> str:
        """File a reporter's appeal against a decision about their complaint; return its number.

        Where no decision is named, the only one about the complaint is meant. Raises Refusal `complaint.unknown`,
        `complaint.withdrawn`, `appeal.which`, `decision.unknown`, `appeal.too_late`, `appeal.again`,
        `appeal.text.missing`, `appeal.text.too_long`.
        """
        now = When.told(self.clock, self.zone)
        with self.open_uow(PUBLIC, "appeals.appeal") as uow:
            stored = uow.complaints.get(complaint_id)
            if stored is None:
                raise Refusal("complaint.unknown")
            if stored.state is ComplaintState.WITHDRAWN:
                raise Refusal("complaint.withdrawn")
            words = appeal_text(text)
            cases = uow.complaints.case_ids(complaint_id)
            found = find_decision(uow, decision_number or _only_decision(uow, cases), now)
            # Where new evidence brought the complaint to the next round, the decision it had is still open to appeal.
            if found.case.id not in uow.complaints.round_ids(complaint_id):
                raise Refusal("decision.unknown", "decision")
            require_open(Side.REPORTER, found.present, now.today)
            new = self._new(uow, found, Side.REPORTER, words, language, now)
            return self._filed(uow, found, replace(new, complaint_id=complaint_id), now)

    def object_to(self, decision_number: str, text: str, email: str, language: str, origin: Origin) -> Objected:
        """File the objection of somebody a decision affects, once per form nonce; no proof of ownership is asked for.

        Raises Refusals for what is missing or wrong, `decision.unknown` and `appeal.too_late` among them; Refusal
        `objecting.throttled` with `seconds` to wait where very many come from one network.
        """
        receipt = receipt_from(self.keys.derive(RECEIPT_KEY), f"objection {origin.nonce}")
        wait = self.throttle.hit(
            "objecting-network",
            self.keys.tag("throttle", f"objecting:{origin.network}"),
            signin.OBJECTING_PER_NETWORK,
        )
        nonces = self.keys.tags(NONCE_HASH, f"objection {origin.nonce}")
        now = When.told(self.clock, self.zone)
        with self.open_uow(PUBLIC, "appeals.object") as uow:
            known = uow.appeals.by_nonce(nonces)
            if known is not None:
                return Objected(number(APPEAL, known.filed_at, known.id), receipt)
            if wait:
                raise Refusal("objecting.throttled", "text", seconds=wait)
            found, given = _examined(uow, decision_number, text, email, now)
            new = replace(
                self._new(uow, found, Side.AFFECTED, given.text, language, now),
                receipt_hash=self.keys.tag(RECEIPT_HASH, receipt),
                nonce_hash=nonces[0],
                sealed_contact=self.seal.seal(given.email) if given.email else None,
            )
            return Objected(self._filed(uow, found, new, now), receipt)

    def find(self, receipt: str) -> int | None:
        """Find the objection that a receipt code opens; whoever asks has counted the try already."""
        hashes = self.keys.tags(RECEIPT_HASH, receipt_digits(receipt) or "-")
        with self.open_reader() as uow:
            return uow.appeals.by_receipt(hashes)

    def opened_page(self, appeal_id: int, who: StaffMember) -> None:
        """Put into the log that a member of staff read an appeal."""
        who.require(Act.READ_CASES)
        with self.open_uow(who.actor, "appeals.read") as uow:
            appeal = uow.appeals.get(appeal_id)
            if appeal is not None:
                now = self.clock()
                uow.staff.record_read("an appeal or objection", now, staff_id=who.id, case_id=appeal.case_id)

    def judge(self, appeal_number: str, who: StaffMember, version: int, judgement: Judgement) -> bool:
        """End an appeal: upheld, changed or reversed, with reasons; say whether it is ended already.

        What then restricts waits for a second person who took no part either. Raises Refusals for an incomplete
        statement; Refusal `appeal.unknown`, `appeal.answered`, `appeal.took_part`, `decision.changed`,
        `verdict.missing`, `verdict.same_way`, `correction.nothing`, `amendment.waits`, `case.recused`, `access.denied`.
        """
        now = When.told(self.clock, self.zone)
        with self.open_uow(who.actor, "appeals.judge") as uow:
            appeal, found = self._appealed(uow, appeal_number)
            require_judge(who, uow.versions.took_part(found.decision.id, appeal.id))
            require_no_conflict(uow, found.case, who.id)
            if appeal.state is not AppealState.OPEN:
                raise Refusal("appeal.answered")
            require_version(found, version)
            verdict = verdict_of(judgement.verdict)
            if not needs_statement(verdict, found.present):
                words, language = reason_for(judgement.reason), language_of(judgement.language)
                new = NewVersion(verdict, None, words, language, who.id, None, appeal.id)
                add_version(uow, found, new, None, now)
                return True
            statement, words = composed(judgement.written, judgement.reason, self.circumstances(uow, found.case))
            statement = _judged(uow, found, verdict, statement)
            ended = record(uow, found, verdict, statement, words, who, now, appeal.id)
            if not ended:
                uow.appeals.move(appeal.id, AppealState.OPEN, AppealState.PROPOSED)
            return ended

    def _new(self, uow: UnitOfWork, found: Found, side: Side, text: str, language: str, now: When) -> NewAppeal:
        return NewAppeal(
            decision_id=found.decision.id,
            case_id=found.case.id,
            version=found.decision.window,
            side=side,
            text=text,
            language=language,
            filed_at=now.at,
            due_at=due(self.within, now.at, uow.deadlines.calendar()),
        )

    def _filed(self, uow: UnitOfWork, found: Found, new: NewAppeal, now: When) -> str:
        appeal_id = uow.appeals.add(new)
        if appeal_id is None:
            raise Refusal("appeal.again", "text")
        settle(uow, found, reopened=False)
        return number(APPEAL, now.at, appeal_id)

    def _appealed(self, uow: UnitOfWork, text: str) -> tuple[StoredAppeal, Found]:
        row_id = row_of(APPEAL, text)
        seen = uow.appeals.get(row_id) if row_id else None
        if seen is None or number(APPEAL, seen.filed_at, seen.id) != text.strip().upper():
            raise Refusal("appeal.unknown")
        decision = uow.versions.get(seen.decision_id)
        assert decision is not None  # noqa: S101 - only what is published is appealed, and rows are never deleted
        found = hold(uow, decision)
        appeal = uow.appeals.get(seen.id)
        return appeal or seen, found


def _only_decision(uow: UnitOfWork, case_ids: list[int]) -> str:
    decided = [found for case_id in case_ids if (found := uow.decisions.by_case(case_id))]
    if len(decided) != 1:
        raise Refusal("appeal.which", "decision")
    return number(DECISION, decided[0][2], decided[0][0])


def _examined(uow: UnitOfWork, decision: str, text: str, email: str, now: When) -> tuple[Found, Objection]:
    """Find every fault of an objection at once; give the decision and what was written."""
    given, faults = objection(text, email)
    found = None
    try:
        found = find_decision(uow, decision, now)
        require_open(Side.AFFECTED, found.present, now.today)
    except Refusal as refusal:
        faults.insert(0, Refusal(refusal.code, "decision", **refusal.params))
    if faults or given is None or found is None:
        raise Refusals(faults)
    return found, given


def _judged(uow: UnitOfWork, found: Found, verdict: VersionKind, statement: Statement) -> Statement:
    require_other_way(verdict, found.present, statement.outcome)
    if found.present.force is not Force.IN_FORCE:
        return statement
    return corrected(uow.versions.statement(found.decision.statement_id), statement)
