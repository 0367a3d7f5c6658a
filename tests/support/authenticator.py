"""Security keys in software: a passkey as a browser offers it, and the keys that ``ssh-keygen -t …-sk`` makes.

A key is made from its name, and signs the same bytes in the same way each time.

- ``Authenticator(rp_id).public`` is the passkey's public key, ``.spki`` what ``getPublicKey()`` gives of it.
- ``.assertion(challenge, origin)`` is what ``navigator.credentials.get`` answers; its keywords make it wrong.
- ``.sshsig(line, namespace, origin)`` is that answer, packed: the signature of an act. Same keywords.
- ``SecurityKey(kind).public`` and ``.sshsig(line, namespace)`` are the same of a key for ``ssh-keygen``,
  of kind ``ed25519`` or ``ecdsa``.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from comity.record import passkey, sk_ecdsa, sk_ed25519
from comity.record.keys import PublicKey
from comity.record.sshsig import Seal, to_be_signed
from comity.record.wire import ssh_mpint, ssh_string

PRESENT, VERIFIED, EXTENDED = 0x01, 0x04, 0x80


class Assertion(NamedTuple):
    """``response`` of a ``PublicKeyCredential``; the signature is in DER."""

    authenticator_data: bytes
    client_data_json: bytes
    signature: bytes


class Authenticator:
    """One passkey (ES256) of the domain ``rp_id``."""

    def __init__(self, rp_id: str, name: str = "a passkey") -> None:
        self.rp_id = rp_id
        self._key = _p256(f"{rp_id} {name}")
        self.spki = self._key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.public = passkey.from_spki(self.spki, rp_id)

    def assertion(
        self,
        challenge: bytes,
        origin: str,
        *,
        user_verified: bool = True,
        user_present: bool = True,
        cross_origin: bool | None = None,
        extensions: bytes = b"",
        members: Mapping[str, object] | None = None,
    ) -> Assertion:
        """Answer a challenge on a page of ``origin``; ``members`` replaces or adds members of ``clientDataJSON``."""
        flags = PRESENT * user_present | VERIFIED * user_verified | EXTENDED * bool(extensions)
        said: dict[str, object] = {"type": "webauthn.get", "challenge": _base64url(challenge), "origin": origin}
        if cross_origin is not None:
            said["crossOrigin"] = cross_origin
        client_data = json.dumps(said | dict(members or {}), separators=(",", ":")).encode()
        return self.answer(_sha256(self.rp_id.encode()) + bytes([flags]) + bytes(4) + extensions, client_data)

    def answer(self, authenticator_data: bytes, client_data: bytes) -> Assertion:
        """Sign any two parts, right or wrong."""
        return Assertion(authenticator_data, client_data, _ecdsa(self._key, authenticator_data + _sha256(client_data)))

    def sshsig(self, line: bytes, namespace: str, origin: str, **wrong: object) -> bytes:
        """Return the SSHSIG blob of a line, signed on a page of ``origin``; keywords are those of ``assertion``."""
        answer = self.assertion(passkey.challenge(line, namespace), origin, **wrong)  # type: ignore[arg-type]
        return passkey.pack(self.public, namespace, *answer)


class SecurityKey:
    """One key as ``ssh-keygen -t ed25519-sk`` or ``-t ecdsa-sk`` makes it."""

    def __init__(self, kind: str = "ed25519", application: str = "ssh:", name: str = "a security key") -> None:
        seed = f"{kind} {application} {name}"
        self._application = application
        if kind == "ed25519":
            self._edwards = Ed25519PrivateKey.from_private_bytes(_sha256(seed.encode()))
            raw = sk_ed25519.raw_key(self._edwards.public_key().public_bytes_raw(), application)
            self.public = PublicKey(sk_ed25519.NAME, raw)
        else:
            self._p256 = _p256(seed)
            point = self._p256.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
            self.public = PublicKey(sk_ecdsa.NAME, sk_ecdsa.raw_key(point, application))

    def sshsig(
        self, line: bytes, namespace: str, *, user_present: bool = True, hash_name: str = "sha256", counter: int = 7
    ) -> bytes:
        """Return the SSHSIG blob of a line, as ``ssh-keygen -Y sign`` makes it with such a key."""
        state = bytes([PRESENT * user_present]) + counter.to_bytes(4, "big")
        message = _sha256(self._application.encode()) + state + _sha256(to_be_signed(line, namespace, hash_name))
        signature = ssh_string(self.public.algorithm.encode()) + ssh_string(self._sign(message)) + state
        return Seal(self.public, namespace, hash_name, signature).blob

    def _sign(self, message: bytes) -> bytes:
        if self.public.algorithm == sk_ed25519.NAME:
            return self._edwards.sign(message)
        return b"".join(map(ssh_mpint, decode_dss_signature(_ecdsa(self._p256, message))))


def _p256(seed: str) -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(_sha256(seed.encode()), "big") >> 1, SECP256R1())


def _ecdsa(key: EllipticCurvePrivateKey, message: bytes) -> bytes:
    return key.sign(message, ECDSA(SHA256(), deterministic_signing=True))


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
