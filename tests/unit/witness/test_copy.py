"""Single entries, proofs and whole copies out of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from comity.record.errors import RecordError, RecordFault
from comity.record.tlogproof import parse_tlog_proof, verify_tlog_proof
from comity.witness.audit import audit, trusted
from comity.witness.copy import Copy, NoSuchEntryError, write_copy
from comity.witness.sources import FolderSource
from tests.support.recordfolder import MemorySource
from tests.support.recordfolder import trusted as policy
from tests.support.syntheticforum import synthetic_entries, synthetic_record

SIZE = 300


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return synthetic_record(SIZE)


def copy_of(files: Mapping[str, bytes]) -> Copy:
    source = MemorySource(dict(files))
    return Copy(source, trusted(source, None))


@pytest.mark.parametrize("index", [0, 255, 256, SIZE - 1])
def test_entry_is_the_one_of_that_number(files, index):
    assert copy_of(files).entry(index).raw == synthetic_entries(SIZE)[index]


@pytest.mark.parametrize("index", [-1, SIZE, 10**12])
def test_entry_beyond_the_record_is_none_of_it(files, index):
    with pytest.raises(NoSuchEntryError, match=f"there is no entry {index}: the record has entries 0 to 299"):
        copy_of(files).entry(index)


@pytest.mark.parametrize("index", [0, 255, 256, SIZE - 1])
def test_proof_is_one_that_a_stranger_accepts(files, index):
    copy = copy_of(files)
    proof = parse_tlog_proof(copy.proof(index).to_bytes())
    assert verify_tlog_proof(proof, copy.entry(index).leaf_hash, policy()).size == SIZE


def test_proof_from_a_tile_that_was_changed_is_not_given_out(files):
    changed = bytearray(files["tile/0/000"])
    changed[40] ^= 1
    with pytest.raises(RecordError):
        copy_of({**files, "tile/0/000": bytes(changed)}).proof(0)


def test_copy_is_every_file_and_passes_an_audit(tmp_path, files):
    told = []
    written = write_copy(copy_of(files), tmp_path, lambda done, total: told.append((done, total)))
    source = FolderSource(tmp_path)
    same = {path: source.read(path) for path in source.list()} == files
    assert (same, written, told[-1], audit(source).record.size) == (True, len(files), (len(files),) * 2, SIZE)


def test_copy_of_a_record_that_grows_meanwhile_is_cut_to_its_checkpoint(tmp_path, files):
    # The partial tiles of the old size are gone; the full ones hold more than the copy may.
    grown = {**synthetic_record(600), **files}
    tidied = {path: data for path, data in grown.items() if not path.endswith("001.p/44")}
    write_copy(copy_of(tidied), tmp_path, lambda *_: None)
    source = FolderSource(tmp_path)
    assert {path: source.read(path) for path in source.list()} == files


def test_copy_without_a_checkpoint_is_none(files):
    with pytest.raises(RecordFault) as found:
        copy_of({path: data for path, data in files.items() if path != "checkpoint"})
    assert found.value.path == "checkpoint"


def test_record_that_never_stands_still_is_said_to_move(files):
    class Restless(MemorySource):
        def read(self, path: str) -> bytes | None:
            data = super().read(path)
            return data + str(len(self.read_paths)).encode() if data and path == "checkpoint" else data

    with pytest.raises(RecordFault) as found:
        Copy(Restless(dict(files)), replace(policy()))
    assert found.value.code == "checkpoint.moving"
