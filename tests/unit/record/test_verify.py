from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from comity.record.checkpoint import Checkpoint, sign_checkpoint
from comity.record.entry import Seen, act_line, compose, parse_entry, sign_act
from comity.record.errors import RecordFault
from comity.record.keys import PrivateKey
from comity.record.merkle import EMPTY_ROOT, leaf_hash, root_of
from comity.record.note import Ed25519Signer, parse_note
from comity.record.policy import Log, Policy, format_policy
from comity.record.signers import AllowedSigner
from comity.record.tiles import encode_bundle
from comity.record.verify import verify_hashes, verify_record
from tests.support.recordfolder import (
    LOG_KEY,
    OFFICERS,
    ORIGIN,
    MemorySource,
    an_act,
    an_entry,
    checkpoint_file,
    entries,
    record_files,
    trusted,
    vkeys,
)

SMALL = entries(3)
LARGE = entries(300)


def fault_of(files, policy=None, *, lists=True, verify=verify_record):
    with pytest.raises(RecordFault) as caught:
        verify(MemorySource(files, lists), policy or trusted())
    return caught.value.code, caught.value.path, caught.value.index


def test_verify_record_reports_what_it_found():
    seen, progress = [], []
    report = verify_record(
        MemorySource(record_files(LARGE, published=[100, 256])),
        trusted(),
        on_entry=lambda index, entry: seen.append((index, entry.raw)),
        on_progress=lambda done, size: progress.append((done, size)),
    )
    assert seen == list(enumerate(LARGE))
    assert progress == [(256, 300), (300, 300)]
    assert (report.size, report.root) == (300, root_of(map(leaf_hash, LARGE)))
    # checkpoint, policy, signers; 3 bundles; 3 tiles of level 0, one of level 1
    assert (report.files, report.signatures) == (3 + 3 + 4, 400)
    assert report.signers == tuple(AllowedSigner(name, key.public) for name, key in sorted(OFFICERS.items()))
    assert (report.first_entered, report.last_entered) == ("2026-11-23T10:00:00.000Z", "2026-11-23T10:00:00.299Z")


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257])
def test_verify_record_at_edges_of_tiles(count):
    report = verify_record(MemorySource(record_files(LARGE[:count])), trusted())
    assert report.size == count


def test_verify_record_without_list_reads_exactly_what_is_implied():
    files = record_files(LARGE)
    source = MemorySource(files, lists=False)
    verify_record(source, trusted())
    assert sorted(source.read_paths) == sorted(files)


def test_verify_record_without_list_takes_full_tiles_for_partial_ones_that_are_gone():
    files = record_files(LARGE[:256])
    older = record_files(LARGE[:100])
    mixed = {path: data for path, data in files.items() if path.startswith("tile/")}
    mixed |= {path: older[path] for path in ("checkpoint", "policy", "allowed_signers")}
    assert verify_record(MemorySource(mixed, lists=False), trusted()).size == 100


def test_verify_hashes_passes_over_signatures():
    raw = [b"one", b"two"]
    report = verify_hashes(MemorySource(record_files(raw)), trusted())
    assert (report.size, report.signatures, report.signers, report.first_entered) == (2, 0, (), None)


def test_verify_hashes_reports_progress():
    progress = []
    verify_hashes(MemorySource(record_files(SMALL)), trusted(), on_progress=lambda *each: progress.append(each))
    assert progress == [(3, 3)]


LISTED = record_files(SMALL, published=[1, 2])
FETCHED = record_files(SMALL)


@pytest.mark.parametrize(
    ("path", "lists"), [*((path, True) for path in sorted(LISTED)), *((path, False) for path in sorted(FETCHED))]
)
def test_verify_record_finds_one_flipped_bit_in_any_file(path, lists):
    files = LISTED if lists else FETCHED
    missed = []
    # Every byte of every file, and of each byte one bit in turn.
    for at in range(len(files[path])):
        changed = bytearray(files[path])
        changed[at] ^= 1 << at % 8
        try:
            verify_record(MemorySource(files | {path: bytes(changed)}, lists), trusted())
        except RecordFault:
            continue
        missed.append(at)
    assert missed == []


