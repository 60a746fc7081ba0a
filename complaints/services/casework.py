"""Working a case: its place in the queue, claiming it, releasing it, noting on it."""

from dataclasses import dataclass

from complaints.domain.access import Act, StaffMember, system
from complaints.domain.casework import LEASE, CaseState, move
from complaints.domain.checks import weigh
from complaints.domain.errors import Refusal
from complaints.domain.handing import require_not_kept
from complaints.domain.joining import group
from complaints.domain.numbers import CASE, row_of
from complaints.domain.priority import independent_reporters, priority
from complaints.domain.queue import band
from complaints.domain.standing import LOOKED_AT, standing
from complaints.domain.wording import clean
from complaints.services.casework_ports import StoredCase
from complaints.services.conflict import require_no_conflict
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork

COUNT_LIMIT = 10
MAX_NOTE = 10_000


@dataclass(frozen=True)
class Casework:
    """The use cases of a reviewer's desk before the decision."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def claim(self, case_number: str, who: StaffMember) -> None:
        """Take a case for 30 minutes, or renew the own claim.

        Raises Refusal `case.unknown`, `case.held` (naming who holds it), `case.kept` (naming for whom), `case.recused`,
        `case.not_open`, `access.denied`.
        """
        who.require(Act.WORK_CASES)
        now = self.clock()
        with self.open_uow(who.actor, "casework.claim") as uow:
            case = find(uow, case_number)
            if case.state not in {CaseState.WAITING, CaseState.IN_REVIEW}:
                raise Refusal("case.not_open")
            require_no_conflict(uow, case, who.id)
            require_not_kept(uow.handing.reservation(case.id), who.id, now)
            if not uow.cases.take(case.id, who.id, now, now + LEASE):
                held = uow.cases.get(case.id)
                raise Refusal("case.held", who=held.lease.holder_name if held and held.lease else "…")

    def release(self, case_number: str, who: StaffMember) -> None:
        """Give a case back to the queue, for everybody; raises Refusal `case.held` where it is somebody else's."""
        who.require(Act.WORK_CASES)
        with self.open_uow(who.actor, "casework.release") as uow:
            case = find(uow, case_number)
            if case.lease and case.lease.holder != who.id:
                raise Refusal("case.held", who=case.lease.holder_name)
            if case.state is CaseState.IN_REVIEW:
                uow.cases.set_state(case.id, case.state, move(case.state, CaseState.WAITING))
                uow.handing.end_keeping(case.id)

    def note(self, case_number: str, who: StaffMember, text: str) -> None:
        """Write an internal note on a case; raises Refusal `note.missing` or `note.too_long`."""
        who.require(Act.WORK_CASES)
        words = clean(text[: MAX_NOTE * 4])
        if not words:
            raise Refusal("note.missing", "text")
        if len(words) > MAX_NOTE:
            raise Refusal("note.too_long", "text", limit=MAX_NOTE, length=len(words))
        with self.open_uow(who.actor, "casework.note") as uow:
            case = find(uow, case_number)
            require_no_conflict(uow, case, who.id)
            uow.cases.add_note(case.id, who.id, words, self.clock())

    def opened_page(self, case_id: int, who: StaffMember) -> None:
        """Put into the log that a member of staff read the complaints of a case."""
        who.require(Act.READ_CASES)
        with self.open_uow(who.actor, "casework.read") as uow:
            uow.staff.record_read("complaints of a case", self.clock(), staff_id=who.id, case_id=case_id)

    def reveal(self, case_number: str, complaint_id: int, who: StaffMember, reason: str) -> None:
        """Log that a reviewer reads a joined complaint unmasked, and why.

        Raises Refusal `reason.missing`, and `complaint.unknown` where the complaint is not joined to the case.
        """
        who.require(Act.WORK_CASES)
        words = clean(reason[: MAX_NOTE * 4])
        if not words:
            raise Refusal("reason.missing", "reason")
        with self.open_uow(who.actor, "casework.reveal") as uow:
            case = find(uow, case_number)
            if case.id not in uow.complaints.case_ids(complaint_id):
                raise Refusal("complaint.unknown")
            require_no_conflict(uow, case, who.id)
            uow.staff.record_read(
                "contacts in a complaint",
                self.clock(),
                staff_id=who.id,
                case_id=case.id,
                complaint_id=complaint_id,
                reason=words[:MAX_NOTE],
            )

    def return_expired(self, limit: int = 200) -> int:
        """Put cases whose claim ran out back into the queue; return how many."""
        now = self.clock()
        returned = 0
        with self.open_uow(system("leases"), "casework.expire") as uow:
            for case_id in uow.cases.expired_leases(now, limit):
                case = uow.cases.get(case_id)
                if case and case.state is CaseState.IN_REVIEW and case.lease and not case.lease.live(now):
                    returned += uow.cases.set_state(case.id, case.state, move(case.state, CaseState.WAITING))
        return returned


def find(uow: UnitOfWork, case_number: str) -> StoredCase:
    """Load the case of a number; raises Refusal `case.unknown`."""
    row_id = row_of(CASE, case_number)
    case = uow.cases.get(row_id) if row_id else None
    if case is None:
        raise Refusal("case.unknown")
    return case


def rank(uow: UnitOfWork, case_id: int) -> None:
    """Weigh a case anew and store its priority with the parts that explain it."""
    case = uow.cases.get(case_id)
    if case is None:
        return
    category = next(entry for entry in uow.catalogue.categories() if entry.code == case.category)
    resources = group(case.resource_id, uow.joins.leading_to)
    counted = uow.cases.corroboration(resources, COUNT_LIMIT)
    records, more = uow.standings.of_resources(resources, LOOKED_AT)
    independent = independent_reporters(counted.reporters, counted.networks)
    uow.queue.mark(case_id, band(independent))
    found = uow.checks.codes(case_id)
    uow.cases.set_priority(
        case_id,
        priority(
            severity=category.severity,
            danger=category.danger,
            independent=independent,
            standing=standing(records, more=more),
            stage=case.stage,
            found=found,
            findings=weigh(found),
        ),
    )
