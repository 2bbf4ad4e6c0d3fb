"""A hash stands for many, and each is shown to be among them (RFC 6962, 2.1)."""

import hmac
from hashlib import sha256

import pytest

from journal.rules import merkle
from journal.rules.disclosure import PARTS, digest_of, digests_of, key_of_leaf, leaf_of, salt_of
from journal.rules.merkle import BLOCK, EMPTY, Tree, leaf_hash, path_to, root_from, root_of
from law.canonical import canonical

LEAVES = [leaf_hash(bytes([number])) for number in range(9)]


def node(left, right):
    return sha256(b"\x01" + left + right).digest()


def test_leaves_and_nodes_are_hashed_apart():
    assert leaf_hash(b"x") == sha256(b"\x00x").digest()
    assert merkle.node_hash(b"l", b"r") == sha256(b"\x01lr").digest()


def test_the_root_is_built_as_the_standard_draws_it():
    a, b, c, d, e = LEAVES[:5]

    assert root_of([]) == EMPTY == sha256(b"").digest()
    assert root_of([a]) == a
    assert root_of([a, b, c]) == node(node(a, b), c)
    assert root_of([a, b, c, d, e]) == node(node(node(a, b), node(c, d)), e)


@pytest.mark.parametrize("size", range(1, 10))
def test_every_leaf_leads_to_the_root_and_no_other_does(size):
    leaves = LEAVES[:size]
    root = root_of(leaves)

    for index, leaf in enumerate(leaves):
        path = path_to(index, leaves)
        assert root_from(leaf, index, size, path) == root
        assert root_from(leaf_hash(b"other"), index, size, path) != root
        assert root_from(leaf, index, size, [*path, leaf]) is None
        assert path == [] or root_from(leaf, index, size, path[:-1]) is None


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_place_outside_the_tree_leads_nowhere(index, size):
    assert root_from(LEAVES[0], index, size, []) is None


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 3])
def test_a_tree_that_grows_has_the_root_of_all_leaves(size):
    leaves = [leaf_hash(str(number).encode()) for number in range(size)]
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)

    assert (tree.size, tree.root) == (size, root_of(leaves))
    assert len(tree.blocks) == -(-size // BLOCK)


@pytest.mark.parametrize("index", [0, BLOCK - 1, BLOCK, 2 * BLOCK + 2])
def test_a_path_needs_one_block_of_leaves(index):
    leaves = [leaf_hash(str(number).encode()) for number in range(2 * BLOCK + 3)]
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    start = index // BLOCK * BLOCK

    path = merkle.path_by_blocks(index, leaves[start : start + BLOCK], tree.blocks)

    assert root_from(leaves[index], index, len(leaves), path) == tree.root


def test_the_same_value_is_written_in_the_same_bytes():
    assert canonical({"b": [1, None], "a": "中"}) == '{"a":"中","b":[1,null]}'.encode()


def test_each_part_of_an_event_is_behind_a_salt_of_its_own():
    parts = {"facts": {"to": "submitted"}, "note": "", "data": {}, "clerk": None}
    key = key_of_leaf(b"secret of the day", b"event")

    digests = digests_of(parts, key)

    assert key == hmac.digest(b"secret of the day", b"event", "sha256")
    assert list(digests) == list(PARTS) == ["facts", "note", "data", "clerk"]
    salt = hmac.digest(key, b"facts", "sha256")
    assert salt_of(key, "facts") == salt
    written = salt + b'["facts",{"to":"submitted"}]'
    assert digests["facts"] == digest_of("facts", parts["facts"], salt) == sha256(written).digest()
    assert leaf_of(digests) == leaf_hash(b"".join(digests.values()))
