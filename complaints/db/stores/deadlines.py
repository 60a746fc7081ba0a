"""Stores deadlines: the terms and the calendar they are counted in, when each case is due, and counting anew."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, delete, func, insert, select, text, update

from complaints.db.deadline_tables import deadline_terms, recounts, special_days, working_weeks
from complaints.db.schema import cases, categories
from complaints.db.writing import insert_once
from complaints.domain.casework import OPEN_STATES
from complaints.domain.deadlines import AT_START, FALLBACK, Deadline, Term, Unit, due, standing_at
from complaints.domain.working_calendar import SpecialDay, WorkingCalendar
from complaints.services.deadline_ports import DueCase, Recount, StoredWeek

LOCK = 4_715_260_118
DUE = select(
    cases.c.id, cases.c.category, func.coalesce(cases.c.waits_since, cases.c.opened_at).label("since"), cases.c.due_at
)


def opening(connection: Connection, category: str, waits_since: datetime, now: datetime) -> dict[str, Any]:
    """Give the columns that say when a new case is due; whoever changes deadlines waits until it is stored."""
    store = DeadlineStore(connection)
    store.hold_still()
    due_at = due(store.term(category), waits_since, store.calendar())
    return {"waits_since": waits_since, **_columns(standing_at(due_at, waits_since, now))}


def _columns(deadline: Deadline) -> dict[str, Any]:
    return {"due_at": deadline.due_at, "due_stage": deadline.stage.value, "turns_at": deadline.turns_at}


class DeadlineStore:
    """Terms, calendar, and the deadlines of cases."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold_still(self) -> None:
        """Keep terms and calendar as they are until the transaction ends; SQLite has one writer at a time anyway."""
        self._lock("pg_advisory_xact_lock_shared")

    def hold_alone(self) -> None:
        """Wait until nobody counts by terms and calendar, and keep others from it until the transaction ends."""
        self._lock("pg_advisory_xact_lock")

    def _lock(self, function: str) -> None:
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text(f"SELECT {function}({LOCK})"))

    def terms(self) -> dict[str, Term]:
        """Give the term of each category that has one of its own."""
        rows = self._connection.execute(select(deadline_terms))
        return {row.category: Term(row.amount, Unit(row.unit)) for row in rows}

    def term(self, category: str) -> Term:
        """Give the term of one category."""
        d = deadline_terms.c
        row = self._connection.execute(select(d.amount, d.unit).where(d.category == category)).first()
        return Term(row.amount, Unit(row.unit)) if row else FALLBACK

    def set_term(self, category: str, term: Term) -> None:
        """Give a category a term."""
        values = {"amount": term.amount, "unit": term.unit.value}
        if not insert_once(self._connection, deadline_terms, {"category": category, **values}):
            own = deadline_terms.c.category == category
            self._connection.execute(update(deadline_terms).where(own).values(**values))

    def week(self) -> StoredWeek:
        """Load the working week that counts."""
        row = self._connection.execute(select(working_weeks).order_by(working_weeks.c.id.desc()).limit(1)).one()
        weekdays = frozenset(int(digit) for digit in row.weekdays)
        calendar = WorkingCalendar(
            ZoneInfo(row.zone), weekdays, time.fromisoformat(row.opens), time.fromisoformat(row.closes)
        )
        return StoredWeek(calendar, row.country)

    def set_week(self, week: StoredWeek, at: datetime) -> None:
        """Store the working week that counts from now on."""
        row = {
            "zone": week.calendar.zone.key,
            "weekdays": "".join(str(day) for day in sorted(week.calendar.weekdays)),
            "opens": week.calendar.opens.isoformat("minutes"),
            "closes": week.calendar.closes.isoformat("minutes"),
            "country": week.country,
            "made_at": at,
        }
        self._connection.execute(insert(working_weeks).values(**row))

    def calendar(self) -> WorkingCalendar:
        """Load the working week together with all days that differ from it."""
        week = self.week().calendar
        rows = self._connection.execute(select(special_days.c.day, special_days.c.working))
        return WorkingCalendar(
            week.zone, week.weekdays, week.opens, week.closes, {row.day: row.working for row in rows}
        )

    def special(self, since: date) -> list[SpecialDay]:
        """List the days that differ, from a day on."""
        d = special_days.c
        rows = self._connection.execute(select(special_days).where(d.day >= since).order_by(d.day))
        return [SpecialDay(row.day, row.working, row.name) for row in rows]

    def has_days_of(self, year: int) -> bool:
        """Say whether any day of a year is stored as differing."""
        d = special_days.c
        found = select(d.id).where(d.day >= date(year, 1, 1), d.day <= date(year, 12, 31)).limit(1)
        return self._connection.execute(found).first() is not None

    def add_day(self, special: SpecialDay) -> bool:
        """Store a day that differs; say whether it was not there yet."""
        row = {"day": special.day, "working": special.working, "name": special.name}
        return insert_once(self._connection, special_days, row)

    def remove_day(self, day: date) -> bool:
        """Let a day be as its weekday is; say whether it was another."""
        return self._connection.execute(delete(special_days).where(special_days.c.day == day)).rowcount > 0

    def remove_days(self, since: date) -> None:
        """Let all days from one on be as their weekdays are."""
        self._connection.execute(delete(special_days).where(special_days.c.day >= since))

    def due_from(self, case_id: int, deadline: Deadline) -> None:
        """Store when a case is due and how near that is."""
        columns = _columns(deadline)
        self._connection.execute(update(cases).where(cases.c.id == case_id).values(**columns))

    def wait_since(self, case_id: int, category: str, waits_since: datetime, now: datetime) -> None:
        """Have a case wait since another moment, and count its deadline from there."""
        columns = opening(self._connection, category, waits_since, now)
        self._connection.execute(update(cases).where(cases.c.id == case_id).values(**columns))

    def turning(self, now: datetime, limit: int) -> list[DueCase]:
        """List cases whose deadline has come nearer by a stage, those first that have waited longest for it."""
        c = cases.c
        return self._cases(DUE.where(c.turns_at.is_not(None), c.turns_at <= now).order_by(c.turns_at).limit(limit))

    def begin_recount(self) -> None:
        """Have the deadlines of all open cases counted anew, from the first; a recount under way begins again."""
        self._connection.execute(delete(recounts))
        self._connection.execute(insert(recounts).values(after_id=0))

    def recount(self) -> Recount | None:
        """Say how far a recount is, or None where there is nothing to recount."""
        row = self._connection.execute(select(recounts).order_by(recounts.c.id).limit(1)).first()
        return Recount(row.id, row.after_id) if row else None

    def advance(self, present: Recount, after_id: int | None) -> bool:
        """Note how far a recount came, or with None that it ended; say whether nobody else did meanwhile."""
        r = recounts.c
        own = (r.id == present.id, r.after_id == present.after_id)
        if after_id is None:
            return self._connection.execute(delete(recounts).where(*own)).rowcount > 0
        return self._connection.execute(update(recounts).where(*own).values(after_id=after_id)).rowcount > 0

    def open_after(self, case_id: int, limit: int) -> list[DueCase]:
        """List open cases behind one, by id."""
        c = cases.c
        ids: set[int] = set()
        # State by state, each along its own index: the many cases that are closed are passed by.
        for state in OPEN_STATES:
            found = select(c.id).where(c.state == state.value, c.id > case_id).order_by(c.id).limit(limit)
            ids.update(self._connection.execute(found).scalars())
        return self._cases(DUE.where(c.id.in_(sorted(ids)[:limit])).order_by(c.id))

    def _cases(self, found: Select[Any]) -> list[DueCase]:
        return [DueCase(row.id, row.category, row.since, row.due_at) for row in self._connection.execute(found)]

    def seed(self, zone: str, at: datetime) -> None:
        """Fill empty deadlines with what a service starts with, and have all open cases counted by it."""
        if self._connection.execute(select(working_weeks.c.id).limit(1)).first() is not None:
            return
        self.set_week(StoredWeek(WorkingCalendar(ZoneInfo(zone)), "KZ"), at)
        known = select(categories.c.code).where(categories.c.code.in_(AT_START)).order_by(categories.c.code)
        for category in self._connection.execute(known).scalars().all():
            self.set_term(category, AT_START[category])
        self.begin_recount()
