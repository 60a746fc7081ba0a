"""The table of legal holds."""

from sqlalchemy import CheckConstraint, Table

from complaints.db.columns import audited, closed_set, identifier, instant, key_to, partial, words
from complaints.db.metadata import metadata
from complaints.domain.holds import OPEN_HOLDS, HoldState

OPEN = f"state IN ({', '.join(repr(state.value) for state in OPEN_HOLDS)})"

legal_holds = Table(
    "legal_holds",
    metadata,
    identifier(),
    key_to("cases", "case_id", index=True),
    closed_set("state", HoldState),
    words("reason"),
    key_to("staff", "proposed_by"),
    instant("made_at"),
    key_to("staff", "approved_by", nullable=True),
    words("end_reason", nullable=True),
    key_to("staff", "end_proposed_by", nullable=True),
    key_to("staff", "ended_by", nullable=True),
    instant("ended_at", nullable=True),
    CheckConstraint("reason <> ''", name="reasoned"),
    CheckConstraint("approved_by IS NULL OR approved_by <> proposed_by", name="two_people"),
    CheckConstraint("ended_by IS NULL OR ended_by <> end_proposed_by", name="two_people_end"),
    partial("uq_legal_holds_open", OPEN, "case_id", unique=True),
    info=audited(case="case_id", staff="proposed_by", immutable=("case_id", "reason", "proposed_by", "made_at")),
)
