"""Small records made for tests with the record package itself, as files in memory or in a folder."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from comity.record.checkpoint import Checkpoint, sign_checkpoint
from comity.record.cosignature import MlDsaKey, MlDsaSigner
from comity.record.encoding import HASH_LENGTH
from comity.record.entry import Act, Seen, act_line, compose, sign_act
from comity.record.files import ALLOWED_SIGNERS, CHECKPOINT, POLICY
from comity.record.keys import PrivateKey
from comity.record.merkle import EMPTY_ROOT, leaf_hash, root_of
from comity.record.note import Ed25519Signer
from comity.record.policy import Policy, format_policy
from comity.record.signers import AllowedSigner, format_allowed_signers
from comity.record.tiles import ENTRIES, TILE_HEIGHT, TILE_WIDTH, Tile, encode_bundle, new_tiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ORIGIN = "records.example/forum"
TIMESTAMP = 1_795_428_131
LOG_KEY = PrivateKey.from_seed(b"l" * 32)
LOG_ML_DSA_KEY = MlDsaKey.from_seed(b"m" * 32)
OFFICERS = {
    "KAZ/minister": PrivateKey.from_seed(b"k" * 32),
    "TUR/representative": PrivateKey.from_seed(b"t" * 32),
}


@dataclass
class MemorySource:
    """A record's files by path; ``lists`` says whether it can tell their names, as a web server cannot."""

    files: dict[str, bytes]
    lists: bool = True
    read_paths: list[str] = field(default_factory=list)

    def read(self, path: str) -> bytes | None:
        self.read_paths.append(path)
        return self.files.get(path)

    def list(self) -> Iterable[str] | None:
        return list(self.files) if self.lists else None


def an_act(number: int, *, seen: Seen | None = None, body: dict | None = None) -> Act:
    return Act(
        at="2026-11-23T10:02:11Z",
        body={"number": number, "place": "Душанбе"} if body is None else body,
        forum="cica",
        nonce=f"{number:021}A",
        office="minister",
        party="KAZ",
        seen=seen or Seen(0, EMPTY_ROOT),
        serial=number,
        type="meetings.convene",
        v=1,
    )


def an_entry(number: int, act: Act | None = None, signers: Sequence[str] = ("KAZ/minister",)) -> bytes:
    line = act_line(act or an_act(number))
    signatures = [sign_act(OFFICERS[signer], line, ORIGIN, signer) for signer in signers]
    seconds, milliseconds = divmod(number, 1000)
    minutes, seconds = divmod(seconds, 60)
    return compose(line, signatures, f"2026-11-23T10:{minutes:02}:{seconds:02}.{milliseconds:03}Z")


def entries(count: int) -> list[bytes]:
    """Entries of which each cites the tree before it, and every third is signed by two officers."""
    made: list[bytes] = []
    hashes: list[bytes] = []
    for number in range(count):
        size = max(0, number - number % 5)
        act = an_act(number, seen=Seen(size, root_of(hashes[:size])))
        made.append(an_entry(number, act, tuple(OFFICERS)[: 2 if number % 3 == 0 else 1]))
        hashes.append(leaf_hash(made[-1]))
    return made


def signers_of(raw_entries: Sequence[bytes]) -> bytes:
    used = {signer for signer in OFFICERS for raw in raw_entries if f'"signer":"{signer}"'.encode() in raw}
    listed = [AllowedSigner(signer, OFFICERS[signer].public) for signer in used]
    return format_allowed_signers(listed, ORIGIN)


def checkpoint_file(raw_entries: Sequence[bytes], **changes: object) -> bytes:
    checkpoint = replace(Checkpoint(ORIGIN, len(raw_entries), root_of(map(leaf_hash, raw_entries))), **changes)
    signers = [Ed25519Signer(ORIGIN, LOG_KEY), MlDsaSigner(ORIGIN, LOG_ML_DSA_KEY, TIMESTAMP)]
    return sign_checkpoint(checkpoint, signers).to_bytes()


def vkeys() -> tuple[str, str]:
    signers = Ed25519Signer(ORIGIN, LOG_KEY), MlDsaSigner(ORIGIN, LOG_ML_DSA_KEY, TIMESTAMP)
    return str(signers[0].vkey), str(signers[1].vkey)


def trusted() -> Policy:
    """What a reader has to know beforehand: the log's Ed25519 key."""
    return Policy.of_log(vkeys()[0])


def record_files(raw_entries: Sequence[bytes], published: Sequence[int] = ()) -> dict[str, bytes]:
    """The files of a record that was also published at the sizes ``published`` before."""
    files: dict[str, bytes] = {}
    levels = _levels(raw_entries)
    before = 0
    for size in [*published, len(raw_entries)]:
        for tile in new_tiles(before, size):
            files[tile.path] = _content(tile, raw_entries, levels)
        before = size
    files[CHECKPOINT] = checkpoint_file(raw_entries)
    files[POLICY] = format_policy(Policy.of_log(*vkeys()))
    files[ALLOWED_SIGNERS] = signers_of(raw_entries)
    return files


def write_folder(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def _levels(raw_entries: Sequence[bytes]) -> list[list[bytes]]:
    levels = [[leaf_hash(raw) for raw in raw_entries]]
    while len(levels[-1]) >= TILE_WIDTH:
        below = levels[-1]
        levels.append(
            [root_of(below[at : at + TILE_WIDTH]) for at in range(0, len(below) - TILE_WIDTH + 1, TILE_WIDTH)]
        )
    return levels


def _content(tile: Tile, raw_entries: Sequence[bytes], levels: list[list[bytes]]) -> bytes:
    start = tile.number * TILE_WIDTH
    if tile.level == ENTRIES:
        return encode_bundle(raw_entries[start : start + tile.width])
    data = b"".join(levels[tile.level][start : start + tile.width])
    assert len(data) == tile.width * HASH_LENGTH, TILE_HEIGHT
    return data
