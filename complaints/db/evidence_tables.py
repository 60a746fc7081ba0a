"""The tables of evidence: stored bytes, what was read out of them, citizens' files, purges, and the turns of sites."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, text

from complaints.db.columns import audited, closed_set, excused, identifier, instant, key_to, sealed, words
from complaints.db.metadata import metadata
from complaints.domain.retention import ObjectState, Why
from complaints.domain.robots import Answer

BIG = BigInteger().with_variant(Integer, "sqlite")
WHY = ", ".join(f"'{why.value}'" for why in Why)

# One row per stored content, whoever refers to it; the bytes themselves lie in the evidence store.
evidence_objects = Table(
    "evidence_objects",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    closed_set("state", ObjectState),
    instant("changed_at"),
    Index(
        "ix_evidence_objects_removing",
        "sha256",
        sqlite_where=text("state = 'removing'"),
        postgresql_where=text("state = 'removing'"),
    ),
    Index(
        "ix_evidence_objects_damaged",
        "sha256",
        sqlite_where=text("state = 'damaged'"),
        postgresql_where=text("state = 'damaged'"),
    ),
    info=audited(),
)

evidence_looks = Table(
    "evidence_looks",
    metadata,
    Column("sha256", ForeignKey("evidence_objects.sha256"), primary_key=True),
    instant("looked_at"),
    Index("ix_evidence_looks_looked_at", "looked_at"),
    info=excused("when stored bytes were last read and found whole; what was found otherwise is in evidence_objects"),
)

# What was read out of a capture. It can be deleted, since it goes when the evidence goes; hashes of the text never
# reach the log, which could not forget them.
captures = Table(
    "captures",
    metadata,
    Column("evidence_id", ForeignKey("evidence.id"), primary_key=True, autoincrement=False),
    key_to("cases", "case_id"),
    Column("status", Integer, nullable=False),
    Column("content_type", String(100), nullable=False),
    Column("length", Integer, nullable=False),
    words("description"),
    words("author"),
    words("published"),
    words("chain"),
    words("facts"),
    sealed("digest", String(64), nullable=True),
    sealed("simhash", BIG, nullable=True),
    *(sealed(f"band_{band}", Integer, nullable=True) for band in range(4)),
    *(Index(f"ix_captures_band_{band}", f"band_{band}", "evidence_id") for band in range(4)),
    info=audited(case="case_id"),
)

check_details = Table(
    "check_details",
    metadata,
    Column("check_id", ForeignKey("checks.id"), primary_key=True, autoincrement=False),
    key_to("cases", "case_id", index=True),
    words("detail"),
    info=audited(case="case_id"),
)

uploads = Table(
    "uploads",
    metadata,
    identifier(),
    key_to("complaints", "complaint_id"),
    Column("position", Integer, nullable=False),
    Column("sha256", ForeignKey("evidence_objects.sha256"), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    instant("removed_at", nullable=True),
    Column("removed_why", String(20)),
    instant("made_at"),
    Index("uq_uploads_complaint_id_position", "complaint_id", "position", unique=True),
    Index("ix_uploads_sha256", "sha256"),
    info=audited(
        complaint="complaint_id",
        immutable=("complaint_id", "position", "sha256", "media_type", "width", "height", "made_at"),
    ),
)

# How stored images look, found again through bands; a row goes when the bytes go.
image_looks = Table(
    "image_looks",
    metadata,
    identifier(),
    Column("sha256", ForeignKey("evidence_objects.sha256"), nullable=False, unique=True),
    Column("look", BIG, nullable=False),
    *(Column(f"band_{band}", Integer, nullable=False) for band in range(4)),
    *(Index(f"ix_image_looks_band_{band}", f"band_{band}", "id") for band in range(4)),
    info=excused("hashes of stored images, deleted with the bytes; kept to show a reviewer where the same image is"),
)

purges = Table(
    "purges",
    metadata,
    identifier(),
    key_to("cases", "case_id", index=True),
    key_to("staff", "staff_id"),
    Column("objects", Integer, nullable=False),
    instant("made_at"),
    info=audited(case="case_id", staff="staff_id", immutable=True),
)

site_turns = Table(
    "site_turns",
    metadata,
    Column("site", String(253), primary_key=True),
    *(instant(name) for name in ("busy_until", "free_at", "booked_until", "resting_until")),
    Column("failures", Integer, nullable=False),
    info=excused("whose turn it is to ask a site, shared by all workers and renewed with every request"),
)

robots_files = Table(
    "robots_files",
    metadata,
    Column("authority", String(300), primary_key=True),
    instant("asked_at"),
    closed_set("answer", Answer),
    Column("rules", Text, nullable=False),
    Index("ix_robots_files_asked_at", "asked_at"),
    info=excused("what sites' robots.txt say, asked anew each day; what that means for a page is logged as a finding"),
)

resource_visits = Table(
    "resource_visits",
    metadata,
    Column("resource_id", ForeignKey("resources.id"), primary_key=True, autoincrement=False),
    instant("busy_until"),
    instant("ended_at", nullable=True),
    key_to("evidence", "evidence_id", nullable=True),
    Column("failure", String(40)),
    Column("tries", Integer, nullable=False),
    instant("next_at", nullable=True),
    info=excused("when a page was last asked for and may be again; what came of it is logged with the findings"),
)

check_retries = Table(
    "check_retries",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    instant("due_at"),
    Index("ix_check_retries_due_at", "due_at"),
    info=excused("when checks that could not be done run again; the run itself is logged"),
)
