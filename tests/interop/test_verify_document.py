"""The commands of docs/how-to/verify-the-record.md that need none of our software work as they are printed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from comity.record.tiles import bundles_implied, encode_bundle, tiles_implied
from tests.interop.judges import ssh_keygen
from tests.support.recordfolder import entries, record_files, write_folder

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "verify-the-record.md"
ENTRIES = entries(20)


def printed(first_line: str) -> str:
    """The one block of shell commands that begins with this line."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (block,) = (block for block in blocks if block.startswith(f"{first_line}\n"))
    return str(block)


def said_by(script: str, folder: Path) -> list[str]:
    """What the script says in a folder, run by the shell that Debian has."""
    done = subprocess.run(["/bin/sh", "-eu", "-c", script], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_every_signature_is_verified_by_the_loop_as_printed(tmp_path):
    assert ssh_keygen()
    *lines, last = said_by(printed("# Every signature of every act, by ssh-keygen"), signed(tmp_path, ENTRIES))
    signatures = sum(raw.count(b'{"key":') for raw in ENTRIES)
    assert (sum(int(line.split()[0]) for line in lines), {line.split()[1] for line in lines}) == (signatures, {"Good"})
    assert last == "The checkpoint says: 20 acts."


def test_changed_act_is_seen_by_the_loop_as_printed(tmp_path):
    changed = [ENTRIES[0].replace(b'"nonce":"', b'"nonce":"A', 1), *ENTRIES[1:]]
    said = "\n".join(said_by(printed("# Every signature of every act, by ssh-keygen"), signed(tmp_path, changed)))
    assert said.count("Could not verify signature") == 1


def signed(folder: Path, raws: list[bytes]) -> Path:
    files = record_files(ENTRIES)
    return write_folder(folder, files | {"tile/entries/000.p/20": encode_bundle(raws)})


def test_list_of_files_is_made_from_the_size_as_printed(tmp_path):
    for size in (0, 1, 256, 257, 70_000, 256_001):
        text = f"records.example\n{size}\n"
        (tmp_path / "checkpoint").write_text(text)
        implied = {tile.path for tile in (*bundles_implied(size), *tiles_implied(size))}
        listed = said_by(printed("# The paths of every tile and bundle of a record of this size"), tmp_path)
        assert (set(listed), len(listed)) == (implied, len(implied))
