"""Proofs that stand alone: entry, index, path and checkpoint in one file (c2sp.org/tlog-proof@v1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.record.encoding import decode_base64, decode_decimal, decode_hash, encode_base64
from comity.record.errors import Malformed
from comity.record.policy import Policy, open_trusted
from comity.record.proof import check_inclusion

if TYPE_CHECKING:
    from comity.record.checkpoint import Checkpoint

HEADER = "c2sp.org/tlog-proof@v1"
"""The first line of every such file."""

SUFFIX = ".tlog-proof"
"""The end of such a file's name."""

MAX_PATH = 63
"""The most hashes that a path can have: a tree has fewer than 2^63 leaves."""


@dataclass(frozen=True, slots=True)
class TlogProof:
    """That an entry stands at ``index`` of the tree of a signed checkpoint.

    ``path`` are 32-byte hashes from the leaf's sibling upwards, ``checkpoint`` the signed note's
    bytes, ``extra`` data that nothing authenticates.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def to_bytes(self) -> bytes:
        """Return the bytes of the file."""
        lines = [HEADER]
        if self.extra is not None:
            lines.append(f"extra {encode_base64(self.extra)}")
        lines.append(f"index {self.index}")
        lines += [encode_base64(each) for each in self.path]
        return "".join(f"{line}\n" for line in [*lines, ""]).encode() + self.checkpoint


def parse_tlog_proof(data: bytes) -> TlogProof:
    """Return the proof that a file holds, verifying nothing; raises ``Malformed``."""
    head, blank, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed("tlogproof.ascii", "the lines above the checkpoint are ASCII") from error
    if not blank or lines.pop(0) != HEADER:
        raise Malformed("tlogproof.form", f"a proof begins with the line {HEADER} and holds a checkpoint")
    extra = None
    if lines and lines[0].startswith("extra "):
        extra = decode_base64(lines.pop(0).removeprefix("extra "))
    if not lines or not lines[0].startswith("index ") or len(lines) > MAX_PATH + 1:
        raise Malformed("tlogproof.index", f"a proof names its index and has at most {MAX_PATH} hashes")
    index = decode_decimal(lines.pop(0).removeprefix("index "))
    return TlogProof(index, tuple(decode_hash(line) for line in lines), checkpoint, extra)


def verify_tlog_proof(proof: TlogProof, leaf_hash: bytes, policy: Policy) -> Checkpoint:
    """Return the checkpoint under which the proof shows ``leaf_hash`` at its index.

    Raises ``Malformed`` or ``SignatureInvalid`` if the policy does not accept the checkpoint,
    ``ProofInvalid`` if the path does not lead to its root.
    """
    checkpoint, _ = open_trusted(proof.checkpoint, policy)
    check_inclusion(leaf_hash, proof.index, checkpoint.size, proof.path, checkpoint.root)
    return checkpoint
