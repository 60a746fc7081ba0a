"""Working on a claimed case: the claim lasts as long as the work, and others see that somebody is there."""

from dataclasses import dataclass
from datetime import datetime

from complaints.domain.access import Act, StaffMember, system
from complaints.domain.claims import READING, RENEWED_BELOW, renewed
from complaints.domain.numbers import CASE, row_of
from complaints.services.ports import Clock, OpenReader, OpenUnitOfWork
from complaints.services.second_reviews import SecondReviewing


@dataclass(frozen=True)
class Claims:
    """The use cases of claims that last."""

    open_uow: OpenUnitOfWork
    open_reader: OpenReader
    clock: Clock
    second_reviewing: SecondReviewing

    def work_on(self, case_number: str, who: StaffMember) -> datetime | None:
        """Note that somebody works on a case; renew their claim where it needs it. Give its end, None without one."""
        if not who.may(Act.WORK_CASES):
            return None
        second = self.second_reviewing.held(case_number, who)
        if second is not None:
            if second.until - self.clock() <= RENEWED_BELOW:
                self.second_reviewing.renew(second, who)
                second = self.second_reviewing.held(case_number, who)
            return second.until if second else None
        return self._claim(case_number, who)

    def _claim(self, case_number: str, who: StaffMember) -> datetime | None:
        now, case_id = self.clock(), row_of(CASE, case_number)
        with self.open_reader() as uow:
            case = uow.cases.get(case_id) if case_id else None
        if case is None or case.lease is None or case.lease.holder != who.id or not case.lease.live(now):
            return None
        until = renewed(case.lease, who.id, now)
        if until is None:
            return case.lease.until
        with self.open_uow(who.actor, "casework.renew") as uow:
            return until if uow.cases.renew(case.id, who.id, now, until) else None

    def here(self, case_id: int, who: StaffMember) -> list[str]:
        """Note that somebody is reading a case, and name the others who are."""
        now = self.clock()
        with self.open_uow(who.actor, "presence.note") as uow:
            if who.may(Act.WORK_CASES):
                uow.presences.note(case_id, who.id, now)
            return uow.presences.others(case_id, who.id, now - READING)

    def others(self, case_id: int, who: StaffMember) -> list[str]:
        """Name the others who are reading a case just now."""
        with self.open_reader() as uow:
            return uow.presences.others(case_id, who.id, self.clock() - READING)

    def forget_presences(self) -> int:
        """Forget who was reading what, as soon as it is over; return how many rows went."""
        with self.open_uow(system("leases"), "presence.forget") as uow:
            return uow.presences.forget(self.clock() - READING)
