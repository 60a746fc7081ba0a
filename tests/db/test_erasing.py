"""Erased words are gone from the row and from the log; verification says by which event, and that nothing is broken."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from complaints.db import erasing
from complaints.db.metadata import metadata
from complaints.db.schema import evidence, notes
from complaints.domain.audit import Remark
from tests.db.conftest import N, Store
from tests.db.rows import WORDS, fill

EXAMPLES = [("notes", "text"), ("complaints", "description"), ("resources", "display")]


def erase(store: Store, table: str, column: str, action: str = "upkeep.erase") -> None:
    with store.acting("system:upkeep", action) as connection:
        erasing.erase(connection, metadata.tables[table], N, column, "retention")


def kept(store: Store, table: str, column: str) -> list[str]:
    rows = store.all(
        "SELECT value FROM audit_texts t JOIN audit_log l ON l.id = t.audit_id "
        "WHERE l.table_name = :t AND t.column_name = :c",
        t=table,
        c=column,
    )
    return [each.value for each in rows]


@pytest.mark.parametrize(("table", "column"), EXAMPLES)
def test_erased_words_are_gone_everywhere_and_no_break(living: Store, table: str, column: str) -> None:
    erase(living, table, column)
    living.seal()
    event = living.entry("erasures")
    found = living.found()
    assert found
    assert all(isinstance(each, Remark) and each.sentence.endswith(f"erased by event {event}") for each in found)
    assert living.all(f"SELECT {column} AS words FROM {table}")[0].words == ""
    assert kept(living, table, column) == [""]


@pytest.mark.parametrize(("table", "column"), EXAMPLES)
def test_words_erased_before_they_were_sealed_leave_nothing_to_miss(store: Store, table: str, column: str) -> None:
    with store.acting() as connection:
        fill(connection, N)
    erase(store, table, column)
    store.seal()
    assert store.found() == []
    assert kept(store, table, column) == [""]


def test_all_words_of_emptied_and_of_deleted_rows_are_erased(living: Store) -> None:
    captures = metadata.tables["captures"]
    with living.acting("staff:7", "evidence.purge") as connection:
        connection.execute(update(evidence).values(url="", title="", text=""))
        connection.execute(delete(captures))
        assert erasing.erase_words(connection, evidence, [N], "purged") == 6
        assert erasing.erase_words(connection, captures, [N], "purged") == 10
    living.seal()
    found = living.found()
    assert len(found) == 8
    assert all(isinstance(each, Remark) and "erased by event" in each.sentence for each in found)
    assert not any(each.value.startswith(f"{WORDS}-evidence") for each in living.all("SELECT value FROM audit_texts"))


def test_words_are_erased_only_by_the_act_of_erasing_and_with_a_tombstone(living: Store) -> None:
    for action, match in (("upkeep.erase", "append-only"), ("audit.erase", "append-only")):
        with pytest.raises(DatabaseError, match=match), living.acting("staff:7", action) as connection:
            connection.exec_driver_sql("DELETE FROM audit_texts")
    for action in ("upkeep.erase", "audit.erase"):
        with pytest.raises(DatabaseError, match="never altered"), living.acting("staff:7", action) as connection:
            connection.execute(update(notes).values(text=""))
    for table, column in (("staff", "password_hash"), ("resources", "key"), ("cases", "state")):
        with pytest.raises(ValueError, match="no words that can be erased"):
            erase(living, table, column)


def test_a_tombstone_lets_nothing_else_be_written_or_erased(living: Store) -> None:
    erase(living, "notes", "text")
    with pytest.raises(DatabaseError, match="never altered"), living.acting("staff:7", "audit.erase") as connection:
        connection.execute(update(notes).values(text="other words"))
    with pytest.raises(DatabaseError, match="append-only"), living.acting("staff:7", "audit.erase") as connection:
        connection.exec_driver_sql("DELETE FROM audit_texts WHERE column_name = 'description'")


def test_erasing_twice_changes_nothing_more(living: Store) -> None:
    for _ in range(2):
        erase(living, "notes", "text")
    living.seal()
    assert living.breaks() == []
    assert kept(living, "notes", "text") == [""]


def test_an_erased_column_filled_again_behind_the_triggers_back_is_found(living: Store) -> None:
    erase(living, "notes", "text")
    living.seal()
    living.tamper("UPDATE notes SET text = :w", w=f"{WORDS}-notes-text-{N}")
    assert living.breaks() == [f"notes {N}: the row is not what the log says: text"]


def test_an_erasure_taken_out_of_the_log_is_found(living: Store) -> None:
    erase(living, "notes", "text")
    living.seal()
    living.tamper("DELETE FROM erasures")
    assert any("no event says that they were erased" in line for line in living.breaks())