@pytest.mark.parametrize("path", ["checkpoint", "policy", "allowed_signers", "tile/0/000.p/3", "tile/entries/000.p/3"])
@pytest.mark.parametrize("lists", [True, False])
def test_verify_record_names_a_missing_file(path, lists):
    files = record_files(SMALL)
    del files[path]
    assert fault_of(files, lists=lists) == ("file.missing", path, None)


def test_verify_record_names_a_listed_file_that_cannot_be_read():
    class Forgetful(MemorySource):
        def list(self):
            return [*super().list(), "tile/0/000.p/2"]

    with pytest.raises(RecordFault) as caught:
        verify_record(Forgetful(record_files(SMALL)), trusted())
    assert (caught.value.code, caught.value.path) == ("file.missing", "tile/0/000.p/2")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("index.html", "file.unknown"),
        ("tile/0/000.p/03", "file.unknown"),
        ("tile/0/000.p/256", "file.unknown"),
        ("tile/8/0/000", "file.unknown"),
        ("tile/0/000.p/4", "file.ahead"),
        ("tile/0/000", "file.ahead"),
        ("tile/0/001.p/1", "file.ahead"),
        ("tile/1/000.p/1", "file.ahead"),
        ("tile/entries/001", "file.ahead"),
    ],
)
def test_verify_record_names_a_stray_file(path, code):
    assert fault_of(record_files(SMALL) | {path: b""}) == (code, path, None)


def test_verify_record_names_the_entry_whose_signature_fails():
    other = sign_act(PrivateKey.from_seed(b"x" * 32), act_line(an_act(7)), ORIGIN, "KAZ/minister")
    good = parse_entry(SMALL[1])
    bad = compose(good.line, [replace(good.signatures[0], sig=other.sig)], good.entered)
    assert fault_of(record_files([SMALL[0], bad])) == ("signature.wrong", "tile/entries/000.p/2", 1)


def test_verify_record_names_the_entry_that_is_none():
    assert fault_of(record_files([SMALL[0], b"{}\n"])) == ("entry.lines", "tile/entries/000.p/2", 1)


def test_verify_record_names_the_entry_entered_before_the_last():
    assert fault_of(record_files([an_entry(2), an_entry(1)])) == ("entry.time", "tile/entries/000.p/2", 1)


def test_verify_record_names_the_act_that_stands_twice():
    again = parse_entry(SMALL[0])
    raw = compose(again.line, again.signatures, "2026-11-23T11:00:00.000Z")
    assert fault_of(record_files([*SMALL, raw])) == ("entry.twice", "tile/entries/000.p/4", 3)


@pytest.mark.parametrize(
    "seen",
    [Seen(2, EMPTY_ROOT), Seen(1, EMPTY_ROOT), Seen(1, leaf_hash(SMALL[1])), Seen(0, leaf_hash(SMALL[0]))],
)
def test_verify_record_names_the_act_that_saw_another_tree(seen):
    files = record_files([SMALL[0], an_entry(1, an_act(1, seen=seen))])
    assert fault_of(files) == ("entry.seen", "tile/entries/000.p/2", 1)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 300])
def test_verify_record_recomputes_roots_long_past(size, monkeypatch):
    monkeypatch.setattr("comity.record.history.RECENT", 10)
    root = root_of(map(leaf_hash, LARGE[:size]))
    more = [an_entry(1000 + each, an_act(1000 + each, seen=Seen(size, root))) for each in range(230)]
    assert verify_record(MemorySource(record_files(LARGE + more)), trusted()).size == 530
    wrong = an_entry(1230, an_act(1230, seen=Seen(size, EMPTY_ROOT)))
    assert fault_of(record_files([*LARGE, *more, wrong]))[0] == "entry.seen"


def test_verify_record_names_the_leaf_whose_tile_differs():
    files = record_files(LARGE)
    tile = bytearray(files["tile/0/001.p/44"])
    tile[40] ^= 1
    changed = files | {"tile/0/001.p/44": bytes(tile)}
    assert fault_of(changed) == ("tile.leaf", "tile/0/001.p/44", 257)
    assert fault_of(changed, lists=False) == ("tile.leaf", "tile/0/001.p/44", 257)


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("tile/1/000.p/1", bytes(32), "tile.hash"),
        ("tile/0/000", bytes(8191), "tile.length"),
        ("tile/0/001.p/44", bytes(45 * 32), "tile.length"),
        ("tile/0/001.p/9", bytes(8 * 32), "tile.length"),
        ("tile/0/000.p/255", bytes(255 * 32), "tile.leaf"),
        ("tile/entries/001.p/44", encode_bundle(LARGE[256:299]), "bundle.width"),
        ("tile/entries/001.p/44", encode_bundle([*LARGE[256:], b""]), "bundle.width"),
        ("tile/entries/001.p/44", b"\0", "bundle.short"),
        ("tile/entries/001.p/9", encode_bundle(LARGE[256:264]), "bundle.differs"),
    ],
)
def test_verify_record_names_the_file_that_differs(path, data, code):
    assert fault_of(record_files(LARGE) | {path: data})[:2] == (code, path)


