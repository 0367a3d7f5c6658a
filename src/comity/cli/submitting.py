"""Handing acts in: signatures read and verified, their signers found out, the receipt verified."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.actfiles import (
    OPENING,
    SIGNATURE,
    beside,
    commitment_of,
    own_opening,
    policy_of,
    read_line,
    read_opening,
    read_signature,
)
from comity.cli.errors import DOES_NOT_HOLD, WRONG_USAGE, CommandError
from comity.forum.kernel.errors import Refused
from comity.record import sshsig
from comity.record.entry import Signature
from comity.record.errors import RecordError
from comity.secretariat.batch import ENTERED_ALREADY
from comity.secretariat.messages import DraftedAct, EnteredAct
from comity.witness.reception import NotTakenError, WebReception, check_receipt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.cli.reception import FolderReception
    from comity.forum.openings.opening import Opening
    from comity.record.entry import Act
    from comity.record.policy import Policy
    from comity.secretariat.messages import NextAct
    from comity.witness.sources import OpenedSource

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed in, as files: an act, signatures with their signers as far as told, an opening."""

    file: Path
    signatures: tuple[Path, ...]
    signers: tuple[str, ...]
    opening: Path | None


def hand_in(handed: Handed, *, to: str | None, data: Path | None, key: str | None) -> tuple[EnteredAct, Rows]:
    """Hand an act in and return its receipt, verified, and what it says as rows."""
    line, stated = read_line(handed.file)
    files = handed.signatures or (_own_signature(handed.file),)
    blobs = {file: read_signature(file) for file in files}
    opening = _opening(handed, stated)
    house = _house(to, data)
    policy = policy_of(house.record, key)
    try:
        told = house.next(stated.party)
        signatures = list(_signatures(blobs, handed.signers, line, stated, told))
        receipt = house.submit(DraftedAct.of(line, signatures, opening))
    except NotTakenError as refused:
        if refused.code != ENTERED_ALREADY.code or refused.index is None:
            raise CommandError(str(refused), DOES_NOT_HOLD) from refused
        receipt = _there_already(house.record, policy, refused.index)
    except Refused as refused:
        if refused.reason is not ENTERED_ALREADY:
            raise CommandError(f"{refused.text} {refused.remedy}", DOES_NOT_HOLD) from refused
        receipt = _there_already(house.record, policy, int(str(refused.words["index"])))
    return receipt, _rows(receipt, line, policy)


def _house(to: str | None, data: Path | None) -> WebReception | FolderReception:
    if data is None:
        return WebReception(to or "")
    from comity.cli.reception import FolderReception

    return FolderReception(data)


def _own_signature(file: Path) -> Path:
    found = beside(file, SIGNATURE)
    if not found.is_file():
        raise CommandError(f"there is no signature: name its file, or put it beside the act as {found}.", WRONG_USAGE)
    return found


def _opening(handed: Handed, stated: Act) -> Opening | None:
    commitment = commitment_of(stated)
    if commitment is None:
        if handed.opening:
            raise CommandError(f"{handed.file} says what it says in the record: it has no opening.", WRONG_USAGE)
        return None
    file = handed.opening or own_opening(handed.file)
    if file is None:
        said = f"{handed.file} withholds what it says, and there is no {beside(handed.file, OPENING)} that opens it"
        raise CommandError(f"{said}: name it by --opening.", WRONG_USAGE)
    return read_opening(file, commitment)


def _signatures(
    blobs: dict[Path, bytes], signers: tuple[str, ...], line: bytes, stated: Act, told: NextAct
) -> Iterator[Signature]:
    if len(signers) > len(blobs):
        raise CommandError("there are more --signer than signatures.", WRONG_USAGE)
    known = {key: f"{stated.party}/{each.officer}" for each in told.officers for key in each.keys}
    for place, (file, blob) in enumerate(blobs.items()):
        try:
            key = sshsig.verify(blob, line, told.namespace).fingerprint
        except RecordError as fault:
            hint = f"Sign it anew: ssh-keygen -Y sign -f YOUR_KEY -n {told.namespace} ACT"
            raise CommandError(f"{file} does not sign this act: {fault}. {hint}", DOES_NOT_HOLD) from fault
        # Of a key that the record does not know the officer who leads is believed to have it; the house says more.
        found = known.get(key) or (f"{stated.party}/{stated.office}" if place == 0 else None)
        signer = signers[place] if place < len(signers) else found
        if signer is None:
            raise CommandError(f"{file} is by a key of no officer of {stated.party}: {key}.", DOES_NOT_HOLD)
        yield Signature(key, blob, signer)


def _there_already(record: OpenedSource, policy: Policy, index: int) -> EnteredAct:
    """The receipt of an act that was entered before, as when the answer was lost on its way."""
    from comity.witness.copy import Copy

    with closing(record):
        copy = Copy(record, policy)
        entry, proof = copy.entry(index), copy.proof(index)
    return EnteredAct(
        index=index,
        entered=entry.entered,
        sha256=entry.act_hash.hex(),
        entry=entry.raw.decode(),
        checkpoint=proof.checkpoint.decode(),
        proof=proof.to_bytes().decode(),
    )


def _rows(receipt: EnteredAct, line: bytes, policy: Policy) -> Rows:
    try:
        entry, checkpoint = check_receipt(receipt, line, policy)
    except RecordError as fault:
        said = f"the house says that it entered the act as {receipt.index}, but its receipt does not hold: {fault}"
        raise CommandError(f"{said}. Keep the files, and ask the Secretariat.", DOES_NOT_HOLD) from fault
    return [
        ("type", entry.act.type),
        ("by", f"{entry.act.party}, {entry.act.office} (act {entry.act.serial:,} of this party)"),
        *(("signed", f"{each.signer} {each.key}") for each in entry.signatures),
        ("entered", entry.entered),
        ("SHA-256", entry.act_hash.hex()),
        ("included", f"in the signed checkpoint of {checkpoint.size:,} acts"),
        *([("page", receipt.page)] if receipt.page else []),
    ]
