"""A Merkle tree (RFC 6962, 2.1): one hash stands for many, and each is shown to be among them.

Leaves and nodes are hashed apart, so that no node passes for a leaf. Leaves are gathered in blocks
whose hashes are kept: a path then needs one block of leaves and not the whole day.
"""

from collections.abc import Sequence
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"
EMPTY = sha256(b"").digest()
BLOCK = 1024  # a power of two, so that each full block is a subtree of its own


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of what stands in a leaf."""
    return sha256(LEAF + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two neighbours."""
    return sha256(NODE + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Return the root over hashes in their order; over none it is the hash of nothing."""
    level = list(hashes)
    while len(level) > 1:
        level = _level_above(level)
    return level[0] if level else EMPTY


def path_to(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """Return the neighbours that lead from one of the hashes up to the root."""
    path, level = [], list(hashes)
    while len(level) > 1:
        neighbour = index ^ 1
        if neighbour < len(level):
            path.append(level[neighbour])
        level, index = _level_above(level), index // 2
    return path


def _level_above(level: list[bytes]) -> list[bytes]:
    pairs = zip(level[::2], level[1::2], strict=False)
    above = [node_hash(left, right) for left, right in pairs]
    return above + level[-1:] if len(level) % 2 else above


def root_from(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that this path leads to, or nothing where it does not fit the tree."""
    if not 0 <= index < size:
        return None
    found, here, last, steps = leaf, index, size - 1, iter(path)
    while last > 0:
        if here % 2 or here < last:
            neighbour = next(steps, None)
            if neighbour is None:
                return None
            found = node_hash(neighbour, found) if here % 2 else node_hash(found, neighbour)
        here, last = here // 2, last // 2
    return found if next(steps, None) is None else None


class Tree:
    """A tree that grows leaf by leaf and keeps the hashes of its blocks only."""

    def __init__(self) -> None:
        self.size = 0
        self._full: list[bytes] = []
        self._open: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Put one more leaf behind the others."""
        self._open.append(leaf)
        self.size += 1
        if len(self._open) == BLOCK:
            self._full.append(root_of(self._open))
            self._open = []

    @property
    def blocks(self) -> list[bytes]:
        """The hash of each block, the last one as far as it has come."""
        return [*self._full, root_of(self._open)] if self._open else list(self._full)

    @property
    def root(self) -> bytes:
        """The hash that stands for all leaves."""
        return root_of(self.blocks)


def path_by_blocks(index: int, leaves: Sequence[bytes], blocks: Sequence[bytes]) -> list[bytes]:
    """Return the path of a leaf, from the leaves of its own block and the hashes of all blocks."""
    return path_to(index % BLOCK, leaves) + path_to(index // BLOCK, blocks)
