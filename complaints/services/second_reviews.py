"""Blind second reviews: drawing them, handing them out as any other case, and keeping the answer apart."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from complaints.domain.access import Act, StaffMember, system
from complaints.domain.casework import CaseState
from complaints.domain.decisions import Circumstances, Written, compose
from complaints.domain.errors import Refusal
from complaints.domain.numbers import CASE, row_of
from complaints.domain.second_reviews import LEASE, OPEN_FOR, mixed_in, sampled
from complaints.services.case_views import CaseView
from complaints.services.casework import find
from complaints.services.casework_ports import StoredCase
from complaints.services.conflict import keeps_away
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork, UnitOfWork
from complaints.services.second_review_ports import HeldReview

LOOKED_AT = 50
BATCH = 200


@dataclass(frozen=True)
class SecondReviewing:
    """The use cases of second reviews. `percent` of the decisions are drawn, under `key`; `chance` lies in [0, 1)."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock
    key: bytes
    percent: int
    chance: Callable[[], float]
    circumstances: Callable[[UnitOfWork, StoredCase], Circumstances]

    def drawn(self, decision_id: int) -> bool:
        """Say whether a decision is to be looked at again."""
        return sampled(self.key, decision_id, self.percent)

    def hand(self, who: StaffMember, *, others_wait: Callable[[], bool]) -> str | None:
        """Hand out a second review that this person took no part in; return its case's number, or None.

        Whoever holds one already gets that one. It comes among other work by chance, so that nobody can tell;
        `others_wait` says whether there is other work, and is asked only where a second review waits.
        """
        who.require(Act.WORK_CASES)
        now = self.clock()
        with self.open_reader() as uow:
            held = uow.second_reviews.held_by(who.id, now)
            waiting = [] if held else uow.second_reviews.waiting(now - OPEN_FOR, LOOKED_AT)
        if held is None and (not waiting or not mixed_in(self.chance(), others_wait=others_wait())):
            return None
        if held is not None:
            return held.case_number
        with self.open_uow(who.actor, "second_reviews.hand") as uow:
            for each in waiting:
                case = uow.cases.get(each.case_id)
                if case is None or keeps_away(uow, case, who.id) or uow.second_reviews.took_part(case.id, who.id):
                    continue
                if uow.second_reviews.hand(each.id, who.id, now + LEASE):
                    return each.case_number
        return None

    def holding(self, who: StaffMember) -> HeldReview | None:
        """Find the second review that this person holds now."""
        with self.open_reader() as uow:
            return uow.second_reviews.held_by(who.id, self.clock())

    def held(self, case_number: str, who: StaffMember) -> HeldReview | None:
        """Find the second review of a case that this person holds now."""
        case_id = row_of(CASE, case_number)
        if case_id is None:
            return None
        with self.open_reader() as uow:
            return uow.second_reviews.held_by(who.id, self.clock(), case_id)

    def renew(self, held: HeldReview, who: StaffMember) -> None:
        """Prolong the time that somebody holds a second review."""
        with self.open_uow(who.actor, "second_reviews.hand") as uow:
            uow.second_reviews.renew(held.id, who.id, self.clock() + LEASE)

    def give_back(self, held: HeldReview, who: StaffMember) -> None:
        """Let somebody else have it."""
        with self.open_uow(who.actor, "second_reviews.give_back") as uow:
            uow.second_reviews.give_back(held.id)

    def answer(self, case_number: str, who: StaffMember, written: Written) -> None:
        """Keep what a second reviewer decided; it is compared, and changes nothing.

        It must be as complete as any decision. Raises Refusals for each missing part, Refusal `case.unclaimed` where
        the person does not hold it any more.
        """
        who.require(Act.WORK_CASES)
        now = self.clock()
        with self.open_uow(who.actor, "second_reviews.answer") as uow:
            case = find(uow, case_number)
            held = uow.second_reviews.held_by(who.id, now, case.id)
            if held is None:
                raise Refusal("case.unclaimed")
            statement = compose(written, self.circumstances(uow, case))
            uow.second_reviews.answer(held.id, statement.outcome, statement.facts, statement.explanation, now)

    def tidy(self) -> int:
        """Put back what nobody answered in time and end what waited too long; return how many rows changed."""
        now = self.clock()
        with self.open_uow(system("second_reviews"), "second_reviews.tidy") as uow:
            return uow.second_reviews.put_back_expired(now, BATCH) + uow.second_reviews.expire(now - OPEN_FOR, BATCH)


def blinded(case: CaseView, held: HeldReview, who: StaffMember) -> CaseView:
    """Show a decided case as it stood before its decision, held by the second reviewer."""
    return replace(
        case,
        state=CaseState.IN_REVIEW.value,
        holder=who.email,
        holder_id=who.id,
        lease_until=held.until,
        returned_to=None,
        decision=None,
        proposals=(),
        notes=(),
        checks=tuple(each for each in case.checks if each.made_at <= held.decided_at),
        shown_until=held.decided_at,
    )
