from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.record.encoding import decode_base64
from comity.record.errors import ProofInvalid
from comity.record.merkle import EMPTY_ROOT, consistency_path, inclusion_path, leaf_hash, root_of
from comity.record.proof import check_consistency, check_inclusion

DATA = Path(__file__).parents[2] / "data" / "rfc9162"
INCLUSION = sorted(DATA.glob("inclusion/**/*.json"))
CONSISTENCY = sorted(DATA.glob("consistency/**/*.json"))
HASH = b"h" * 32


def read(file):
    case = json.loads(file.read_text())
    return case, [decode_base64(each) for each in case["proof"] or []]


def accepts(check, *arguments):
    try:
        check(*arguments)
    except ProofInvalid:
        return False
    return True


def test_vectors_are_all_there():
    assert (len(INCLUSION), len(CONSISTENCY)) == (98, 97)


@pytest.mark.parametrize("file", INCLUSION, ids=lambda file: str(file.relative_to(DATA)))
def test_check_inclusion_on_published_vectors(file):
    case, path = read(file)
    leaf, root = decode_base64(case["leafHash"]), decode_base64(case["root"])
    assert accepts(check_inclusion, leaf, case["leafIdx"], case["treeSize"], path, root) is not case["wantErr"]


@pytest.mark.parametrize("file", CONSISTENCY, ids=lambda file: str(file.relative_to(DATA)))
def test_check_consistency_on_published_vectors(file):
    case, path = read(file)
    roots = decode_base64(case["root1"]), decode_base64(case["root2"])
    assert accepts(check_consistency, case["size1"], case["size2"], *roots, path) is not case["wantErr"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((HASH, 1, 1, [], HASH), "proof.range"),
        ((HASH, -1, 1, [], HASH), "proof.range"),
        ((HASH, 0, 1, [HASH], HASH), "proof.length"),
        ((HASH, 0, 2, [], HASH), "proof.length"),
        ((HASH, 0, 2, [HASH], HASH), "proof.root"),
        ((HASH, 0, 2, [HASH[1:]], HASH), "proof.hash"),
    ],
)
def test_check_inclusion_says_why(arguments, code):
    with pytest.raises(ProofInvalid) as caught:
        check_inclusion(*arguments)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((2, 1, HASH, HASH, []), "proof.range"),
        ((-1, 1, HASH, HASH, []), "proof.range"),
        ((0, 1, HASH, HASH, []), "proof.root"),
        ((0, 0, EMPTY_ROOT, HASH, []), "proof.root"),
        ((0, 1, EMPTY_ROOT, HASH, [HASH]), "proof.length"),
        ((1, 2, HASH, HASH, []), "proof.length"),
        ((1, 2, HASH, HASH, [HASH, HASH]), "proof.length"),
        ((1, 4, HASH, HASH, [HASH]), "proof.length"),
        ((1, 2, HASH, HASH, [HASH]), "proof.root"),
        ((1, 2, HASH[1:], HASH, [HASH]), "proof.hash"),
    ],
)
def test_check_consistency_says_why(arguments, code):
    with pytest.raises(ProofInvalid) as caught:
        check_consistency(*arguments)
    assert caught.value.code == code


def test_check_consistency_from_the_empty_tree():
    check_consistency(0, 1, EMPTY_ROOT, HASH, [])
    check_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])


LEAVES = [leaf_hash(b"%d" % number) for number in range(40)]
ROOTS = [root_of(LEAVES[:size]) for size in range(41)]


def subtree(level, index):
    return root_of(LEAVES[index << level : (index + 1) << level])


@pytest.mark.parametrize("size", range(1, 41))
def test_every_proof_of_a_small_tree_checks(size):
    for index in range(size):
        check_inclusion(LEAVES[index], index, size, inclusion_path(subtree, index, size), ROOTS[size])
    for old in range(size + 1):
        check_consistency(old, size, ROOTS[old], ROOTS[size], consistency_path(subtree, old, size))
