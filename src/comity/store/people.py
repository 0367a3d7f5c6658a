"""The directory of people: who serves as which officer, how to reach them, with what they sign in.

It lies beside the record and is no part of it; whoever is erased here has left nothing of herself anywhere.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from comity.secretariat.composing import Hat
from comity.secretariat.mailing.readers import Wish
from comity.secretariat.vault import Vault
from comity.store import models, outbox

_ID_BYTES = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person has said of herself; `time_zone` as the IANA names it, `mails` when she wishes to be written to."""

    name: str
    email: str = ""
    telephone: str = ""
    languages: tuple[str, ...] = ()
    time_zone: str = ""
    mails: Wish = "at_once"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the directory, by an opaque id."""

    id: str
    profile: Profile
    created: datetime


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey of a person. Whether it may sign is for the record to say, by its fingerprint."""

    credential: str
    person: str
    fingerprint: str
    openssh: str
    transports: tuple[str, ...]
    label: str
    created: datetime
    used: datetime | None


def new_id() -> str:
    """Return an id for a person: it tells nothing."""
    return secrets.token_urlsafe(_ID_BYTES)


def enter(vault: Vault, profile: Profile, *, now: datetime, person: str = "") -> str:
    """Enter somebody into the directory, under the id `person` if it is given, and return the id."""
    person = person or new_id()
    models.Person.objects.create(id=person, sealed=_sealed(vault, profile), created=now)
    return person


def find(vault: Vault, person: str) -> Person | None:
    """Return somebody by id, or None."""
    row = models.Person.objects.filter(id=person).first()
    return _read(vault, row) if row else None


def save(vault: Vault, person: str, profile: Profile) -> None:
    """Keep what is new of a person."""
    models.Person.objects.filter(id=person).update(sealed=_sealed(vault, profile))


def erase(vault: Vault, person: str) -> None:
    """Erase all that is kept of a person: her entry, hats, passkeys, sessions, invitations, mail."""
    with transaction.atomic():
        outbox.forget(vault, person)
        models.Person.objects.filter(id=person).delete()
        for table in (models.Hat, models.Passkey, models.Session, models.Invitation):
            table.objects.filter(person=person).delete()


def part(vault: Vault, person: str, hat: Hat) -> None:
    """Take a hat from a person; whoever wears none any more is erased altogether."""
    with transaction.atomic():
        take_hat(hat)
        models.Session.objects.filter(person=person, party=hat.party, officer=hat.officer).delete()
        if not hats_of(person):
            erase(vault, person)


def directory(vault: Vault, party: str) -> dict[str, Person]:
    """Return who serves as which officer of `party`, by the officer's id."""
    worn = {row.person: row.officer for row in models.Hat.objects.filter(party=party)}
    rows = models.Person.objects.filter(id__in=worn)
    return {worn[row.id]: _read(vault, row) for row in rows}


def everybody(vault: Vault) -> list[Person]:
    """Return everybody in the directory."""
    return [_read(vault, row) for row in models.Person.objects.order_by("created", "id")]


def wearer(hat: Hat) -> str | None:
    """Return the id of the person who wears a hat, or None."""
    return models.Hat.objects.filter(party=hat.party, officer=hat.officer).values_list("person", flat=True).first()


def hats_of(person: str) -> list[Hat]:
    """Return the hats of a person, in the order in which she came to them."""
    return [Hat(row.party, row.officer) for row in models.Hat.objects.filter(person=person).order_by("pk")]


def serves_others(person: str, party: str) -> bool:
    """Whether a person wears a hat of another party than `party`."""
    return models.Hat.objects.filter(person=person).exclude(party=party).exists()


def give_hat(person: str, hat: Hat) -> None:
    """Let a person wear a hat; whoever wore it before wears it no more."""
    models.Hat.objects.update_or_create(party=hat.party, officer=hat.officer, defaults={"person": person})


def take_hat(hat: Hat) -> None:
    """Let nobody wear a hat."""
    models.Hat.objects.filter(party=hat.party, officer=hat.officer).delete()


def add_passkey(passkey: Passkey) -> None:
    """Keep a passkey with which a person signs in."""
    models.Passkey.objects.create(**{**_columns(passkey), "transports": " ".join(passkey.transports)})


def passkey(credential: str) -> Passkey | None:
    """Return the passkey of a credential's id (base64url), or None."""
    row = models.Passkey.objects.filter(credential=credential).first()
    return _passkey(row) if row else None


def passkeys_of(person: str) -> list[Passkey]:
    """Return the passkeys of a person, the newest first."""
    return [_passkey(row) for row in models.Passkey.objects.filter(person=person).order_by("-created", "credential")]


def labels(persons: Iterable[str]) -> dict[str, str]:
    """Return with what passkeys of several persons were made, by the key's fingerprint."""
    rows = models.Passkey.objects.filter(person__in=list(persons))
    return {row.fingerprint: row.label for row in rows}


def note_used(credential: str, now: datetime) -> None:
    """Keep when a passkey was last used to sign in."""
    models.Passkey.objects.filter(credential=credential).update(used=now)


def _columns(passkey: Passkey) -> dict[str, Any]:
    return asdict(passkey)


def _passkey(row: models.Passkey) -> Passkey:
    return Passkey(
        credential=row.credential,
        person=row.person,
        fingerprint=row.fingerprint,
        openssh=row.openssh,
        transports=tuple(row.transports.split()),
        label=row.label,
        created=row.created,
        used=row.used,
    )


def _sealed(vault: Vault, profile: Profile) -> bytes:
    return vault.seal(json.dumps(asdict(profile), ensure_ascii=False).encode())


def _read(vault: Vault, row: models.Person) -> Person:
    said = json.loads(vault.open(bytes(row.sealed)))
    return Person(row.id, Profile(**{**said, "languages": tuple(said["languages"])}), row.created)
