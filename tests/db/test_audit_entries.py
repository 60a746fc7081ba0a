"""Every write to every audited table is one entry with the right values; secrets are in none, words as promises."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Table, delete, insert, inspect, select, update
from sqlalchemy.exc import DatabaseError

from complaints.db.audit_tables import audit_log, audit_texts
from complaints.db.metadata import EPOCH, Instant, metadata
from complaints.db.triggers import log_tables, seal
from tests.db.conftest import Store
from tests.db.rows import AT, CHANGES, SECRET, WORDS, audited, fill, row

N = 90


def key_of(table: Table, values: dict[str, Any]) -> str:
    return "/".join(str(values[column.name]) for column in table.primary_key.columns)


def as_logged(value: Any) -> Any:
    """Write a value as JSON in the log does: moments as microseconds, days as text."""
    if isinstance(value, datetime):
        return round((value - EPOCH).total_seconds() * 1_000_000)
    return value.isoformat() if isinstance(value, date) else value


def entries(store: Store, table: Table, key: str) -> list[Any]:
    found = select(audit_log).where(audit_log.c.table_name == table.name, audit_log.c.row_id == key)
    with store.holder.connect() as connection:
        return list(connection.execute(found.order_by(audit_log.c.id)))


def words(store: Store, entry_id: int) -> dict[tuple[str, str], str]:
    with store.holder.connect() as connection:
        rows = connection.execute(select(audit_texts).where(audit_texts.c.audit_id == entry_id))
        return {(each.side, each.column_name): each.value for each in rows}


def salt_of(store: Store, table: Table, key: str) -> bytes | None:
    rows = store.all("SELECT salt FROM audit_seals WHERE table_name = :t AND row_id = :k", t=table.name, k=key)
    return bytes(rows[0].salt) if rows else None


def expected(store: Store, table: Table, values: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in table.columns:
        kind, value = column.info.get("audit"), values.get(column.name)
        if kind == "sealed":
            found[column.name] = seal(salt_of(store, table, key), column.name, value)
        elif kind is None:
            found[column.name] = as_logged(value)
    return found


@pytest.mark.parametrize("table", audited(), ids=lambda table: table.name)
def test_a_row_is_logged_when_written_changed_and_deleted(store: Store, table: Table) -> None:
    values = row(table.name, N)
    key = key_of(table, values)
    mine = [table.c[column.name] == values[column.name] for column in table.primary_key.columns]
    with store.acting("staff:7", "test.make") as connection:
        fill(connection, N, up_to=table.name)
    (made,) = entries(store, table, key)
    assert (made.actor, made.action, made.op, made.before) == ("staff:7", "test.make", "insert", None)
    assert json.loads(made.after) == expected(store, table, values, key)
    texts = {column.name: values[column.name] for column in table.columns if column.info.get("audit") == "text"}
    assert words(store, made.id) == {("after", name): value for name, value in texts.items()}

    if table.name in CHANGES:
        name, value = CHANGES[table.name]
        with store.acting("staff:8", "test.change") as connection:
            connection.execute(update(table).where(*mine).values({name: value}))
        changed = entries(store, table, key)[-1]
        assert (changed.actor, changed.action, changed.op) == ("staff:8", "test.change", "update")
        before, after = json.loads(changed.before), json.loads(changed.after)
        if name in texts:
            assert (before, after) == ({}, {})
            assert words(store, changed.id) == {("before", name): texts[name], ("after", name): value}
        else:
            now = expected(store, table, {**values, name: value}, key)
            assert (before, after) == ({name: expected(store, table, values, key)[name]}, {name: now[name]})
        values[name] = value

    if table.info.get("immutable"):
        with (
            pytest.raises(DatabaseError, match="history is never deleted"),
            store.acting(engine=store.holder) as connection,
        ):
            connection.execute(delete(table).where(*mine))
        assert len(entries(store, table, key)) == 1 + (table.name in CHANGES)
    else:
        with store.acting("staff:9", "test.delete") as connection:
            connection.execute(delete(table).where(*mine))
        gone = entries(store, table, key)[-1]
        assert (gone.actor, gone.action, gone.op, gone.after) == ("staff:9", "test.delete", "delete", None)
        assert json.loads(gone.before) == expected(store, table, values, key)
    store.seal()
    assert store.breaks() == []


def test_a_row_never_changes_its_key(store: Store) -> None:
    with store.acting() as connection:
        fill(connection, N, pairs=True)
    for table in audited():
        column = next(iter(table.primary_key.columns))
        present = row(table.name, N)[column.name]
        other = present + 1 if isinstance(present, int) else "other"
        refusal = pytest.raises(DatabaseError, match=r"keeps its key|never altered")
        with refusal, store.acting(engine=store.holder) as connection:
            connection.execute(update(table).where(column == present).values({column.name: other}))


def test_what_was_filed_or_decided_is_never_altered(store: Store) -> None:
    with store.acting() as connection:
        fill(connection, N, pairs=True)
    for table in audited():
        locked = table.info.get("immutable", ())
        for column in table.columns:
            if column.primary_key or (locked is not True and column.name not in locked):
                continue
            if isinstance(column.type, Instant):
                value: Any = AT.replace(hour=1)
            else:
                value = {int: 5, str: "xx", bytes: b"x", bool: True, date: date(2000, 1, 1)}[column.type.python_type]
            refusal = pytest.raises(DatabaseError, match="never altered")
            with refusal, store.acting(engine=store.holder) as connection:
                connection.execute(update(table).values({column.name: value}))


def test_secrets_stand_in_clear_nowhere_in_the_log_and_words_not_in_the_tree(store: Store) -> None:
    with store.acting() as connection:
        fill(connection)
        for name, (column, value) in CHANGES.items():
            table = metadata.tables[name]
            connection.execute(update(table).values({column: value}).where(table.c[column].is_distinct_from(value)))
    store.seal()
    for table in log_tables(metadata):
        for each in store.all(f"SELECT * FROM {table.name}"):
            line = " ".join(bytes(part).decode("latin-1") if isinstance(part, bytes) else str(part) for part in each)
            assert SECRET not in line, table.name
            assert table.name == "audit_texts" or WORDS not in line, table.name
    promised = store.all("SELECT commitments FROM audit_leaves WHERE commitments <> '{}'")
    assert promised
    for each in promised:
        assert all(len(value) == 64 for value in json.loads(each.commitments).values())


def test_nothing_is_deleted_by_cascade(store: Store) -> None:
    with store.holder.connect() as connection:
        seen = inspect(connection)
        for name in seen.get_table_names():
            for key in seen.get_foreign_keys(name):
                assert key["options"].get("ondelete", "NO ACTION") == "NO ACTION", (name, key)
    with store.acting() as connection:
        fill(connection)
    for name in ("complaints", "cases", "resources"):
        with pytest.raises(DatabaseError), store.acting() as connection:
            connection.execute(delete(metadata.tables[name]))


def test_a_publication_belongs_to_the_history_of_its_case(store: Store) -> None:
    with store.acting() as connection:
        fill(connection)
    for name in ("register_entries", "statement_evidence"):
        (entry,) = store.all("SELECT subject_case FROM audit_log WHERE table_name = :t", t=name)
        assert entry.subject_case == N


def test_two_rows_with_one_secret_do_not_show_it(store: Store) -> None:
    with store.acting() as connection:
        for n in (90, 91):
            values = {**row("staff", n), "password_hash": "the same"}
            connection.execute(insert(metadata.tables["staff"]).values(**values))
    made = store.all("SELECT after FROM audit_log WHERE table_name = 'staff' AND op = 'insert'")
    assert len({json.loads(each.after)["password_hash"] for each in made}) == 2
