"""The tree against RFC 6962 written out anew, against known answers, and against an independent implementation."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from complaints.domain.merkle import EMPTY_ROOT, Tree, leaf_hash, node_hash, unpacked

# The test vectors that certificate transparency logs share: these entries, and the root after each.
ENTRIES = [bytes.fromhex(each) for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                            "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def mth(entries: list[bytes]) -> bytes:
    """Compute the Merkle tree hash as RFC 6962, section 2.1, defines it."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    split = 1 << (len(entries) - 1).bit_length() - 1
    return sha256(b"\x01" + mth(entries[:split]) + mth(entries[split:])).digest()


def grown(entries: list[bytes]) -> Tree:
    tree = Tree()
    for entry in entries:
        tree.append(leaf_hash(entry))
    return tree


def test_the_empty_tree_has_the_root_of_the_standard() -> None:
    assert Tree().root() == EMPTY_ROOT == mth([])


def test_the_shared_vectors_give_the_known_roots() -> None:
    tree = Tree()
    for entry, root in zip(ENTRIES, ROOTS, strict=True):
        tree.append(leaf_hash(entry))
        assert tree.root().hex() == root


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_the_root_is_that_of_the_standard_at_every_size(entries: list[bytes]) -> None:
    tree = grown(entries)
    assert tree.size == len(entries)
    assert tree.root() == mth(entries)
    assert len(tree.edge) == tree.size.bit_count()


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=70))
def test_an_independent_implementation_agrees(entries: list[bytes]) -> None:
    other = InmemoryTree(algorithm="sha256")
    for entry in entries:
        other.append_entry(entry)
    assert grown(entries).root() == other.get_root()


@given(st.lists(st.binary(max_size=40), max_size=70), st.data())
def test_a_tree_goes_on_from_its_packed_edge(entries: list[bytes], data: st.DataObject) -> None:
    stop = data.draw(st.integers(0, len(entries)))
    kept = grown(entries[:stop])
    tree = unpacked(kept.size, kept.packed())
    for entry in entries[stop:]:
        tree.append(leaf_hash(entry))
    assert tree.root() == mth(entries)
    assert tree.packed() == grown(entries).packed()


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40), st.data())
def test_any_change_changes_the_root(entries: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    changed = [*entries]
    changed[place] += b"x"
    root = grown(entries).root()
    assert grown(changed).root() != root
    assert grown(entries[:place] + entries[place + 1 :]).root() != root


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 1_000])
def test_the_edge_stays_small(size: int) -> None:
    assert len(grown([b"x"] * size).edge) <= size.bit_length()
