"""A ministry's machine: it draws acts up from what the API answers, signs them, and hands them in over the API."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.test import Client

from comity.forum.registry import ACT_TYPES
from comity.record import sshsig
from comity.record.entry import Seen
from comity.secretariat.composing import Drawn, Hat, Heading, draw_up

_ADDRESSES = count(1)
AT = "2026-11-23T10:02:11Z"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    said: dict[str, Any]

    @property
    def why(self) -> tuple[int, str]:
        """The status, and the code of the problem."""
        return self.status, str(self.said.get("code", ""))


def _client() -> Client:
    # Each machine has an address of its own, for failures are counted by address.
    address = f"192.0.2.{next(_ADDRESSES) % 250 + 1}"
    return Client(enforce_csrf_checks=True, headers={"host": "localhost"}, REMOTE_ADDR=address)


@dataclass
class Machine:
    """One machine at one address."""

    client: Client = field(default_factory=_client)

    def get(self, path: str) -> Reply:
        return self._read(self.client.get(f"/api/v1/{path}"))

    def send(self, path: str, message: object, content_type: str = "application/json", **headers: str) -> Reply:
        """Send a message, or bytes as they are."""
        body = message if isinstance(message, bytes) else json.dumps(message, ensure_ascii=False).encode()
        return self._read(self.client.post(f"/api/v1/{path}", body, content_type=content_type, headers=headers))

    def draw(self, hat: Hat, kind: str, audience: Any = "public", heading: Heading | None = None, **said: Any) -> Drawn:
        """An act as it would stand next, from nothing but what the API tells."""
        heading = heading or self.heading(hat.party)
        return draw_up(heading, hat, kind, ACT_TYPES[kind].body.model_validate(said), audience)

    def heading(self, party: str, **changed: Any) -> Heading:
        told = self.get(f"acts/next/{party}").said
        seen = Seen(told["seen"]["size"], base64.b64decode(told["seen"]["root"]))
        return Heading(told["forum"], told["serial"], seen, AT)._replace(**changed)

    def enter(self, drawn: Drawn, *signatures: tuple[str, bytes], path: str = "acts") -> Reply:
        """Hand an act in with signatures, each of a signer and an SSHSIG blob."""
        return self.send(path, message(drawn, *signatures))

    @staticmethod
    def _read(answer: Any) -> Reply:
        return Reply(answer.status_code, dict(answer.headers.items()), json.loads(answer.content or b"{}"))


def message(drawn: Drawn, *signatures: tuple[str, bytes]) -> dict[str, Any]:
    """The message that hands an act in."""
    said: dict[str, Any] = {"line": drawn.line.decode()}
    said["signatures"] = [{"signer": signer, "sig": sshsig.armor(blob)} for signer, blob in signatures]
    if drawn.opening is not None:
        key = base64.b64encode(drawn.opening.key).decode()
        said["opening"] = {"key": key, "content": drawn.opening.content.decode()}
    return said


def slug(stem: str) -> str:
    """A name that no other test uses."""
    return f"{stem}-{secrets.token_hex(4)}"
