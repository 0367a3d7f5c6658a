"""Values of the subject `officers`: one keyring a party."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.values import Fact, Key, Value
from comity.record.keys import PublicKey

if TYPE_CHECKING:
    from comity.forum.charter.acts import Constitute
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

KIND = "keyring"


class HeldKey(Fact):
    """A public key of an office, valid for acts after the index of `act`."""

    office: str
    fingerprint: str
    openssh: str


class Keyring(Value):
    """The keys with which a party's offices sign."""

    party: str
    keys: tuple[HeldKey, ...] = ()

    def held_by(self, office: str, fingerprint: str) -> HeldKey | None:
        """Return the key with this fingerprint if `office` holds it, else None."""
        return next((k for k in self.keys if k.fingerprint == fingerprint and k.office == office), None)


def keyring(values: Values, party: str) -> Keyring | None:
    """Return the keyring of `party`, or None where it has none."""
    return cast("Keyring | None", values.get(Key(KIND, party)))


def constituted(_value: Keyring | None, act: Enacted, party: str) -> Keyring:
    """Return the secretariat's keyring as `charter.constitute` states it."""
    body = cast("Constitute", act.body)
    held = []
    for entry in body.keys:
        key = PublicKey.from_openssh(entry.key)
        held.append(HeldKey(act=act.index, office=entry.office, fingerprint=key.fingerprint, openssh=key.openssh))
    return Keyring(acts=(act.index,), party=party, keys=tuple(held))
