"""Evidence: what was read out of captures, stored objects, citizens' files, purges, turns of sites."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "evidence_objects",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "state IN ('kept', 'damaged', 'removing', 'removed')", name=op.f("ck_evidence_objects_state")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_evidence_objects")),
        info={"audit": True, "subjects": {}},
    )
    op.create_index(
        "ix_evidence_objects_removing",
        "evidence_objects",
        ["sha256"],
        unique=False,
        sqlite_where=sa.text("state = 'removing'"),
        postgresql_where=sa.text("state = 'removing'"),
    )
    op.create_table(
        "site_turns",
        sa.Column("site", sa.String(length=253), nullable=False),
        sa.Column("busy_until", Instant(), nullable=False),
        sa.Column("free_at", Instant(), nullable=False),
        sa.Column("booked_until", Instant(), nullable=False),
        sa.Column("resting_until", Instant(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_site_turns")),
        info={"excused": "whose turn it is to ask a site, shared by all workers and renewed with every request"},
    )
    op.create_table(
        "evidence_looks",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("looked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["evidence_objects.sha256"], name=op.f("fk_evidence_looks_sha256_evidence_objects")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_evidence_looks")),
        info={
            "excused": "when stored bytes were last read and found whole; what was found otherwise is in evidence_objects"
        },
    )
    op.create_index("ix_evidence_looks_looked_at", "evidence_looks", ["looked_at"], unique=False)
    op.create_table(
        "check_retries",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_check_retries_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_check_retries")),
        info={"excused": "when checks that could not be done run again; the run itself is logged"},
    )
    op.create_index("ix_check_retries_due_at", "check_retries", ["due_at"], unique=False)
    op.create_table(
        "purges",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_purges_case_id_cases")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_purges_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purges")),
        info={"audit": True, "subjects": {"case": "case_id", "staff": "staff_id"}, "immutable": True},
    )
    op.create_index(op.f("ix_purges_case_id"), "purges", ["case_id"], unique=False)
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.Column("removed_why", sa.String(length=20), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_uploads_complaint_id_complaints")),
        sa.ForeignKeyConstraint(
            ["sha256"], ["evidence_objects.sha256"], name=op.f("fk_uploads_sha256_evidence_objects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
        info={
            "audit": True,
            "subjects": {"complaint": "complaint_id"},
            "immutable": ("complaint_id", "position", "sha256", "media_type", "width", "height", "made_at"),
        },
    )
    op.create_index("ix_uploads_sha256", "uploads", ["sha256"], unique=False)
    op.create_index("uq_uploads_complaint_id_position", "uploads", ["complaint_id", "position"], unique=True)
    op.create_table(
        "captures",
        sa.Column("evidence_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.String(length=100), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("simhash", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("band_0", sa.Integer(), nullable=True),
        sa.Column("band_1", sa.Integer(), nullable=True),
        sa.Column("band_2", sa.Integer(), nullable=True),
        sa.Column("band_3", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_captures_case_id_cases")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_captures_evidence_id_evidence")),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_captures")),
        info={"audit": True, "subjects": {"case": "case_id"}},
    )
    op.create_index("ix_captures_band_0", "captures", ["band_0", "evidence_id"], unique=False)
    op.create_index("ix_captures_band_1", "captures", ["band_1", "evidence_id"], unique=False)
    op.create_index("ix_captures_band_2", "captures", ["band_2", "evidence_id"], unique=False)
    op.create_index("ix_captures_band_3", "captures", ["band_3", "evidence_id"], unique=False)
    op.create_table(
        "check_details",
        sa.Column("check_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_check_details_case_id_cases")),
        sa.ForeignKeyConstraint(["check_id"], ["checks.id"], name=op.f("fk_check_details_check_id_checks")),
        sa.PrimaryKeyConstraint("check_id", name=op.f("pk_check_details")),
        info={"audit": True, "subjects": {"case": "case_id"}},
    )
    op.create_index(op.f("ix_check_details_case_id"), "check_details", ["case_id"], unique=False)
    op.create_table(
        "resource_visits",
        sa.Column("resource_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("busy_until", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("failure", sa.String(length=40), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_resource_visits_evidence_id_evidence")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resource_visits_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("resource_id", name=op.f("pk_resource_visits")),
        info={
            "excused": "when a page was last asked for and may be again; what came of it is logged with the findings"
        },
    )
    op.add_column("evidence", sa.Column("removed_at", Instant(), nullable=True))
    op.add_column("evidence", sa.Column("removed_why", sa.String(length=20), nullable=True))
    op.create_index(
        "ix_evidence_kept",
        "evidence",
        ["captured_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"], unique=False)
    op.create_index("ix_resources_site", "resources", ["site", "id"], unique=False)
