"""Ways in that only SQLite has: triggers catch mistakes; whoever holds the file passes them, and verification tells."""

import sqlite3

import pytest
from sqlalchemy.exc import DatabaseError

from complaints.db import triggers
from complaints.db.upgrade import check, upgrade
from tests.db.conftest import Store
from tests.db.rows import add_staff

N = 90
REPLACEMENT = f"INTO staff VALUES ({N}, 'other@demo.example', 'admin', 1, 0, 'hash', 1)"


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    with sqlite_store.acting() as connection:
        add_staff(connection, N)
    return sqlite_store


def ops(store: Store) -> list[str]:
    return [each.op for each in store.all("SELECT op FROM audit_log WHERE table_name = 'staff' ORDER BY id")]


@pytest.mark.parametrize("words", ["INSERT OR REPLACE", "REPLACE"])
def test_a_row_that_is_replaced_is_deleted_and_written(store: Store, words: str) -> None:
    with store.acting() as connection:
        connection.exec_driver_sql(f"{words} {REPLACEMENT}")
    assert ops(store) == ["insert", "delete", "insert"]
    store.seal()
    assert store.breaks() == []


@pytest.mark.parametrize("clause", ["IGNORE", "REPLACE", "FAIL", "ROLLBACK", "ABORT"])
def test_no_conflict_clause_gets_round_the_refusal(store: Store, clause: str) -> None:
    fresh = REPLACEMENT.replace(f"({N},", f"({N + 1},")
    with pytest.raises(DatabaseError, match="without an actor"), store.engine.begin() as connection:
        connection.exec_driver_sql(f"INSERT OR {clause} {fresh}")
    assert ops(store) == ["insert"]
    assert [each.role for each in store.all("SELECT role FROM staff")] == ["reviewer"]


@pytest.mark.parametrize("words", ["UPDATE OR IGNORE", "UPDATE OR REPLACE", "UPDATE OR FAIL"])
def test_no_conflict_clause_of_an_update_does_either(store: Store, words: str) -> None:
    with pytest.raises(DatabaseError, match="without an actor"), store.engine.begin() as connection:
        connection.exec_driver_sql(f"{words} staff SET role = 'admin'")
    assert ops(store) == ["insert"]


def test_another_program_cannot_write_by_mistake(store: Store) -> None:
    other = store.raw()
    for statement in (f"REPLACE {REPLACEMENT}", "UPDATE staff SET role = 'admin'", "DELETE FROM staff"):
        with pytest.raises(sqlite3.OperationalError, match="no such function: aryz_"):
            other.execute(statement)
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        other.execute("DELETE FROM audit_log")
    other.close()
    assert ops(store) == ["insert"]


def test_an_attached_file_does_not_take_the_place_of_the_log(store: Store) -> None:
    with store.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("ATTACH ':memory:' AS side")
        raw.execute("CREATE TABLE side.audit_log AS SELECT * FROM main.audit_log WHERE false")
        raw.execute("CREATE TEMP TABLE audit_log AS SELECT * FROM main.audit_log WHERE false")
        with connection.begin(), triggers.acting(connection, "staff:7", "test.write"):
            add_staff(connection, N + 1)
        assert raw.execute("SELECT count(*) FROM side.audit_log").fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM temp.audit_log").fetchone() == (0,)
        connection.detach()
    assert ops(store) == ["insert", "insert"]


def pretend(other: sqlite3.Connection) -> None:
    """Define the functions that the triggers call, as a program that means harm would."""
    for name, value in (("actor", "staff:1"), ("action", "decisions.decide"), ("tx", "0"), ("now", 1)):
        other.create_function(f"aryz_{name}", 0, lambda value=value: value)
    other.create_function("aryz_seal", 3, lambda _salt, _column, value: "sealed" if value else None)


def test_a_program_that_pretends_is_logged_under_the_name_it_gives_and_found_by_its_seals(store: Store) -> None:
    other = store.raw()
    pretend(other)
    other.execute("UPDATE staff SET password_hash = 'mine'")
    other.commit()
    other.close()
    store.seal()
    assert [line.partition(":")[0] for line in store.breaks()] == [f"staff {N}", f"staff {N}"]


def test_replacing_with_recursive_triggers_off_is_found(store: Store) -> None:
    other = store.raw()
    pretend(other)
    other.execute("PRAGMA recursive_triggers = OFF")
    other.execute(f"REPLACE {REPLACEMENT}")
    other.commit()
    other.close()
    assert ops(store) == ["insert", "insert"]
    store.seal()
    assert any("writes the row a second time" in line for line in store.breaks())


def test_a_trigger_that_was_dropped_is_named_and_what_was_done_meanwhile_is_found(store: Store) -> None:
    other = store.raw()
    other.execute("DROP TRIGGER aryz_audit_staff_update")
    other.execute("UPDATE staff SET role = 'admin'")
    other.commit()
    other.close()
    store.seal()
    assert check(store.engine) == ["trigger aryz_audit_staff_update is missing"]
    assert store.breaks() == [f"staff {N}: the row is not what the log says: role"]
    upgrade(store.engine)
    assert check(store.engine) == []
    assert len(store.breaks()) == 1, "mending the triggers does not hide what was done"


def test_a_trigger_rewritten_in_the_schema_itself_is_named(store: Store) -> None:
    other = store.raw()
    other.execute("PRAGMA writable_schema = ON")
    other.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'RAISE(ABORT', 'coalesce(''x''') "
        "WHERE name = 'aryz_lock_notes_update'"
    )
    other.execute("UPDATE sqlite_master SET sql = sql || ' ' WHERE name = 'aryz_lock_notes_delete'")
    other.commit()
    other.close()
    assert [line for line in check(store.engine) if "was changed" in line]
