"""The tables of deadlines: terms per category, the working week, the days that are otherwise, and recounting."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Integer, String, Table

from complaints.db.columns import audited, closed_set, excused, identifier, instant
from complaints.db.metadata import metadata
from complaints.domain.deadlines import Unit

deadline_terms = Table(
    "deadline_terms",
    metadata,
    Column("category", ForeignKey("categories.code"), primary_key=True),
    Column("amount", Integer, CheckConstraint("amount > 0", name="amount"), nullable=False),
    closed_set("unit", Unit),
    info=audited(),
)

# The latest row is the week that counts; those before it stay as its history.
working_weeks = Table(
    "working_weeks",
    metadata,
    identifier(),
    Column("zone", String(60), nullable=False),
    Column("weekdays", String(7), nullable=False),
    Column("opens", String(5), nullable=False),
    Column("closes", String(5), nullable=False),
    Column("country", String(2), nullable=False),
    instant("made_at"),
    CheckConstraint("weekdays <> ''", name="some_weekday"),
    CheckConstraint("opens < closes", name="opens_first"),
    info=audited(immutable=True),
)

special_days = Table(
    "special_days",
    metadata,
    identifier(),
    Column("day", Date, nullable=False, unique=True),
    Column("working", Boolean, nullable=False),
    Column("name", String(200), nullable=False),
    info=audited(),
)

recounts = Table(
    "recounts",
    metadata,
    identifier(),
    Column("after_id", Integer, nullable=False),
    info=excused("up to which case deadlines were counted anew after a change; each changed deadline is logged"),
)
