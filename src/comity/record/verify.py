"""The full audit of a record: every file compared, byte for byte, to what its entries imply.

The audit starts from the entries, never from stored hashes: each bundle is taken apart,
each entry parsed, its signatures verified, its leaf hash computed; every tile that there is
(full, partial, implied or left over) must equal the hashes so computed, and the root that
they lead to must be the one that the log has signed. What acts mean, and whether they were
in order, is judged above this floor by the visitor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from comity.record.entry import parse_entry, verify_signatures
from comity.record.errors import RecordError, RecordFault
from comity.record.files import ALLOWED_SIGNERS, CHECKPOINT, POLICY, Files
from comity.record.history import History
from comity.record.merkle import Edge, leaf_hash, root_of, root_of_peaks
from comity.record.note import verify_note
from comity.record.policy import Policy, format_policy, open_trusted, parse_policy, verifiers
from comity.record.signers import AllowedSigner, format_allowed_signers
from comity.record.tiles import (
    TILE_WIDTH,
    Tile,
    bundles_implied,
    decode_bundle,
    encode_bundle,
    split_hashes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comity.record.checkpoint import Checkpoint
    from comity.record.entry import Entry
    from comity.record.files import Source
    from comity.record.keys import PublicKey
    from comity.record.note import Note

_Result = TypeVar("_Result")
# Half of a SHA-256 hash is enough to tell acts apart and halves the memory of an audit.
_ACT_HASH_KEPT = 16


@dataclass(frozen=True, slots=True)
class RecordReport:
    """What a record that holds has been found to be.

    ``files`` and ``signatures`` count what was checked, ``first_entered`` and ``last_entered``
    are the hosts' times of entry (``None`` for an empty record, or if only hashes were checked).
    """

    checkpoint: Checkpoint
    files: int
    signatures: int
    signers: tuple[AllowedSigner, ...]
    first_entered: str | None
    last_entered: str | None

    @property
    def size(self) -> int:
        """How many entries the record has."""
        return self.checkpoint.size

    @property
    def root(self) -> bytes:
        """The 32-byte root of its tree."""
        return self.checkpoint.root


def verify_record(
    source: Source,
    policy: Policy,
    *,
    on_entry: Callable[[int, Entry], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> RecordReport:
    """Audit every file of ``source`` and return the report, or raise ``RecordFault`` at the first fault.

    ``policy`` is what the reader trusts: at least one of the log's keys. ``on_entry(index, entry)``
    is called for each entry in order once its signatures hold (its errors pass through), but
    before the root is known to be the signed one: what it learns counts only if a report is
    returned. ``on_progress(done, size)`` is called after every bundle.

    Beyond the tree: every signature line of the checkpoint must be by a key of the policy
    file; ``seen`` of each act must lie on the record's own history; ``entered`` may not
    decrease; no act stands twice; ``allowed_signers`` lists exactly those who signed.
    """
    files = Files(source)
    checkpoint, signers_file = _open_head(files, policy)
    entries = _Entries(checkpoint.origin, lambda number: _leaf_hashes(files, number), on_entry)
    _walk(files, checkpoint, entries.check, on_progress)
    signers = tuple(sorted({*entries.signers}, key=lambda each: (each.signer, each.key.openssh)))
    if signers_file != format_allowed_signers(signers, checkpoint.origin):
        message = "the file does not list exactly the keys that signed the record's acts, sorted"
        raise RecordFault("signers.differ", message, ALLOWED_SIGNERS)
    return RecordReport(checkpoint, files.checked, entries.signatures, signers, entries.first, entries.last)


def verify_hashes(
    source: Source,
    policy: Policy,
    *,
    on_progress: Callable[[int, int], None] | None = None,
) -> RecordReport:
    """Audit as ``verify_record`` does, but take entries as bytes: no signature, no time, no signers' file.

    It shows that nothing was changed since the log signed, not that every entry was good.
    """
    files = Files(source)
    checkpoint, _ = _open_head(files, policy)
    _walk(files, checkpoint, _hash_only, on_progress)
    return RecordReport(checkpoint, files.checked, 0, (), None, None)


def _open_head(files: Files, policy: Policy) -> tuple[Checkpoint, bytes]:
    # Read together and first: on a live server the three may change while the tree is walked.
    note_file, policy_file, signers_file = (files.head(path) for path in (CHECKPOINT, POLICY, ALLOWED_SIGNERS))
    checkpoint, note = _at(CHECKPOINT, lambda: open_trusted(note_file, policy))
    stated = _at(POLICY, lambda: parse_policy(policy_file))
    _check_policy(stated, policy_file, policy, checkpoint.origin)
    _check_all_known(note, stated)
    return checkpoint, signers_file


def _check_policy(stated: Policy, data: bytes, trusted: Policy, origin: str) -> None:
    # The file may name more keys of the log than the reader trusts, nothing else: all that it
    # says is then either trusted already or shown by a signature of the checkpoint.
    keys = [log.vkey for log in stated.logs]
    plain = Policy.of_log(*map(str, keys))
    expected = Policy(plain.logs, trusted.witnesses, trusted.groups, trusted.quorum)
    if data != format_policy(expected) or stated != expected:
        message = "the policy is not the log's keys and the trusted quorum, in plain form without URLs or comments"
        raise RecordFault("policy.differs", message, POLICY)
    if not {log.vkey for log in trusted.logs if log.vkey.name == origin} <= set(keys):
        raise RecordFault("policy.log", "the policy does not name the log's key that you trust", POLICY)
    if any(key.name != origin for key in keys):
        raise RecordFault("policy.log", f"the policy names a log other than {origin}", POLICY)


def _check_all_known(note: Note, stated: Policy) -> None:
    found = _at(CHECKPOINT, lambda: verify_note(note, verifiers(stated)))
    if len(found) != len(note.signatures):
        message = "a signature line is by a key that the policy does not name"
        raise RecordFault("checkpoint.unknown", message, CHECKPOINT)
    signed = {verifier.vkey for verifier in found}
    for log in stated.logs:
        if log.vkey not in signed:
            message = f"the signature by the log's key {log.vkey.key_id.hex()} (type {log.vkey.type}) is missing"
            raise RecordFault("checkpoint.unsigned", message, CHECKPOINT)


def _walk(
    files: Files,
    checkpoint: Checkpoint,
    check: Callable[[str, int, Sequence[bytes]], list[bytes]],
    on_progress: Callable[[int, int], None] | None,
) -> None:
    tree = _Tree(files)
    for bundle in bundles_implied(checkpoint.size):
        entries, path = _read_bundle(files, bundle)
        first = bundle.number * TILE_WIDTH
        tree.add_tile(0, check(path, first, entries))
        if on_progress is not None:
            on_progress(first + len(entries), checkpoint.size)
    if tree.finish() != checkpoint.root:
        message = "the entries do not lead to the root that the log signed"
        raise RecordFault("root.differs", message, CHECKPOINT)
    files.check_all_seen()


def _read_bundle(files: Files, bundle: Tile) -> tuple[list[bytes], str]:
    data, path = files.tile(bundle)
    entries = _at(path, lambda: decode_bundle(data))
    # A full bundle in place of a partial one has more entries than asked for.
    if len(entries) < bundle.width or (len(entries) > bundle.width and path == bundle.path):
        message = f"the bundle has {len(entries)} entries, but should have {bundle.width}"
        raise RecordFault("bundle.width", message, path)
    entries = entries[: bundle.width]
    for other, narrower in files.others(bundle):
        if narrower != encode_bundle(entries[: other.width]):
            raise RecordFault("bundle.differs", f"the bundle does not begin as {path} does", other.path)
    return entries, path


def _leaf_hashes(files: Files, number: int) -> list[bytes]:
    # Read again, long after it was compared to the entries.
    return split_hashes(files.tile(Tile(0, number))[0])


def _hash_only(path: str, first: int, entries: Sequence[bytes]) -> list[bytes]:
    del path, first
    return [leaf_hash(raw) for raw in entries]


class _Tree:
    """The tiles above the entries, compared as soon as each is full."""

    def __init__(self, files: Files) -> None:
        self._files = files
        # For each level its hashes that have not filled a tile yet, and its number of full tiles.
        self._rows: list[list[bytes]] = []
        self._full: list[int] = []

    def add_tile(self, level: int, hashes: list[bytes]) -> None:
        if level == len(self._rows):
            self._rows.append([])
            self._full.append(0)
        if len(hashes) < TILE_WIDTH:
            self._rows[level] = hashes
            return
        self._files.check_hashes(Tile(level, self._full[level]), b"".join(hashes))
        self._full[level] += 1
        self._rows[level] = []
        above = self._rows[level + 1] if level + 1 < len(self._rows) else []
        self.add_tile(level + 1, [*above, root_of(hashes)])

    def finish(self) -> bytes:
        peaks: list[bytes] = []
        for level, hashes in enumerate(self._rows):
            if hashes:
                self._files.check_hashes(Tile(level, self._full[level], len(hashes)), b"".join(hashes))
            edge = Edge()
            for each in hashes:
                edge.append(each)
            peaks = [*edge.peaks, *peaks]
        return root_of_peaks(peaks)


class _Entries:
    """Checks entries one by one and keeps what only the whole record can show."""

    def __init__(
        self,
        origin: str,
        leaf_hashes_of: Callable[[int], Sequence[bytes]],
        on_entry: Callable[[int, Entry], None] | None,
    ) -> None:
        self.signers: set[AllowedSigner] = set()
        self.signatures = 0
        self.first: str | None = None
        self.last: str | None = None
        self._origin = origin
        self._on_entry = on_entry
        self._history = History(leaf_hashes_of)
        self._acts: set[bytes] = set()

    def check(self, path: str, first: int, entries: Sequence[bytes]) -> list[bytes]:
        hashes = []
        for index, raw in enumerate(entries, first):
            try:
                entry = parse_entry(raw)
                keys = verify_signatures(entry, self._origin)
            except RecordError as error:
                raise RecordFault(error.code, error.message, path, index) from error
            act_hash = entry.act_hash[:_ACT_HASH_KEPT]
            self._check_place(path, index, entry, act_hash)
            self._keep(entry, act_hash, keys)
            hashes.append(entry.leaf_hash)
            self._history.append(hashes[-1])
            if self._on_entry is not None:
                self._on_entry(index, entry)
        return hashes

    def _check_place(self, path: str, index: int, entry: Entry, act_hash: bytes) -> None:
        if self.last is not None and entry.entered < self.last:
            message = f"it was entered at {entry.entered}, before the entry above it at {self.last}"
            raise RecordFault("entry.time", message, path, index)
        seen = entry.act.seen
        if seen.size > index or self._history.root_at(seen.size) != seen.root:
            message = f"the tree of size {seen.size} that its author says to have seen is not on this record's history"
            raise RecordFault("entry.seen", message, path, index)
        if act_hash in self._acts:
            raise RecordFault("entry.twice", "the same act stands in the record already", path, index)

    def _keep(self, entry: Entry, act_hash: bytes, keys: Sequence[PublicKey]) -> None:
        self._acts.add(act_hash)
        self.signatures += len(keys)
        self.signers.update(map(AllowedSigner, (each.signer for each in entry.signatures), keys))
        self.first = self.first or entry.entered
        self.last = entry.entered


def _at(path: str, step: Callable[[], _Result]) -> _Result:
    # Say in which file an error of the formats was found.
    try:
        return step()
    except RecordError as error:
        raise RecordFault(error.code, error.message, path) from error
