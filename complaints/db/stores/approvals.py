"""Stores first approvals, and the restrictions of protected sources that auditors look at."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from complaints.db.approval_tables import approvals, protected_decisions
from complaints.db.schema import sign_ins, staff
from complaints.db.writing import insert_once
from complaints.domain.access import Role
from complaints.domain.approvals import Disposition, Pair


class ApprovalStore:
    """Who stands behind restrictions of protected sources."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, staff_id: int) -> None:
        """Let one transaction at a time approve in a person's name."""
        self._connection.execute(select(staff.c.id).where(staff.c.id == staff_id).with_for_update())

    def add(self, proposal_id: int, senior_id: int, proportionality: str, at: datetime) -> bool:
        """Store that a senior stands behind a proposal; say whether this is new."""
        row = {
            "proposal_id": proposal_id,
            "senior_id": senior_id,
            "proportionality": proportionality,
            "made_at": at,
        }
        return insert_once(self._connection, approvals, row)

    def seniors(self, proposal_id: int) -> list[int]:
        """List who stands behind a proposal already."""
        found = select(approvals.c.senior_id).where(approvals.c.proposal_id == proposal_id)
        return list(self._connection.execute(found).scalars())

    def on_duty(self, role: Role, since: datetime) -> list[int]:
        """List the active staff of a role who signed in since a time."""
        s = sign_ins.c
        came = select(s.id).where(s.staff_id == staff.c.id, s.made_at >= since, s.result == "in").exists()
        found = select(staff.c.id).where(staff.c.role == role.value, staff.c.active, came)
        return list(self._connection.execute(found).scalars())

    def last_pair(self) -> Pair | None:
        """Say who made the last restriction of a protected source."""
        p = protected_decisions.c
        row = self._connection.execute(
            select(p.proposer_id, p.approver_id).order_by(p.decision_id.desc()).limit(1)
        ).first()
        return Pair(row.proposer_id, row.approver_id) if row else None

    def sample(self, decision_id: int, site: str, kind: str, pair: Pair, at: datetime) -> None:
        """Put a restriction of a protected source before the auditors, once more where a later version restricts."""
        row = {
            "decision_id": decision_id,
            "site": site,
            "kind": kind,
            "proposer_id": pair.proposer,
            "approver_id": pair.approver,
            "disposition": Disposition.OPEN.value,
            "added_at": at,
        }
        if not insert_once(self._connection, protected_decisions, row):
            again = {"disposition": Disposition.OPEN.value, "looked_by": None, "looked_at": None, "remark": None}
            p = protected_decisions.c
            self._connection.execute(update(protected_decisions).where(p.decision_id == decision_id).values(**again))

    def dispose(self, decision_id: int, disposition: str, by: int, remark: str, at: datetime) -> bool:
        """Store what an auditor made of a decision; say whether it was in the sample."""
        looked = {"disposition": disposition, "looked_by": by, "looked_at": at, "remark": remark}
        p = protected_decisions.c
        done = self._connection.execute(
            update(protected_decisions).where(p.decision_id == decision_id).values(**looked)
        )
        return done.rowcount > 0
