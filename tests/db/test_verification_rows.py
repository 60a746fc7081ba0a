"""Verification holds every row against its entries, and every entry against those before it."""

import pytest
from sqlalchemy import insert

from complaints.db.schema import staff
from complaints.domain.audit import Remark
from tests.db.conftest import N, Store
from tests.db.rows import row

ROW_CHANGES = {
    "closed values": ("UPDATE cases SET priority = 1000", f"cases {N}", "priority"),
    "words": ("UPDATE notes SET text = 'other'", f"notes {N}", "text"),
    "words removed": ("UPDATE proposals SET proportionality = NULL", f"proposals {N}", "proportionality"),
    "words added": ("UPDATE proposals SET reason = 'other'", f"proposals {N}", "reason"),
    "a password": ("UPDATE staff SET password_hash = 'mine' WHERE id = 91", "staff 91", "password_hash"),
    "a secret removed": ("UPDATE complaints SET network_token = NULL", f"complaints {N}", "network_token"),
}


@pytest.mark.parametrize("what", ROW_CHANGES)
def test_a_row_changed_behind_the_triggers_back_is_found(living: Store, what: str) -> None:
    statement, where, column = ROW_CHANGES[what]
    living.tamper(statement)
    assert living.breaks() == [f"{where}: the row is not what the log says: {column}"]


def test_a_row_deleted_behind_the_triggers_back_is_found(living: Store) -> None:
    living.tamper("DELETE FROM notes")
    assert living.breaks() == [f"notes {N}: the row is gone, but the log never saw it deleted"]


def test_a_row_written_behind_the_triggers_back_is_found(living: Store) -> None:
    with living.tampering() as connection:
        connection.execute(insert(staff).values(**row("staff", 95)))
    assert living.breaks() == ["staff 95: the row is there, but the log never saw it written"]


def test_changed_words_and_a_changed_salt_in_the_log_are_found(living: Store) -> None:
    said = living.entry("notes")
    named = f"leaf {living.leaf(said)}: the words after.text of entry {said} (notes {N}) or their salt were changed"
    for column, value in (("value", "other words"), ("salt", bytes(16))):
        kept = living.all(f"SELECT {column} AS kept FROM audit_texts WHERE audit_id = :i", i=said)[0].kept
        living.tamper(f"UPDATE audit_texts SET {column} = :v WHERE audit_id = :i", v=value, i=said)
        assert named in living.breaks()
        living.tamper(f"UPDATE audit_texts SET {column} = :v WHERE audit_id = :i", v=kept, i=said)
    assert living.found() == []
    living.tamper("DELETE FROM audit_texts WHERE audit_id = :i", i=said)
    assert any("are gone, and no event says that they were erased" in line for line in living.breaks())


def test_a_changed_salt_of_a_seal_is_found(living: Store) -> None:
    living.tamper("UPDATE audit_seals SET salt = :v WHERE table_name = 'reporters'", v=bytes(16))
    assert living.breaks() == [f"reporters {N}: the row is not what the log says: key_hash"]
    living.tamper("DELETE FROM audit_seals WHERE table_name = 'reporters'")
    assert living.breaks() == [f"reporters {N}: the row is not what the log says: key_hash"]


FORGED = (
    "INSERT INTO audit_log (id, at, tx, actor, action, table_name, row_id, op, before, after) "
    "VALUES (:id, 1, '0', 'staff:7', 'test.forge', :table, :row, :op, :before, :after)"
)


def forge(store: Store, entry_id: int, op: str, before: str | None, after: str | None, row_id: str = "91") -> None:
    values = {"id": entry_id, "table": "staff", "row": row_id, "op": op, "before": before, "after": after}
    store.tamper(FORGED, **values)


def test_an_entry_put_into_a_gap_is_found(living: Store) -> None:
    place = living.all("SELECT settled FROM sequencer_place")[0].settled
    assert place > 0
    forge(living, -5, "update", '{"role": "reviewer"}', '{"role": "reviewer"}')
    living.seal()
    assert any(line.startswith("entry -5: ") and "never sealed" in line for line in living.breaks())


@pytest.mark.parametrize(
    ("row_id", "op", "before", "after", "sentence"),
    [
        ("95", "insert", None, '{"id": 95}', "staff 95: the row is gone, but the log never saw it deleted"),
        ("91", "insert", None, '{"id": 91}', "writes the row a second time"),
        ("91", "delete", '{"id": 91}', None, "staff 91: the row is there, but the log never saw it written"),
        ("95", "delete", '{"id": 95}', None, "speaks of a row that was not there"),
        (
            "91",
            "update",
            '{"role": "reviewer"}',
            '{"role": "admin"}',
            "staff 91: the row is not what the log says: role",
        ),
        ("91", "update", '{"role": "admin"}', '{"role": "reviewer"}', "tells another story of what was before: role"),
    ],
)
def test_a_forged_entry_that_the_sequencer_sealed_is_found(
    living: Store, row_id: str, op: str, before: str | None, after: str | None, sentence: str
) -> None:
    forge(living, 5_000, op, before, after, row_id)
    assert living.seal() == 1
    assert any(sentence in line for line in living.breaks())


def test_an_entry_older_than_what_was_sealed_before_it_is_remarked(living: Store) -> None:
    forge(living, 5_000, "update", '{"role": "reviewer"}', '{"role": "reviewer"}')
    living.seal()
    (found,) = living.found()
    assert isinstance(found, Remark)
    assert "claims to be more than an hour older" in found.sentence
