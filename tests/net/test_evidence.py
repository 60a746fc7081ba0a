"""The evidence store: what was put in comes out unchanged, or it is said that it does not."""

import hashlib
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from complaints.net.evidence import EvidenceDamaged, EvidenceStore

KEY, OTHER = b"k" * 32, b"o" * 32
DATA = b"what was there when it was reported" * 100


@pytest.fixture
def store(tmp_path):
    return EvidenceStore(tmp_path / "evidence", KEY)


def files(tmp_path):
    return [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("data", [b"", b"x", DATA, os.urandom(300_000)])
def test_bytes_come_back_as_they_went_in(store, data):
    kept = store.put(data)
    assert (kept.sha256, kept.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert store.exists(kept.sha256)
    assert store.get(kept.sha256) == data


def test_nothing_readable_lies_in_the_files(store, tmp_path):
    store.put(DATA)
    (place,) = files(tmp_path)
    assert b"reported" not in place.read_bytes()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_the_same_bytes_are_kept_once(store, tmp_path):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(store.put, [DATA] * 40))) == 1
    assert len(files(tmp_path)) == 1
    assert list(store.hashes()) == [hashlib.sha256(DATA).hexdigest()]


@pytest.mark.parametrize("at", [0, 5, 20, -1])
def test_one_changed_byte_is_noticed_and_made_good_by_putting_again(store, tmp_path, at):
    kept = store.put(DATA)
    (place,) = files(tmp_path)
    sealed = bytearray(place.read_bytes())
    sealed[at] ^= 1
    place.write_bytes(sealed)
    assert not store.intact(kept.sha256)
    with pytest.raises(EvidenceDamaged, match="changed"):
        store.get(kept.sha256)
    store.put(DATA)
    assert store.get(kept.sha256) == DATA


@pytest.mark.parametrize("size", [0, 1, 12, 40])
def test_a_file_cut_short_is_noticed(store, tmp_path, size):
    kept = store.put(DATA)
    (place,) = files(tmp_path)
    os.truncate(place, size)
    with pytest.raises(EvidenceDamaged, match="changed"):
        store.get(kept.sha256)


def test_one_piece_of_evidence_cannot_stand_in_for_another(store, tmp_path):
    first, second = store.put(b"first"), store.put(b"second")
    places = {path.name: path for path in files(tmp_path)}
    places[first.sha256].write_bytes(places[second.sha256].read_bytes())
    with pytest.raises(EvidenceDamaged, match="changed"):
        store.get(first.sha256)


def test_another_key_opens_nothing_but_the_previous_key_still_does(store, tmp_path):
    kept = store.put(DATA)
    with pytest.raises(EvidenceDamaged, match="another key"):
        EvidenceStore(tmp_path / "evidence", OTHER).get(kept.sha256)
    assert EvidenceStore(tmp_path / "evidence", OTHER, previous=KEY).get(kept.sha256) == DATA


def test_what_is_missing_or_deleted_is_damaged(store):
    kept = store.put(DATA)
    store.delete(kept.sha256)
    store.delete(kept.sha256)
    assert not store.exists(kept.sha256)
    with pytest.raises(EvidenceDamaged, match="missing"):
        store.get(kept.sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n", "é" * 64])
def test_what_is_no_hash_reaches_no_file(store, name):
    with pytest.raises(EvidenceDamaged, match="not the hash"):
        store.get(name)


def test_a_writer_that_fails_leaves_nothing_readable_behind_and_the_next_one_makes_it_good(
    store, tmp_path, monkeypatch
):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    (tmp_path / "evidence" / hashlib.sha256(DATA).hexdigest()[:2]).mkdir(parents=True)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            store.put(DATA)
    assert [path.stat().st_size for path in files(tmp_path)] == [0]
    kept = store.put(DATA)
    assert store.get(kept.sha256) == DATA


def synced(monkeypatch):
    """Note what is synced to the disk, by path, in order."""
    order, sync = [], os.fsync

    def note(descriptor):
        order.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    return order


def test_content_name_and_a_new_folder_are_synced_before_it_counts_as_stored(store, tmp_path, monkeypatch):
    order = synced(monkeypatch)
    place = tmp_path / "evidence" / store.put(DATA).sha256[:2]
    whole = str(place / hashlib.sha256(DATA).hexdigest())
    assert order == [str(place.parent), whole, str(place)]
    order.clear()
    # Somebody stores the same while the first writer may not have synced yet.
    store.put(DATA)
    assert order == [whole, str(place)]


def test_what_a_killed_writer_left_half_done_is_made_good_and_its_drafts_go(store, tmp_path):
    kept = store.put(DATA)
    (place,) = files(tmp_path)
    os.truncate(place, 30)
    draft = place.with_name(".0123")
    draft.write_bytes(b"half")
    store.put(DATA)
    assert store.get(kept.sha256) == DATA
    folder, day = int(kept.sha256[:2], 16), timedelta(days=1)
    assert store.stored_before(datetime.now(UTC) - day, folder) == []
    assert draft.exists()
    assert store.stored_before(datetime.now(UTC) + day, folder) == [kept.sha256]
    assert files(tmp_path) == [place]
