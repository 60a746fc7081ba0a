"""Ways in that only PostgreSQL has: the service's account owns nothing, so it can neither silence nor feed the log."""

import psycopg
import pytest
from sqlalchemy.exc import DatabaseError

from complaints.db import triggers
from complaints.db.metadata import metadata
from complaints.db.upgrade import check
from tests.db.conftest import Store
from tests.db.rows import add_staff, fill

pytestmark = pytest.mark.postgres
N = 90


@pytest.fixture
def store(postgresql_store: Store) -> Store:
    with postgresql_store.acting() as connection:
        fill(connection, N)
    return postgresql_store


def entries(store: Store, table: str = "staff") -> int:
    return len(store.all("SELECT id FROM audit_log WHERE table_name = :t", t=table))


# Beside those of tests/db/test_service_account.py.
REFUSED = {
    "truncate one that nobody points to": "TRUNCATE notices",
    "disable one trigger": "ALTER TABLE staff DISABLE TRIGGER aryz_audit_staff",
    "turn a function into the caller's": "ALTER FUNCTION aryz_audit_staff() SECURITY INVOKER",
    "call a function": "SELECT aryz_audit_staff()",
    "add a rule to the log": "CREATE RULE aaa AS ON INSERT TO audit_log DO INSTEAD NOTHING",
    "drop the words": "DROP TABLE audit_texts",
    "rename the log": "ALTER TABLE audit_log RENAME TO other",
    "write a salt": "INSERT INTO audit_seals VALUES ('staff', '1', '')",
    "change a salt": "UPDATE audit_seals SET salt = ''",
    "change a note's author": "UPDATE notes SET staff_id = staff_id",
    "use up the entries' ids": "SELECT nextval('audit_log_id_seq')",
}


def test_the_service_may_not(store: Store) -> None:
    answers = {}
    for way, statement in REFUSED.items():
        try:
            with store.acting() as connection:
                connection.exec_driver_sql(statement)
            answers[way] = "done"
        except DatabaseError as refused:
            answers[way] = str(refused.orig)
    expected = ("permission denied", "must be owner")
    assert {way: said for way, said in answers.items() if not any(each in said for each in expected)} == {}


def test_not_even_the_owner_empties_a_table(store: Store) -> None:
    for table in metadata.sorted_tables:
        if table.info.get("audit") or table.info.get("log"):
            refusal = pytest.raises(DatabaseError, match=r"a table is never emptied|append-only")
            with refusal, store.holder.begin() as connection:
                connection.exec_driver_sql(f"TRUNCATE {table.name} CASCADE")


def test_a_session_that_replays_writes_is_logged_all_the_same(store: Store) -> None:
    before = entries(store)
    with store.holder.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        silent = connection.begin_nested()
        with pytest.raises(DatabaseError, match="without an actor"):
            add_staff(connection, 91)
        silent.rollback()
        with triggers.acting(connection, "system:test", "test.write"):
            add_staff(connection, 91)
    assert entries(store) == before + 1


def copy_in(store: Store, actor: str, line: str) -> None:
    connection = store.engine.raw_connection()
    driver = connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    try:
        with driver.transaction(), driver.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('aryz.actor', %s, true), set_config('aryz.action', 'test.copy', true)", (actor,)
            )
            with cursor.copy("COPY staff FROM STDIN") as copy:
                copy.write(line)
    finally:
        connection.close()


def test_copying_rows_in_is_logged_and_refused_without_an_actor(store: Store) -> None:
    line = "{0}\tstaff-{0}@demo.example\treviewer\tt\tf\thash\t1\n"
    before = entries(store)
    copy_in(store, "staff:7", line.format(91))
    with pytest.raises(psycopg.errors.RaiseException, match="without an actor"):
        copy_in(store, "", line.format(92))
    assert entries(store) == before + 1


def test_merging_rows_is_logged(store: Store) -> None:
    before = entries(store, "notices")
    with store.acting() as connection:
        connection.exec_driver_sql(
            f"MERGE INTO notices n USING (VALUES ({N})) v (id) ON n.id = v.id WHEN MATCHED THEN UPDATE SET tries = 9"
        )
    assert entries(store, "notices") == before + 1


def test_the_log_believes_the_service_who_acts(store: Store) -> None:
    """Show a limit the documentation states: the service says who acts, so whoever runs its code can say another."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("SELECT set_config('aryz.actor', 'staff:1', true)")
        connection.exec_driver_sql("SELECT set_config('aryz.action', 'test.pose', true)")
        add_staff(connection, 91)
    (entry,) = store.all("SELECT actor FROM audit_log WHERE action = 'test.pose'")
    assert entry.actor == "staff:1"


def test_a_leaf_that_the_service_makes_up_is_found(store: Store) -> None:
    with store.acting() as connection:
        add_staff(connection, 91)
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO audit_leaves SELECT 0, max(id), '\\x00'::bytea, '{}' FROM audit_log"
        )  # before the sequencer comes
    assert any(line.startswith("leaf 0") for line in store.breaks())


@pytest.mark.parametrize(
    ("weakening", "fault"),
    [
        ("ALTER TABLE staff DISABLE TRIGGER aryz_audit_staff", "trigger aryz_audit_staff was changed"),
        ("ALTER TABLE staff ENABLE TRIGGER aryz_audit_staff", "trigger aryz_audit_staff was changed"),
        ("DROP TRIGGER aryz_lock_notes_update ON notes", "trigger aryz_lock_notes_update is missing"),
        ("ALTER FUNCTION aryz_audit_staff() SECURITY INVOKER", "trigger aryz_audit_staff was changed"),
        ("ALTER FUNCTION aryz_audit_staff() SET search_path = public", "trigger aryz_audit_staff was changed"),
        (
            "CREATE OR REPLACE FUNCTION aryz_lock_notes_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
            "SET search_path = pg_catalog, public, pg_temp AS 'BEGIN RETURN NEW; END'",
            "trigger aryz_lock_notes_update was changed",
        ),
    ],
)
def test_what_an_owner_weakens_is_named(store: Store, weakening: str, fault: str) -> None:
    assert check(store.engine) == []
    with store.holder.begin() as connection:
        connection.exec_driver_sql(weakening)
    assert check(store.engine) == [fault]
