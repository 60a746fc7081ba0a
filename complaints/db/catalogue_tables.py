"""The tables of categories, legal grounds and protected sources."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from complaints.db.columns import (
    audited,
    identifier,
    instant,
)
from complaints.db.metadata import metadata

categories = Table(
    "categories",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("severity", Integer, CheckConstraint("severity BETWEEN 0 AND 500", name="severity"), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("capture", Boolean, nullable=False),
    Column("publish_link", Boolean, nullable=False),
    Column("danger", Boolean, nullable=False),
    Column("help", String(40)),
    *(
        Column(f"{part}_{language}", Text, nullable=False)
        for part in ("name", "sentence")
        for language in ("kk", "ru", "en")
    ),
    info=audited(),
)

grounds = Table(
    "grounds",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("article", String(60), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    *(
        Column(f"{part}_{language}", Text, nullable=False)
        for part in ("act", "text")
        for language in ("kk", "ru", "en")
    ),
    info=audited(),
)

ground_categories = Table(
    "ground_categories",
    metadata,
    Column("ground", ForeignKey("grounds.code"), primary_key=True),
    Column("category", ForeignKey("categories.code"), primary_key=True),
    info=audited(),
)

protected_sources = Table(
    "protected_sources",
    metadata,
    identifier(),
    Column("site", String(253), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    instant("added_at"),
    info=audited(),
)
