"""Verification says whole for what is whole, and names the place of every tampering with the log."""

import tracemalloc

import pytest
from sqlalchemy import insert, select, text, update

from complaints.db import verification, verification_rows
from complaints.db.audit_tables import audit_leaves, audit_log
from complaints.db.metadata import metadata
from complaints.db.sequencer import ENTRY, entry_of
from complaints.domain.audit import leaf_bytes
from complaints.domain.merkle import leaf_hash
from tests.db.conftest import N, Store
from tests.db.rows import AT, add_staff


def size(store: Store) -> int:
    return int(store.all("SELECT count(*) AS n FROM audit_leaves")[0].n)


def test_a_living_database_is_whole(living: Store) -> None:
    assert living.found() == []
    assert len(living.all("SELECT size FROM audit_heads")) > 10


def test_what_is_not_sealed_yet_is_no_break(living: Store) -> None:
    with living.acting() as connection:
        add_staff(connection, 92)
    assert living.found() == []


ENTRY_CHANGES = {
    "actor": "'staff:1'",
    "action": "'test.other'",
    "at": "at + 1",
    "tx": "'0'",
    "row_id": "'91'",
    "table_name": "'notices'",
    "op": "'delete'",
    "after": "'{}'",
    "before": "'{}'",
    "subject_staff": "NULL",
    "subject_case": "5",
}


def test_a_changed_entry_is_found(living: Store) -> None:
    changed = living.entry("staff", "update")
    place = living.leaf(changed)
    for column, value in ENTRY_CHANGES.items():
        kept = living.all(f"SELECT {column} AS kept FROM audit_log WHERE id = :i", i=changed)[0].kept
        living.tamper(f"UPDATE audit_log SET {column} = {value} WHERE id = :i", i=changed)
        assert any(
            line.startswith(f"leaf {place}: entry {changed} (") and line.endswith("was changed")
            for line in living.breaks()
        ), column
        living.tamper(f"UPDATE audit_log SET {column} = :kept WHERE id = :i", i=changed, kept=kept)
    assert living.found() == []


@pytest.mark.parametrize("nonsense", ["no JSON", "[1]", "5"])
def test_nonsense_in_an_entry_is_found_and_stops_nothing(living: Store, nonsense: str) -> None:
    changed = living.entry("staff")
    living.tamper("UPDATE audit_log SET after = :n, at = 9223372036854775807 WHERE id = :i", i=changed, n=nonsense)
    living.tamper("UPDATE audit_leaves SET commitments = :n WHERE audit_id = :i", i=living.entry("notes"), n=nonsense)
    found = living.breaks()
    assert f"leaf {living.leaf(changed)}: entry {changed} (staff 91) was changed" in found
    assert f"staff 91: entry {changed} cannot be read" in found


def test_a_removed_entry_is_found(living: Store) -> None:
    gone = living.entry("notes")
    place = living.leaf(gone)
    living.tamper("DELETE FROM audit_log WHERE id = :i", i=gone)
    assert f"leaf {place}: entry {gone} was removed from the log" in living.breaks()
    assert f"notes {N}: the row is there, but the log never saw it written" in living.breaks()


def test_a_removed_leaf_is_found(living: Store) -> None:
    place = living.leaf(living.entry("notes"))
    living.tamper("DELETE FROM audit_leaves WHERE leaf_index = :i", i=place)
    found = living.breaks()
    assert found[0] == f"leaf {place + 1}: the leaves {place} to {place} are missing"
    assert any("was never sealed" in line for line in found)


def test_entries_in_another_order_are_found(living: Store) -> None:
    first, second = living.entry("notes"), living.entry("staff")
    places = sorted((living.leaf(first), living.leaf(second)))
    with living.tampering() as connection:
        swap = text("UPDATE audit_leaves SET leaf_index = :to WHERE leaf_index = :was")
        for was, to in ((places[0], -1), (places[1], places[0]), (-1, places[1])):
            connection.execute(swap, {"was": was, "to": to})
    found = living.breaks()
    assert [line for line in found if "no longer have their sealed root" in line]
    for place in places:
        assert any(_covers(line, place) for line in found), place


def _covers(line: str, place: int) -> bool:
    words = line.split()
    return "root" in words and int(words[4]) <= place <= int(words[6])


