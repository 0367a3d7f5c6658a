from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.record.checkpoint import Checkpoint
from comity.record.merkle import Edge, consistency_path, leaf_hash, root_of
from comity.record.policy import open_trusted
from comity.secretariat.disk import Disk
from comity.secretariat.faults import SignerRefused
from comity.secretariat.ports import Pledge
from comity.secretariat.signer import FileSigner
from tests.support.memory_house import KEYS
from tests.support.small_forum import ORIGIN
from tests.support.trouble import SetClock

LEAVES = [leaf_hash(bytes([number])) for number in range(9)]


@pytest.fixture
def signer(tmp_path: Path) -> Callable[[], FileSigner]:
    """Makes the signer of one file anew, as a restart does."""

    def make() -> FileSigner:
        keys = (KEYS.log, KEYS.log_mldsa)
        return FileSigner(tmp_path / "signed-heads", ORIGIN, keys, SetClock(), Disk(tmp_path))

    return make


def root(size: int) -> bytes:
    return root_of(LEAVES[:size])


def proof(old: int, new: int) -> list[bytes]:
    def read(level: int, index: int) -> bytes:
        return root_of(LEAVES[index << level : (index + 1) << level])

    return consistency_path(read, old, new)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(SignerRefused) as refused:
        call()
    return refused.value.code


def test_signer_signs_what_it_bound_itself_to(signer) -> None:
    made = signer()
    made.intend(3, root(3), [])
    note = made.sign(3, root(3))
    checkpoint, opened = open_trusted(note, KEYS.policy(ORIGIN))
    assert (checkpoint, len(opened.signatures)) == (Checkpoint(ORIGIN, 3, root(3)), 2)


def test_signer_remembers_across_restarts(signer) -> None:
    first = signer()
    assert first.last is None
    first.intend(3, root(3), [])
    assert (first.last, signer().last) == (Pledge(3, root(3), signed=False),) * 2
    first.sign(3, root(3))
    assert (first.last, signer().last) == (Pledge(3, root(3), signed=True),) * 2


def test_file_is_lines_that_a_person_can_read(signer, tmp_path: Path) -> None:
    made = signer()
    made.intend(3, root(3), [])
    made.sign(3, root(3))
    file = tmp_path / "signed-heads"
    pattern = r"intend 3 (\S{44})\nsigned 3 \1 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\n"
    assert re.fullmatch(pattern, file.read_text())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_signer_refuses_a_smaller_tree(signer) -> None:
    signer().intend(3, root(3), [])
    assert refusal(lambda: signer().intend(2, root(2), [])) == "signer.smaller"


def test_signer_refuses_another_tree_of_the_same_size(signer) -> None:
    signer().intend(3, root(3), [])
    assert refusal(lambda: signer().intend(3, root(4), [])) == "signer.other_root"


@pytest.mark.parametrize("given", [[], proof(2, 5), proof(3, 6), [bytes(32)]])
def test_signer_refuses_a_tree_not_shown_to_have_grown(signer, given: list[bytes]) -> None:
    signer().intend(3, root(3), [])
    assert refusal(lambda: signer().intend(5, root(5), given)) == "signer.inconsistent"


def test_signer_refuses_what_it_has_not_bound_itself_to(signer) -> None:
    assert refusal(lambda: signer().sign(3, root(3))) == "signer.not_intended"
    signer().intend(3, root(3), [])
    assert refusal(lambda: signer().sign(3, root(4))) == "signer.not_intended"


def test_refused_intent_leaves_no_line(signer, tmp_path: Path) -> None:
    signer().intend(3, root(3), [])
    before = (tmp_path / "signed-heads").read_bytes()
    refusal(lambda: signer().intend(2, root(2), []))
    assert (tmp_path / "signed-heads").read_bytes() == before


def test_signer_grows_with_its_tree(signer) -> None:
    made = signer()
    for old, new in ((0, 3), (3, 3), (3, 5), (5, 9)):
        made.intend(new, root(new), proof(old, new))
        made.sign(new, root(new))
    assert signer().last == Pledge(9, root(9), signed=True)


def test_unfinished_line_is_cut_off(signer, tmp_path: Path) -> None:
    signer().intend(3, root(3), [])
    file = tmp_path / "signed-heads"
    whole = file.read_bytes()
    for torn in range(1, len(whole)):
        file.write_bytes(whole + whole[:torn])
        assert (signer().last, file.read_bytes()) == (Pledge(3, root(3), signed=False), whole)


def test_first_line_unfinished_counts_as_none(signer, tmp_path: Path) -> None:
    (tmp_path / "signed-heads").write_bytes(b"intend 3 AAAA")
    assert signer().last is None
    assert (tmp_path / "signed-heads").read_bytes() == b""


@pytest.mark.parametrize("line", [b"", b"nonsense", b"intend 03 " + b"A" * 43 + b"=", b"intend 3 " + b"A" * 44])
def test_file_that_makes_no_sense_is_refused(signer, tmp_path: Path, line: bytes) -> None:
    (tmp_path / "signed-heads").write_bytes(line + b"\n")
    assert refusal(signer) == "signer.file_broken"


def test_last_line_of_a_long_file_is_found(signer, tmp_path: Path) -> None:
    edge, made = Edge(), signer()
    for size in range(1, 10):
        edge.append(LEAVES[size - 1])
        made.intend(size, edge.root(), proof(size - 1, size))
    file = tmp_path / "signed-heads"
    file.write_bytes(file.read_bytes() * 20)
    assert signer().last == Pledge(9, edge.root(), signed=False)
