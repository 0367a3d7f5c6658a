from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.web.shared.drawings import Proof, ProofHeads, Sibling, proof
from comity.web.shared.drawings.proof import levels
from tests.unit.web.drawings.drawn import parsed, said

HEADS = ProofHeads("Path", "Digest", "Acts", "0 to 6", "Root: 0–6")


def siblings(low, high, index):
    """The ranges of RFC 6962's path, written here apart from the record's own code."""
    if high - low <= 1:
        return ()
    half = 1 << ((high - low - 1).bit_length() - 1)
    if index < low + half:
        return (*siblings(low, low + half, index), (low + half, high))
    return (*siblings(low + half, high, index), (low, low + half))


def drawing(index, size, *, rtl=False):
    path = tuple(Sibling(start, end, f"{start:04x}", f"{start}–{end - 1}") for start, end in siblings(0, size, index))
    return Proof("pf", "Proof", "From act to root.", index, size, "leaf", str(index), path, "root", HEADS, rtl=rtl)


def widths(row):
    return [
        (bar.get("class"), bar.get("x"), bar.get("width")) for bar in row.iter("rect") if bar.get("height") == "12"
    ][1:]


@given(st.integers(1, 5000).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))))
def test_proof_levels_grow_from_the_act_to_the_whole_log(place):
    index, size = place
    path = levels(drawing(index, size))
    grown = [(index, index + 1), *((min(at.start, at.sibling.start), max(at.end, at.sibling.end)) for at in path)]
    assert (grown[-1], [(at.start, at.end) for at in path]) == ((0, size), grown[:-1])


def test_proof_bars_tile_the_log():
    rows = parsed(proof(drawing(2, 8))).findall(".//tbody/tr")
    assert [widths(row) for row in rows] == [
        [("so-far", "0%", "100%")],
        [("so-far", "0%", "50%"), ("given", "50%", "50%")],
        [("so-far", "25%", "25%"), ("given", "0%", "25%")],
        [("so-far", "25%", "12.5%"), ("given", "37.5%", "12.5%")],
        [("so-far", "25%", "12.5%")],
    ]


def test_proof_from_right_to_left_is_mirrored():
    rows = parsed(proof(drawing(0, 4, rtl=True))).findall(".//tbody/tr")
    assert widths(rows[1]) == [("so-far", "50%", "50%"), ("given", "0%", "50%")]


def test_proof_of_the_only_act():
    rows = parsed(proof(drawing(0, 1))).findall(".//tbody/tr")
    assert [said(row[1]) for row in rows] == ["root", "leaf"]


@pytest.mark.parametrize(
    ("path", "why"),
    [(((5, 8),), "not beside it"), (((2, 3), (0, 2)), "the log is"), ((), "the log is")],
)
def test_proof_that_does_not_tile_is_refused(path, why):
    given_path = tuple(Sibling(start, end, "d", "r") for start, end in path)
    with pytest.raises(ValueError, match=why):
        proof(Proof("pf", "t", "d", 3, 8, "l", "3", given_path, "r", HEADS))


def test_proof_escapes_digests_and_ranges():
    path = (Sibling(1, 2, "<d>", "<r>"),)
    markup = proof(Proof("pf", "<t>", "<e>", 0, 2, "<l>", "<a>", path, "<o>", HEADS))
    assert [letter for letter in "drtelao" if f"<{letter}>" in markup] == []
