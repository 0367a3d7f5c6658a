"""Officers who draft and sign at their desks, over Django's test client, with passkeys in software.

- `officer(house, party, name)` is somebody at her desk: `.begin(kind, **fields)` a draft, `.read(name)` the page on
  which it is signed, `.sign(name)` the answer to her touch; its keywords make the assertion or the form wrong.
- `Leaf(response)` is what a page shows: `.text`, the bytes of the act, the values of its hidden fields.
"""

from __future__ import annotations

import html
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from comity.record import passkey
from comity.record.entry import namespace
from comity.secretariat.composing import PUBLIC, Hat
from comity.store import drafts, people
from comity.web.desk.presence import now
from tests.support import desks

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from comity.store.drafts import Draft
    from comity.store.house import House


@dataclass(frozen=True)
class Leaf:
    """A page that came back."""

    response: HttpResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @cached_property
    def text(self) -> str:
        return self.response.content.decode()

    @cached_property
    def plain(self) -> str:
        """Its words, without markup and with spaces as they are read."""
        spaced = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", self.text)))
        return re.sub(r" ([.,:;])", r"\1", spaced)

    @property
    def line(self) -> bytes:
        """The bytes of the act, as a script reads them from the page."""
        shown = re.search(r'<code id="act-bytes">(.*?)</code>', self.text, re.DOTALL)
        assert shown, self.plain
        return html.unescape(re.sub(r"<[^>]*>", "", shown[1])).encode()

    @property
    def shown(self) -> str:
        """The digest of the act that its form names."""
        found = re.search(r'name="shown" value="([0-9a-f]{64})"', self.text)
        assert found, self.plain
        return found[1]

    @property
    def code(self) -> str:
        """The code of the rule by which something was refused, or nothing."""
        found = re.search(r'data-code="([a-z_.]+)"', self.text)
        return found[1] if found else ""


@dataclass(frozen=True)
class Officer:
    """Somebody at her desk."""

    house: House
    hat: Hat
    browser: Client = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "browser", desks.at_desk(self.house, *self.hat))
        if people.passkey(self.credential) is None:
            key = desks.passkey(self.hat).public
            person = f"person-{desks.delegation(self.hat.party)}-{self.hat.officer}".lower()
            kept = people.Passkey(self.credential, person, key.fingerprint, key.openssh, (), "a phone", now(), None)
            people.add_passkey(kept)

    @property
    def credential(self) -> str:
        return f"credential-{desks.delegation(self.hat.party)}-{self.hat.officer}"

    def begin(self, kind: str, *, audience: str | tuple[str, ...] = PUBLIC, **fields: Any) -> str:
        """Begin a draft and return its name."""
        of = desks.delegation(self.hat.party)
        return drafts.begin(self.house.vault, self.hat, kind, fields, now=now(), audience=audience, delegation=of).id

    def draft(self, name: str) -> Draft | None:
        shelf = drafts.shelf(self.hat.party, desks.delegation(self.hat.party))
        return drafts.find(self.house.vault, shelf, name)

    def get(self, address: str) -> Leaf:
        return Leaf(self.browser.get(f"/en/desk/{address}"))

    def post(self, address: str, **given: Any) -> Leaf:
        return Leaf(self.browser.post(f"/en/desk/{address}", given))

    def read(self, name: str) -> Leaf:
        """The page on which a draft is signed."""
        return self.get(f"drafts/{name}/sign/")

    def answer(self, line: bytes, origin: str = desks.WEB_ORIGIN, **wrong: Any) -> dict[str, str]:
        """What her browser sends once she has touched her passkey."""
        challenge = passkey.challenge(line, namespace(self.house.folder.origin))
        said = desks.passkey(self.hat).assertion(challenge, origin, **wrong)
        parts = dict(zip(("authenticatorData", "clientDataJSON", "signature"), said, strict=True))
        return {"way": "passkey", "credential": self.credential} | {
            name: urlsafe_b64encode(part).rstrip(b"=").decode() for name, part in parts.items()
        }

    def sign(self, name: str, page: Leaf | None = None, *, changed: dict[str, Any] | None = None, **wrong: Any) -> Leaf:
        """Sign a draft as `page`, or the page that she opens now, shows it; `changed` changes what the form sends."""
        page = page or self.read(name)
        sent = {"shown": page.shown, **self.answer(page.line, **wrong), **(changed or {})}
        return self.post(f"drafts/{name}/sign/", **sent)

    def entered(self, name: str) -> int:
        """Sign a draft and return the index under which it was entered."""
        leaf = self.sign(name)
        assert leaf.status == 302, leaf.plain
        found = re.fullmatch(r"/en/desk/receipts/(\d+)/", leaf.response.headers["Location"])
        assert found, leaf.response.headers["Location"]
        return int(found[1])


def officer(house: House, party: str, name: str) -> Officer:
    return Officer(house, Hat(party, name))
