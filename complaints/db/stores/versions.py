"""Stores what becomes of a decision: its later versions, the amendments that wait, and what the register says now."""

from datetime import date, datetime

from sqlalchemy import Connection, func, select, text, update

from complaints.db.decision_tables import RESTRICTIVE
from complaints.db.schema import (
    amendment_approvals,
    amendments,
    appeal_contacts,
    appeals,
    attachments,
    contacts,
    decision_versions,
    decisions,
    notices,
    proposals,
    register_entries,
    statements,
)
from complaints.db.stores.publication import notice_row
from complaints.db.stores.searching import index_decided
from complaints.db.views.reading import beside_statements, evidence_of_statements, statement_of
from complaints.db.writing import insert_new, insert_once
from complaints.domain.decisions import Outcome, ProposalState, Statement
from complaints.domain.versions import OPENS_WINDOW, Force, Present, VersionKind
from complaints.services.versions_ports import NewAmendment, NewVersion, StoredAmendment, StoredDecision

VERSION_NOTICE = "version"
# Written out, not bound: only then do both databases see that the partial index answers.
RUNNING = text(f"register_entries.force = 'in_force' AND register_entries.{RESTRICTIVE}")


class VersionStore:
    """Decisions that stand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, decision_id: int) -> StoredDecision | None:
        """Load a published decision as the rules see it."""
        e, d = register_entries.c, decisions.c
        row = self._connection.execute(
            select(register_entries, d.case_id, d.decided_at)
            .join(decisions, d.id == e.decision_id)
            .where(e.decision_id == decision_id)
        ).first()
        if row is None:
            return None
        present = Present(Outcome(row.outcome), Force(row.force), row.ends_on, row.appeal_until)
        return StoredDecision(
            decision_id, row.case_id, row.decided_at, row.version, row.window_version, present, row.statement_id
        )

    def statement(self, statement_id: int) -> Statement:
        """Load a statement of reasons with the evidence it cites."""
        row = self._connection.execute(select(statements).where(statements.c.id == statement_id)).mappings().one()
        cited = evidence_of_statements(self._connection, [statement_id]).get(statement_id, ())
        beside = beside_statements(self._connection, [statement_id])
        return statement_of(dict(row), tuple(view.id for view in cited), beside)

    def took_part(self, decision_id: int, besides_appeal: int | None = None) -> frozenset[int]:
        """List whoever proposed, decided, approved, returned, corrected or judged something about a decision.

        What was proposed and returned about one appeal may be left out: to have judged it is no part in the decision.
        """
        d, v, a, p = decisions.c, decision_versions.c, amendments.c, proposals.c
        case = select(d.case_id).where(d.id == decision_id).scalar_subquery()
        found = self._connection.execute(
            select(d.decided_by, d.approved_by)
            .where(d.id == decision_id)
            .union_all(
                select(p.proposer_id, p.answered_by).where(p.case_id == case),
                select(v.made_by, v.approved_by).where(v.decision_id == decision_id),
                select(a.proposer_id, a.answered_by).where(
                    a.decision_id == decision_id, func.coalesce(a.appeal_id, 0) != (besides_appeal or -1)
                ),
            )
        )
        return frozenset(each for pair in found for each in pair if each is not None)

    def add(self, decision: StoredDecision, new: NewVersion, present: Present, at: datetime) -> int | None:
        """Add the version after the one that was seen, and have the register say so; None if somebody was quicker."""
        version = decision.version + 1
        row = {
            "decision_id": decision.id,
            "case_id": decision.case_id,
            "version": version,
            "kind": new.kind.value,
            "outcome": present.outcome.value,
            "statement_id": new.statement_id,
            "reason": new.reason,
            "language": new.language,
            "made_by": new.made_by,
            "approved_by": new.approved_by,
            "appeal_id": new.appeal_id,
            "made_at": at,
        }
        made = insert_new(self._connection, decision_versions, row)
        if made is None:
            return None
        index_decided(self._connection, decision.case_id)
        now = {
            "version": version,
            "window_version": version if new.kind in OPENS_WINDOW else decision.window,
            "statement_id": new.statement_id or decision.statement_id,
            "outcome": present.outcome.value,
            "force": present.force.value,
            "appeal_until": present.appeal_until,
            "ends_on": present.ends_on,
        }
        entry = update(register_entries).where(register_entries.c.decision_id == decision.id)
        self._connection.execute(entry.values(**now))
        return made

    def propose(self, decision: StoredDecision, new: NewAmendment, at: datetime) -> int | None:
        """Store an amendment that waits for a second person; None where another one waits already."""
        row = {
            "decision_id": decision.id,
            "case_id": decision.case_id,
            "version": decision.window,
            "kind": new.kind.value,
            "statement_id": new.statement_id,
            "reason": new.reason,
            "appeal_id": new.appeal_id,
            "proposer_id": new.proposer_id,
            "state": ProposalState.OPEN.value,
            "made_at": at,
        }
        return insert_new(self._connection, amendments, row)

    def open_amendment(self, decision_id: int) -> StoredAmendment | None:
        """Load the amendment of a decision that waits."""
        a = amendments.c
        row = self._connection.execute(
            select(amendments).where(a.decision_id == decision_id, a.state == ProposalState.OPEN.value)
        ).first()
        if row is None:
            return None
        return StoredAmendment(
            row.id, row.version, VersionKind(row.kind), row.statement_id, row.reason, row.appeal_id, row.proposer_id
        )

    def seniors(self, amendment_id: int) -> list[int]:
        """List who stands behind an amendment already."""
        b = amendment_approvals.c
        return list(self._connection.execute(select(b.senior_id).where(b.amendment_id == amendment_id)).scalars())

    def stand_behind(self, amendment_id: int, senior_id: int, proportionality: str, at: datetime) -> bool:
        """Store that a senior stands behind an amendment; say whether this is new."""
        row = {"amendment_id": amendment_id, "senior_id": senior_id, "proportionality": proportionality, "made_at": at}
        return insert_once(self._connection, amendment_approvals, row)

    def approved(self, amendment_id: int, by: int, at: datetime, proportionality: str | None) -> bool:
        """Note that a second person approved; say whether the amendment still waited."""
        return self._answered(amendment_id, ProposalState.APPROVED, by, at, proportionality=proportionality)

    def returned(self, amendment_id: int, by: int, at: datetime, answer: str) -> bool:
        """Note that a second person returned an amendment, and why; say whether it still waited."""
        return self._answered(amendment_id, ProposalState.RETURNED, by, at, answer=answer)

    def _answered(self, amendment_id: int, state: ProposalState, by: int, at: datetime, **words: str | None) -> bool:
        a = amendments.c
        waiting = update(amendments).where(a.id == amendment_id, a.state == ProposalState.OPEN.value)
        answered = waiting.values(state=state.value, answered_by=by, answered_at=at, **words)
        return self._connection.execute(answered).rowcount > 0

    def lapsed(self, case_id: int) -> bool:
        """Say whether what was decided about a case ended by itself."""
        e = register_entries.c
        found = (
            select(e.decision_id)
            .join(decisions, decisions.c.id == e.decision_id)
            .where(decisions.c.case_id == case_id, e.force == Force.LAPSED.value)
        )
        return self._connection.execute(found).first() is not None

    def ended_by(self, today: date, limit: int) -> list[int]:
        """List the decisions in force whose restriction ends on a day or ended before, the oldest first."""
        e = register_entries.c
        found = select(e.decision_id).where(RUNNING, e.ends_on <= today)
        return list(self._connection.execute(found.order_by(e.ends_on, e.decision_id).limit(limit)).scalars())

    def announce(self, version_id: int, at: datetime) -> list[int]:
        """Make the letters about a version, one for everybody who left an address, each once; return those made.

        Everybody: whoever complained about the case, and whoever objected to the decision.
        """
        v = decision_versions.c
        row = self._connection.execute(select(decision_versions).where(v.id == version_id)).one()
        reporters = (
            select(attachments.c.complaint_id)
            .join(contacts, contacts.c.complaint_id == attachments.c.complaint_id)
            .where(attachments.c.case_id == row.case_id)
            .distinct()
        )
        affected = (
            select(appeals.c.id)
            .join(appeal_contacts, appeal_contacts.c.appeal_id == appeals.c.id)
            .where(appeals.c.decision_id == row.decision_id)
        )
        about = {"kind": VERSION_NOTICE, "decision_id": row.decision_id, "version": row.version}
        letters = [
            *(notice_row(at, complaint_id=each, **about) for each in self._connection.execute(reporters).scalars()),
            *(notice_row(at, appeal_id=each, **about) for each in self._connection.execute(affected).scalars()),
        ]
        made = [insert_new(self._connection, notices, letter) for letter in letters]
        told = update(decision_versions).where(v.id == version_id, v.announced_at.is_(None))
        self._connection.execute(told.values(announced_at=at))
        return [notice_id for notice_id in made if notice_id is not None]

    def unannounced(self, before: datetime, limit: int) -> list[int]:
        """List versions made before a time about which nobody was told."""
        v = decision_versions.c
        found = select(v.id).where(v.announced_at.is_(None), v.made_at < before).order_by(v.id).limit(limit)
        return list(self._connection.execute(found).scalars())
