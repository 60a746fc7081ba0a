"""The schema: every table, from the module of its stage, with the invariants the database itself holds."""

from complaints.db import approval_tables, evidence_tables, handing_tables, hold_tables, keeping_tables
from complaints.db.appeal_tables import appeal_contacts, appeals
from complaints.db.audit_tables import audit_log
from complaints.db.casework_tables import (
    QUEUED,
    attachments,
    cases,
    notes,
    resource_networks,
    resource_reporters,
    resources,
)
from complaints.db.catalogue_tables import (
    categories,
    changes,
    ground_version_categories,
    ground_versions,
    grounds,
    protected_sources,
)
from complaints.db.check_tables import awaited_runs, checks, evidence
from complaints.db.correspondence_tables import answers, message_recipients, messages
from complaints.db.deadline_tables import deadline_terms, recounts, special_days, working_weeks
from complaints.db.decision_tables import (
    decisions,
    notices,
    proposals,
    register_entries,
    statement_evidence,
    statement_quotes,
    statement_translations,
    statements,
)
from complaints.db.intake_tables import complaint_entries, complaint_links, complaints, contacts
from complaints.db.joining_tables import aliases, joinings, resource_rechecks, wordings
from complaints.db.people_tables import network_keys, personal_reads, reporters, sign_ins, staff, staff_sessions
from complaints.db.queue_tables import case_terms, saved_views
from complaints.db.second_review_tables import second_reviews
from complaints.db.standing_tables import reporter_records, standing_marks, standing_work
from complaints.db.supervision_tables import desk_counted, desk_counts
from complaints.db.version_tables import amendments, decision_versions, rereviews
from complaints.db.work_tables import heartbeats, outbox, scheduled_runs

__all__ = [
    "QUEUED",
    "aliases",
    "amendments",
    "answers",
    "appeal_contacts",
    "appeals",
    "approval_tables",
    "attachments",
    "audit_log",
    "awaited_runs",
    "case_terms",
    "cases",
    "categories",
    "changes",
    "checks",
    "complaint_entries",
    "complaint_links",
    "complaints",
    "contacts",
    "deadline_terms",
    "decision_versions",
    "decisions",
    "desk_counted",
    "desk_counts",
    "evidence",
    "evidence_tables",
    "ground_version_categories",
    "ground_versions",
    "grounds",
    "handing_tables",
    "heartbeats",
    "hold_tables",
    "joinings",
    "keeping_tables",
    "message_recipients",
    "messages",
    "network_keys",
    "notes",
    "notices",
    "outbox",
    "personal_reads",
    "proposals",
    "protected_sources",
    "recounts",
    "register_entries",
    "reporter_records",
    "reporters",
    "rereviews",
    "resource_networks",
    "resource_rechecks",
    "resource_reporters",
    "resources",
    "saved_views",
    "scheduled_runs",
    "second_reviews",
    "sign_ins",
    "special_days",
    "staff",
    "staff_sessions",
    "standing_marks",
    "standing_work",
    "statement_evidence",
    "statement_quotes",
    "statement_translations",
    "statements",
    "wordings",
    "working_weeks",
]
