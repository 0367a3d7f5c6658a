from __future__ import annotations

import hashlib

import pytest

from comity.record.encoding import decode_base64
from comity.record.errors import Malformed
from comity.record.merkle import EMPTY_ROOT, Edge, consistency_path, inclusion_path, leaf_hash, node_hash, root_of

A, B, C = (leaf_hash(each) for each in (b"a", b"b", b"c"))


def test_hashes_are_as_rfc_6962_says():
    assert leaf_hash(b"a") == hashlib.sha256(b"\x00a").digest()
    assert node_hash(A, B) == hashlib.sha256(b"\x01" + A + B).digest()
    assert decode_base64("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=") == EMPTY_ROOT


@pytest.mark.parametrize(
    ("leaves", "root"),
    [([], EMPTY_ROOT), ([A], A), ([A, B], node_hash(A, B)), ([A, B, C], node_hash(node_hash(A, B), C))],
)
def test_root_of_promotes_the_lone_right_node(leaves, root):
    assert root_of(leaves) == root


def test_edge_goes_on_from_what_was_kept():
    edge = Edge()
    for leaf in (A, B, C):
        edge.append(leaf)
    again = Edge(*edge.to_tuple())
    edge.append(A)
    again.append(A)
    assert again.to_tuple() == edge.to_tuple() == (4, (root_of([A, B, C, A]),))


@pytest.mark.parametrize(("size", "peaks"), [(1, ()), (0, (A,)), (3, (A,)), (-1, (A,))])
def test_edge_refuses_what_does_not_fit(size, peaks):
    with pytest.raises(Malformed) as caught:
        Edge(size, peaks)
    assert caught.value.code == "tree.edge"


@pytest.mark.parametrize(("index", "size"), [(-1, 1), (0, 0), (1, 1)])
def test_inclusion_path_refuses_what_is_not_in_the_tree(index, size):
    with pytest.raises(Malformed) as caught:
        inclusion_path(lambda *_: A, index, size)
    assert caught.value.code == "proof.range"


@pytest.mark.parametrize(("old", "new"), [(-1, 1), (2, 1)])
def test_consistency_path_refuses_a_tree_that_shrinks(old, new):
    with pytest.raises(Malformed) as caught:
        consistency_path(lambda *_: A, old, new)
    assert caught.value.code == "proof.range"


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 5), (5, 5)])
def test_consistency_path_is_empty_where_nothing_is_to_show(old, new):
    assert consistency_path(lambda *_: A, old, new) == []
