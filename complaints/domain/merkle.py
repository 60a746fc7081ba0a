"""The Merkle tree over the log: hashing of RFC 6962, section 2.1, folded entry by entry."""

from collections.abc import Iterable
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash one entry."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into one."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """The right edge of a growing tree: the roots of its perfect subtrees, largest first."""

    def __init__(self, size: int = 0, edge: Iterable[bytes] = ()) -> None:
        self.size = size
        self.edge = list(edge)

    def append(self, leaf: bytes) -> None:
        """Fold in the next leaf's hash."""
        self.edge.append(leaf)
        size = self.size
        while size & 1:
            right = self.edge.pop()
            self.edge.append(node_hash(self.edge.pop(), right))
            size >>= 1
        self.size += 1

    def root(self) -> bytes:
        """Give the hash of the whole tree."""
        if not self.edge:
            return EMPTY_ROOT
        root = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            root = node_hash(left, root)
        return root

    def packed(self) -> bytes:
        """Write the edge as bytes, to go on from later."""
        return b"".join(self.edge)


def unpacked(size: int, packed: bytes) -> Tree:
    """Take up a tree where `packed` left it."""
    return Tree(size, [packed[start : start + 32] for start in range(0, len(packed), 32)])
