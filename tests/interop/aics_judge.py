"""Run in a process of its own: aics-tlog audits a folder. Usage: aics_judge.py FOLDER VKEY."""

from __future__ import annotations

import sys
from pathlib import Path

from aics_tlog.checkpoint import checkpoint_from_note, verify_checkpoint
from aics_tlog.note import parse_note, parse_vkey
from aics_tlog.tiles import FileSystemTileReader
from aics_tlog.tree import verify_consistency
from aics_tlog.verified import audit_tiles


def main(folder: str, vkey: str) -> int:
    note = parse_note((Path(folder) / "checkpoint").read_bytes())
    signed = verify_checkpoint(note, parse_vkey(vkey))
    if not signed.ok:
        sys.stderr.write(f"checkpoint: {signed.error}\n")
        return 1
    checkpoint, _ = checkpoint_from_note(note)
    report = audit_tiles(FileSystemTileReader(folder), checkpoint.size, checkpoint.root)
    assert verify_consistency(checkpoint.size, checkpoint.size, checkpoint.root, checkpoint.root, [])
    sys.stdout.write(f"{report.size} entries, {report.tiles} tiles, {report.bundles} bundles\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
