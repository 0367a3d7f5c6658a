"""Values of the subject `officers`: one value a party, with its officers, their keys, and what is contested."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.values import Fact, Key, Value
from comity.record.keys import PublicKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.charter.acts import Constitute
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.officers import acts

KIND = "keyring"

ALL_FUNCTIONS = ("administrator", "authoriser", "drafter", "reader")
"""Every function; an office of the constitution has them all."""


class HeldKey(Fact):
    """A public key of an officer, valid for acts after the index of `act` and up to that of `revoked`.

    `openssh` is the key as one line; `origins` are the web origins where a passkey may be used.
    """

    officer: str
    fingerprint: str
    openssh: str
    origins: tuple[str, ...] = ()
    revoked: int | None = None
    reason: str = ""


class Officer(Fact):
    """An officer: an opaque id, an office in words, functions. `dismissed` is the index of the act that ended it."""

    officer: str
    office: dict[str, str]
    functions: tuple[str, ...]
    dismissed: int | None = None


class Contested(Fact):
    """More than one administration claims to represent the party: each with its name and the references of its papers.

    `settled` is the index of the act that ended it.
    """

    claimants: tuple[tuple[dict[str, str], tuple[str, ...]], ...]
    settled: int | None = None


class Keyring(Value):
    """The officers of a party and their keys. `notes` are the references of the credentials relied on so far."""

    party: str
    officers: tuple[Officer, ...] = ()
    keys: tuple[HeldKey, ...] = ()
    notes: tuple[str, ...] = ()
    contests: tuple[Contested, ...] = ()

    def officer(self, name: str) -> Officer | None:
        """Return the officer with this id who is not dismissed, or None."""
        for held in self.officers:
            if held.officer == name and held.dismissed is None:
                return held
        return None

    def held_by(self, officer: str, fingerprint: str) -> HeldKey | None:
        """Return the active key with this fingerprint if `officer` holds it and is not dismissed, else None."""
        for key in self.keys:
            if key.fingerprint == fingerprint and key.officer == officer and key.revoked is None:
                return key if self.officer(officer) is not None else None
        return None

    def active_keys(self, officer: str) -> Iterator[HeldKey]:
        """Yield the keys of `officer` that are not revoked, in the order of their acts."""
        return (k for k in self.keys if k.officer == officer and k.revoked is None)

    def able(self, function: str) -> list[Officer]:
        """Return the officers with this function who are not dismissed and hold an active key."""
        return [
            o
            for o in self.officers
            if o.dismissed is None and function in o.functions and any(True for _ in self.active_keys(o.officer))
        ]

    @property
    def contested(self) -> Contested | None:
        """The contest over the party's representation that goes on, or None."""
        return next((c for c in self.contests if c.settled is None), None)


def keyring(values: Values, party: str) -> Keyring | None:
    """Return the officers and keys of `party`, or None where it has none."""
    return cast("Keyring | None", values.get(Key(KIND, party)))


def constituted(_value: Keyring | None, act: Enacted, party: str) -> Keyring:
    """Return the secretariat's officers as `charter.constitute` states them: each with every function."""
    body = cast("Constitute", act.body)
    offices = dict.fromkeys(entry.office for entry in body.keys)
    officers = [
        Officer(act=act.index, officer=office, office={"en": office}, functions=ALL_FUNCTIONS) for office in offices
    ]
    held = [_held(act.index, entry.office, entry.key) for entry in body.keys]
    return Keyring(acts=(act.index,), party=party, officers=tuple(officers), keys=tuple(held))


def _held(index: int, officer: str, line: str, origins: tuple[str, ...] = ()) -> HeldKey:
    key = PublicKey.from_openssh(line)
    return HeldKey(act=index, officer=officer, fingerprint=key.fingerprint, openssh=key.openssh, origins=origins)


def _on(value: Keyring | None, act: Enacted, party: str, **changes: object) -> Keyring:
    value = value or Keyring(party=party)
    credentials = getattr(act.body, "credentials", None)
    if credentials is not None and credentials.reference not in value.notes:
        changes["notes"] = (*value.notes, credentials.reference)
    return value.touched(act.index, **changes)


def enrolled(value: Keyring | None, act: Enacted, party: str) -> Keyring:
    """Return the officers after `officers.enrol`."""
    earlier = value.officers if value else ()
    return _on(value, act, party, officers=(*earlier, Officer.of(act)))


def key_added(value: Keyring, act: Enacted, party: str) -> Keyring:
    """Return the officers after `officers.add_key`."""
    body = cast("acts.AddKey", act.body)
    held = _held(act.index, body.officer, body.key, body.origins)
    return _on(value, act, party, keys=(*value.keys, held))


def key_revoked(value: Keyring, act: Enacted, party: str) -> Keyring:
    """Return the officers after `officers.revoke_key`."""
    body = cast("acts.RevokeKey", act.body)
    keys = tuple(
        k.model_copy(update={"revoked": act.index, "reason": body.reason})
        if k.revoked is None and (k.officer, k.fingerprint) == (body.officer, body.fingerprint)
        else k
        for k in value.keys
    )
    return _on(value, act, party, keys=keys)


def dismissed(value: Keyring, act: Enacted, party: str) -> Keyring:
    """Return the officers after `officers.dismiss`."""
    body = cast("acts.Dismiss", act.body)
    officers = tuple(
        o.model_copy(update={"dismissed": act.index}) if o.officer == body.officer and o.dismissed is None else o
        for o in value.officers
    )
    return _on(value, act, party, officers=officers)


def contested(value: Keyring | None, act: Enacted, party: str) -> Keyring:
    """Return the officers after `officers.contest`."""
    body = cast("acts.Contest", act.body)
    claimants = tuple((c.name, tuple(paper.reference for paper in c.papers)) for c in body.claimants)
    earlier = value.contests if value else ()
    return _on(value, act, party, contests=(*earlier, Contested(act=act.index, claimants=claimants)))


def settled(value: Keyring, act: Enacted, party: str) -> Keyring:
    """Return the officers after `officers.settle`."""
    contests = tuple(
        c if c.settled is not None else c.model_copy(update={"settled": act.index}) for c in value.contests
    )
    return _on(value, act, party, contests=contests)
