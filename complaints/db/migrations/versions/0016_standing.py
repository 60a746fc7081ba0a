"""Standing: reporters' records, which cases they count, and what is still to be counted.

Cases that were decided before are counted by the workers once the service runs.
"""

import time

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "reporter_records",
        sa.Column("reporter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("founded", sa.Integer(), nullable=False),
        sa.Column("unfounded", sa.Integer(), nullable=False),
        sa.CheckConstraint("founded >= 0", name=op.f("ck_reporter_records_founded")),
        sa.CheckConstraint("unfounded >= 0", name=op.f("ck_reporter_records_unfounded")),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["reporters.id"], name=op.f("fk_reporter_records_reporter_id_reporters")
        ),
        sa.PrimaryKeyConstraint("reporter_id", name=op.f("pk_reporter_records")),
    )
    op.create_table(
        "standing_marks",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reporter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("worth", sa.String(length=20), nullable=False),
        sa.CheckConstraint("worth IN ('founded', 'unfounded')", name=op.f("ck_standing_marks_worth")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_standing_marks_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["reporter_id"], ["reporters.id"], name=op.f("fk_standing_marks_reporter_id_reporters")
        ),
        sa.PrimaryKeyConstraint("case_id", "reporter_id", name=op.f("pk_standing_marks")),
    )
    op.create_table(
        "standing_work",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_standing_work_case_id_cases")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_standing_work")),
    )
    asked = sa.text("INSERT INTO standing_work (case_id, after_id, asked_at) SELECT case_id, 0, :at FROM decisions")
    op.get_bind().execute(asked.bindparams(at=time.time_ns() // 1_000))
