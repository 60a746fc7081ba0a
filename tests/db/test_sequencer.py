"""The sequencer beside many writers: dense indexes, nothing lost, late commits picked up, two of it at once are one."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, insert, update

from complaints.db import sequencer, triggers
from complaints.db.schema import staff
from complaints.db.sequencer import place_of, seal
from tests.db.conftest import Store
from tests.db.rows import add_staff, row

WRITERS = 8


def dense(store: Store) -> None:
    """Hold the tree against the log: each entry is one leaf, without a gap."""
    indexes = [each.leaf_index for each in store.all("SELECT leaf_index FROM audit_leaves ORDER BY leaf_index")]
    assert indexes == list(range(len(indexes)))
    lacking = "SELECT l.id FROM audit_log l LEFT JOIN audit_leaves f ON f.audit_id = l.id WHERE f.audit_id IS NULL"
    assert store.all(lacking) == []
    assert store.breaks() == []


def write(store: Store, writer: int, rounds: int) -> None:
    """Write, change and delete in many small transactions, some of which fail."""
    for turn in range(rounds):
        number = writer * 1_000 + turn
        with store.acting(f"staff:{writer}") as connection:
            connection.execute(insert(staff).values(**row("staff", number)))
            with connection.begin_nested() as part:
                connection.execute(update(staff).where(staff.c.id == number).values(active=False))
                if turn % 3 == 0:
                    part.rollback()
            if turn % 5 == 0:
                connection.rollback()


def test_eight_writers_and_two_sequencers(store: Store) -> None:
    stop = threading.Event()

    def keep_sealing() -> int:
        total = 0
        while not stop.is_set():
            total += seal(store.engine, 11)
        return total

    with ThreadPoolExecutor(WRITERS + 2) as pool:
        sequencers = [pool.submit(keep_sealing) for _ in range(2)]
        writers = [pool.submit(write, store, writer, 25) for writer in range(1, WRITERS + 1)]
        try:
            for each in writers:
                each.result(120)
        finally:
            stop.set()
        sealed = sum(each.result(60) for each in sequencers)
    sealed += store.seal()
    assert sealed == store.all("SELECT count(*) AS n FROM audit_log")[0].n
    assert store.all("SELECT count(*) AS n FROM staff")[0].n == WRITERS * 20
    dense(store)


def test_two_sequencers_at_once_seal_each_entry_once(store: Store) -> None:
    with store.acting() as connection:
        connection.execute(insert(staff), [row("staff", n) for n in range(100, 500)])
    barrier = threading.Barrier(2)

    def together() -> int:
        barrier.wait(10)
        return store.seal()

    with ThreadPoolExecutor(2) as pool:
        sealed = [each.result(60) for each in [pool.submit(together) for _ in range(2)]]
    assert sum(sealed) == store.all("SELECT count(*) AS n FROM audit_log")[0].n
    dense(store)


def test_nothing_to_seal_leaves_no_head(store: Store) -> None:
    store.seal()
    heads = store.all("SELECT size FROM audit_heads")
    assert seal(store.engine) == 0
    assert store.all("SELECT size FROM audit_heads") == heads


def test_a_step_that_fails_leaves_nothing_half_sealed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: Connection, _place: sequencer.Place) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(sequencer, "_store", fail)
        with pytest.raises(RuntimeError, match="the power went"):
            seal(store.engine)
    assert store.all("SELECT leaf_index FROM audit_leaves") == []
    store.seal()
    dense(store)


class Open:
    """A transaction of PostgreSQL that has written an entry and is not committed yet."""

    def __init__(self, store: Store, number: int) -> None:
        self._connection = store.engine.connect()
        triggers.bind(self._connection, "staff:7", "test.late")
        add_staff(self._connection, number)

    def end(self, how: str = "commit") -> None:
        getattr(self._connection, how)()
        self._connection.close()


def settled(store: Store) -> int:
    with store.engine.connect() as connection:
        return place_of(connection).settled


def more(store: Store, number: int) -> None:
    """Write something else and seal."""
    with store.acting() as connection:
        add_staff(connection, number)
    store.seal()


@pytest.mark.postgres
def test_an_entry_that_is_committed_late_is_sealed_behind_later_ones(postgresql_store: Store) -> None:
    store = postgresql_store
    store.seal()
    late = Open(store, 101)
    for number in range(102, 110):
        more(store, number)
    before = settled(store)
    late.end()
    store.seal()
    (entry,) = store.all(
        "SELECT l.id, f.leaf_index FROM audit_log l JOIN audit_leaves f ON f.audit_id = l.id WHERE l.row_id = '101'"
    )
    assert entry.id > before, "the sequencer must not pass an id that may still be committed"
    assert entry.leaf_index == store.all("SELECT max(leaf_index) AS n FROM audit_leaves")[0].n
    dense(store)


@pytest.mark.postgres
@pytest.mark.parametrize("how", ["commit", "rollback"])
def test_the_sequencer_moves_on_when_the_late_ones_have_ended(postgresql_store: Store, how: str) -> None:
    store = postgresql_store
    store.seal()
    late = Open(store, 101)
    more(store, 102)
    more(store, 103)
    stuck = settled(store)
    late.end(how)
    for number in (104, 105, 106):
        more(store, number)
    assert settled(store) > stuck
    assert settled(store) >= store.all("SELECT id FROM audit_log WHERE row_id = '103'")[0].id
    dense(store)


@pytest.mark.postgres
def test_late_ones_that_overlap_without_a_pause_are_all_sealed(postgresql_store: Store) -> None:
    """Let there be no moment without an open transaction, as on a busy day."""
    store = postgresql_store
    running = [Open(store, 101)]
    for number in range(102, 130):
        running.append(Open(store, number))
        if number % 2:
            running.pop(0).end("rollback" if number % 3 == 0 else "commit")
        seal(store.engine, 3)
    first = settled(store)
    for each in running:
        each.end()
    store.seal()
    assert first > 0
    dense(store)


@pytest.mark.postgres
def test_a_database_restored_into_a_younger_cluster_goes_on(postgresql_store: Store) -> None:
    store = postgresql_store
    store.seal()
    with store.holder.begin() as connection:
        connection.exec_driver_sql("UPDATE sequencer_place SET marker = 9000000000000000")
    for number in range(101, 105):
        more(store, number)
    assert settled(store) >= store.all("SELECT id FROM audit_log WHERE row_id = '102'")[0].id
    dense(store)


def test_only_what_may_still_come_is_looked_at_again(store: Store) -> None:
    for number in range(101, 106):
        more(store, number)
    last = store.all("SELECT max(id) AS id FROM audit_log")[0].id
    assert last - settled(store) <= 1
