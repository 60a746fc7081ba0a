"""What becomes of a decision: versions, amendments, appeals, re-reviews, and what the register says now."""

import time

import sqlalchemy as sa
from alembic import op

from complaints.db.metadata import Instant

revision = "0022"
down_revision = "0021"

STATES = "'received', 'checking', 'waiting', 'in_review', 'proposed', 'decided', 'appealed', 'closed', 'merged'"
QUEUED = "state NOT IN ('received', 'checking', 'decided', 'appealed', 'closed', 'merged')"
QUEUE_INDEXES = {
    "ix_cases_queue": (["rank", "id"], QUEUED),
    "ix_cases_queue_state": (["state", "rank", "id"], QUEUED),
    "ix_cases_queue_category": (["category", "rank", "id"], QUEUED),
    "ix_cases_queue_language": (["language", "rank", "id"], QUEUED),
    "ix_cases_queue_corroboration": (["corroboration", "rank", "id"], QUEUED),
    "ix_cases_queue_site": (["site", "rank", "id"], QUEUED),
    "ix_cases_queue_platform": (["platform", "rank", "id"], f"{QUEUED} AND platform IS NOT NULL"),
    "ix_cases_queue_protected": (["rank", "id"], f"{QUEUED} AND protected IS NOT NULL"),
    "ix_cases_queue_due_stage": (["due_stage", "rank", "id"], QUEUED),
    "ix_cases_queue_opened": (["opened_at"], QUEUED),
    "ix_cases_queue_due": (["due_at", "id"], QUEUED),
}
KINDS = "'correction', 'renewal', 'withdrawal', 'lapse', 'upheld', 'changed', 'reversed'"
OUTCOMES = "'no_violation', 'out_of_scope', 'not_verifiable', 'referred', 'removal_requested', 'restricted'"
RESTRICTIVE = "outcome IN ('removal_requested', 'restricted')"
ON_APPEAL = "(kind IN ('upheld', 'changed', 'reversed')) = (appeal_id IS NOT NULL)"


def upgrade() -> None:
    """Apply the change."""
    _states()
    _appeals()
    _versions()
    _amendments()
    _rereviews()
    _register()
    _notices()


def _states() -> None:
    known = {each["name"] for each in sa.inspect(op.get_bind()).get_check_constraints("cases")}
    for name in QUEUE_INDEXES:
        op.drop_index(name, "cases")
    with op.batch_alter_table("cases") as batch:
        if "ck_cases_state" in known:
            batch.drop_constraint(op.f("ck_cases_state"), type_="check")
        batch.create_check_constraint(op.f("ck_cases_state"), f"state IN ({STATES})")
    for name, (columns, where) in QUEUE_INDEXES.items():
        _partial(name, "cases", columns, where)


