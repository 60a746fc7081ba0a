"""Rules of the house about tables: each is audited or excused, and the database is what the models say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Engine, LargeBinary, Table, insert, inspect, text
from sqlalchemy.exc import IntegrityError

from complaints.db import triggers, triggers_sqlite
from complaints.db.engine import make_engine
from complaints.db.metadata import metadata
from complaints.db.schema import complaints, reporters, staff
from complaints.db.sequencer import seal_all
from complaints.db.triggers import audited_tables
from complaints.db.upgrade import _config, check, migrate, upgrade
from complaints.db.verification import verify
from tests.db.first_catalogue import seed
from tests.db.rows import AT, CHANGES, audited, fill, row

TABLES = [pytest.param(table, id=table.name) for table in metadata.sorted_tables]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(f"sqlite:///{tmp_path / 'aryz.sqlite3'}")
    yield made
    made.dispose()


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_audited_or_excused_with_a_reason(table: Table) -> None:
    cure = f"mark {table.name} in db/schema.py: info=audited(…) or info=excused('why nobody needs to know its writes')"
    assert bool(table.info.get("audit")) != ("excused" in table.info), cure
    assert table.info.get("audit") or len(table.info["excused"].split()) > 4, cure


@pytest.mark.parametrize("table", [pytest.param(each, id=each.name) for each in audited_tables(metadata)])
def test_an_audited_table_can_be_logged(table: Table) -> None:
    assert table.primary_key.columns, f"{table.name} has no key to log its rows under"
    for column in table.columns:
        closed = column.info.get("audit") is None
        assert not (closed and isinstance(column.type, LargeBinary)), (
            f"{table.name}.{column.name}: bytes must be sealed"
        )
        assert not (column.primary_key and not closed), f"{table.name}.{column.name}: a key stands in the log in clear"
    for kind, named in table.info["subjects"].items():
        key = named if isinstance(named, str) else named.key
        assert key in table.columns, f"{table.name}: the column {key} that names the {kind} does not exist"


def test_the_tests_have_a_row_for_every_audited_table() -> None:
    for table in audited():
        assert row(table.name, 1), f"add {table.name} to tests/db/rows.py"
        fixed = table.info.get("immutable") is True or all(column.primary_key for column in table.columns)
        assert fixed or table.name in CHANGES, f"say in tests/db/rows.py what may change in {table.name}"


def test_there_is_one_migration_head() -> None:
    assert len(ScriptDirectory.from_config(_config()).get_heads()) == 1, "rebase one of the migrations onto the other"


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    upgrade(engine)
    assert check(engine) == [], "write a migration for what you changed in db/schema.py"


def test_an_upgrade_may_come_twice(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        before = connection.execute(text("SELECT count(*) FROM audit_log")).scalar_one()
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit_log")).scalar_one() == before
    assert check(engine) == []


def test_a_check_that_is_gone_is_named(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("UPDATE sqlite_master SET sql = replace(sql, 'ck_staff_role', 'other') WHERE name = 'staff'")
        raw.execute("PRAGMA writable_schema = RESET")
        connection.detach()
    assert check(engine) == ["the check ck_staff_role is missing", "the check other is not known"]


def test_the_database_itself_holds_every_closed_set(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection, triggers.acting(connection, "system:test", "test.write"):
        fill(connection, 90)
    for table in audited():
        held = {each["name"] for each in inspect(engine).get_check_constraints(table.name)}
        for column in table.columns:
            if not any(isinstance(each, CheckConstraint) for each in column.constraints):
                continue
            assert f"ck_{table.name}_{column.name}" in held
            wrong = -1 if column.type.python_type is int else "wrong"
            values = {**row(table.name, 91), column.name: wrong}
            with (
                # A wrong value may offend another rule of the row too, which is then the one that is named.
                pytest.raises(IntegrityError, match=f"ck_{table.name}_"),
                engine.begin() as connection,
                triggers.acting(connection, "system:test", "test.write"),
            ):
                connection.execute(insert(table).values(**values))


def as_the_first_version(connection: Connection) -> None:
    """Fill a database of the first revision as that version left it: entries without salts, triggers of its own."""
    seed(connection)
    connection.execute(insert(reporters).values(**row("reporters", 1)))
    connection.execute(insert(complaints).values(**{**row("complaints", 1), "category": "other"}))
    for name in ("categories", "grounds", "ground_categories", "reporters", "complaints"):
        seen = inspect(connection)
        key = " || '/' || ".join(seen.get_pk_constraint(name)["constrained_columns"])
        values = triggers_sqlite.closed_values(metadata.tables[name]) if name in {"reporters", "complaints"} else ""
        columns = ", ".join(f"'{column['name']}', r.\"{column['name']}\"" for column in seen.get_columns(name))
        connection.exec_driver_sql(
            "INSERT INTO audit_log (at, tx, actor, action, table_name, row_id, op, after) SELECT 1, '0', 'staff:1', "
            f"'test.first', '{name}', {key}, 'insert', {values or f'json_object({columns})'} FROM {name} r"
        )
    connection.exec_driver_sql(
        "INSERT INTO audit_texts SELECT l.id, 'after', 'description', randomblob(16), c.description "
        "FROM audit_log l JOIN complaints c WHERE l.table_name = 'complaints'"
    )
    connection.exec_driver_sql(
        "CREATE TRIGGER aryz_audit_staff_insert AFTER INSERT ON staff BEGIN SELECT RAISE(ABORT, 'old'); END"
    )


def test_an_upgrade_keeps_the_rows_of_the_first_version(engine: Engine) -> None:
    with engine.begin() as connection:
        migrate(connection, "0001")
        as_the_first_version(connection)
    upgrade(engine)
    assert check(engine) == []
    with engine.begin() as connection, triggers.acting(connection, "system:test", "test.write"):
        connection.execute(insert(staff).values(**row("staff", 1)))
        connection.execute(complaints.update().values(state="withdrawn", network_token="another"))
    with engine.connect() as connection:
        kept = connection.execute(complaints.select()).one()
        assert (kept.description, kept.filed_at) == (row("complaints", 1)["description"], AT)
        said = connection.execute(text("SELECT table_name FROM audit_log ORDER BY id DESC LIMIT 2")).scalars()
        assert list(said) == ["complaints", "staff"]
    seal_all(engine)
    with engine.connect() as connection:
        assert list(verify(connection, metadata)) == []