def test_swapped_ids_are_found(living: Store) -> None:
    first, second = living.entry("notes"), living.entry("staff")
    with living.tampering() as connection:
        swap = text("UPDATE audit_log SET id = :to WHERE id = :was")
        for was, to in ((first, -1), (second, first), (-1, second)):
            connection.execute(swap, {"was": was, "to": to})
    found = living.breaks()
    for each in (first, second):
        assert any(line.startswith(f"leaf {living.leaf(each)}: entry {each} ") for line in found)


def test_a_tail_cut_off_is_found(living: Store) -> None:
    whole = size(living)
    with living.tampering() as connection:
        for statement in (
            "DELETE FROM audit_texts WHERE audit_id IN (SELECT audit_id FROM audit_leaves WHERE leaf_index >= :n)",
            "DELETE FROM audit_log WHERE id IN (SELECT audit_id FROM audit_leaves WHERE leaf_index >= :n)",
            "DELETE FROM audit_leaves WHERE leaf_index >= :n",
        ):
            connection.execute(text(statement), {"n": whole - 3})
    found = living.breaks()
    assert f"leaf {whole - 3}: the log was {whole} entries long once and holds {whole - 3} now: " in found[0] + " "
    living.tamper("DELETE FROM audit_heads WHERE size > :n", n=whole - 3)
    assert living.breaks(), "without the heads the rows still tell"


def test_a_changed_leaf_is_found(living: Store) -> None:
    changed = living.entry("staff", "update")
    place = living.leaf(changed)
    living.tamper("UPDATE audit_leaves SET leaf_hash = :h WHERE leaf_index = :i", h=bytes(32), i=place)
    found = living.breaks()
    assert f"leaf {place}: entry {changed} (staff {N}) was changed" in found
    assert any(_covers(line, place) for line in found)
    assert len(found) == 2, "later leaves are judged by themselves"


def test_an_entry_changed_together_with_its_leaf_is_found(living: Store) -> None:
    changed = living.entry("staff", "update")
    place = living.leaf(changed)
    with living.tampering() as connection:
        connection.execute(text("UPDATE audit_log SET actor = 'staff:1' WHERE id = :i"), {"i": changed})
        told = connection.execute(select(*ENTRY).where(audit_log.c.id == changed)).mappings()
        digest = leaf_hash(leaf_bytes(entry_of(told.one()), {}))
        connection.execute(update(audit_leaves).where(audit_leaves.c.leaf_index == place).values(leaf_hash=digest))
    (found,) = living.breaks()
    assert _covers(found, place)


@pytest.mark.parametrize(
    ("column", "sentence"), [("root", "sealed root"), ("frontier", "the sealed edge of the tree was changed")]
)
def test_a_changed_head_is_found(living: Store, column: str, sentence: str) -> None:
    heads = living.all("SELECT size FROM audit_heads ORDER BY size")
    chosen = heads[len(heads) // 2].size
    living.tamper(f"UPDATE audit_heads SET {column} = :v WHERE size = :s", v=bytes(32), s=chosen)
    (found,) = living.breaks()
    assert sentence in found


def test_a_head_of_another_size_and_a_last_head_removed_are_found(living: Store) -> None:
    whole = size(living)
    living.tamper("DELETE FROM audit_heads WHERE size = :s", s=whole)
    assert "from here on no sealed root covers the leaves" in living.breaks()[-1]
    living.tamper("INSERT INTO audit_heads SELECT :s, root, frontier, sealed_at FROM audit_heads WHERE size = 7", s=500)
    assert any(f"was 500 entries long once and holds {whole} now" in line for line in living.breaks())


def test_memory_does_not_grow_with_the_log(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "BATCH", 50)
    monkeypatch.setattr(verification_rows, "BATCH", 50)
    peaks = []
    for first, many in ((1_000, 500), (2_000, 4_000)):
        with store.acting() as connection:
            reads = [{"id": first + n, "what": "history", "reason": "a reason", "made_at": AT} for n in range(many)]
            connection.execute(insert(metadata.tables["personal_reads"]), reads)
        store.seal()
        assert store.found() == []
        tracemalloc.start()
        assert store.found() == []
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0], f"nine times the entries took {peaks} bytes"


def test_all_is_told_of_one_moment(living: Store) -> None:
    """Write while verification walks: what it began to look at stays as it was then."""
    with living.database.snapshot() as connection:
        walk = verification.verify(connection, metadata)
        connection.execute(select(audit_log.c.id).limit(1))  # the moment is that of the first look
        with living.acting() as other:
            add_staff(other, 92)
            other.execute(update(metadata.tables["cases"]).values(priority=77))
        living.seal()
        assert list(walk) == []
    assert living.found() == []
