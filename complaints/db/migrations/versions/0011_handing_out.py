"""Handing out work: skills, cases kept for somebody, conflicts of interest, and whose account a link belongs to."""

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant
from complaints.domain.identity.accounts import account_of
from complaints.domain.identity.scopes import Scope

revision = "0011"
down_revision = "0010"

BATCH = 5_000
WAITING = sa.text("state = 'waiting'")
STANDING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Apply the change."""
    op.create_index(
        "ix_cases_waiting",
        "cases",
        ["category", "language", "rank", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    _skills()
    _keeping()
    _recusals()
    _accounts()


def _skills() -> None:
    op.create_table(
        "staff_languages",
        sa.Column("staff_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.CheckConstraint("language IN ('kk', 'ru', 'en')", name=op.f("ck_staff_languages_language")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_languages_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", "language", name=op.f("pk_staff_languages")),
    )
    op.create_table(
        "staff_categories",
        sa.Column("staff_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["category"], ["categories.code"], name=op.f("fk_staff_categories_category_categories")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_categories_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", "category", name=op.f("pk_staff_categories")),
    )


def _keeping() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_assignments_reasoned")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_assignments_case_id_cases")),
        sa.ForeignKeyConstraint(["given_by"], ["staff.id"], name=op.f("fk_assignments_given_by_staff")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_assignments_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_case_id"), "assignments", ["case_id"])
    op.create_table(
        "reservations",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("until", Instant(), nullable=False),
        sa.CheckConstraint("kind IN ('returned', 'given')", name=op.f("ck_reservations_kind")),
        sa.CheckConstraint("(kind = 'given') = (assignment_id IS NOT NULL)", name=op.f("ck_reservations_given")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_reservations_assignment_id_assignments")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reservations_case_id_cases")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_reservations_staff_id_staff")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_reservations")),
    )
    op.create_index(op.f("ix_reservations_staff_id"), "reservations", ["staff_id"])
    op.create_index(op.f("ix_reservations_until"), "reservations", ["until"])


def _recusals() -> None:
    op.create_table(
        "recusals",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reach", sa.String(length=20), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("reach IN ('resource', 'account', 'site')", name=op.f("ck_recusals_reach")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_recusals_reasoned")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_recusals_ended")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_recusals_case_id_cases")),
        sa.ForeignKeyConstraint(["ended_by"], ["staff.id"], name=op.f("fk_recusals_ended_by_staff")),
        sa.ForeignKeyConstraint(["resource_id"], ["resources.id"], name=op.f("fk_recusals_resource_id_resources")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_recusals_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusals")),
    )
    op.create_index(op.f("ix_recusals_case_id"), "recusals", ["case_id"])
    op.create_index(
        "uq_recusals_standing",
        "recusals",
        ["staff_id", "reach", "resource_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def _accounts() -> None:
    accounts = op.create_table(
        "resource_accounts",
        sa.Column("resource_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resources.id"], name=op.f("fk_resource_accounts_resource_id_resources")
        ),
        sa.PrimaryKeyConstraint("resource_id", name=op.f("pk_resource_accounts")),
    )
    connection, after = op.get_bind(), 0
    some = sa.text("SELECT id, key, scope FROM resources WHERE id > :after ORDER BY id LIMIT :batch")
    while rows := connection.execute(some, {"after": after, "batch": BATCH}).all():
        named = [(row.id, account_of(row.key, Scope(row.scope))) for row in rows]
        op.bulk_insert(accounts, [{"resource_id": each, "account": account} for each, account in named if account])
        after = rows[-1].id
    op.create_index("ix_resource_accounts_account", "resource_accounts", ["account", "resource_id"])
