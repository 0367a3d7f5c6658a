from __future__ import annotations

import pytest

from comity.record.tiles import encode_bundle
from tests.interop import judges
from tests.interop.judges import JUDGES, JudgedBad, JudgeMissing
from tests.support.recordfolder import (
    OFFICERS,
    checkpoint_file,
    entries,
    record_files,
    vkeys,
    write_folder,
)

LARGE = entries(300)
FILES = record_files(LARGE, published=[120, 260])
SMALL = record_files(LARGE[:5], published=[2])


def said_of(judge, folder, files):
    return JUDGES[judge](write_folder(folder, files), vkeys()[0])


@pytest.mark.parametrize(
    ("judge", "said"),
    [
        ("go", "300 entries hold"),
        ("aics", "300 entries, 3 tiles, 2 bundles"),
        ("openssh", "400 signatures"),
    ],
)
def test_judge_finds_that_the_record_holds(judge, said, tmp_path):
    assert said_of(judge, tmp_path, FILES) == said


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257])
@pytest.mark.parametrize("judge", ["go", "aics"])
def test_judge_finds_that_a_record_at_an_edge_holds(judge, size, tmp_path):
    assert said_of(judge, tmp_path, record_files(LARGE[:size])).startswith(f"{size} entries")


# What each judge reads: left-over partial files are Go's alone, keys of acts are ssh-keygen's.
SEEN_BY = {
    "go": [
        "checkpoint",
        "policy",
        "tile/0/000",
        "tile/0/000.p/120",
        "tile/0/001.p/4",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/000.p/120",
        "tile/entries/001.p/4",
        "tile/entries/001.p/44",
    ],
    "aics": [
        "checkpoint",
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/44",
    ],
}


def test_every_file_is_seen_by_a_judge():
    assert set(FILES) == {*SEEN_BY["go"], "allowed_signers"}


@pytest.mark.parametrize(("judge", "path"), [(judge, path) for judge, paths in SEEN_BY.items() for path in paths])
@pytest.mark.parametrize("place", [0.0, 0.5, 0.98])
def test_judge_finds_one_flipped_bit(judge, path, place, tmp_path):
    changed = bytearray(FILES[path])
    # Lines of the ML-DSA key are none of these judges' business: stay before the end of the Ed25519 key's.
    ends = {"policy": FILES["policy"].index(b"\n"), "checkpoint": FILES["checkpoint"].index(b"\n", 150)}
    changed[int(place * ends.get(path, len(changed)))] ^= 1
    with pytest.raises(JudgedBad):
        said_of(judge, tmp_path, FILES | {path: bytes(changed)})


@pytest.mark.parametrize("path", SEEN_BY["aics"])
@pytest.mark.parametrize("judge", ["go", "aics"])
def test_judge_finds_a_missing_file(judge, path, tmp_path):
    with pytest.raises(JudgedBad):
        said_of(judge, tmp_path, {name: data for name, data in FILES.items() if name != path})


@pytest.mark.parametrize("judge", ["go", "aics"])
def test_judge_finds_another_tree_under_a_true_signature(judge, tmp_path):
    with pytest.raises(JudgedBad):
        said_of(judge, tmp_path, FILES | {"checkpoint": checkpoint_file(LARGE, root=bytes(32))})


@pytest.mark.parametrize("judge", ["go", "aics"])
def test_judge_refuses_another_key(judge, tmp_path):
    other = "records.example/forum" + vkeys()[0].removeprefix("records.example/forum").replace("+A", "+B", 1)
    with pytest.raises(JudgedBad):
        JUDGES[judge](write_folder(tmp_path, FILES), other)


@pytest.mark.parametrize("part", [b'"number":3', b'"sig":"U1NIU0lH', b'"signer":"TUR'])
def test_openssh_finds_a_changed_entry(part, tmp_path):
    index = part[:-1]
    changed = [raw.replace(part, index + bytes([part[-1] ^ 1])) for raw in LARGE[:5]]
    assert changed != LARGE[:5]
    with pytest.raises(JudgedBad):
        said_of("openssh", tmp_path, SMALL | {"tile/entries/000.p/5": encode_bundle(changed)})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"KAZ/minister", b"KAZ/ministes"),
        (b"act.v1@", b"act.v2@"),
        (OFFICERS["KAZ/minister"].public.openssh.encode(), OFFICERS["TUR/representative"].public.openssh.encode()),
    ],
)
def test_openssh_finds_a_changed_signer(old, new, tmp_path):
    assert old in SMALL["allowed_signers"]
    with pytest.raises(JudgedBad):
        said_of("openssh", tmp_path, SMALL | {"allowed_signers": SMALL["allowed_signers"].replace(old, new)})


def test_missing_program_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(JudgeMissing, match="apt-get install openssh-client"):
        judges.ssh_keygen()
