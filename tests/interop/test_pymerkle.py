from __future__ import annotations

import pytest
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from comity.record.merkle import consistency_path, inclusion_path, leaf_hash, root_of
from comity.record.proof import check_consistency

ENTRIES = [b"entry %d" % number for number in range(67)]
HASHES = [leaf_hash(entry) for entry in ENTRIES]


@pytest.fixture(scope="module")
def tree():
    made = InmemoryTree(algorithm="sha256")
    for entry in ENTRIES:
        made.append_entry(entry)
    return made


def read(level, index):
    return root_of(HASHES[index << level : (index + 1) << level])


@pytest.mark.parametrize("size", range(1, 68))
def test_roots_are_those_of_pymerkle(tree, size):
    assert root_of(HASHES[:size]) == tree.get_root(size)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 33, 67])
def test_inclusion_paths_are_those_of_pymerkle(tree, size):
    for index in range(size):
        proof = tree.prove_inclusion(index + 1, size)
        verify_inclusion(HASHES[index], root_of(HASHES[:size]), proof)
        # Its path has the leaf itself among the hashes.
        theirs = {bytes.fromhex(each) for each in proof.serialize()["path"]}
        assert theirs == {*inclusion_path(read, index, size), HASHES[index]}


@pytest.mark.parametrize("old", [1, 2, 3, 8, 33, 66])
def test_consistency_paths_lead_to_the_same_roots(tree, old):
    proof = tree.prove_consistency(old, 67)
    verify_consistency(root_of(HASHES[:old]), root_of(HASHES), proof)
    check_consistency(old, 67, tree.get_root(old), tree.get_root(67), consistency_path(read, old, 67))
