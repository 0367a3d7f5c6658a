"""Drafts: acts that a delegation is writing, or that wait for further signatures; seen by that delegation alone."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from comity.forum.kernel.names import CHAIR
from comity.forum.openings.opening import Opening
from comity.record.entry import Signature
from comity.secretariat.composing import PUBLIC, Hat
from comity.secretariat.vault import NotOpened, Vault
from comity.store import models

_ID_BYTES = 9
_OF = "/"
# The length of a draft tells little of what is written.
_STEP = 1024
_REVEAL = "openings.reveal"
_AT_A_TIME = 100


def shelf(party: str, delegation: str) -> str:
    """Return where the drafts of a hat are kept: the chair's by the state that is in the chair.

    Whoever takes the chair after it does not find what the former chair has not sent.
    """
    return f"{party}{_OF}{delegation}" if party == CHAIR else party


class Stale(Exception):
    """Somebody of the delegation has changed the draft meanwhile; `theirs` is how it stands."""

    def __init__(self, theirs: Draft) -> None:
        super().__init__(theirs.id)
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Draft:
    """An act being written: its type and fields as they were typed, in order or not, and who may read it.

    Once the first officer has signed, `line` is what was signed, `opening` what opens it, and `signatures` are those
    given so far. `version` counts the times that it was kept. `shelf` is where it lies.
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
    shelf: str = ""

    @property
    def delegation(self) -> str:
        """Whose officers wrote it."""
        return self.shelf.rpartition(_OF)[2]

    @property
    def waiting(self) -> bool:
        """Whether it bears signatures and waits for others."""
        return bool(self.signatures)


def begin(  # noqa: PLR0913 - what a draft is made of
    vault: Vault,
    hat: Hat,
    kind: str,
    fields: Mapping[str, Any],
    *,
    now: datetime,
    audience: str | tuple[str, ...] = PUBLIC,
    delegation: str = "",
) -> Draft:
    """Keep a new draft and return it. For the chair's, `delegation` is the state that is in the chair."""
    kept = shelf(hat.party, delegation)
    name = secrets.token_urlsafe(_ID_BYTES)
    draft = Draft(name, hat, kind, dict(fields), audience, created=now, touched=now, shelf=kept)
    models.Draft.objects.create(
        id=draft.id,
        party=draft.shelf,
        officer=hat.officer,
        waiting=False,
        version=0,
        created=now,
        touched=now,
        sealed=vault.seal(_written(draft), _STEP),
    )
    return draft


def find(vault: Vault, shelf: str, name: str) -> Draft | None:
    """Return a draft of a shelf, or None: another party's is not there."""
    row = models.Draft.objects.filter(id=name, party=shelf).first()
    return _read(vault, row) if row else None


def listed(vault: Vault, shelf: str) -> list[Draft]:
    """Return the drafts of a shelf, the last touched first."""
    return [_read(vault, row) for row in models.Draft.objects.filter(party=shelf).order_by("-touched")]


def of_party(vault: Vault, party: str) -> list[Draft]:
    """Return the drafts of `party` on whatever shelf: of the chair, those of former chairs too."""
    rows = models.Draft.objects.filter(Q(party=party) | Q(party__startswith=f"{party}{_OF}"))
    return [_read(vault, row) for row in rows]


def waiting(vault: Vault, shelf: str) -> list[Draft]:
    """Return the drafts of a shelf that bear signatures and wait for others, the last touched first."""
    rows = models.Draft.objects.filter(party=shelf, waiting=True).order_by("-touched")
    return [_read(vault, row) for row in rows]


def save(vault: Vault, draft: Draft, *, now: datetime) -> None:
    """Keep a draft that was found before and changed.

    Raises Stale where somebody else has changed it since.
    """
    kept = models.Draft.objects.filter(id=draft.id, party=draft.shelf, version=draft.version).update(
        sealed=vault.seal(_written(draft), _STEP),
        officer=draft.hat.officer,
        waiting=draft.waiting,
        version=draft.version + 1,
        touched=now,
    )
    if not kept:
        theirs = find(vault, draft.shelf, draft.id)
        raise Stale(theirs or draft)


def drop(shelf: str, name: str) -> None:
    """Forget a draft."""
    models.Draft.objects.filter(id=name, party=shelf).delete()


def drop_erased(vault: Vault, index: int, act_hash: bytes) -> None:
    """Forget whatever draft of any party holds what the act at `index` said: those that reveal it, and its own."""
    found = []
    for row in models.Draft.objects.iterator(chunk_size=_AT_A_TIME):
        # What the vault does not open tells nothing to anybody.
        with suppress(NotOpened):
            draft = _read(vault, row)
            reveals = draft.kind == _REVEAL and str(draft.fields.get("act")) == str(index)
            if reveals or (draft.line and hashlib.sha256(draft.line).digest() == act_hash):
                found.append(row.id)
    models.Draft.objects.filter(id__in=found).delete()


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
        hat=Hat(row.party.partition(_OF)[0], row.officer),
        kind=said["kind"],
        fields=said["fields"],
        audience=audience if isinstance(audience, str) else tuple(audience),
        line=said["line"].encode(),
        opening=Opening(_bytes(opening[0]), opening[1].encode()) if opening else None,
        signatures=tuple(Signature(key, _bytes(sig), signer) for key, sig, signer in said["signatures"]),
        version=row.version,
        created=row.created,
        touched=row.touched,
        shelf=row.party,
    )


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
