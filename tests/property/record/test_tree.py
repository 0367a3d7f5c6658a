from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record.errors import ProofInvalid, RecordFault
from comity.record.history import History
from comity.record.merkle import Edge, consistency_path, inclusion_path, leaf_hash, node_hash, root_of
from comity.record.proof import check_consistency, check_inclusion
from comity.record.tiles import TileHashes, bundles_implied, new_tiles, parse_path, split_hashes, tiles_implied
from comity.record.verify import verify_hashes
from tests.support.recordfolder import MemorySource, record_files, trusted

LEAVES = [leaf_hash(b"%d" % number) for number in range(70_001)]
sizes = st.one_of(st.integers(1, 40), st.sampled_from([255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000]))
bits = st.integers(0, 255)


def textbook_root(leaves):
    """RFC 6962 §2.1 as it is written."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(textbook_root(leaves[:split]), textbook_root(leaves[split:]))


def read(level, index):
    return root_of(LEAVES[index << level : (index + 1) << level])


def flipped(data, bit):
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@given(st.integers(1, 600))
def test_root_of_is_the_textbook_root(size):
    assert root_of(LEAVES[:size]) == textbook_root(LEAVES[:size])


@given(st.data())
def test_inclusion_proofs_check_and_changed_ones_do_not(data):
    size = data.draw(sizes)
    index = data.draw(st.integers(0, size - 1))
    path, root = inclusion_path(read, index, size), root_of(LEAVES[:size])
    check_inclusion(LEAVES[index], index, size, path, root)
    bad = [
        (flipped(LEAVES[index], data.draw(bits)), index, size, path, root),
        (LEAVES[index], index, size, path, flipped(root, data.draw(bits))),
        (LEAVES[index], index, size, [*path, root], root),
    ]
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        changed = [*path]
        changed[at] = flipped(path[at], data.draw(bits))
        bad += [
            (LEAVES[index], index, size, changed, root),
            (LEAVES[index], index, size, path[:at] + path[at + 1 :], root),
            (LEAVES[index], index ^ 1, size, path, root),
        ]
    for arguments in bad:
        with pytest.raises(ProofInvalid):
            check_inclusion(*arguments)


@given(st.data())
def test_consistency_proofs_check_and_changed_ones_do_not(data):
    new = data.draw(sizes)
    old = data.draw(st.integers(1, new))
    path, roots = consistency_path(read, old, new), (root_of(LEAVES[:old]), root_of(LEAVES[:new]))
    check_consistency(old, new, *roots, path)
    bad = [
        (old, new, flipped(roots[0], data.draw(bits)), roots[1], path),
        (old, new, roots[0], flipped(roots[1], data.draw(bits)), path),
        (old, new, *roots, [*path, roots[0]]),
    ]
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        changed = [*path]
        changed[at] = flipped(path[at], data.draw(bits))
        bad += [(old, new, *roots, changed), (old, new, *roots, path[:at] + path[at + 1 :])]
    for arguments in bad:
        with pytest.raises(ProofInvalid):
            check_consistency(*arguments)


@given(st.integers(0, 600), st.integers(0, 600))
def test_edge_goes_on_wherever_it_was_kept(first, more):
    edge = Edge()
    for leaf in LEAVES[:first]:
        edge.append(leaf)
    edge = Edge(*edge.to_tuple())
    for leaf in LEAVES[first : first + more]:
        edge.append(leaf)
    assert edge.root() == root_of(LEAVES[: first + more])


@given(st.lists(st.integers(0, 200_000), min_size=1, max_size=6).map(sorted))
def test_tiles_written_while_growing_are_those_that_each_size_implies(growth):
    written = set()
    before = 0
    for size in growth:
        fresh = new_tiles(before, size)
        assert written.isdisjoint(fresh)
        written.update(fresh)
        assert {*tiles_implied(size), *bundles_implied(size)} <= written
        before = size
    assert all(parse_path(tile.path) == tile for tile in written)


@given(st.integers(1, 1200), st.lists(st.integers(1, 1200), max_size=3), st.data())
def test_hashes_read_from_tiles_lead_to_the_same_proofs(size, earlier, data):
    raw = [b"%d" % number for number in range(size)]
    files = record_files(raw, sorted(each for each in earlier if each <= size))
    index = data.draw(st.integers(0, size - 1))
    from_tiles = TileHashes(lambda tile: files.get(tile.path), size)
    assert inclusion_path(from_tiles, index, size) == inclusion_path(read, index, size)
    assert verify_hashes(MemorySource(files), trusted()).root == root_of(LEAVES[:size])


@given(st.integers(1, 600), st.data())
def test_one_bit_anywhere_is_found(size, data):
    files = record_files([b"%d" % number for number in range(size)], [size // 2])
    # Who signed is no matter of hashes.
    path = data.draw(st.sampled_from(sorted(set(files) - {"allowed_signers"})))
    bit = data.draw(st.integers(0, len(files[path]) * 8 - 1))
    with pytest.raises(RecordFault):
        verify_hashes(MemorySource(files | {path: flipped(files[path], bit)}), trusted())


@given(st.integers(1, 5000), st.data())
def test_history_knows_every_earlier_root(size, data):
    files = {number: LEAVES[number * 256 : number * 256 + 256] for number in range(20)}
    history = History(files.__getitem__)
    for leaf in LEAVES[:size]:
        history.append(leaf)
    for earlier in data.draw(st.lists(st.integers(0, size), min_size=1, max_size=5)):
        assert history.root_at(earlier) == root_of(LEAVES[:earlier])


@given(st.integers(0, 3))
def test_split_hashes_takes_32_bytes_each(count):
    assert split_hashes(b"".join(LEAVES[:count])) == LEAVES[:count]
