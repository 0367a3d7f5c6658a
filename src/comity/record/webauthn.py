"""What a browser states about a signature by a passkey, and what is demanded of it.

The statement, ``clientDataJSON``, is written by the browser, not by the page, and is what the
key signs (W3C Web Authentication §5.8.1). OpenSSH compares its beginning only and takes any
origin and any flags; here all that §7.2 demands is checked, as far as bytes can tell: type,
challenge, origin and rpId, no frame of another site, the person present and verified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.record.canonical import Json, parse
from comity.record.encoding import encode_base64url
from comity.record.errors import Malformed, SignatureInvalid
from comity.record.securitykey import ATTESTED, EXTENDED, USER_VERIFIED
from comity.record.wire import Reader, ssh_string

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_CLIENT_DATA = 4096
"""The most bytes of a ``clientDataJSON``; browsers write about 300."""

_TYPE = "webauthn.get"
_HOST = r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*"
_ORIGIN = re.compile(rf"(?:https://({_HOST})|http://(localhost))(?::[1-9][0-9]{{0,4}})?", re.ASCII)
_RP_ID = re.compile(_HOST, re.ASCII)


@dataclass(frozen=True, slots=True)
class Statement:
    """The origin of the page, the browser's ``clientDataJSON``, and the authenticator's extensions (CBOR, or none)."""

    origin: str
    client_data: bytes
    extensions: bytes

    def encode(self) -> bytes:
        """Return the end of a signature blob, as ``read`` reads it."""
        return b"".join(map(ssh_string, (self.origin.encode(), self.client_data, self.extensions)))

    def check(self, challenge: bytes, rp_id: str, flags: int) -> None:
        """Raise ``SignatureInvalid`` or ``Malformed`` unless it is about ``challenge``, by a key of ``rp_id``.

        ``flags`` are the authenticator's: the person verified, no new key, extensions if and
        only if there are some. That the key signed the statement is checked elsewhere.
        """
        _check_flags(flags, extended=bool(self.extensions))
        host = origin_host(self.origin)
        if host != rp_id and not host.endswith(f".{rp_id}"):
            raise SignatureInvalid("webauthn.rp", f"a passkey of {rp_id} cannot sign on {self.origin[:256]}")
        text = encode_base64url(challenge)
        _check_members(parse_client_data(self.client_data), text, self.origin)
        # The spelling that OpenSSH demands and browsers follow (Web Authentication §5.8.1.1).
        head = f'{{"type":"{_TYPE}","challenge":"{text}","origin":"{self.origin}"'
        if not self.client_data.startswith(head.encode()):
            raise Malformed("webauthn.form", "clientDataJSON must begin with type, challenge, origin, without spaces")


def read(reader: Reader) -> Statement:
    """Return the statement that ends a signature blob; raises ``Malformed``, also for an origin that is none."""
    origin, client_data, extensions = (reader.string() for _ in range(3))
    try:
        text = origin.decode("ascii")
    except UnicodeDecodeError as error:
        raise Malformed("webauthn.origin", "an origin is ASCII text") from error
    origin_host(text)
    return Statement(text, client_data, extensions)


def origin_host(origin: str) -> str:
    """Return the host of ``https://<host>[:<port>]`` or ``http://localhost[:<port>]``; raises ``Malformed``."""
    found = _ORIGIN.fullmatch(origin)
    if not found:
        form = "https://<host>[:<port>], or http://localhost[:<port>] where a program is developed"
        raise Malformed("webauthn.origin", f"the origin of a signature is of the form {form}")
    return found[1] or found[2]


def check_rp_id(rp_id: str) -> None:
    """Raise ``Malformed`` unless ``rp_id`` is a domain in lower case, as a passkey is bound to one."""
    if not _RP_ID.fullmatch(rp_id):
        raise Malformed("webauthn.rp", "the rpId of a passkey is a domain in lower case, such as forum.example")


def parse_client_data(data: bytes) -> Mapping[str, Json]:
    """Return the members of a ``clientDataJSON``, read as strictly as the record's own JSON; raises ``Malformed``."""
    if len(data) > MAX_CLIENT_DATA:
        raise Malformed("webauthn.size", f"clientDataJSON has at most {MAX_CLIENT_DATA} bytes, this has {len(data)}")
    try:
        return parse(data)
    except Malformed as error:
        raise Malformed(error.code, f"clientDataJSON is not as it should be: {error}") from error


def _check_flags(flags: int, *, extended: bool) -> None:
    if flags & ATTESTED or bool(flags & EXTENDED) != extended:
        raise Malformed("webauthn.flags", "the authenticator's flags and data are not those of a signature")
    if not flags & USER_VERIFIED:
        raise SignatureInvalid("signature.verification", "the passkey signed without verifying who used it")


def _check_members(members: Mapping[str, Json], challenge: str, origin: str) -> None:
    if members.get("type") != _TYPE:
        raise SignatureInvalid("webauthn.type", f"the browser's statement must be of type {_TYPE}")
    if members.get("challenge") != challenge:
        raise SignatureInvalid("webauthn.challenge", "the browser's statement is about another text")
    if members.get("origin") != origin:
        raise SignatureInvalid("webauthn.origin", "the browser's statement names another origin than the signature")
    if members.get("crossOrigin", False) is not False or "topOrigin" in members:
        raise SignatureInvalid("webauthn.cross_origin", "the page was shown within a page of another site")
