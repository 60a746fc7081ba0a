"""Stores statements of reasons, proposals and decisions."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from complaints.db.schema import (
    decisions,
    proposals,
    register_entries,
    statement_evidence,
    statement_quotes,
    statement_translations,
    statements,
)
from complaints.db.stores.searching import index_decided
from complaints.domain.advice import Precedent
from complaints.domain.decisions import Outcome, ProposalState, Statement
from complaints.domain.identity import Scope
from complaints.domain.numbers import DECISION, number
from complaints.domain.quoting import Quote
from complaints.services.decisions_ports import StoredProposal


class DecisionStore:
    """Decisions and what leads to them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_statement(self, case_id: int, author_id: int, statement: Statement, at: datetime) -> int:
        """Store a statement of reasons with the evidence it cites; return its id."""
        row: dict[str, object] = {
            "case_id": case_id,
            "author_id": author_id,
            "outcome": statement.outcome.value,
            "facts": statement.facts,
            "explanation": statement.explanation,
            "language": statement.language,
            "manifestly_unfounded": statement.manifestly_unfounded,
            "automation": ",".join(statement.automation),
            "appeal_until": statement.appeal_until,
            "written_at": at,
        }
        restriction = statement.restriction
        if restriction is not None:
            row |= {
                "ground": restriction.ground,
                "ground_version": restriction.ground_version,
                "ground_explanation": restriction.ground_explanation,
                "passages": restriction.passages,
                "necessity": restriction.necessity,
                "site_necessity": restriction.site_necessity or None,
                "scope": restriction.scope.value,
                "territory": restriction.territory,
                "starts_on": restriction.starts_on,
                "ends_on": restriction.ends_on,
                "court_reference": restriction.court_reference,
            }
        made = insert(statements).values(**row).returning(statements.c.id)
        statement_id = int(self._connection.execute(made).scalar_one())
        if statement.evidence:
            cited = [{"statement_id": statement_id, "evidence_id": each} for each in statement.evidence]
            self._connection.execute(insert(statement_evidence), cited)
        if statement.quotes:
            quoted = [
                {"statement_id": statement_id, "position": position, **_quote_row(each)}
                for position, each in enumerate(statement.quotes, start=1)
            ]
            self._connection.execute(insert(statement_quotes), quoted)
        if statement.translation:
            self._connection.execute(
                insert(statement_translations).values(statement_id=statement_id, **asdict(statement.translation))
            )
        return statement_id

    def propose(self, case_id: int, statement_id: int, proposer_id: int, at: datetime) -> int:
        """Store an open proposal; the database allows one per case."""
        row = {
            "case_id": case_id,
            "statement_id": statement_id,
            "proposer_id": proposer_id,
            "state": ProposalState.OPEN.value,
            "made_at": at,
        }
        return int(self._connection.execute(insert(proposals).values(**row).returning(proposals.c.id)).scalar_one())

    def open_proposal(self, case_id: int) -> StoredProposal | None:
        """Load the open proposal of a case."""
        p = proposals.c
        row = self._connection.execute(
            select(p.id, p.case_id, p.statement_id, p.proposer_id, statements.c.outcome, statements.c.scope)
            .join(statements, statements.c.id == p.statement_id)
            .where(p.case_id == case_id, p.state == ProposalState.OPEN.value)
        ).first()
        if row is None:
            return None
        scope = Scope(row.scope) if row.scope else None
        return StoredProposal(row.id, row.case_id, row.statement_id, row.proposer_id, Outcome(row.outcome), scope)

    def answer(
        self,
        proposal_id: int,
        state: str,
        by: int,
        at: datetime,
        *,
        reason: str | None = None,
        proportionality: str | None = None,
    ) -> bool:
        """Answer an open proposal; say whether it was still open."""
        answered = {
            "state": str(state),
            "answered_by": by,
            "answered_at": at,
            "reason": reason,
            "proportionality": proportionality,
        }
        p = proposals.c
        changed = self._connection.execute(
            update(proposals).where(p.id == proposal_id, p.state == ProposalState.OPEN.value).values(**answered)
        )
        return changed.rowcount > 0

    def decide(
        self,
        case_id: int,
        statement_id: int,
        outcome: Outcome,
        decided_by: int,
        approved_by: int | None,
        at: datetime,
    ) -> int:
        """Store a decision; the database refuses a second one on the case, and a restriction by one person."""
        row = {
            "case_id": case_id,
            "statement_id": statement_id,
            "outcome": outcome.value,
            "decided_by": decided_by,
            "approved_by": approved_by,
            "decided_at": at,
        }
        made = self._connection.execute(insert(decisions).values(**row).returning(decisions.c.id)).scalar_one()
        index_decided(self._connection, case_id)
        return int(made)

    def latest_reasons(self, category: str, case_id: int, limit: int) -> tuple[Precedent, ...]:
        """Give the reasons of the latest published decisions of a category about other cases."""
        e, d, s = register_entries.c, decisions.c, statements.c
        latest = select(e.decision_id).where(e.category == category)
        some = latest.order_by(e.decision_id.desc()).limit(limit).subquery()
        found = (
            select(d.id, d.decided_at, s.explanation, s.ground_explanation)
            .join(some, some.c.decision_id == d.id)
            .join(statements, s.id == d.statement_id)
            .where(d.case_id != case_id)
        )
        return tuple(
            Precedent(number(DECISION, row.decided_at, row.id), f"{row.explanation}\n{row.ground_explanation or ''}")
            for row in self._connection.execute(found)
        )

    def own_words(self, case_id: int, staff_id: int) -> Mapping[str, str] | None:
        """Load the words of somebody's own last statement on a case that do not speak of its page alone."""
        s = statements.c
        names = ("facts", "explanation", "language", "ground_explanation", "necessity")
        found = select(*(s[name] for name in names)).where(s.case_id == case_id, s.author_id == staff_id)
        row = self._connection.execute(found.order_by(s.id.desc()).limit(1)).mappings().first()
        return {name: row[name] or "" for name in names} if row else None

    def by_case(self, case_id: int) -> tuple[int, int, datetime] | None:
        """Find a case's decision: its id, who last answered for it, and when."""
        d = decisions.c
        row = self._connection.execute(
            select(d.id, d.decided_by, d.approved_by, d.decided_at).where(d.case_id == case_id)
        ).first()
        return (row.id, row.approved_by or row.decided_by, row.decided_at) if row else None


def _quote_row(quote: Quote) -> dict[str, object]:
    return {"evidence_id": quote.evidence, "begins": quote.begins, "ends": quote.ends, "text": quote.text}
