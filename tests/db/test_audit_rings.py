"""Every way in that a test can think of: each write is logged or refused, and the log itself cannot be written."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, bindparam, delete, insert, literal, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError, IntegrityError

from complaints.db import triggers
from complaints.db.metadata import metadata
from complaints.db.schema import staff
from complaints.db.triggers import log_tables
from complaints.domain.access import Actor
from tests.db.conftest import Store
from tests.db.rows import AT, add_staff, fill, row

N = 90


def count(store: Store, where: str = "table_name = 'staff'") -> int:
    return int(store.all(f"SELECT count(*) AS n FROM audit_log WHERE {where}")[0].n)


def upsert(connection: Connection, values: dict[str, object], change: bool) -> None:
    made = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(staff).values(**values)
    if change:
        made = made.on_conflict_do_update(index_elements=["id"], set_={"active": False})  # type: ignore[assignment,unused-ignore]
    else:
        made = made.on_conflict_do_nothing()  # type: ignore[assignment,unused-ignore]
    connection.execute(made)


def copied(connection: Connection, n: int) -> None:
    """Write a row by INSERT … SELECT from another one."""
    fresh = {"id": literal(n), "email": literal(f"staff-{n}@demo.example")}
    listed = [fresh.get(column.name, column) for column in staff.columns]
    connection.execute(insert(staff).from_select(staff.columns.keys(), select(*listed).where(staff.c.id == N)))


STATEMENT = "INSERT INTO staff (id, email, role, active, demo, password_hash, added_at) VALUES "
VALUES = f"({N + 1}, 'other@demo.example', 'reviewer', {{yes}}, {{no}}, 'hash', 1)"
# Each writes one row of `staff` beside the one that stands, changes that one, or deletes another; all are one entry.
WAYS: dict[str, Callable[[Connection], object]] = {
    "core insert": lambda c: add_staff(c, N + 1),
    "core update": lambda c: c.execute(update(staff).where(staff.c.id == N).values(active=False)),
    "bulk insert": lambda c: c.execute(insert(staff), [row("staff", N + 1)]),
    "executemany update": lambda c: c.execute(
        update(staff).where(staff.c.id == bindparam("which")).values(active=bindparam("on")),
        [{"which": N, "on": False}],
    ),
    "text": lambda c: c.execute(text(STATEMENT + VALUES.format(yes="true", no="false"))),
    "driver": lambda c: c.exec_driver_sql(STATEMENT + VALUES.format(yes="true", no="false")),
    "driver update": lambda c: c.exec_driver_sql(f"UPDATE staff SET active = false WHERE id = {N}"),
    "insert select": lambda c: copied(c, N + 1),
    "update from": lambda c: c.exec_driver_sql(
        f"UPDATE staff SET active = false FROM categories WHERE staff.id = {N} AND categories.code = 'other'"
    ),
    "update with a subquery": lambda c: c.execute(
        update(staff).where(staff.c.id.in_(select(staff.c.id).where(staff.c.id == N))).values(active=False)
    ),
    "common table expression": lambda c: c.exec_driver_sql(
        f"WITH chosen AS (SELECT {N} AS id) UPDATE staff SET active = false WHERE id IN (SELECT id FROM chosen)"
    ),
    "upsert that inserts": lambda c: upsert(c, row("staff", N + 1), change=True),
    "upsert that updates": lambda c: upsert(c, row("staff", N), change=True),
    "returning": lambda c: c.execute(insert(staff).values(**row("staff", N + 1)).returning(staff.c.id)).all(),
    "delete": lambda c: c.execute(delete(staff).where(staff.c.id == N)),
    "delete with a subquery": lambda c: c.execute(delete(staff).where(staff.c.id.in_(select(staff.c.id)))),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_write_is_one_entry(store: Store, way: str) -> None:
    with store.acting() as connection:
        add_staff(connection, N)
    before = count(store)
    with store.acting("staff:7", "test.way") as connection:
        WAYS[way](connection)
    assert count(store) == before + 1
    assert count(store, "table_name = 'staff' AND actor = 'staff:7' AND action = 'test.way'") == 1
    store.seal()
    assert store.breaks() == []


@pytest.mark.parametrize("way", WAYS)
def test_a_write_without_an_actor_is_refused(store: Store, way: str) -> None:
    with store.acting() as connection:
        add_staff(connection, N)
    before = count(store)
    with pytest.raises(DatabaseError, match="without an actor"), store.engine.begin() as connection:
        WAYS[way](connection)
    assert count(store) == before
    assert [each.id for each in store.all("SELECT id FROM staff")] == [N]


def test_what_changes_nothing_is_no_entry(store: Store) -> None:
    with store.acting() as connection:
        add_staff(connection, N)
    before = count(store)
    with store.acting() as connection:
        upsert(connection, row("staff", N), change=False)
        connection.execute(update(staff).where(staff.c.id == N).values(active=True))
    assert count(store) == before


def test_many_rows_are_many_entries(store: Store) -> None:
    before = count(store)
    with store.acting() as connection:
        connection.execute(insert(staff), [row("staff", n) for n in range(100, 350)])
        connection.execute(update(staff).values(active=False))
        connection.execute(delete(staff).where(staff.c.id >= 300))
    assert count(store) == before + 250 + 250 + 50
    store.seal()
    assert store.breaks() == []


def test_a_savepoint_that_is_undone_leaves_no_entry_and_one_that_is_kept_does(store: Store) -> None:
    with store.acting() as connection:
        undone = connection.begin_nested()
        add_staff(connection, 91)
        undone.rollback()
        with connection.begin_nested():
            add_staff(connection, 92)
    assert [each.row_id for each in store.all("SELECT row_id FROM audit_log WHERE table_name = 'staff'")] == ["92"]
    store.seal()
    assert store.breaks() == []


def test_a_transaction_that_fails_leaves_no_entry(store: Store) -> None:
    with pytest.raises(IntegrityError), store.acting() as connection:
        connection.execute(insert(staff), [row("staff", 91), row("staff", 91)])
    assert count(store) == 0


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_an_actor_does_not_outlive_the_transaction_on_a_pooled_connection(store: Store, end: str) -> None:
    with store.engine.connect() as connection:
        connection.begin()
        triggers.bind(connection, "staff:7", "test.write")
        used = connection.connection.dbapi_connection
        add_staff(connection, 91)
        getattr(connection, end)()
    with store.engine.connect() as connection:
        assert connection.connection.dbapi_connection is used
        with pytest.raises(DatabaseError, match="without an actor"):
            add_staff(connection, 92)


@pytest.mark.parametrize(("actor", "action"), [("", "test.write"), ("staff:7", "")])
def test_a_transaction_says_who_and_why(store: Store, actor: str, action: str) -> None:
    with pytest.raises(ValueError, match="actor and an action"), store.acting(actor, action):
        pytest.fail("the transaction must not open")


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(DatabaseError, match="without an actor"), store.database.open_reader() as uow:
        uow.staff.record_sign_in(None, "failed", AT)
    with store.database.open_uow(Actor("staff", "7"), "test.write") as uow:
        uow.staff.record_sign_in(None, "failed", AT)
    assert count(store, "table_name = 'sign_ins'") == count(store, "actor = 'staff:7'") == 1


@pytest.mark.parametrize("action", ["test.write", "audit.erase"])
def test_the_log_is_append_only_for_everybody(store: Store, action: str) -> None:
    with store.acting() as connection:
        fill(connection, N)
    store.seal()
    refused = "append-only" if store.sqlite else r"append-only|permission denied"
    for table in log_tables(metadata):
        key = next(iter(table.primary_key.columns)).name
        for statement in (f"UPDATE {table.name} SET {key} = {key}", f"DELETE FROM {table.name}"):
            for engine in (store.engine, store.holder):
                opened = store.acting("staff:7", action, engine)
                with pytest.raises(DatabaseError, match=refused), opened as connection:
                    connection.exec_driver_sql(statement)
    assert store.breaks() == []


def test_an_immutable_row_is_not_passed_by_an_upsert(store: Store) -> None:
    with store.acting() as connection:
        fill(connection, N)
    dialect = sqlite if store.sqlite else postgresql
    notes = metadata.tables["notes"]
    made = dialect.insert(notes).values(**{**row("notes", N), "text": "another"})
    made = made.on_conflict_do_update(index_elements=["id"], set_={"text": made.excluded.text})
    with pytest.raises(DatabaseError, match="never altered"), store.acting() as connection:
        connection.execute(made)
