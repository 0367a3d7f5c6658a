"""Drafts: acts that a delegation is writing, or that wait for further signatures; seen by that delegation alone."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from comity.forum.openings.opening import Opening
from comity.record.entry import Signature
from comity.secretariat.composing import PUBLIC, Hat
from comity.secretariat.vault import Vault
from comity.store import models

_ID_BYTES = 9
# The length of a draft tells little of what is written.
_STEP = 1024


class Stale(Exception):
    """Somebody of the delegation has changed the draft meanwhile; `theirs` is how it stands."""

    def __init__(self, theirs: Draft) -> None:
        super().__init__(theirs.id)
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Draft:
    """An act being written: its type and fields as they were typed, in order or not, and who may read it.

    Once the first officer has signed, `line` is what was signed, `opening` what opens it, and `signatures` are those
    given so far. `version` counts the times that it was kept.
    """

    id: str
    hat: Hat
    kind: str
    fields: Mapping[str, Any]
    audience: str | tuple[str, ...] = PUBLIC
    line: bytes = b""
    opening: Opening | None = None
    signatures: tuple[Signature, ...] = field(default_factory=tuple)
    version: int = 0
    created: datetime | None = None
    touched: datetime | None = None

    @property
    def waiting(self) -> bool:
        """Whether it bears signatures and waits for others."""
        return bool(self.signatures)


def begin(
    vault: Vault,
    hat: Hat,
    kind: str,
    fields: Mapping[str, Any],
    *,
    now: datetime,
    audience: str | tuple[str, ...] = PUBLIC,
) -> Draft:
    """Keep a new draft and return it."""
    draft = Draft(secrets.token_urlsafe(_ID_BYTES), hat, kind, dict(fields), audience, created=now, touched=now)
    models.Draft.objects.create(
        id=draft.id,
        party=hat.party,
        officer=hat.officer,
        waiting=False,
        version=0,
        created=now,
        touched=now,
        sealed=vault.seal(_written(draft), _STEP),
    )
    return draft


def find(vault: Vault, party: str, name: str) -> Draft | None:
    """Return a draft of `party`, or None: another party's is not there."""
    row = models.Draft.objects.filter(id=name, party=party).first()
    return _read(vault, row) if row else None


def listed(vault: Vault, party: str) -> list[Draft]:
    """Return the drafts of `party`, the last touched first."""
    return [_read(vault, row) for row in models.Draft.objects.filter(party=party).order_by("-touched")]


def waiting(vault: Vault, party: str) -> list[Draft]:
    """Return the drafts of `party` that bear signatures and wait for others, the last touched first."""
    rows = models.Draft.objects.filter(party=party, waiting=True).order_by("-touched")
    return [_read(vault, row) for row in rows]


def save(vault: Vault, draft: Draft, *, now: datetime) -> None:
    """Keep a draft that was found before and changed.

    Raises Stale where somebody else has changed it since.
    """
    kept = models.Draft.objects.filter(id=draft.id, party=draft.hat.party, version=draft.version).update(
        sealed=vault.seal(_written(draft), _STEP),
        officer=draft.hat.officer,
        waiting=draft.waiting,
        version=draft.version + 1,
        touched=now,
    )
    if not kept:
        theirs = find(vault, draft.hat.party, draft.id)
        raise Stale(theirs or draft)


def drop(party: str, name: str) -> None:
    """Forget a draft."""
    models.Draft.objects.filter(id=name, party=party).delete()


def _written(draft: Draft) -> bytes:
    opening = draft.opening
    said = {
        "kind": draft.kind,
        "fields": draft.fields,
        "audience": draft.audience,
        "line": draft.line.decode(),
        "opening": [_text(opening.key), opening.content.decode()] if opening else None,
        "signatures": [[each.key, _text(each.sig), each.signer] for each in draft.signatures],
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _read(vault: Vault, row: models.Draft) -> Draft:
    said = json.loads(vault.open(bytes(row.sealed)))
    audience, opening = said["audience"], said["opening"]
    return Draft(
        id=row.id,
        hat=Hat(row.party, row.officer),
        kind=said["kind"],
        fields=said["fields"],
        audience=audience if isinstance(audience, str) else tuple(audience),
        line=said["line"].encode(),
        opening=Opening(_bytes(opening[0]), opening[1].encode()) if opening else None,
        signatures=tuple(Signature(key, _bytes(sig), signer) for key, sig, signer in said["signatures"]),
        version=row.version,
        created=row.created,
        touched=row.touched,
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
