"""Which evidence may go: the retention rules of the domain as questions to the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, or_, select

from complaints.db.evidence_tables import uploads
from complaints.db.hold_tables import legal_holds
from complaints.db.schema import attachments, cases, complaints, decisions, evidence, register_entries
from complaints.domain.casework import CaseState
from complaints.domain.holds import HOLDING
from complaints.domain.retention import KEPT_AFTER_CLOSURE


def expired_evidence(now: datetime) -> "Select[int]":
    """Ask for evidence of closed cases that ended KEPT_AFTER_CLOSURE ago, cited by a decision or not.

    What stands under a legal hold stays. A case whose decision still restricts has not ended, and one that is still
    open has none to go.
    """
    e = evidence.c
    over = now - KEPT_AFTER_CLOSURE
    return (
        select(e.id)
        .join(cases, cases.c.id == e.case_id)
        .where(
            e.removed_at.is_(None),
            e.captured_at < over,
            cases.c.state == CaseState.CLOSED.value,
            _ended_before(over),
            ~_held(cases.c.id),
        )
        .order_by(e.captured_at)
    )


def expired_uploads(now: datetime) -> "Select[int]":
    """Ask for citizens' files all of whose cases have ended so long ago that nothing captured with them is kept."""
    u = uploads.c
    standing = (
        select(attachments.c.id)
        .join(cases, cases.c.id == attachments.c.case_id)
        .where(
            attachments.c.complaint_id == u.complaint_id,
            or_(
                cases.c.state != CaseState.CLOSED.value,
                ~_ended_before(now - KEPT_AFTER_CLOSURE),
                _held(cases.c.id),
            ),
        )
    )
    attached = exists().where(attachments.c.complaint_id == u.complaint_id)
    return (
        select(u.id)
        .join(complaints, complaints.c.id == u.complaint_id)
        .where(u.removed_at.is_(None), u.made_at < now - KEPT_AFTER_CLOSURE, attached, ~exists(standing))
        .order_by(u.id)
    )


def _held(case_id: Any) -> Any:
    h = legal_holds.c
    return exists().where(h.case_id == case_id, h.state.in_([state.value for state in HOLDING]))


def _ended_before(moment: datetime) -> Any:
    # A case has ended when nobody can appeal any more and no restriction that it brought runs any longer.
    e, d = register_entries.c, decisions.c
    day = moment.date()
    running = (
        select(d.id)
        .join(register_entries, e.decision_id == d.id)
        .where(d.case_id == cases.c.id, or_(e.appeal_until >= day, func.coalesce(e.ends_on, e.appeal_until) >= day))
    )
    return ~exists(running)
