"""Erased words are gone from the row and from the log; verification says by which event, and that nothing is broken."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DatabaseError

from complaints.db import erasing
from complaints.db.metadata import metadata
from complaints.db.schema import notes
from complaints.domain.audit import Remark
from tests.db.conftest import N, Store
from tests.db.rows import WORDS, fill

NOW = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("table", "column"), [("notes", "text"), ("complaints", "description"), ("resources", "display")]
)
def test_erased_words_are_gone_everywhere_and_no_break(living: Store, table: str, column: str) -> None:
    with living.acting("system:upkeep", "audit.erase") as connection:
        erasing.erase(connection, metadata.tables[table], N, column, "retention", NOW)
    living.seal()
    event = living.entry("erasures")
    found = living.found()
    assert found
    assert all(isinstance(each, Remark) and each.sentence.endswith(f"erased by event {event}") for each in found)
    assert living.all(f"SELECT {column} AS words FROM {table}")[0].words == ""
    left = living.all(
        "SELECT value FROM audit_texts t JOIN audit_log l ON l.id = t.audit_id "
        "WHERE l.table_name = :t AND t.column_name = :c",
        t=table,
        c=column,
    )
    assert [each.value for each in left] == [""]


def test_words_are_not_erased_before_they_are_sealed(store: Store) -> None:
    with store.acting() as connection:
        fill(connection, N)
    with pytest.raises(erasing.NotSealed), store.acting("system:upkeep", "audit.erase") as connection:
        erasing.erase(connection, notes, N, "text", "retention", NOW)


def test_words_are_erased_only_by_the_act_of_erasing(living: Store) -> None:
    with pytest.raises(DatabaseError, match=r"never altered|append-only"), living.acting() as connection:
        erasing.erase(connection, notes, N, "text", "retention", NOW)
    with pytest.raises(DatabaseError, match="never altered"), living.acting("staff:7", "audit.erase") as connection:
        connection.execute(update(notes).values(text=""))
    for table, column in (("staff", "password_hash"), ("resources", "key"), ("cases", "state")):
        with pytest.raises(ValueError, match="no words that can be erased"), living.acting() as connection:
            erasing.erase(connection, metadata.tables[table], N, column, "retention", NOW)


def test_an_erased_column_filled_again_behind_the_triggers_back_is_found(living: Store) -> None:
    with living.acting("system:upkeep", "audit.erase") as connection:
        erasing.erase(connection, notes, N, "text", "retention", NOW)
    living.seal()
    living.tamper("UPDATE notes SET text = :w", w=f"{WORDS}-notes-text-{N}")
    assert living.breaks() == [f"notes {N}: the row is not what the log says: text"]


def test_an_erasure_taken_out_of_the_log_is_found(living: Store) -> None:
    with living.acting("system:upkeep", "audit.erase") as connection:
        erasing.erase(connection, notes, N, "text", "retention", NOW)
    living.seal()
    living.tamper("DELETE FROM erasures")
    assert any("no event says that they were erased" in line for line in living.breaks())
