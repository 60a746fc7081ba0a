"""Deadlines: what an administrator sets, cases that come nearer to theirs, and counting anew after a change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from complaints.domain.access import Act, Actor, StaffMember, system
from complaints.domain.casework import OPEN_STATES
from complaints.domain.deadlines import FALLBACK, due, standing_at, term_of
from complaints.domain.errors import Refusal, Refusals
from complaints.domain.public_days import NO_COUNTRY, country, public_days
from complaints.domain.working_calendar import WrittenWeek, special_day, week
from complaints.services.casework import rank
from complaints.services.deadline_ports import StoredWeek
from complaints.services.joining import find_by_id
from complaints.services.ports import Clock, OpenUnitOfWork, UnitOfWork

BATCH = 200
YEARS_AHEAD = 1


@dataclass(frozen=True)
class Deadlines:
    """The use cases of deadlines."""

    open_uow: OpenUnitOfWork
    clock: Clock

    def set_terms(self, who: StaffMember, typed: Mapping[str, tuple[str, str]]) -> None:
        """Give categories their terms: amount and unit by code, as typed.

        Raises Refusals naming each category at fault by the field `amount-CODE`, Refusal `access.denied`.
        """
        who.require(Act.SET_DEADLINES)
        faults: list[Refusal] = []
        terms = {}
        for code, (amount, unit) in typed.items():
            try:
                terms[code] = term_of(amount, unit, f"amount-{code}")
            except Refusal as refusal:
                faults.append(refusal)
        if faults:
            raise Refusals(faults)

        def change(uow: UnitOfWork) -> bool:
            present = uow.deadlines.terms()
            known = {category.code for category in uow.catalogue.categories()}
            changed = {code: term for code, term in terms.items() if code in known and present.get(code) != term}
            for code, term in changed.items():
                uow.deadlines.set_term(code, term)
            return bool(changed)

        self._change(who.actor, "deadlines.terms", change)

    def set_week(self, who: StaffMember, written: WrittenWeek) -> None:
        """Set the working week; another country's public holidays take the place of all special days from today on.

        Raises Refusals as `working_calendar.week` and `public_days.country`, Refusal `access.denied`.
        """
        who.require(Act.SET_DEADLINES)
        wanted = _week(written)

        def change(uow: UnitOfWork) -> bool:
            present = uow.deadlines.week()
            if present == wanted:
                return False
            uow.deadlines.set_week(wanted, self.clock())
            if present.country != wanted.country:
                today = wanted.calendar.day_of(self.clock())
                uow.deadlines.remove_days(today)
                for year in _years(today):
                    _fill(uow, wanted.country, year, today)
            return True

        self._change(who.actor, "deadlines.week", change)

    def add_day(self, who: StaffMember, day: str, kind: str, name: str) -> None:
        """Add a day off or a working day that differs from its weekday.

        Raises Refusal as `working_calendar.special_day`, `calendar.known` where the day is there already.
        """
        who.require(Act.SET_DEADLINES)
        special = special_day(day, kind, name)

        def change(uow: UnitOfWork) -> bool:
            if not uow.deadlines.add_day(special):
                raise Refusal("calendar.known", "day")
            return True

        self._change(who.actor, "deadlines.day", change)

    def remove_day(self, who: StaffMember, day: date) -> None:
        """Let a day be as its weekday is."""
        who.require(Act.SET_DEADLINES)
        self._change(who.actor, "deadlines.day", lambda uow: uow.deadlines.remove_day(day))

    def extend(self) -> int:
        """Fill in the public holidays of this year and the next, where no special day of theirs is known.

        Returns how many days. A year that an administrator has begun to fill is left alone.
        """
        with self.open_uow(system("deadlines"), "deadlines.extend") as uow:
            stored = uow.deadlines.week()
            years = [
                year
                for year in _years(stored.calendar.day_of(self.clock()))
                if stored.country != NO_COUNTRY and not uow.deadlines.has_days_of(year)
            ]
            if not years:
                return 0
            uow.deadlines.hold_alone()
            added = sum(_fill(uow, stored.country, year) for year in years)
            self._begin_recount(uow)
        return added

    def turn(self) -> int:
        """Move cases whose deadline has come nearer to their next stage, and weigh them anew; return how many."""
        now = self.clock()
        with self.open_uow(system("deadlines"), "deadlines.turn") as uow:
            turning = uow.deadlines.turning(now, BATCH)
            for each in sorted(turning, key=lambda case: case.id):
                case = find_by_id(uow, each.id)
                if case.state in OPEN_STATES and each.due_at is not None:
                    uow.deadlines.due_from(each.id, standing_at(each.due_at, each.waits_since, now))
                    rank(uow, each.id)
            if len(turning) == BATCH:
                uow.outbox.put("deadlines.turn", now)
        return len(turning)

    def recount(self) -> int:
        """Count the next batch of open cases anew after a change, and leave word for the rest; return how many.

        Where it got to is stored, so that it goes on wherever it was cut off.
        """
        now = self.clock()
        with self.open_uow(system("deadlines"), "deadlines.recount") as uow:
            uow.deadlines.hold_still()
            present = uow.deadlines.recount()
            if present is None:
                return 0
            terms, calendar = uow.deadlines.terms(), uow.deadlines.calendar()
            batch = uow.deadlines.open_after(present.after_id, BATCH)
            for each in batch:
                due_at = due(terms.get(each.category, FALLBACK), each.waits_since, calendar)
                if due_at != each.due_at and find_by_id(uow, each.id).state in OPEN_STATES:
                    uow.deadlines.due_from(each.id, standing_at(due_at, each.waits_since, now))
                    rank(uow, each.id)
            goes_on = batch[-1].id if len(batch) == BATCH else None
            if uow.deadlines.advance(present, goes_on) and goes_on is not None:
                uow.outbox.put("deadlines.recount", now)
        return len(batch)

    def _change(self, actor: Actor, action: str, change: Callable[[UnitOfWork], bool]) -> None:
        with self.open_uow(actor, action) as uow:
            uow.deadlines.hold_alone()
            if change(uow):
                self._begin_recount(uow)

    def _begin_recount(self, uow: UnitOfWork) -> None:
        uow.deadlines.begin_recount()
        uow.outbox.put("deadlines.recount", self.clock())


def _week(written: WrittenWeek) -> StoredWeek:
    faults: list[Refusal] = []
    code, read = NO_COUNTRY, None
    try:
        read = week(written)
    except Refusals as refused:
        faults += refused.refusals
    try:
        code = country(written.country)
    except Refusal as refusal:
        faults.append(refusal)
    if faults or read is None:
        raise Refusals(faults)
    return StoredWeek(read, code)


def _years(today: date) -> range:
    return range(today.year, today.year + 1 + YEARS_AHEAD)


def _fill(uow: UnitOfWork, code: str, year: int, since: date = date.min) -> int:
    return sum(uow.deadlines.add_day(each) for each in public_days(code, year) if each.day >= since)
