"""Reads the restrictions of protected sources for the auditors, and who stands behind an open proposal."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from complaints.db.approval_tables import approvals, protected_decisions
from complaints.db.schema import amendments, decisions, proposals, register_entries, staff
from complaints.db.views.reading import Reading
from complaints.domain.approvals import Disposition
from complaints.domain.decisions import ProposalState
from complaints.domain.numbers import DECISION, number

PAGE = 25


@dataclass(frozen=True, slots=True)
class ProtectedRow:
    """A restriction of a protected source, with what an auditor made of it."""

    id: int
    number: str
    site: str
    kind: str
    proposer: str
    approver: str
    added_at: datetime
    proportionality: str
    disposition: str
    looked_by: str | None
    remark: str | None


class ProtectedViews:
    """The auditors' sample."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def page(self, *, only_open: bool, before: int | None = None) -> tuple[tuple[ProtectedRow, ...], int | None]:
        """Load a page, newest first, with the cursor of the next one; those not looked at alone where asked."""
        p, d = protected_decisions.c, decisions.c
        proposer, approver, auditor = staff.alias("proposer"), staff.alias("approver"), staff.alias("auditor")
        found = (
            select(
                protected_decisions,
                d.decided_at,
                func.coalesce(amendments.c.proportionality, proposals.c.proportionality, "").label("proportionality"),
                proposer.c.email.label("proposer"),
                approver.c.email.label("approver"),
                auditor.c.email.label("auditor"),
            )
            .join(decisions, d.id == p.decision_id)
            .join(register_entries, register_entries.c.decision_id == d.id)
            # What restricts now was proposed with the decision, or with a later version of it.
            .outerjoin(proposals, proposals.c.statement_id == d.statement_id)
            .outerjoin(amendments, amendments.c.statement_id == register_entries.c.statement_id)
            .join(proposer, proposer.c.id == p.proposer_id)
            .join(approver, approver.c.id == p.approver_id)
            .outerjoin(auditor, auditor.c.id == p.looked_by)
            .order_by(p.decision_id.desc())
            .limit(PAGE + 1)
        )
        if only_open:
            found = found.where(p.disposition == Disposition.OPEN.value)
        if before is not None:
            found = found.where(p.decision_id < before)
        with self._reading() as connection:
            rows = connection.execute(found).all()
        shown = tuple(
            ProtectedRow(
                row.decision_id,
                number(DECISION, row.decided_at, row.decision_id),
                row.site,
                row.kind,
                row.proposer,
                row.approver,
                row.added_at,
                row.proportionality or "",
                row.disposition,
                row.auditor,
                row.remark,
            )
            for row in rows[:PAGE]
        )
        return shown, shown[-1].id if len(rows) > PAGE else None

    def behind(self, case_id: int) -> tuple[str, ...]:
        """Name the seniors who stand behind the open proposal of a case."""
        found = (
            select(staff.c.email)
            .join(approvals, approvals.c.senior_id == staff.c.id)
            .join(proposals, proposals.c.id == approvals.c.proposal_id)
            .where(proposals.c.case_id == case_id, proposals.c.state == ProposalState.OPEN.value)
            .order_by(approvals.c.id)
        )
        with self._reading() as connection:
            return tuple(connection.execute(found).scalars())
