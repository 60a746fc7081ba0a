"""Stores blind second reviews."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, exists, or_, select, update

from complaints.db.schema import cases, decisions, notes, proposals, second_reviews, statements
from complaints.db.writing import insert_once
from complaints.domain.decisions import Outcome
from complaints.domain.numbers import CASE, number
from complaints.domain.second_reviews import SecondState
from complaints.services.second_review_ports import HeldReview, WaitingReview

S = SecondState
FREE = {"state": S.WAITING.value, "reviewer_id": None, "lease_until": None}


class SecondReviewStore:
    """Second reviews, from the draw to the answer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, decision_id: int, at: datetime) -> bool:
        """Let a decision be looked at again; say whether that is new."""
        case_id = self._connection.execute(
            select(decisions.c.case_id).where(decisions.c.id == decision_id)
        ).scalar_one()
        row = {"decision_id": decision_id, "case_id": case_id, "state": S.WAITING.value, "made_at": at}
        return insert_once(self._connection, second_reviews, row)

    def held_by(self, staff_id: int, now: datetime, case_id: int | None = None) -> HeldReview | None:
        """Find the second review that a person holds now, of one case or of any."""
        s, d = second_reviews.c, decisions.c
        found = (
            select(s.id, s.case_id, cases.c.opened_at, s.decision_id, d.decided_at, s.lease_until)
            .join(decisions, d.id == s.decision_id)
            .join(cases, cases.c.id == s.case_id)
            .where(s.state == S.HANDED.value, s.reviewer_id == staff_id, s.lease_until > now)
        )
        if case_id is not None:
            found = found.where(s.case_id == case_id)
        row = self._connection.execute(found.order_by(s.id).limit(1)).first()
        if row is None:
            return None
        case_number = number(CASE, row.opened_at, row.case_id)
        return HeldReview(row.id, case_number, row.decision_id, row.decided_at, row.lease_until)

    def waiting(self, since: datetime, limit: int) -> Sequence[WaitingReview]:
        """List second reviews that nobody holds, with their cases, the oldest first."""
        s = second_reviews.c
        found = (
            select(s.id, s.case_id, cases.c.opened_at)
            .join(cases, cases.c.id == s.case_id)
            .where(s.state == S.WAITING.value, s.made_at > since)
            .order_by(s.id)
            .limit(limit)
        )
        return [
            WaitingReview(row.id, row.case_id, number(CASE, row.opened_at, row.case_id))
            for row in self._connection.execute(found)
        ]

    def took_part(self, case_id: int, staff_id: int) -> bool:
        """Say whether a person decided, proposed, answered, wrote or noted anything on a case."""
        parts = (
            select(decisions.c.id).where(
                decisions.c.case_id == case_id,
                or_(decisions.c.decided_by == staff_id, decisions.c.approved_by == staff_id),
            ),
            select(statements.c.id).where(statements.c.case_id == case_id, statements.c.author_id == staff_id),
            select(proposals.c.id).where(
                proposals.c.case_id == case_id,
                or_(proposals.c.proposer_id == staff_id, proposals.c.answered_by == staff_id),
            ),
            select(notes.c.id).where(notes.c.case_id == case_id, notes.c.staff_id == staff_id),
        )
        return bool(self._connection.execute(select(or_(*(exists(part) for part in parts)))).scalar_one())

    def hand(self, review_id: int, staff_id: int, until: datetime) -> bool:
        """Give a waiting second review to a person; one statement, so never to two."""
        s = second_reviews.c
        handed = {"state": S.HANDED.value, "reviewer_id": staff_id, "lease_until": until}
        found = update(second_reviews).where(s.id == review_id, s.state == S.WAITING.value).values(**handed)
        return self._connection.execute(found).rowcount > 0

    def renew(self, review_id: int, staff_id: int, until: datetime) -> None:
        """Prolong the time that a person holds a second review."""
        s = second_reviews.c
        mine = update(second_reviews).where(s.id == review_id, s.reviewer_id == staff_id, s.state == S.HANDED.value)
        self._connection.execute(mine.values(lease_until=until))

    def give_back(self, review_id: int) -> None:
        """Let a second review wait for somebody else."""
        s = second_reviews.c
        self._connection.execute(
            update(second_reviews).where(s.id == review_id, s.state == S.HANDED.value).values(**FREE)
        )

    def answer(self, review_id: int, outcome: Outcome, facts: str, explanation: str, at: datetime) -> bool:
        """Store the answer of whoever holds a second review; say whether it was still to be given."""
        s = second_reviews.c
        answered = {
            "state": S.ANSWERED.value,
            "lease_until": None,
            "outcome": outcome.value,
            "facts": facts,
            "explanation": explanation,
            "answered_at": at,
        }
        found = update(second_reviews).where(s.id == review_id, s.state == S.HANDED.value).values(**answered)
        return self._connection.execute(found).rowcount > 0

    def put_back_expired(self, now: datetime, limit: int) -> int:
        """Let those wait again that nobody answered in their time; return how many."""
        s = second_reviews.c
        over = select(s.id).where(s.state == S.HANDED.value, s.lease_until <= now).limit(limit).scalar_subquery()
        return self._connection.execute(update(second_reviews).where(s.id.in_(over)).values(**FREE)).rowcount

    def expire(self, made_before: datetime, limit: int) -> int:
        """End those that waited too long to be told from fresh cases; return how many."""
        s = second_reviews.c
        old = select(s.id).where(s.state == S.WAITING.value, s.made_at <= made_before).order_by(s.id).limit(limit)
        return self._connection.execute(
            update(second_reviews).where(s.id.in_(old.scalar_subquery())).values(state=S.EXPIRED.value)
        ).rowcount
