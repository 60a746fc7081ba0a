"""The tables of restricting protected sources: the first of two seniors, and what the auditors always see."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint

from complaints.db.columns import Through, audited, closed_set, identifier, instant, key_to, partial, words
from complaints.db.metadata import metadata
from complaints.domain.approvals import Disposition

# A senior who stands behind a proposal that needs one more.
approvals = Table(
    "approvals",
    metadata,
    identifier(),
    key_to("proposals", "proposal_id"),
    key_to("staff", "senior_id"),
    words("proportionality"),
    instant("made_at"),
    UniqueConstraint("proposal_id", "senior_id"),
    info=audited(case=Through("proposal_id", "proposals", "case_id"), staff="senior_id", immutable=True),
)

# Every restriction of a protected source: what the auditors' sample always holds, and who made the last one.
protected_decisions = Table(
    "protected_decisions",
    metadata,
    Column("decision_id", ForeignKey("decisions.id"), primary_key=True, autoincrement=False),
    Column("site", String(253), nullable=False),
    Column("kind", String(20), nullable=False),
    key_to("staff", "proposer_id"),
    key_to("staff", "approver_id"),
    closed_set("disposition", Disposition),
    key_to("staff", "looked_by", nullable=True),
    instant("looked_at", nullable=True),
    words("remark", nullable=True),
    instant("added_at"),
    CheckConstraint("(disposition = 'open') = (looked_by IS NULL)", name="looked"),
    partial("ix_protected_decisions_open", "disposition = 'open'", "decision_id"),
    info=audited(
        case=Through("decision_id", "decisions", "case_id"),
        staff="approver_id",
        immutable=("site", "kind", "proposer_id", "approver_id", "added_at"),
    ),
)
