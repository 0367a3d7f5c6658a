"""Sessions: a browser that is signed in, and the hat that it wears. Only marks of secrets are kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from comity.secretariat.composing import Hat
from comity.secretariat.vault import Vault
from comity.store.models import Session

LASTS = timedelta(hours=10)
"""How long a session lasts, whatever happens in it: a working day."""

IDLE = timedelta(minutes=45)
"""After how long a quiet it is over."""

_NOTED = timedelta(minutes=1)
_LONGEST_AGENT = 120


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in with which passkey, and the hat worn. `public` names the session where it is listed."""

    public: str
    person: str
    hat: Hat
    fingerprint: str
    agent: str
    created: datetime
    seen: datetime
    expires: datetime


def begin(vault: Vault, person: str, hat: Hat, fingerprint: str, agent: str, *, now: datetime) -> str:
    """Begin a session and return the secret that the browser keeps."""
    secret = secrets.token_urlsafe(32)
    Session.objects.create(
        mark=_mark(vault, secret),
        public=secrets.token_hex(8),
        person=person,
        party=hat.party,
        officer=hat.officer,
        fingerprint=fingerprint,
        agent=agent[:_LONGEST_AGENT],
        created=now,
        seen=now,
        expires=now + LASTS,
    )
    return secret


def find(vault: Vault, secret: str, now: datetime) -> SignedIn | None:
    """Return the session of a secret, or None where there is none, or it is over."""
    row = Session.objects.filter(mark=_mark(vault, secret), expires__gt=now, seen__gt=now - IDLE).first()
    if row is None:
        return None
    if now - row.seen > _NOTED:
        Session.objects.filter(mark=row.mark).update(seen=now)
    return _read(row)


def listed(person: str, now: datetime) -> list[SignedIn]:
    """Return the sessions of a person that are not over, the newest first."""
    rows = Session.objects.filter(person=person, expires__gt=now, seen__gt=now - IDLE)
    return [_read(row) for row in rows.order_by("-created")]


def wear(vault: Vault, secret: str, hat: Hat) -> None:
    """Let the session of a secret wear another hat."""
    Session.objects.filter(mark=_mark(vault, secret)).update(party=hat.party, officer=hat.officer)


def end(person: str, public: str) -> bool:
    """End a session of a person; return whether there was one."""
    return Session.objects.filter(person=person, public=public).delete()[0] > 0


def end_all(*, person: str = "", fingerprint: str = "") -> None:
    """End every session of a person, or of a passkey that was revoked."""
    wanted = Session.objects.all()
    if person:
        wanted = wanted.filter(person=person)
    if fingerprint:
        wanted = wanted.filter(fingerprint=fingerprint)
    if person or fingerprint:
        wanted.delete()


def clear(now: datetime) -> None:
    """Forget sessions that are over."""
    Session.objects.filter(expires__lte=now).delete()
    Session.objects.filter(seen__lte=now - IDLE).delete()


def _mark(vault: Vault, secret: str) -> str:
    return vault.mark("session", secret)


def _read(row: Session) -> SignedIn:
    hat = Hat(row.party, row.officer)
    return SignedIn(row.public, row.person, hat, row.fingerprint, row.agent, row.created, row.seen, row.expires)
