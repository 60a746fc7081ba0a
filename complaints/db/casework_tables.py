"""The tables of resources, cases and what is attached to them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from complaints.db.columns import (
    audited,
    closed_set,
    excused,
    identifier,
    instant,
    key_to,
    partial,
    words,
)
from complaints.db.metadata import metadata
from complaints.domain.casework import OPEN_STATES, QUEUE_STATES, CaseState
from complaints.domain.deadlines import Stage
from complaints.domain.queue import Corroboration

STAGES = ", ".join(f"'{stage.value}'" for stage in Stage)
OPEN = ", ".join(f"'{state.value}'" for state in sorted(OPEN_STATES))
NOT_QUEUED = ", ".join(f"'{state.value}'" for state in CaseState if state not in QUEUE_STATES)
# Said by what it excludes: what it includes SQLite would take for a search by state, and sort the whole queue.
IN_QUEUE = f"state NOT IN ({NOT_QUEUED})"
# Written out, not bound: only then do both databases see that a partial index answers.
QUEUED = text(f"cases.{IN_QUEUE}")

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
    # Since when somebody waits for it, until when it should be decided, how near that is, when it will be nearer.
    instant("waits_since", nullable=True),
    instant("due_at", nullable=True),
    Column("due_stage", String(20), CheckConstraint(f"due_stage IN ({STAGES})", name="due_stage")),
    instant("turns_at", nullable=True),
    # What the queue is narrowed by, repeated from the resource and from who reported it (stores/queue.py).
    Column("site", String(253), nullable=False),
    Column("platform", String(40)),
    Column("protected", String(20)),
    closed_set("corroboration", Corroboration),
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
    partial("ix_cases_queue_corroboration", IN_QUEUE, "corroboration", "rank", "id"),
    partial("ix_cases_queue_site", IN_QUEUE, "site", "rank", "id"),
    partial("ix_cases_queue_platform", f"{IN_QUEUE} AND platform IS NOT NULL", "platform", "rank", "id"),
    partial("ix_cases_queue_protected", f"{IN_QUEUE} AND protected IS NOT NULL", "rank", "id"),
    partial("ix_cases_queue_due_stage", IN_QUEUE, "due_stage", "rank", "id"),
    # Parts of a filter that few cases may match.
    partial("ix_cases_queue_opened", IN_QUEUE, "opened_at"),
    partial("ix_cases_queue_due", IN_QUEUE, "due_at", "id"),
    partial("ix_cases_turns", "turns_at IS NOT NULL", "turns_at"),
    partial("ix_cases_holder", "holder_id IS NOT NULL", "holder_id"),
    partial("ix_cases_returned", "returned_to IS NOT NULL", "returned_to"),
    partial("ix_cases_lease", "lease_until IS NOT NULL", "lease_until"),
    info=audited(case="id"),
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
