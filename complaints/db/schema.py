"""The tables, stage by stage, with the invariants the database itself holds and how the audit sees each column."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from complaints.db import evidence_tables  # noqa: F401 - its tables belong to the schema
from complaints.db.audit_tables import audit_log  # noqa: F401 - the log belongs to the schema
from complaints.db.columns import (
    Through,
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
from complaints.db.joining_tables import aliases, joinings, resource_rechecks, wordings  # noqa: F401 - of the schema
from complaints.db.metadata import metadata
from complaints.domain.access import Role
from complaints.domain.casework import OPEN_STATES, QUEUE_STATES, CaseState
from complaints.domain.checks import Result
from complaints.domain.decisions import Outcome, ProposalState
from complaints.domain.intake import ComplaintState, EntryKind, LinkState, Source

OPEN = ", ".join(f"'{state.value}'" for state in sorted(OPEN_STATES))
NOT_QUEUED = ", ".join(f"'{state.value}'" for state in CaseState if state not in QUEUE_STATES)
# Said by what it excludes: what it includes SQLite would take for a search by state, and sort the whole queue.
IN_QUEUE = f"state NOT IN ({NOT_QUEUED})"
RESTRICTIVE = "outcome IN ('removal_requested', 'restricted')"

# --- the catalogue -------------------------------------------------------------------------------------------------

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

# --- people --------------------------------------------------------------------------------------------------------

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

# --- intake --------------------------------------------------------------------------------------------------------

complaints = Table(
    "complaints",
    metadata,
    identifier(),
    key_to("reporters", "reporter_id", index=True),
    Column("category", ForeignKey("categories.code"), nullable=False),
    words("description"),
    Column("language", String(2), nullable=False),
    closed_set("source", Source),
    closed_set("state", ComplaintState),
    sealed("receipt_hash", String(64), unique=True),
    sealed("nonce_hash", String(64), nullable=True, unique=True),
    sealed("network_token", String(64), nullable=True),
    Column("external_id", String(200)),
    instant("claimed_at", nullable=True),
    instant("filed_at"),
    partial("uq_complaints_external_id", "external_id IS NOT NULL", "external_id", unique=True),
    info=audited(
        complaint="id",
        reporter="reporter_id",
        immutable=(
            "reporter_id",
            "category",
            "description",
            "language",
            "source",
            "receipt_hash",
            "claimed_at",
            "filed_at",
        ),
    ),
)

contacts = Table(
    "contacts",
    metadata,
    identifier(),
    key_to("complaints", "complaint_id", unique=True),
    sealed("sealed_address", LargeBinary),
    instant("made_at"),
    info=audited(complaint="complaint_id"),
)

complaint_links = Table(
    "complaint_links",
    metadata,
    identifier(),
    key_to("complaints", "complaint_id"),
    Column("position", Integer, nullable=False),
    words("pasted"),
    closed_set("state", LinkState),
    UniqueConstraint("complaint_id", "position"),
    Index(
        "ix_complaint_links_pending",
        "id",
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
    info=audited(complaint="complaint_id", immutable=("complaint_id", "position", "pasted")),
)

complaint_entries = Table(
    "complaint_entries",
    metadata,
    identifier(),
    key_to("complaints", "complaint_id", index=True),
    closed_set("kind", EntryKind),
    words("text"),
    instant("made_at"),
    Index(
        "uq_complaint_entries_withdrawal",
        "complaint_id",
        unique=True,
        sqlite_where=text("kind = 'withdrawal'"),
        postgresql_where=text("kind = 'withdrawal'"),
    ),
    info=audited(complaint="complaint_id", immutable=True),
)

# --- identity and casework -----------------------------------------------------------------------------------------

resources = Table(
    "resources",
    metadata,
    identifier(),
    words("key", unique=True),
    words("url"),
    words("display"),
    Column("host", String(253), nullable=False),
    Column("site", String(253), nullable=False),
    Column("scope", String(10), nullable=False),
    Column("platform", String(40)),
    Column("rules_version", Integer, nullable=False),
    Column("capture_allowed", Boolean, nullable=False),
    instant("first_seen_at"),
    Index("ix_resources_site", "site", "id"),
    info=audited(),
)

resource_reporters = Table(
    "resource_reporters",
    metadata,
    Column("resource_id", ForeignKey("resources.id"), primary_key=True),
    Column("reporter_id", ForeignKey("reporters.id"), primary_key=True),
    info=excused("a set derived from attachments, kept to weigh a case at a fixed cost"),
)

resource_networks = Table(
    "resource_networks",
    metadata,
    Column("resource_id", ForeignKey("resources.id"), primary_key=True),
    Column("token", String(64), primary_key=True),
    info=excused("a set of keyed hashes derived from attachments, deleted with their key"),
)

cases = Table(
    "cases",
    metadata,
    identifier(),
    key_to("resources", "resource_id"),
    Column("category", ForeignKey("categories.code"), nullable=False),
    Column("round", Integer, nullable=False),
    closed_set("state", CaseState),
    Column("language", String(2), nullable=False),
    Column("complaints", Integer, nullable=False),
    Column("priority", Integer, nullable=False),
    # 1,000 less the priority, so that the queue reads one index forwards.
    Column("rank", Integer, nullable=False),
    Column("priority_parts", String(400), nullable=False),
    Column("version", Integer, nullable=False),
    key_to("staff", "holder_id", nullable=True),
    instant("lease_until", nullable=True),
    key_to("staff", "returned_to", nullable=True),
    instant("opened_at"),
    instant("decided_at", nullable=True),
    key_to("cases", "previous_id", nullable=True),
    key_to("cases", "merged_into", nullable=True),
    UniqueConstraint("resource_id", "category", "round"),
    CheckConstraint("(holder_id IS NULL) = (lease_until IS NULL)", name="lease_whole"),
    CheckConstraint("(round = 1) = (previous_id IS NULL)", name="round_linked"),
    CheckConstraint("(state = 'merged') = (merged_into IS NOT NULL)", name="merged_whole"),
    CheckConstraint("merged_into <> id AND previous_id <> id", name="another_case"),
    Index(
        "ix_cases_merged_into",
        "merged_into",
        sqlite_where=text("merged_into IS NOT NULL"),
        postgresql_where=text("merged_into IS NOT NULL"),
    ),
    Index(
        "uq_cases_open",
        "resource_id",
        "category",
        unique=True,
        sqlite_where=text(f"state IN ({OPEN})"),
        postgresql_where=text(f"state IN ({OPEN})"),
    ),
    Index("ix_cases_state", "state", "id"),
    # The queue in its order: whole, and by each part of a filter that any number of cases may match.
    partial("ix_cases_queue", IN_QUEUE, "rank", "id"),
    partial("ix_cases_queue_state", IN_QUEUE, "state", "rank", "id"),
    partial("ix_cases_queue_category", IN_QUEUE, "category", "rank", "id"),
    partial("ix_cases_queue_language", IN_QUEUE, "language", "rank", "id"),
    # Parts of a filter that few cases may match.
    partial("ix_cases_queue_opened", IN_QUEUE, "opened_at"),
    partial("ix_cases_holder", "holder_id IS NOT NULL", "holder_id"),
    partial("ix_cases_returned", "returned_to IS NOT NULL", "returned_to"),
    partial("ix_cases_lease", "lease_until IS NOT NULL", "lease_until"),
    info=audited(case="id"),
)

case_terms = Table(
    "case_terms",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("term", String(40), primary_key=True),
    Index("ix_case_terms_term", "term", "case_id"),
    info=excused("a search index derived from links and descriptions"),
)

attachments = Table(
    "attachments",
    metadata,
    identifier(),
    key_to("complaint_links", "link_id", unique=True),
    key_to("complaints", "complaint_id", index=True),
    key_to("cases", "case_id"),
    # What the link itself names, whichever case the complaint was brought to.
    key_to("resources", "resource_id", index=True),
    instant("attached_at"),
    Index("ix_attachments_case", "case_id", "id"),
    info=audited(complaint="complaint_id", case="case_id", immutable=("link_id", "complaint_id")),
)

notes = Table(
    "notes",
    metadata,
    identifier(),
    key_to("cases", "case_id", index=True),
    key_to("staff", "staff_id"),
    words("text"),
    instant("made_at"),
    info=audited(case="case_id", staff="staff_id", immutable=True),
)

# --- checks --------------------------------------------------------------------------------------------------------

checks = Table(
    "checks",
    metadata,
    identifier(),
    key_to("cases", "case_id"),
    Column("step", String(40), nullable=False),
    Column("run", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    closed_set("result", Result),
    Column("code", String(80), nullable=False),
    words("params"),
    Column("confidence", Integer, CheckConstraint("confidence BETWEEN 0 AND 100", name="confidence"), nullable=False),
    instant("made_at"),
    UniqueConstraint("case_id", "step", "run"),
    info=audited(case="case_id", immutable=True),
)

evidence = Table(
    "evidence",
    metadata,
    identifier(),
    key_to("cases", "case_id"),
    Column("kind", String(20), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    words("url"),
    words("title"),
    words("text"),
    Column("language", String(2)),
    instant("captured_at"),
    instant("removed_at", nullable=True),
    Column("removed_why", String(20)),
    UniqueConstraint("case_id", "kind", "sha256"),
    Index("ix_evidence_sha256", "sha256"),
    Index(
        "ix_evidence_kept",
        "captured_at",
        sqlite_where=text("removed_at IS NULL"),
        postgresql_where=text("removed_at IS NULL"),
    ),
    # The row stays for ever; url, title and text are emptied when the evidence is removed.
    info=audited(
        case="case_id",
        immutable=("case_id", "kind", "media_type", "sha256", "size", "language", "captured_at"),
    ),
)

# --- decisions -----------------------------------------------------------------------------------------------------

statements = Table(
    "statements",
    metadata,
    identifier(),
    key_to("cases", "case_id", index=True),
    key_to("staff", "author_id"),
    closed_set("outcome", Outcome),
    words("facts"),
    words("explanation"),
    Column("language", String(2), nullable=False),
    Column("manifestly_unfounded", Boolean, nullable=False),
    Column("automation", String(200), nullable=False),
    Column("appeal_until", Date, nullable=False),
    Column("ground", ForeignKey("grounds.code")),
    words("ground_explanation", nullable=True),
    words("passages", nullable=True),
    words("necessity", nullable=True),
    Column("scope", String(10), CheckConstraint("scope IN ('page', 'account', 'site')", name="scope")),
    Column("territory", String(300)),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("court_reference", String(300)),
    instant("written_at"),
    CheckConstraint("facts <> '' AND explanation <> ''", name="reasons"),
    CheckConstraint("NOT manifestly_unfounded OR outcome = 'no_violation'", name="unfounded"),
    CheckConstraint(
        f"NOT ({RESTRICTIVE}) OR (ground IS NOT NULL AND ground_explanation <> '' AND necessity <> ''"
        " AND scope IS NOT NULL AND territory <> '' AND starts_on IS NOT NULL AND ends_on IS NOT NULL)",
        name="restriction_complete",
    ),
    info=audited(case="case_id", staff="author_id", immutable=True),
)

statement_evidence = Table(
    "statement_evidence",
    metadata,
    Column("statement_id", ForeignKey("statements.id"), primary_key=True),
    Column("evidence_id", ForeignKey("evidence.id"), primary_key=True),
    info=audited(case=Through("statement_id", "statements", "case_id"), immutable=True),
)

proposals = Table(
    "proposals",
    metadata,
    identifier(),
    key_to("cases", "case_id"),
    key_to("statements", "statement_id", unique=True),
    key_to("staff", "proposer_id"),
    closed_set("state", ProposalState),
    instant("made_at"),
    key_to("staff", "answered_by", nullable=True),
    instant("answered_at", nullable=True),
    words("reason", nullable=True),
    words("proportionality", nullable=True),
    CheckConstraint("answered_by IS NULL OR answered_by <> proposer_id", name="second_person"),
    CheckConstraint("(state = 'open') = (answered_by IS NULL)", name="answered"),
    Index("ix_proposals_case", "case_id"),
    Index(
        "uq_proposals_open",
        "case_id",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    info=audited(case="case_id", staff="proposer_id"),
)

decisions = Table(
    "decisions",
    metadata,
    identifier(),
    key_to("cases", "case_id", unique=True),
    key_to("statements", "statement_id", unique=True),
    closed_set("outcome", Outcome),
    key_to("staff", "decided_by"),
    key_to("staff", "approved_by", nullable=True),
    instant("decided_at"),
    CheckConstraint(
        f"NOT ({RESTRICTIVE}) OR (approved_by IS NOT NULL AND approved_by <> decided_by)", name="two_people"
    ),
    info=audited(case="case_id", staff="decided_by", immutable=True),
)

# --- publication ---------------------------------------------------------------------------------------------------

register_entries = Table(
    "register_entries",
    metadata,
    Column("decision_id", ForeignKey("decisions.id"), primary_key=True, autoincrement=False),
    key_to("resources", "resource_id", index=True),
    Column("category", ForeignKey("categories.code"), nullable=False),
    closed_set("outcome", Outcome),
    Column("link_shown", Boolean, nullable=False),
    instant("published_at"),
    Index("ix_register_entries_category", "category", "decision_id"),
    Index("ix_register_entries_outcome", "outcome", "decision_id"),
    Index("ix_register_entries_both", "category", "outcome", "decision_id"),
    info=audited(case=Through("decision_id", "decisions", "case_id")),
)

notices = Table(
    "notices",
    metadata,
    identifier(),
    key_to("complaints", "complaint_id"),
    Column("kind", String(20), nullable=False),
    key_to("decisions", "decision_id"),
    Column(
        "state", String(10), CheckConstraint("state IN ('waiting', 'sent', 'given_up')", name="state"), nullable=False
    ),
    Column("tries", Integer, nullable=False),
    instant("made_at"),
    instant("sent_at", nullable=True),
    UniqueConstraint("complaint_id", "kind", "decision_id"),
    Index(
        "ix_notices_waiting", "id", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")
    ),
    info=audited(complaint="complaint_id"),
)

# --- work in progress ----------------------------------------------------------------------------------------------

outbox = Table(
    "outbox",
    metadata,
    identifier(),
    Column("topic", String(40), nullable=False),
    Column("payload", Text, nullable=False),
    instant("made_at"),
    info=excused("messages between a fact and the queue; the fact itself is logged"),
)

scheduled_runs = Table(
    "scheduled_runs",
    metadata,
    Column("job", String(40), primary_key=True),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    info=excused("which turn of a regular job was taken, to take none twice"),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("part", String(40), primary_key=True),
    instant("at"),
    info=excused("the last sign of life of each part"),
)
