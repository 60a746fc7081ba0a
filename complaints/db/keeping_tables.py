"""The tables of work in hand: drafts, and who is reading a case just now."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, LargeBinary, String, Table

from complaints.db.columns import excused, instant
from complaints.db.metadata import metadata
from complaints.domain.drafts import DraftForm

FORMS = ", ".join(f"'{form.value}'" for form in DraftForm)

drafts = Table(
    "drafts",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True, autoincrement=False),
    Column("case_id", ForeignKey("cases.id"), primary_key=True, autoincrement=False, index=True),
    Column("form", String(20), CheckConstraint(f"form IN ({FORMS})", name="form"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("saved_at", instant("saved_at").type, nullable=False, index=True),
    instant("discarded_at", nullable=True),
    info=excused(
        "what somebody has typed and not sent is no deed yet: sealed, opened for them alone, deleted when it is sent, "
        "when the case is purged, and after thirty days; a log could not forget it"
    ),
)

presences = Table(
    "presences",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("staff_id", ForeignKey("staff.id"), primary_key=True, autoincrement=False),
    Column("seen_at", instant("seen_at").type, nullable=False, index=True),
    info=excused("who has a case open just now, forgotten after minutes; that complaints were read is logged"),
)
