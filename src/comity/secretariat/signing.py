"""Officers' signatures over an act that is drawn up: taken from a browser or from a file, and counted.

What is asked of them here is what the door asks, by the same rules: an act can wait for further signatures.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from comity.forum.kernel.errors import Refused
from comity.forum.officers.authority import TOO_FEW, Signed, check_authority, delegation_of, rule_of
from comity.forum.officers.state import keyring
from comity.record import passkey, sshsig
from comity.record.entry import Signature, namespace
from comity.record.keys import PublicKey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.officers.state import HeldKey
    from comity.secretariat.composing import Drawn, Hat


class Assertion(NamedTuple):
    """What a browser answers when a passkey has signed: `response` of the credential; the signature is in DER."""

    authenticator_data: bytes
    client_data_json: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Count:
    """How far an act is signed: how many signatures are `wanted`, the officers who have signed, who may sign yet."""

    wanted: int
    given: tuple[str, ...]
    able: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing more is wanted."""
        return len(self.given) >= self.wanted


def signer(hat: Hat) -> str:
    """Return an officer as entries name who signs: `KAZ/o-1`."""
    return f"{hat.party}/{hat.officer}"


def keys_of(hat: Hat, day: str, values: Values) -> list[HeldKey]:
    """Return the active keys of an officer on `day` (YYYY-MM-DD): for the chair, those of the chairing state's."""
    delegation = delegation_of(hat.party, day, values)
    held = keyring(values, delegation) if delegation else None
    return list(held.active_keys(hat.officer)) if held and held.officer(hat.officer) else []


def by_passkey(key: HeldKey, hat: Hat, origin: str, drawn: Drawn, assertion: Assertion) -> Signature:
    """Return the signature that a browser made with a passkey of the officer, for the record `origin`; it verifies.

    Raises:
        Malformed, Unsupported, SignatureInvalid: it is none, is of other bytes, or was not made as is demanded.
    """
    scope = namespace(origin)
    blob = passkey.pack(PublicKey.from_openssh(key.openssh), scope, *assertion)
    return _verified(blob, hat, scope, drawn)


def by_file(armoured: bytes, hat: Hat, origin: str, drawn: Drawn) -> Signature:
    """Return the signature in a file that `ssh-keygen -Y sign` wrote, for the record `origin`; it verifies.

    Raises:
        Malformed, Unsupported, SignatureInvalid: it is none, or of other bytes.
    """
    return _verified(sshsig.dearmor(armoured), hat, namespace(origin), drawn)


def _verified(blob: bytes, hat: Hat, scope: str, drawn: Drawn) -> Signature:
    return Signature(sshsig.verify(blob, drawn.line, scope).fingerprint, blob, signer(hat))


def counted(act: Enacted, signatures: Sequence[Signature], values: Values) -> Count:
    """Return how far an act is signed, if every signature given so far is by an officer who may sign it.

    `act` is as it would stand next; the signatures have been verified.

    Raises:
        Refused: one of them is not in order, and by which rule.
    """
    signed = [Signed(each.signer.split("/", 1)[1], each.key, each.sig) for each in signatures]
    given = tuple(each.officer for each in signed)
    rule = rule_of(act, values)
    if signed:
        try:
            check_authority(act, signed, values)
        except Refused as refused:
            if refused.reason is not TOO_FEW:
                raise
    held = keyring(values, delegation_of(act.party, act.entered[:10], values) or act.party)
    able = held.able(rule.function if rule else "authoriser") if held else []
    return Count(rule.signatures if rule else 1, given, tuple(o.officer for o in able if o.officer not in given))


def digest_of(drawn: Drawn) -> bytes:
    """Return the SHA-256 of an act's line."""
    return hashlib.sha256(drawn.line).digest()
