"""The tables of appeals by reporters and objections by affected parties."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, String, Table, UniqueConstraint

from complaints.db.columns import audited, closed_set, identifier, instant, key_to, partial, sealed, words
from complaints.db.metadata import metadata
from complaints.domain.appeals import AppealState, Side

appeals = Table(
    "appeals",
    metadata,
    identifier(),
    key_to("decisions", "decision_id"),
    key_to("cases", "case_id", index=True),
    # The version whose window was open; one person appeals once in each.
    Column("version", Integer, nullable=False),
    closed_set("side", Side),
    key_to("complaints", "complaint_id", nullable=True),
    words("text"),
    Column("language", String(2), nullable=False),
    closed_set("state", AppealState),
    sealed("receipt_hash", String(64), nullable=True, unique=True),
    sealed("nonce_hash", String(64), nullable=True, unique=True),
    instant("filed_at"),
    instant("due_at"),
    UniqueConstraint("complaint_id", "decision_id", "version"),
    CheckConstraint("text <> ''", name="reasons"),
    CheckConstraint("(side = 'reporter') = (complaint_id IS NOT NULL)", name="reporter"),
    CheckConstraint("(side = 'affected') = (receipt_hash IS NOT NULL)", name="receipt"),
    partial("uq_appeals_open", "state <> 'judged'", "complaint_id", "decision_id", unique=True),
    partial("ix_appeals_due", "state <> 'judged'", "due_at", "id"),
    partial("ix_appeals_standing", "state <> 'judged'", "decision_id"),
    partial("ix_appeals_objections", "side = 'affected'", "decision_id", "id"),
    info=audited(
        case="case_id",
        complaint="complaint_id",
        immutable=(
            "decision_id",
            "case_id",
            "version",
            "side",
            "complaint_id",
            "text",
            "language",
            "receipt_hash",
            "filed_at",
        ),
    ),
)

# The address of somebody affected, sealed as reporters' are: only the mailer opens it.
appeal_contacts = Table(
    "appeal_contacts",
    metadata,
    Column("appeal_id", ForeignKey("appeals.id"), primary_key=True, autoincrement=False),
    key_to("cases", "case_id"),
    sealed("sealed_address", LargeBinary),
    instant("made_at"),
    info=audited(case="case_id"),
)
