"""The files of an act on its way: its line, its signatures, its opening, its receipt."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.errors import WRONG_USAGE, CommandError
from comity.record import sshsig
from comity.record.entry import parse_act
from comity.record.errors import RecordError
from comity.record.tlogproof import SUFFIX
from comity.secretariat.openingfile import opening_line, read_openings

if TYPE_CHECKING:
    from comity.forum.openings.opening import Opening
    from comity.record.entry import Act
    from comity.record.policy import Policy
    from comity.secretariat.composing import Drawn
    from comity.secretariat.messages import EnteredAct
    from comity.witness.sources import OpenedSource

OPENING = ".opening"
SIGNATURE = ".sig"
ENTRY = ".entry"


def beside(file: Path, ending: str) -> Path:
    """Return the file that lies beside an act's under its whole name and an ending: act.json.sig."""
    return file.with_name(f"{file.name}{ending}")


def write_draft(file: Path, drawn: Drawn) -> None:
    """Write an act's line, and its opening where it has one, readable by its owner only; nothing is written over."""
    files = {file: (drawn.line, 0o644)}
    if drawn.opening is not None:
        files = {beside(file, OPENING): (opening_line(drawn.opening), 0o600), **files}
    check_free(file)
    for each, (content, mode) in files.items():
        with os.fdopen(os.open(each, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as written:
            written.write(content)


def check_free(file: Path) -> None:
    """Refuse to write where there is a file of an act already."""
    for each in (file, beside(file, OPENING), beside(file, SIGNATURE)):
        if each.exists():
            said = f"{each} is there already, and nothing is written over: name another file with -o."
            raise CommandError(said, WRONG_USAGE)


def read_line(file: Path) -> tuple[bytes, Act]:
    """Return an act's line and what it states."""
    line = file.read_bytes()
    try:
        return line, parse_act(line)
    except RecordError as fault:
        if _is_act(line.rstrip()):
            said = "it ends in a newline or spaces, which an act does not: an editor may have put them there"
            raise CommandError(f"{file} is not an act: {said}.", WRONG_USAGE) from fault
        raise CommandError(f"{file} is not an act: {fault}.", WRONG_USAGE) from fault


def _is_act(line: bytes) -> bool:
    with suppress(RecordError):
        parse_act(line)
        return True
    return False


def read_signature(file: Path) -> bytes:
    """Return the signature that ssh-keygen has written."""
    try:
        blob = sshsig.dearmor(file.read_bytes())
        sshsig.parse(blob)
    except RecordError as fault:
        hint = "It is made by ssh-keygen -Y sign; see comity act draft --help"
        raise CommandError(f"{file} is no signature that can be judged: {fault}. {hint}", WRONG_USAGE) from fault
    return blob


def commitment_of(stated: Act) -> str | None:
    """Return the commitment that an act holds in place of what it says, or None where it says it."""
    commitment = stated.body.get("commitment") if len(stated.body) == 1 else None
    return commitment if isinstance(commitment, str) else None


def own_opening(file: Path) -> Path | None:
    """Return the file of the opening beside an act's, or None."""
    found = beside(file, OPENING)
    return found if found.is_file() else None


def read_opening(file: Path, commitment: str) -> Opening:
    """Return the opening of a commitment that a file holds."""
    try:
        found = read_openings(file.read_bytes())
    except RecordError as fault:
        raise CommandError(f"{file} is not a file of openings: {fault}.", WRONG_USAGE) from fault
    if commitment not in found:
        raise CommandError(f"{file} does not open this act: it holds openings of other acts.", WRONG_USAGE)
    return found[commitment]


def write_receipt(file: Path, receipt: EnteredAct) -> tuple[Path, Path]:
    """Write the whole entry and the proof that the record includes it, and return both files."""
    entry, proof = beside(file, ENTRY), beside(file, SUFFIX)
    entry.write_bytes(receipt.entry.encode())
    proof.write_bytes(receipt.proof.encode())
    return entry, proof


def policy_of(record: OpenedSource | None, key: str | None) -> Policy:
    """Return the policy to judge by: the log's key as it was given, else what the record says of itself."""
    from comity.record.policy import Policy
    from comity.witness.audit import trusted

    try:
        if record is None:
            return Policy.of_log(key or "")
        with closing(record):
            return trusted(record, key)
    except RecordError as fault:
        raise CommandError(f"{fault}. A key looks like NAME+HASH+KEY; quote it for the shell.", WRONG_USAGE) from fault
