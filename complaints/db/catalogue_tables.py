"""The tables of categories, legal grounds and protected sources, and of the changes to them."""

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
    UniqueConstraint,
)

from complaints.db.columns import (
    audited,
    closed_set,
    identifier,
    instant,
    key_to,
    partial,
    words,
)
from complaints.db.metadata import metadata
from complaints.domain.changes import ChangeKind, ChangeState

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

# What a ground is called for good; what it says is in its versions.
grounds = Table(
    "grounds",
    metadata,
    Column("code", String(60), primary_key=True),
    info=audited(),
)

ground_versions = Table(
    "ground_versions",
    metadata,
    identifier(),
    Column("ground", ForeignKey("grounds.code"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("article", String(60), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    *(
        Column(f"{part}_{language}", Text, nullable=False)
        for part in ("act", "text")
        for language in ("kk", "ru", "en")
    ),
    # None for what a service starts with.
    key_to("changes", "change_id", nullable=True),
    UniqueConstraint("ground", "version"),
    CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="ends_after_it_begins"),
    info=audited(immutable=True),
)

ground_version_categories = Table(
    "ground_version_categories",
    metadata,
    Column("version_id", ForeignKey("ground_versions.id"), primary_key=True),
    Column("category", ForeignKey("categories.code"), primary_key=True),
    info=audited(immutable=True),
)

changes = Table(
    "changes",
    metadata,
    identifier(),
    closed_set("kind", ChangeKind),
    # The thing that is to be changed, as "ground:criminal-174"; it can be under one open change at a time.
    Column("about", String(300), nullable=False),
    Column("payload", Text, nullable=False),
    words("reason"),
    closed_set("state", ChangeState),
    # Made on one machine that one person runs: nobody else is there to ask.
    Column("alone", Boolean, nullable=False),
    # None where the operator of the machine proposed it.
    key_to("staff", "proposed_by", nullable=True),
    instant("proposed_at"),
    key_to("staff", "answered_by", nullable=True),
    instant("answered_at", nullable=True),
    words("answer", nullable=True),
    instant("effective_at", nullable=True),
    CheckConstraint("answered_by <> proposed_by", name="second_person"),
    CheckConstraint("state NOT IN ('approved', 'in_effect') OR alone OR answered_by IS NOT NULL", name="approved"),
    CheckConstraint("state NOT IN ('approved', 'in_effect') OR effective_at IS NOT NULL", name="timed"),
    partial("uq_changes_open", "state IN ('proposed', 'approved')", "about", unique=True),
    partial("ix_changes_due", "state = 'approved'", "effective_at"),
    partial("ix_changes_public", "state IN ('approved', 'in_effect')", "id"),
    info=audited(
        staff="proposed_by",
        immutable=("kind", "about", "payload", "reason", "alone", "proposed_by", "proposed_at"),
    ),
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
