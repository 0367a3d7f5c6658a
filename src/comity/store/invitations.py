"""Invitations: links by which an officer makes a passkey. Each works once, and not for long.

Only a mark of a link's secret is kept: who reads the database can follow none of them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import F

from comity.forum.officers.acts import Paper
from comity.secretariat.composing import Hat
from comity.secretariat.vault import Vault
from comity.store import models

LASTS = timedelta(hours=72)
"""How long a link works: over a weekend."""

KEPT = timedelta(days=90)
"""How long an invitation stays in the lists once its link has ceased to work."""

State = Literal["waiting", "used", "withdrawn", "expired"]


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link for the officer of `hat`, made by `by`; on `credentials` where the secretariat made it for a party.

    `mark` names it, but does not open it. `person` is who followed it, or is known to wear the hat.
    """

    mark: str
    hat: Hat
    by: Hat
    person: str
    credentials: Paper | None
    created: datetime
    expires: datetime
    used: datetime | None

    def state(self, now: datetime) -> State:
        """Return how it stands with the invitation."""
        if self.used is not None:
            return "used"
        if self.expires <= self.created:
            return "withdrawn"
        return "waiting" if now < self.expires else "expired"


def invite(
    vault: Vault, hat: Hat, by: Hat, *, now: datetime, person: str = "", credentials: Paper | None = None
) -> str:
    """Invite the officer of a hat and return the link's secret: it is shown once, and cannot be shown again."""
    secret = secrets.token_urlsafe(32)
    models.Invitation.objects.create(
        mark=_mark(vault, secret),
        party=hat.party,
        officer=hat.officer,
        person=person,
        by_party=by.party,
        by_officer=by.officer,
        credentials=credentials.model_dump_json(exclude_none=True) if credentials else "",
        created=now,
        expires=now + LASTS,
    )
    return secret


def find(vault: Vault, secret: str) -> Invitation | None:
    """Return the invitation of a link's secret, whatever its state, or None."""
    row = models.Invitation.objects.filter(mark=_mark(vault, secret)).first()
    return _read(row) if row else None


def listed(party: str) -> list[Invitation]:
    """Return the invitations of the officers of `party`, the newest first."""
    return [_read(row) for row in models.Invitation.objects.filter(party=party).order_by("-created")]


def use(invitation: Invitation, person: str, now: datetime) -> bool:
    """Let `person` follow an invitation; return whether it still worked: of two who come at once only one is let in."""
    waiting = models.Invitation.objects.filter(mark=invitation.mark, used=None, expires__gt=now)
    return waiting.update(used=now, person=person) > 0


def withdraw(party: str, mark: str) -> bool:
    """Let an invitation of an officer of `party` that waits work no more; return whether there was one.

    It then ends when it began.
    """
    return models.Invitation.objects.filter(party=party, mark=mark, used=None).update(expires=_CREATED) > 0


def withdraw_all(hat: Hat) -> None:
    """Let no invitation of this officer work any more."""
    models.Invitation.objects.filter(party=hat.party, officer=hat.officer, used=None).update(expires=_CREATED)


def clear(now: datetime) -> None:
    """Forget invitations that ceased to work long ago."""
    models.Invitation.objects.filter(expires__lte=now - KEPT).delete()


_CREATED = F("created")


def _mark(vault: Vault, secret: str) -> str:
    return vault.mark("invitation", secret)


def _read(row: models.Invitation) -> Invitation:
    return Invitation(
        mark=row.mark,
        hat=Hat(row.party, row.officer),
        by=Hat(row.by_party, row.by_officer),
        person=row.person,
        credentials=Paper.model_validate_json(row.credentials) if row.credentials else None,
        created=row.created,
        expires=row.expires,
        used=row.used,
    )
