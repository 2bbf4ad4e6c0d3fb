"""The tree is that of RFC 6962: its test vectors, its paths, its blocks."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.rules.merkle import (
    BLOCK,
    EMPTY,
    Tree,
    leaf_hash,
    path_by_blocks,
    path_to,
    root_from,
    root_of,
)

# The leaves and roots of the reference implementation of Certificate Transparency.
LEAVES = [
    bytes.fromhex(each)
    for each in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
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


def hashes(size):
    return [leaf_hash(str(each).encode()) for each in range(size)]


def test_the_root_over_nothing_is_the_hash_of_nothing():
    assert Tree().root == root_of([]) == EMPTY == sha256(b"").digest()


@pytest.mark.parametrize(("size", "root"), list(enumerate(ROOTS, start=1)))
def test_the_roots_are_those_of_the_reference(size, root):
    assert root_of([leaf_hash(each) for each in LEAVES[:size]]).hex() == root


@given(st.integers(1, 300), st.data())
def test_each_leaf_has_a_path_to_the_root_and_no_other_leaf_has_it(size, data):
    leaves, index = hashes(size), data.draw(st.integers(0, size - 1))
    path, root = path_to(index, leaves), root_of(leaves)

    assert root_from(leaves[index], index, size, path) == root
    assert root_from(leaf_hash(b"other"), index, size, path) != root
    if size > 1:
        assert root_from(leaves[index], (index + 1) % size, size, path) != root


@pytest.mark.parametrize("spoil", [lambda p: p[:-1], lambda p: [*p, EMPTY], lambda p: [EMPTY] * 3])
def test_a_path_that_was_spoilt_leads_elsewhere(spoil):
    leaves = hashes(11)

    assert root_from(leaves[5], 5, 11, spoil(path_to(5, leaves))) != root_of(leaves)


@pytest.mark.parametrize("size", [1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 5 * BLOCK + 17])
def test_a_tree_of_blocks_is_the_same_tree(size):
    leaves, tree = hashes(size), Tree()
    for leaf in leaves:
        tree.add(leaf)

    assert tree.root == root_of(leaves)
    for index in {0, size // 2, size - 1}:
        first = index - index % BLOCK
        path = path_by_blocks(index, leaves[first : first + BLOCK], tree.blocks)
        assert path == path_to(index, leaves)
