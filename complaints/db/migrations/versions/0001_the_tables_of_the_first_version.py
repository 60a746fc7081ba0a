"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "audit_heads",
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_audit_heads")),
        info={"excused": "the log itself; append-only by triggers of its own", "log": True},
    )
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("tx", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row_id", sa.String(length=200), nullable=False),
        sa.Column("op", sa.String(length=6), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("subject_case", sa.Integer(), nullable=True),
        sa.Column("subject_complaint", sa.Integer(), nullable=True),
        sa.Column("subject_reporter", sa.Integer(), nullable=True),
        sa.Column("subject_staff", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
        info={"excused": "the log itself; append-only by triggers of its own", "log": True},
    )
    with op.batch_alter_table("audit_log", schema=None) as batch_op:
        batch_op.create_index("ix_audit_log_actor", ["actor", "id"], unique=False)
        batch_op.create_index("ix_audit_log_subject_case", ["subject_case", "id"], unique=False)
        batch_op.create_index("ix_audit_log_subject_complaint", ["subject_complaint", "id"], unique=False)
        batch_op.create_index("ix_audit_log_subject_reporter", ["subject_reporter", "id"], unique=False)
        batch_op.create_index("ix_audit_log_subject_staff", ["subject_staff", "id"], unique=False)

    op.create_table(
        "categories",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("capture", sa.Boolean(), nullable=False),
        sa.Column("publish_link", sa.Boolean(), nullable=False),
        sa.Column("danger", sa.Boolean(), nullable=False),
        sa.Column("help", sa.String(length=40), nullable=True),
        sa.Column("name_kk", sa.Text(), nullable=False),
        sa.Column("name_ru", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("sentence_kk", sa.Text(), nullable=False),
        sa.Column("sentence_ru", sa.Text(), nullable=False),
        sa.Column("sentence_en", sa.Text(), nullable=False),
        sa.CheckConstraint("severity BETWEEN 0 AND 500", name=op.f("ck_categories_severity")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_categories")),
        info={"audit": True, "subjects": {}},
    )
    op.create_table(
        "grounds",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("article", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("act_kk", sa.Text(), nullable=False),
        sa.Column("act_ru", sa.Text(), nullable=False),
        sa.Column("act_en", sa.Text(), nullable=False),
        sa.Column("text_kk", sa.Text(), nullable=False),
        sa.Column("text_ru", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_grounds")),
        info={"audit": True, "subjects": {}},
    )
    op.create_table(
        "heartbeats",
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_heartbeats")),
        info={"excused": "the last sign of life of each part"},
    )
    op.create_table(
        "network_keys",
        sa.Column("period", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("period", name=op.f("pk_network_keys")),
        info={"excused": "a key that is destroyed every 30 days must not be copied anywhere"},
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        info={"excused": "messages between a fact and the queue; the fact itself is logged"},
    )
    op.create_table(
        "protected_sources",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("site", sa.String(length=253), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protected_sources")),
        sa.UniqueConstraint("site", name=op.f("uq_protected_sources_site")),
        info={"audit": True, "subjects": {}},
    )
    op.create_table(
        "reporters",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("pseudonym", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.CheckConstraint("kind IN ('email', 'cookie', 'single', 'import', 'token')", name=op.f("ck_reporters_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporters")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_reporters_pseudonym")),
        info={"audit": True, "subjects": {"reporter": "id"}},
    )
    with op.batch_alter_table("reporters", schema=None) as batch_op:
        batch_op.create_index(
            "uq_reporters_key_hash",
            ["key_hash"],
            unique=True,
            sqlite_where=sa.text("key_hash IS NOT NULL"),
            postgresql_where=sa.text("key_hash IS NOT NULL"),
        )

    op.create_table(
        "resources",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("display", sa.Text(), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("site", sa.String(length=253), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("platform", sa.String(length=40), nullable=True),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("capture_allowed", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resources")),
        sa.UniqueConstraint("key", name=op.f("uq_resources_key")),
        info={"audit": True, "subjects": {}},
    )
    op.create_table(
        "scheduled_runs",
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("job", "slot", name=op.f("pk_scheduled_runs")),
        info={"excused": "which turn of a regular job was taken, to take none twice"},
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "role IN ('reviewer', 'senior', 'auditor', 'custodian', 'admin')", name=op.f("ck_staff_role")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_email")),
        info={"audit": True, "subjects": {"staff": "id"}},
    )
    op.create_table(
        "audit_leaves",
        sa.Column(
            "leaf_index", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("audit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(), nullable=False),
        sa.Column("commitments", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit_log.id"], name=op.f("fk_audit_leaves_audit_id_audit_log")),
        sa.PrimaryKeyConstraint("leaf_index", name=op.f("pk_audit_leaves")),
        sa.UniqueConstraint("audit_id", name=op.f("uq_audit_leaves_audit_id")),
        info={"excused": "the log itself; append-only by triggers of its own", "log": True},
    )
    op.create_table(
        "audit_texts",
        sa.Column(
            "audit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("side", sa.String(length=6), nullable=False),
        sa.Column("column_name", sa.String(length=40), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit_log.id"], name=op.f("fk_audit_texts_audit_id_audit_log")),
        sa.PrimaryKeyConstraint("audit_id", "side", "column_name", name=op.f("pk_audit_texts")),
        info={"excused": "the log itself; append-only by triggers of its own", "log": True},
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("complaints", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("priority_parts", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("returned_to", sa.Integer(), nullable=True),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('received', 'checking', 'waiting', 'in_review', 'proposed', 'decided', 'closed')",
            name=op.f("ck_cases_state"),
        ),
        sa.CheckConstraint("(holder_id IS NULL) = (lease_until IS NULL)", name=op.f("ck_cases_lease_whole")),
        sa.ForeignKeyConstraint(["category"], ["categories.code"], name=op.f("fk_cases_category_categories")),
        sa.ForeignKeyConstraint(["holder_id"], ["staff.id"], name=op.f("fk_cases_holder_id_staff")),
        sa.ForeignKeyConstraint(["resource_id"], ["resources.id"], name=op.f("fk_cases_resource_id_resources")),
        sa.ForeignKeyConstraint(["returned_to"], ["staff.id"], name=op.f("fk_cases_returned_to_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("resource_id", "category", "round", name=op.f("uq_cases_resource_id")),
        info={"audit": True, "subjects": {"case": "id"}},
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_holder",
            ["holder_id"],
            unique=False,
            sqlite_where=sa.text("holder_id IS NOT NULL"),
            postgresql_where=sa.text("holder_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_cases_lease",
            ["lease_until"],
            unique=False,
            sqlite_where=sa.text("lease_until IS NOT NULL"),
            postgresql_where=sa.text("lease_until IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_cases_queue",
            ["rank", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('received', 'checking', 'decided', 'closed')"),
            postgresql_where=sa.text("state NOT IN ('received', 'checking', 'decided', 'closed')"),
        )
        batch_op.create_index(
            "ix_cases_queue_category",
            ["category", "rank", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('received', 'checking', 'decided', 'closed')"),
            postgresql_where=sa.text("state NOT IN ('received', 'checking', 'decided', 'closed')"),
        )
        batch_op.create_index(
            "ix_cases_queue_language",
            ["language", "rank", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('received', 'checking', 'decided', 'closed')"),
            postgresql_where=sa.text("state NOT IN ('received', 'checking', 'decided', 'closed')"),
        )
        batch_op.create_index(
            "ix_cases_queue_state",
            ["state", "rank", "id"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('received', 'checking', 'decided', 'closed')"),
            postgresql_where=sa.text("state NOT IN ('received', 'checking', 'decided', 'closed')"),
        )
        batch_op.create_index(
            "ix_cases_queue_opened",
            ["opened_at"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('received', 'checking', 'decided', 'closed')"),
            postgresql_where=sa.text("state NOT IN ('received', 'checking', 'decided', 'closed')"),
        )
        batch_op.create_index(
            "ix_cases_returned",
            ["returned_to"],
            unique=False,
            sqlite_where=sa.text("returned_to IS NOT NULL"),
            postgresql_where=sa.text("returned_to IS NOT NULL"),
        )
        batch_op.create_index("ix_cases_state", ["state", "id"], unique=False)
        batch_op.create_index(
            "uq_cases_open",
            ["resource_id", "category"],
            unique=True,
            sqlite_where=sa.text("state IN ('checking', 'in_review', 'proposed', 'received', 'waiting')"),
            postgresql_where=sa.text("state IN ('checking', 'in_review', 'proposed', 'received', 'waiting')"),
        )

    op.create_table(
        "complaints",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=False),
        sa.Column("nonce_hash", sa.String(length=64), nullable=True),
        sa.Column("network_token", sa.String(length=64), nullable=True),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("claimed_at", Instant(), nullable=True),
        sa.Column("filed_at", Instant(), nullable=False),
        sa.CheckConstraint("source IN ('web', 'api', 'import')", name=op.f("ck_complaints_source")),
        sa.CheckConstraint("state IN ('filed', 'withdrawn')", name=op.f("ck_complaints_state")),
        sa.ForeignKeyConstraint(["category"], ["categories.code"], name=op.f("fk_complaints_category_categories")),
        sa.ForeignKeyConstraint(["reporter_id"], ["reporters.id"], name=op.f("fk_complaints_reporter_id_reporters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("nonce_hash", name=op.f("uq_complaints_nonce_hash")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_complaints_receipt_hash")),
        info={
            "audit": True,
            "subjects": {"complaint": "id", "reporter": "reporter_id"},
            "immutable": (
                "reporter_id",
                "category",
                "description",
                "language",
                "source",
                "receipt_hash",
                "claimed_at",
                "filed_at",
            ),
        },
    )
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaints_reporter_id"), ["reporter_id"], unique=False)
        batch_op.create_index(
            "uq_complaints_external_id",
            ["external_id"],
            unique=True,
            sqlite_where=sa.text("external_id IS NOT NULL"),
            postgresql_where=sa.text("external_id IS NOT NULL"),
        )

    op.create_table(
        "ground_categories",
        sa.Column("ground", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["category"], ["categories.code"], name=op.f("fk_ground_categories_category_categories")
        ),
        sa.ForeignKeyConstraint(["ground"], ["grounds.code"], name=op.f("fk_ground_categories_ground_grounds")),
        sa.PrimaryKeyConstraint("ground", "category", name=op.f("pk_ground_categories")),
        info={"audit": True, "subjects": {}},
    )
    op.create_table(
        "resource_networks",
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resource_networks_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("resource_id", "token", name=op.f("pk_resource_networks")),
        info={"excused": "a set of keyed hashes derived from attachments, deleted with their key"},
    )
    op.create_table(
        "resource_reporters",
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["reporters.id"], name=op.f("fk_resource_reporters_reporter_id_reporters")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resource_reporters_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("resource_id", "reporter_id", name=op.f("pk_resource_reporters")),
        info={"excused": "a set derived from attachments, kept to weigh a case at a fixed cost"},
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(length=10), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.CheckConstraint("result IN ('in', 'out', 'failed')", name=op.f("ck_sign_ins_result")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sign_ins_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        info={"audit": True, "subjects": {"staff": "staff_id"}, "immutable": True},
    )
    op.create_table(
        "staff_sessions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_sessions_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_sessions_token_hash")),
        info={"excused": "a hash and two times, renewed on every page; signing in and out is logged by sign_ins"},
    )
    with op.batch_alter_table("staff_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_sessions_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "case_terms",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_terms_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", "term", name=op.f("pk_case_terms")),
        info={"excused": "a search index derived from links and descriptions"},
    )
    with op.batch_alter_table("case_terms", schema=None) as batch_op:
        batch_op.create_index("ix_case_terms_term", ["term", "case_id"], unique=False)

    op.create_table(
        "checks",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.CheckConstraint("result IN ('done', 'not_attempted', 'failed')", name=op.f("ck_checks_result")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 100", name=op.f("ck_checks_confidence")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_checks_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
        sa.UniqueConstraint("case_id", "step", "run", name=op.f("uq_checks_case_id")),
        info={"audit": True, "subjects": {"case": "case_id"}, "immutable": True},
    )
    op.create_table(
        "complaint_entries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.CheckConstraint("kind IN ('addition', 'withdrawal')", name=op.f("ck_complaint_entries_kind")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_entries_complaint_id_complaints")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_entries")),
        info={"audit": True, "subjects": {"complaint": "complaint_id"}, "immutable": True},
    )
    with op.batch_alter_table("complaint_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaint_entries_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(
            "uq_complaint_entries_withdrawal",
            ["complaint_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'withdrawal'"),
            postgresql_where=sa.text("kind = 'withdrawal'"),
        )

    op.create_table(
        "complaint_links",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pasted", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.CheckConstraint("state IN ('pending', 'attached')", name=op.f("ck_complaint_links_state")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_links_complaint_id_complaints")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_links")),
        sa.UniqueConstraint("complaint_id", "position", name=op.f("uq_complaint_links_complaint_id")),
        info={
            "audit": True,
            "subjects": {"complaint": "complaint_id"},
            "immutable": ("complaint_id", "position", "pasted"),
        },
    )
    with op.batch_alter_table("complaint_links", schema=None) as batch_op:
        batch_op.create_index(
            "ix_complaint_links_pending",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'pending'"),
            postgresql_where=sa.text("state = 'pending'"),
        )

    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("sealed_address", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_contacts_complaint_id_complaints")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_contacts_complaint_id")),
        info={"audit": True, "subjects": {"complaint": "complaint_id"}},
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("captured_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_evidence_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("case_id", "kind", "sha256", name=op.f("uq_evidence_case_id")),
        info={"audit": True, "subjects": {"case": "case_id"}, "immutable": True},
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notes_case_id_cases")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_notes_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        info={"audit": True, "subjects": {"case": "case_id", "staff": "staff_id"}, "immutable": True},
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notes_case_id"), ["case_id"], unique=False)

    op.create_table(
        "personal_reads",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_personal_reads_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_personal_reads_complaint_id_complaints")
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["reporters.id"], name=op.f("fk_personal_reads_reporter_id_reporters")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_personal_reads_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_reads")),
        info={
            "audit": True,
            "subjects": {
                "staff": "staff_id",
                "case": "case_id",
                "complaint": "complaint_id",
                "reporter": "reporter_id",
            },
            "immutable": True,
        },
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("manifestly_unfounded", sa.Boolean(), nullable=False),
        sa.Column("automation", sa.String(length=200), nullable=False),
        sa.Column("appeal_until", sa.Date(), nullable=False),
        sa.Column("ground", sa.String(length=60), nullable=True),
        sa.Column("ground_explanation", sa.Text(), nullable=True),
        sa.Column("passages", sa.Text(), nullable=True),
        sa.Column("necessity", sa.Text(), nullable=True),
        sa.Column("scope", sa.String(length=10), nullable=True),
        sa.Column("territory", sa.String(length=300), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("court_reference", sa.String(length=300), nullable=True),
        sa.Column("written_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('no_violation', 'out_of_scope', 'not_verifiable', 'referred', 'removal_requested', 'restricted')",
            name=op.f("ck_statements_outcome"),
        ),
        sa.CheckConstraint("scope IN ('page', 'account', 'site')", name=op.f("ck_statements_scope")),
        sa.CheckConstraint(
            "NOT (outcome IN ('removal_requested', 'restricted')) OR (ground IS NOT NULL AND ground_explanation <> '' AND necessity <> '' AND scope IS NOT NULL AND territory <> '' AND starts_on IS NOT NULL AND ends_on IS NOT NULL)",
            name=op.f("ck_statements_restriction_complete"),
        ),
        sa.CheckConstraint(
            "NOT manifestly_unfounded OR outcome = 'no_violation'", name=op.f("ck_statements_unfounded")
        ),
        sa.CheckConstraint("facts <> '' AND explanation <> ''", name=op.f("ck_statements_reasons")),
        sa.ForeignKeyConstraint(["author_id"], ["staff.id"], name=op.f("fk_statements_author_id_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_statements_case_id_cases")),
        sa.ForeignKeyConstraint(["ground"], ["grounds.code"], name=op.f("fk_statements_ground_grounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        info={"audit": True, "subjects": {"case": "case_id", "staff": "author_id"}, "immutable": True},
    )
    with op.batch_alter_table("statements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statements_case_id"), ["case_id"], unique=False)

    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("attached_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_attachments_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_attachments_complaint_id_complaints")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["complaint_links.id"], name=op.f("fk_attachments_link_id_complaint_links")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("link_id", name=op.f("uq_attachments_link_id")),
        info={"audit": True, "subjects": {"complaint": "complaint_id", "case": "case_id"}},
    )
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.create_index("ix_attachments_case", ["case_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachments_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('no_violation', 'out_of_scope', 'not_verifiable', 'referred', 'removal_requested', 'restricted')",
            name=op.f("ck_decisions_outcome"),
        ),
        sa.CheckConstraint(
            "NOT (outcome IN ('removal_requested', 'restricted')) OR (approved_by IS NOT NULL AND approved_by <> decided_by)",
            name=op.f("ck_decisions_two_people"),
        ),
        sa.ForeignKeyConstraint(["approved_by"], ["staff.id"], name=op.f("fk_decisions_approved_by_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_decisions_case_id_cases")),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name=op.f("fk_decisions_decided_by_staff")),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_decisions_statement_id_statements")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("case_id", name=op.f("uq_decisions_case_id")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_decisions_statement_id")),
        info={"audit": True, "subjects": {"case": "case_id", "staff": "decided_by"}, "immutable": True},
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("proportionality", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'approved', 'returned')", name=op.f("ck_proposals_state")),
        sa.CheckConstraint("(state = 'open') = (answered_by IS NULL)", name=op.f("ck_proposals_answered")),
        sa.CheckConstraint(
            "answered_by IS NULL OR answered_by <> proposer_id", name=op.f("ck_proposals_second_person")
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["staff.id"], name=op.f("fk_proposals_answered_by_staff")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_proposals_case_id_cases")),
        sa.ForeignKeyConstraint(["proposer_id"], ["staff.id"], name=op.f("fk_proposals_proposer_id_staff")),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_proposals_statement_id_statements")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_proposals_statement_id")),
        info={"audit": True, "subjects": {"case": "case_id", "staff": "proposer_id"}},
    )
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.create_index("ix_proposals_case", ["case_id"], unique=False)
        batch_op.create_index(
            "uq_proposals_open",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "statement_evidence",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_statement_evidence_evidence_id_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_statement_evidence_statement_id_statements")
        ),
        sa.PrimaryKeyConstraint("statement_id", "evidence_id", name=op.f("pk_statement_evidence")),
        info={"audit": True, "subjects": {}, "immutable": True},
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'given_up')", name=op.f("ck_notices_state")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_notices_complaint_id_complaints")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_notices_decision_id_decisions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("complaint_id", "kind", "decision_id", name=op.f("uq_notices_complaint_id")),
        info={"audit": True, "subjects": {"complaint": "complaint_id"}},
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index(
            "ix_notices_waiting",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "register_entries",
        sa.Column("decision_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("link_shown", sa.Boolean(), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('no_violation', 'out_of_scope', 'not_verifiable', 'referred', 'removal_requested', 'restricted')",
            name=op.f("ck_register_entries_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["category"], ["categories.code"], name=op.f("fk_register_entries_category_categories")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_register_entries_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_register_entries_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_register_entries")),
        info={"audit": True, "subjects": {}},
    )
    with op.batch_alter_table("register_entries", schema=None) as batch_op:
        batch_op.create_index("ix_register_entries_category", ["category", "decision_id"], unique=False)
        batch_op.create_index("ix_register_entries_outcome", ["outcome", "decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_register_entries_resource_id"), ["resource_id"], unique=False)
