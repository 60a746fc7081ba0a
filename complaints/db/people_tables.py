"""The tables of staff, their sessions and reads, and of reporters."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from complaints.db.columns import (
    audited,
    closed_set,
    excused,
    identifier,
    instant,
    key_to,
    partial,
    sealed,
    words,
)
from complaints.db.metadata import metadata
from complaints.domain.access import Role

staff = Table(
    "staff",
    metadata,
    identifier(),
    Column("email", String(254), nullable=False, unique=True),
    closed_set("role", Role),
    Column("active", Boolean, nullable=False),
    Column("demo", Boolean, nullable=False),
    sealed("password_hash", String(200)),
    instant("added_at"),
    info=audited(staff="id"),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    identifier(),
    Column("token_hash", String(64), nullable=False, unique=True),
    key_to("staff", "staff_id", index=True),
    instant("opened_at"),
    instant("seen_at"),
    info=excused("a hash and two times, renewed on every page; signing in and out is logged by sign_ins"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    identifier(),
    key_to("staff", "staff_id", nullable=True),
    Column("result", String(10), CheckConstraint("result IN ('in', 'out', 'failed')", name="result"), nullable=False),
    instant("made_at"),
    Index("ix_sign_ins_staff", "staff_id", "made_at"),
    info=audited(staff="staff_id", immutable=True),
)

personal_reads = Table(
    "personal_reads",
    metadata,
    identifier(),
    # Who read, and then of whom or what.
    key_to("staff", "staff_id", nullable=True),
    key_to("staff", "about_id", nullable=True),
    key_to("cases", "case_id", nullable=True),
    key_to("complaints", "complaint_id", nullable=True),
    key_to("reporters", "reporter_id", nullable=True),
    Column("what", String(40), nullable=False),
    words("reason", nullable=True),
    instant("made_at"),
    info=audited(staff="about_id", case="case_id", complaint="complaint_id", reporter="reporter_id", immutable=True),
)

reporters = Table(
    "reporters",
    metadata,
    identifier(),
    Column("pseudonym", String(20), nullable=False, unique=True),
    Column(
        "kind",
        String(10),
        CheckConstraint("kind IN ('email', 'cookie', 'single', 'import', 'token')", name="kind"),
        nullable=False,
    ),
    sealed("key_hash", String(64), nullable=True),
    instant("made_at"),
    partial("uq_reporters_key_hash", "key_hash IS NOT NULL", "key_hash", unique=True),
    info=audited(reporter="id"),
)

network_keys = Table(
    "network_keys",
    metadata,
    Column("period", Integer, primary_key=True, autoincrement=False),
    sealed("key", LargeBinary),
    info=excused("a key that is destroyed every 30 days must not be copied anywhere"),
)
