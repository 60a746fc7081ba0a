"""Reads what was counted of the desk, and how far second reviewers agree: numbers about work, never about a person."""

from collections import Counter, defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from complaints.db.schema import cases, decisions, desk_counts, second_reviews
from complaints.db.views.reading import Reading
from complaints.domain.agreement import agreement
from complaints.domain.decisions import Outcome
from complaints.domain.second_reviews import SecondState
from complaints.domain.supervision import ages, forecast, quantile, week_of
from complaints.services.supervision_views import AgreementRow, DeskPart, DeskView, Week

WAIT = "wait."


class SupervisionViews:
    """The supervisors' page and the auditors' page on agreement."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def agreement(self, since: datetime) -> list[AgreementRow]:
        """Measure agreement by category, and over all (category None, first), for second reviews since a moment."""
        s, d, c = second_reviews.c, decisions.c, cases.c
        found = (
            select(c.category, d.outcome, s.outcome.label("second"), func.count().label("pairs"))
            .join(decisions, d.id == s.decision_id)
            .join(cases, c.id == s.case_id)
            .where(s.state == SecondState.ANSWERED.value, s.answered_at >= since)
            .group_by(c.category, d.outcome, s.outcome)
        )
        by_category: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        every: Counter[tuple[str, str]] = Counter()
        with self._reading() as connection:
            for row in connection.execute(found):
                by_category[row.category][row.outcome, row.second] += row.pairs
                every[row.outcome, row.second] += row.pairs
        counted = [(None, every), *sorted(by_category.items())]
        measured = [(category, agreement(pairs, len(Outcome))) for category, pairs in counted]
        return [AgreementRow(category, found) for category, found in measured if found is not None]

    def desk(self, today: date, first_week: date) -> DeskView:
        """Sum up the desk: each whole week since `first_week`, a Monday, and the present one; today's backlog."""
        with self._reading() as connection:
            days = _by_day(connection, first_week)
            left_over = _left_over(connection)
            parts = {
                "category": _parts(connection, "category", first_week),
                "language": _parts(connection, "language", first_week),
            }
        weeks: defaultdict[date, Counter[str]] = defaultdict(Counter)
        waits: Counter[int] = Counter()
        for (day, what), count in days.items():
            weeks[week_of(day)][what] += count
            if what.startswith(WAIT):
                waits[int(what.removeprefix(WAIT))] += count
        backlog = sum(left_over.values())
        listed = [Week(week, n["opened"], n["decided"] + n["merged"]) for week, n in sorted(weeks.items())]
        whole = [week for week in listed if week.starts < week_of(today)]
        return DeskView(
            backlog,
            tuple(listed),
            tuple(ages(left_over, today)),
            (quantile(waits, 0.5), quantile(waits, 0.9)),
            tuple(forecast(backlog, [week.opened - week.closed for week in whole[1:]])),
            parts["category"],
            parts["language"],
        )


def _by_day(connection: Connection, first: date) -> dict[tuple[date, str], int]:
    c = desk_counts.c
    found = select(c.day, c.what, func.sum(c.count).label("total")).where(c.day >= first).group_by(c.day, c.what)
    return {(row.day, row.what): int(row.total) for row in connection.execute(found)}


def _left_over(connection: Connection) -> dict[date, int]:
    """Count what is still open by the day on which it was opened; the table holds a bounded number of rows a day."""
    c = desk_counts.c
    opened = func.sum(case((c.what == "opened", c.count), else_=-c.count))
    found = select(c.day, opened.label("open")).where(c.what.in_(("opened", "left"))).group_by(c.day)
    return {row.day: int(row.open) for row in connection.execute(found.having(opened > 0))}


def _parts(connection: Connection, by: str, first: date) -> tuple[DeskPart, ...]:
    c = desk_counts.c
    part = c[by].label("part")

    def total(*what: str, since: date = date.min) -> Any:
        return func.coalesce(func.sum(case((and_(c.what.in_(what), c.day >= since), c.count), else_=0)), 0)

    open_now = total("opened") - total("left")
    recent = c.day >= first
    found = select(
        part,
        total("opened", since=first).label("opened"),
        total("decided", "merged", since=first).label("closed"),
        open_now.label("open"),
    )
    waits = select(part, c.what, func.sum(c.count).label("cases")).where(recent, c.what.like(f"{WAIT}%"))
    counted: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for row in connection.execute(waits.group_by(part, c.what)):
        counted[row.part][int(row.what.removeprefix(WAIT))] += int(row.cases)
    return tuple(
        DeskPart(row.part, int(row.opened), int(row.closed), int(row.open), quantile(counted[row.part], 0.5))
        for row in connection.execute(found.group_by(part).order_by(part))
    )
