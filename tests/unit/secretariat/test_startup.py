"""Each way in which entries, tiles, heads and signer can disagree is named; what a crash leaves is completed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.forum.audit import audit
from comity.record.checkpoint import Checkpoint, sign_checkpoint
from comity.record.files import HEAD_FILES
from comity.record.keys import PrivateKey
from comity.record.merkle import Edge, leaf_hash
from comity.record.note import Ed25519Signer
from comity.record.policy import format_policy
from comity.secretariat import startup
from comity.secretariat.faults import Fault, StartRefused
from comity.secretariat.ports import Head, Stored
from tests.support.memory_house import KEYS, MemoryHouse
from tests.support.small_forum import ORIGIN, meeting


def signed(size: int, root: bytes, log: PrivateKey = KEYS.log) -> bytes:
    return sign_checkpoint(Checkpoint(ORIGIN, size, root), [Ed25519Signer(ORIGIN, log)]).to_bytes()


def lose_last(house: MemoryHouse) -> None:
    house.ledger.rows.pop()


def lose_last_and_head(house: MemoryHouse) -> None:
    house.ledger.rows.pop()
    house.ledger.heads.clear()


def lose_heads(house: MemoryHouse) -> None:
    house.ledger.heads.clear()
    (house.path / "signed-heads").unlink()


def lose_signer(house: MemoryHouse) -> None:
    (house.path / "signed-heads").unlink()


def lose_everything_but_tiles(house: MemoryHouse) -> None:
    lose_heads(house)
    (house.path / "record" / "checkpoint").unlink()
    house.ledger.rows.clear()


def sign_another_tree(house: MemoryHouse) -> None:
    lines = (house.path / "signed-heads").read_text().split("\n")
    (house.path / "signed-heads").write_text("\n".join(lines[:-2]).replace(lines[0][10:20], "A" * 10) + "\n")


def publish_another_tree(house: MemoryHouse) -> None:
    house.files.replace_checkpoint(signed(10, bytes(32)))


def publish_nonsense(house: MemoryHouse) -> None:
    house.files.replace_checkpoint(b"nonsense\n")


def publish_as_stranger(house: MemoryHouse) -> None:
    house.files.replace_checkpoint(signed(10, house.ledger.heads[-1].root, PrivateKey.from_seed(b"\3" * 32)))


def change_head_note(house: MemoryHouse) -> None:
    head = house.ledger.heads[-1]
    house.ledger.heads[-1] = Head(head.size, head.root, head.note.replace(b"\n10\n", b"\n11\n"))


def change_head_root(house: MemoryHouse) -> None:
    head = house.ledger.heads[-1]
    house.ledger.heads[-1] = Head(head.size, bytes(32), head.note)


def change_last_entry(house: MemoryHouse) -> None:
    last = house.ledger.rows[-1]
    house.ledger.rows[-1] = Stored(last.index, last.raw.replace(b"SECRETARIAT", b"SECRETARIAZ"), last.leaf_hash)


def change(path: str) -> Callable[[MemoryHouse], None]:
    def spoil(house: MemoryHouse) -> None:
        file = house.path / "record" / path
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(bytes(data))

    return spoil


def cut(path: str) -> Callable[[MemoryHouse], None]:
    def spoil(house: MemoryHouse) -> None:
        file = house.path / "record" / path
        file.write_bytes(file.read_bytes()[:-1])

    return spoil


DISAGREEMENTS = [
    (lose_last, "start.head_ahead"),
    (lose_last_and_head, "start.signer_ahead"),
    (lose_heads, "start.checkpoint_ahead"),
    (lose_signer, "start.signer_behind"),
    (lose_everything_but_tiles, "start.tiles_ahead"),
    (sign_another_tree, "start.signer_differs"),
    (publish_another_tree, "start.checkpoint_differs"),
    (publish_nonsense, "start.checkpoint_broken"),
    (publish_as_stranger, "start.checkpoint_broken"),
    (change_head_note, "start.head_broken"),
    (change_head_root, "start.head_broken"),
    (change_last_entry, "start.entries_differ"),
    (change("tile/0/000.p/10"), "start.tiles_differ"),
    (change("tile/entries/000.p/10"), "start.tiles_differ"),
    (cut("tile/0/000.p/10"), "start.tiles_differ"),
    (cut("tile/entries/000.p/10"), "start.tiles_differ"),
    (change("allowed_signers"), "start.tiles_differ"),
]


@pytest.mark.parametrize(("spoil", "code"), DISAGREEMENTS)
def test_disagreement_is_named(house: MemoryHouse, spoil: Callable[[MemoryHouse], None], code: str) -> None:
    spoil(house)
    before = everything(house.path)
    with pytest.raises(StartRefused) as refused:
        house.open()
    assert refused.value.code == code
    assert "%(" not in f"{refused.value} {refused.value.remedy}"
    assert everything(house.path) == before


def test_changed_full_tile_is_named(tmp_path: Path) -> None:
    house = MemoryHouse(tmp_path).begin(*(meeting(number) for number in range(2, 300)))
    file = tmp_path / "record" / "tile" / "1" / "000.p" / "1"
    file.write_bytes(bytes(32))
    with pytest.raises(StartRefused) as refused:
        house.open()
    assert refused.value.code == "start.tree_differs"


@pytest.mark.parametrize("path", ["tile/0/000", "tile/entries/000"])
def test_bit_flipped_in_a_full_tile_or_bundle_is_named(tmp_path: Path, path: str) -> None:
    house = MemoryHouse(tmp_path).begin(*(meeting(number) for number in range(2, 300)))
    change(path)(house)
    assert refused_start(house) == ("start.tiles_differ", path)


def test_entry_changed_far_from_the_end_is_named(tmp_path: Path) -> None:
    house = MemoryHouse(tmp_path).begin(*(meeting(number) for number in range(2, 300)))
    entry = house.ledger.rows[10]
    house.ledger.rows[10] = Stored(10, entry.raw.replace(b"SECRETARIAT", b"SECRETARIAZ"), entry.leaf_hash)
    assert refused_start(house) == ("start.entries_differ", 10)


def test_entry_changed_with_its_hash_leads_elsewhere(tmp_path: Path) -> None:
    house = MemoryHouse(tmp_path).begin(*(meeting(number) for number in range(2, 300)))
    raw = house.ledger.rows[10].raw.replace(b"SECRETARIAT", b"SECRETARIAZ")
    house.ledger.rows[10] = Stored(10, raw, leaf_hash(raw))
    assert refused_start(house)[0] == "start.entries_lead_elsewhere"


def test_long_record_is_compared_at_its_end_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = MemoryHouse(tmp_path).begin(*(meeting(number) for number in range(2, 300)))
    monkeypatch.setattr(startup, "WHOLE", len(house.ledger.rows) - 1)
    change("tile/entries/000")(house)
    door = house.open()
    monkeypatch.setattr(startup, "WHOLE", len(house.ledger.rows))
    assert (door.head, refused_start(house)[0]) == (house.ledger.head(), "start.tiles_differ")


def refused_start(house: MemoryHouse) -> tuple[str, object]:
    """The code with which a start is refused, and the first thing that it names."""
    with pytest.raises(StartRefused) as refused:
        house.open()
    return refused.value.code, next(iter(refused.value.words.values()))


def test_short_full_tile_is_named(tmp_path: Path) -> None:
    house = MemoryHouse(tmp_path).begin(*(meeting(number) for number in range(2, 300)))
    (tmp_path / "record" / "tile" / "0" / "000").write_bytes(bytes(31))
    with pytest.raises(StartRefused) as refused:
        house.open()
    assert refused.value.code == "start.tiles_differ"


def test_record_opens_as_it_was_left(house: MemoryHouse) -> None:
    before = everything(house.path)
    door = house.open()
    assert (door.head, everything(house.path)) == (house.ledger.head(), before)


def test_missing_files_are_made_anew_from_the_entries(tmp_path: Path) -> None:
    house = MemoryHouse(tmp_path).begin(*(meeting(number) for number in range(2, 300)))
    before = everything(tmp_path)
    shutil.rmtree(tmp_path / "record")
    (tmp_path / "record").mkdir()
    house.open()
    assert everything(tmp_path) == before


@pytest.mark.parametrize("lost", ["checkpoint", "allowed_signers", "tile/0/000.p/10", "tile/entries/000.p/10"])
def test_missing_file_is_made_anew(house: MemoryHouse, lost: str) -> None:
    before = everything(house.path)
    (house.path / "record" / lost).unlink()
    house.open()
    assert everything(house.path) == before


@pytest.mark.parametrize("reached", ["entries", "tiles", "intent", "signed", "head"])
def test_unfinished_publication_is_finished(house: MemoryHouse, reached: str) -> None:
    old = house.ledger.heads[-1]
    checkpoint, heads = house.files.checkpoint(), (house.path / "signed-heads").read_text()
    house.desk.enter_all([meeting(2), meeting(3)])
    steps = ["entries", "tiles", "intent", "signed", "head"]
    done = steps.index(reached)
    house.files.replace_checkpoint(checkpoint or b"")
    if done < steps.index("head"):
        house.ledger.heads[:] = [old]
    if done < steps.index("signed"):
        lines = (house.path / "signed-heads").read_text().splitlines(keepends=True)
        (house.path / "signed-heads").write_text("".join(lines[:-1]))
    if done < steps.index("intent"):
        (house.path / "signed-heads").write_text(heads)
    if done < steps.index("tiles"):
        for file in (house.path / "record" / "tile").rglob("12"):
            file.unlink()
    house.open()
    assert verified(house) == (12, house.ledger.heads[-1].root)
    assert house.desk.enter_all([meeting(4)])[0].index == 12


def test_partial_tiles_left_beside_full_ones_are_removed(tmp_path: Path) -> None:
    house = MemoryHouse(tmp_path).begin(*(meeting(number) for number in range(2, 300)))
    before = everything(tmp_path)
    for level in ("0", "entries"):
        folder = tmp_path / "record" / "tile" / level / "000.p"
        folder.mkdir()
        (folder / "255").write_bytes(b"left over")
    house.open()
    assert everything(tmp_path) == before


def test_entries_that_lead_elsewhere_are_not_published(house: MemoryHouse) -> None:
    entry = house.ledger.rows[3]
    raw = entry.raw.replace(b"KAZ", b"MNG")
    house.ledger.rows[3] = Stored(3, raw, entry.leaf_hash)
    before = everything(house.path)
    with pytest.raises(StartRefused) as refused:
        house.start().rederive()
    assert (refused.value.code, everything(house.path)) == ("start.entries_lead_elsewhere", before)


def test_rederived_files_are_the_same(tmp_path: Path) -> None:
    house = MemoryHouse(tmp_path).begin(*(meeting(number) for number in range(2, 300)))
    house.desk.enter_all([meeting(400)])
    before = everything(tmp_path)
    for path in list(house.files.list()):
        if path not in HEAD_FILES:
            change(path)(house)
    change("allowed_signers")(house)
    assert everything(tmp_path) != before
    house.start().rederive()
    assert everything(tmp_path) == before


def test_nothing_is_rederived_of_an_empty_record(tmp_path: Path) -> None:
    house = MemoryHouse(tmp_path)
    house.start().rederive()
    assert list(house.files.list()) == []


def test_entries_changed_before_they_are_signed_are_not_signed(house: MemoryHouse) -> None:
    checkpoint, heads = house.files.checkpoint(), (house.path / "signed-heads").read_text()
    house.desk.enter_all([meeting(2)])
    house.ledger.heads.pop()
    house.files.replace_checkpoint(checkpoint or b"")
    (house.path / "signed-heads").write_text(heads)
    change_last_entry(house)
    with pytest.raises(Fault) as refused:
        house.open()
    assert (refused.value.code, (house.path / "signed-heads").read_text()) == ("sequence.stored_differs", heads)


def everything(path: Path) -> dict[str, bytes]:
    """Every file of a data folder, but for what is still being written."""
    files = (file for file in path.rglob("*") if file.is_file() and "spare" not in file.parts)
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in files}


def verified(house: MemoryHouse) -> tuple[int, bytes]:
    house.files.replace_policy(format_policy(house.policy))
    found = audit(house.files, house.policy)
    report, replay = found.record, found.replay
    edge = Edge()
    for each in house.ledger.rows:
        edge.append(each.leaf_hash)
    assert replay.root_at(report.size) == edge.root()
    return report.size, report.root