def test_verify_record_names_the_full_bundle_too_short_for_a_missing_partial_one():
    files = record_files(SMALL)
    files["tile/entries/000"] = encode_bundle(SMALL[:2])
    del files["tile/entries/000.p/3"]
    assert fault_of(files, lists=False)[:2] == ("bundle.width", "tile/entries/000")


def test_verify_record_demands_the_signed_root():
    wrong = record_files(SMALL) | {"checkpoint": checkpoint_file(SMALL, root=bytes(32))}
    assert fault_of(wrong) == ("root.differs", "checkpoint", None)


def test_verify_record_refuses_another_log():
    key = PrivateKey.from_seed(b"o" * 32)
    other = Policy.of_log(str(Ed25519Signer(ORIGIN, key).vkey))
    assert fault_of(record_files(SMALL), other) == ("note.unsigned", "checkpoint", None)


def test_verify_record_refuses_a_checkpoint_without_every_signature_of_the_log():
    files = record_files(SMALL)
    note = parse_note(files["checkpoint"])
    files["checkpoint"] = replace(note, signatures=note.signatures[:1]).to_bytes()
    assert fault_of(files) == ("checkpoint.unsigned", "checkpoint", None)


def test_verify_record_refuses_a_line_of_an_unknown_key():
    checkpoint = Checkpoint(ORIGIN, 3, root_of(map(leaf_hash, SMALL)))
    keys = [LOG_KEY, PrivateKey.from_seed(b"o" * 32)]
    note = sign_checkpoint(checkpoint, [Ed25519Signer(ORIGIN, key) for key in keys])
    files = record_files(SMALL) | {
        "checkpoint": note.to_bytes(),
        "policy": format_policy(Policy.of_log(vkeys()[0])),
    }
    assert fault_of(files) == ("checkpoint.unknown", "checkpoint", None)


def _policies():
    ours = Policy.of_log(*vkeys())
    stranger = Ed25519Signer("other.example/log", PrivateKey.from_seed(b"o" * 32)).vkey
    return {
        "url": (
            format_policy(replace(ours, logs=(Log(ours.logs[0].vkey, "https://a.example"), ours.logs[1]))),
            "policy.differs",
        ),
        "comment": (format_policy(ours) + b"# all is well\n", "policy.differs"),
        "spaces": (format_policy(ours).replace(b"log ", b"log  "), "policy.differs"),
        "not ours": (format_policy(Policy.of_log(vkeys()[1])), "policy.log"),
        "another log": (format_policy(Policy.of_log(*vkeys(), str(stranger))), "policy.log"),
        "nonsense": (b"quorum all\n", "policy.quorum"),
    }


@pytest.mark.parametrize("case", sorted(_policies()))
def test_verify_record_refuses_a_policy_that_says_something_else(case):
    data, code = _policies()[case]
    assert fault_of(record_files(SMALL) | {"policy": data}) == (code, "policy", None)


def test_verify_record_refuses_signers_that_did_not_sign():
    files = record_files(SMALL)
    extra = files["allowed_signers"].replace(b"KAZ/minister", b"AFG/minister", 1)
    assert fault_of(files | {"allowed_signers": extra}) == ("signers.differ", "allowed_signers", None)


def test_verify_record_lets_the_visitors_error_pass():
    class OutOfOrderError(Exception):
        pass

    def refuse(index, entry):
        raise OutOfOrderError(index, hashlib.sha256(entry.line).digest() == entry.act_hash)

    with pytest.raises(OutOfOrderError) as caught:
        verify_record(MemorySource(record_files(SMALL)), trusted(), on_entry=refuse)
    assert caught.value.args == (0, True)