def _partial(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=True),
        sa.Column("nonce_hash", sa.String(length=64), nullable=True),
        sa.Column("filed_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.CheckConstraint("side IN ('reporter', 'affected')", name=op.f("ck_appeals_side")),
        sa.CheckConstraint("state IN ('open', 'proposed', 'judged')", name=op.f("ck_appeals_state")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_appeals_reasons")),
        sa.CheckConstraint("(side = 'reporter') = (complaint_id IS NOT NULL)", name=op.f("ck_appeals_reporter")),
        sa.CheckConstraint("(side = 'affected') = (receipt_hash IS NOT NULL)", name=op.f("ck_appeals_receipt")),
        _key("appeals", "case_id", "cases"),
        _key("appeals", "complaint_id", "complaints"),
        _key("appeals", "decision_id", "decisions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("complaint_id", "decision_id", "version", name=op.f("uq_appeals_complaint_id")),
        sa.UniqueConstraint("nonce_hash", name=op.f("uq_appeals_nonce_hash")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_appeals_receipt_hash")),
    )
    op.create_index(op.f("ix_appeals_case_id"), "appeals", ["case_id"])
    _partial("uq_appeals_open", "appeals", ["complaint_id", "decision_id"], "state <> 'judged'", unique=True)
    _partial("ix_appeals_due", "appeals", ["due_at", "id"], "state <> 'judged'")
    _partial("ix_appeals_standing", "appeals", ["decision_id"], "state <> 'judged'")
    _partial("ix_appeals_objections", "appeals", ["decision_id", "id"], "side = 'affected'")
    op.create_table(
        "appeal_contacts",
        sa.Column("appeal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sealed_address", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        _key("appeal_contacts", "appeal_id", "appeals"),
        _key("appeal_contacts", "case_id", "cases"),
        sa.PrimaryKeyConstraint("appeal_id", name=op.f("pk_appeal_contacts")),
    )


def _versions() -> None:
    name = "decision_versions"
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("announced_at", Instant(), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f(f"ck_{name}_kind")),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name=op.f(f"ck_{name}_outcome")),
        sa.CheckConstraint("version > 1", name=op.f(f"ck_{name}_later")),
        sa.CheckConstraint(
            "NOT (kind IN ('correction', 'renewal', 'changed')) OR statement_id IS NOT NULL",
            name=op.f(f"ck_{name}_statement"),
        ),
        sa.CheckConstraint("(kind = 'lapse') = (made_by IS NULL)", name=op.f(f"ck_{name}_person")),
        sa.CheckConstraint(
            "kind = 'lapse' OR (reason <> '' AND language IS NOT NULL)", name=op.f(f"ck_{name}_reasoned")
        ),
        sa.CheckConstraint(ON_APPEAL, name=op.f(f"ck_{name}_on_appeal")),
        sa.CheckConstraint(
            f"statement_id IS NULL OR NOT ({RESTRICTIVE}) OR (approved_by IS NOT NULL AND approved_by <> made_by)",
            name=op.f(f"ck_{name}_two_people"),
        ),
        _key(name, "appeal_id", "appeals"),
        _key(name, "approved_by", "staff"),
        _key(name, "case_id", "cases"),
        _key(name, "decision_id", "decisions"),
        _key(name, "made_by", "staff"),
        _key(name, "statement_id", "statements"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("appeal_id", name=op.f(f"uq_{name}_appeal_id")),
        sa.UniqueConstraint("decision_id", "version", name=op.f(f"uq_{name}_decision_id")),
        sa.UniqueConstraint("statement_id", name=op.f(f"uq_{name}_statement_id")),
    )
    op.create_index(op.f(f"ix_{name}_case_id"), name, ["case_id"])
    _partial(f"ix_{name}_unannounced", name, ["id"], "announced_at IS NULL")


def _amendments() -> None:
    op.create_table(
        "amendments",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("proportionality", sa.Text(), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_amendments_kind")),
        sa.CheckConstraint("state IN ('open', 'approved', 'returned')", name=op.f("ck_amendments_state")),
        sa.CheckConstraint("answered_by <> proposer_id", name=op.f("ck_amendments_second_person")),
        sa.CheckConstraint("(state = 'open') = (answered_by IS NULL)", name=op.f("ck_amendments_answered")),
        sa.CheckConstraint("state <> 'returned' OR answer <> ''", name=op.f("ck_amendments_reasoned")),
        sa.CheckConstraint(ON_APPEAL, name=op.f("ck_amendments_on_appeal")),
        _key("amendments", "answered_by", "staff"),
        _key("amendments", "appeal_id", "appeals"),
        _key("amendments", "case_id", "cases"),
        _key("amendments", "decision_id", "decisions"),
        _key("amendments", "proposer_id", "staff"),
        _key("amendments", "statement_id", "statements"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendments")),
        sa.UniqueConstraint("statement_id", name=op.f("uq_amendments_statement_id")),
    )
    op.create_index(op.f("ix_amendments_decision_id"), "amendments", ["decision_id"])
    _partial("uq_amendments_open", "amendments", ["decision_id"], "state = 'open'", unique=True)


def _rereviews() -> None:
    op.create_table(
        "rereviews",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'renewed', 'left', 'ended', 'lapsed')", name=op.f("ck_rereviews_state")),
        sa.CheckConstraint("(state = 'open') = (answered_at IS NULL)", name=op.f("ck_rereviews_answered")),
        sa.CheckConstraint(
            "state <> 'left' OR (answered_by IS NOT NULL AND reason <> '')", name=op.f("ck_rereviews_reasoned")
        ),
        _key("rereviews", "answered_by", "staff"),
        _key("rereviews", "case_id", "cases"),
        _key("rereviews", "decision_id", "decisions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rereviews")),
        sa.UniqueConstraint("decision_id", "ends_on", name=op.f("uq_rereviews_decision_id")),
    )
    op.create_index(op.f("ix_rereviews_case_id"), "rereviews", ["case_id"])
    _partial("ix_rereviews_open", "rereviews", ["ends_on", "id"], "state = 'open'")


def _register() -> None:
    name = "register_entries"
    with op.batch_alter_table(name) as batch:
        for column in ("version", "window_version", "statement_id"):
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
        batch.add_column(sa.Column("force", sa.String(length=20), nullable=True))
        batch.add_column(sa.Column("appeal_until", sa.Date(), nullable=True))
        batch.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
    statement = "FROM decisions d JOIN statements s ON s.id = d.statement_id WHERE d.id = register_entries.decision_id"
    filled = {
        "version": "1",
        "window_version": "1",
        "force": "'in_force'",
        **{column: f"(SELECT s.{column} {statement})" for column in ("appeal_until", "ends_on")},
        "statement_id": f"(SELECT s.id {statement})",
    }
    _fill(name, "decision_id", filled, case="(SELECT d.case_id FROM decisions d WHERE d.id = decision_id)")
    with op.batch_alter_table(name) as batch:
        for column in ("version", "window_version", "statement_id"):
            batch.alter_column(column, existing_type=sa.Integer(), nullable=False)
        batch.alter_column("force", existing_type=sa.String(length=20), nullable=False)
        batch.alter_column("appeal_until", existing_type=sa.Date(), nullable=False)
        batch.create_foreign_key(op.f(f"fk_{name}_statement_id_statements"), "statements", ["statement_id"], ["id"])
        batch.create_unique_constraint(op.f(f"uq_{name}_statement_id"), ["statement_id"])
        forces = "force IN ('in_force', 'withdrawn', 'reversed', 'lapsed')"
        batch.create_check_constraint(op.f(f"ck_{name}_force"), forces)
        batch.create_check_constraint(op.f(f"ck_{name}_window"), "window_version BETWEEN 1 AND version")
        batch.create_check_constraint(op.f(f"ck_{name}_ends"), f"NOT ({RESTRICTIVE}) OR ends_on IS NOT NULL")
    running = f"force = 'in_force' AND {RESTRICTIVE}"
    _partial("ix_register_entries_running", name, ["ends_on", "decision_id"], running)


def _notices() -> None:
    with op.batch_alter_table("notices") as batch:
        batch.add_column(sa.Column("appeal_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("version", sa.Integer(), nullable=True))
    _fill("notices", "id", {"version": "1"}, complaint="complaint_id")
    with op.batch_alter_table("notices") as batch:
        batch.drop_constraint(op.f("uq_notices_complaint_id"), type_="unique")
        batch.alter_column("complaint_id", existing_type=sa.Integer(), nullable=True)
        batch.alter_column("version", existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(op.f("fk_notices_appeal_id_appeals"), "appeals", ["appeal_id"], ["id"])
        batch.create_unique_constraint(op.f("uq_notices_complaint_id"), ["complaint_id", "decision_id", "version"])
        batch.create_unique_constraint(op.f("uq_notices_appeal_id"), ["appeal_id", "decision_id", "version"])
        one = "(complaint_id IS NULL) <> (appeal_id IS NULL)"
        batch.create_check_constraint(op.f("ck_notices_one_recipient"), one)


def _fill(table: str, key: str, values: dict[str, str], **subjects: str) -> None:
    """Fill new columns, and put that into the log as any change is; the old triggers do not know the columns."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    written = ", ".join(f"{name} = {value}" for name, value in values.items())
    op.execute(f"UPDATE {table} SET {written}")  # noqa: S608 - names of this file, no values

    if connection.dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    # What stayed empty was empty before; only what differs is told. A colon would stand for a parameter.
    told = [name for name in values if name != "ends_on"]
    before = "{" + ",".join(f'"{name}"\\:null' for name in told) + "}"
    values_of = " || ',' || ".join(f"'\"{name}\"\\:' || {_json(name)}" for name in told)
    ends = "CASE WHEN ends_on IS NULL THEN '' ELSE ',\"ends_on\"\\:\"' || CAST(ends_on AS TEXT) || '\"' END"
    after = f"'{{' || {values_of} || {ends if 'ends_on' in values else chr(39) * 2} || '}}'"
    names = "".join(f", subject_{kind}" for kind in subjects)
    given = "".join(f", {value}" for value in subjects.values())
    columns = f"at, tx, actor, action, table_name, row_id, op, before, after{names}"
    entry = f":at, 'migration-0022', 'system:migrate', 'migrate.versions', '{table}', CAST({key} AS TEXT)"
    entry = f"{entry}, 'update', '{before}', {after}{given}"
    logged = f"INSERT INTO audit_log ({columns}) SELECT {entry} FROM {table} ORDER BY {key}"  # noqa: S608 - as above
    connection.execute(sa.text(logged).bindparams(at=time.time_ns() // 1_000))


def _json(column: str) -> str:
    quoted = column in {"force", "appeal_until"}
    return f"'\"' || CAST({column} AS TEXT) || '\"'" if quoted else f"CAST({column} AS TEXT)"
