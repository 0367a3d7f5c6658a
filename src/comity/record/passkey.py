"""Passkeys: keys and signatures as ``navigator.credentials`` gives them, brought into the record's formats.

The challenge of an assertion is the SSHSIG blob to be signed itself, so what a browser answers
packs into a signature that stock ``ssh-keygen -Y verify`` accepts. Packing judges layout only;
``sshsig.verify`` judges the signature.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from comity.record import p256, sk_ecdsa, sshsig
from comity.record.errors import Malformed, SignatureInvalid, Unsupported
from comity.record.keys import PublicKey
from comity.record.securitykey import STATE_LENGTH
from comity.record.webauthn import Statement, check_rp_id, origin_host, parse_client_data

_RP_HASH_LENGTH = 32
_HEAD_LENGTH = _RP_HASH_LENGTH + STATE_LENGTH


def challenge(line: bytes, namespace: str) -> bytes:
    """Return the challenge with which a passkey signs an act's ``line`` under ``namespace``."""
    return sshsig.to_be_signed(line, namespace)


def from_spki(der: bytes, rp_id: str) -> PublicKey:
    """Return the key of a new passkey of the domain ``rp_id``, out of what ``getPublicKey()`` gives.

    ``der`` is a SubjectPublicKeyInfo (RFC 5480) of a key on P-256 (ES256, COSE algorithm -7).
    Raises ``Malformed`` for anything else, ``Unsupported`` for keys of other kinds.
    """
    check_rp_id(rp_id)
    key = _load(der)
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
        raise Unsupported("passkey.algorithm", "only passkeys with ES256 (alg -7, the curve P-256) can sign here")
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return PublicKey(sk_ecdsa.NAME, sk_ecdsa.decode(sk_ecdsa.raw_key(point, rp_id)))


def pack(
    public: PublicKey, namespace: str, authenticator_data: bytes, client_data_json: bytes, signature_der: bytes
) -> bytes:
    """Return the SSHSIG blob of an assertion by the passkey ``public`` over ``challenge(line, namespace)``.

    The last three arguments are what ``navigator.credentials.get`` answers. Raises
    ``Malformed`` for what is not an assertion, ``SignatureInvalid`` for one by a key of
    another site. The blob is not verified yet.
    """
    if public.algorithm != sk_ecdsa.NAME:
        raise Malformed("passkey.key", f"a passkey is a key of type {sk_ecdsa.NAME}, this is {public.algorithm[:64]!r}")
    if len(authenticator_data) < _HEAD_LENGTH:
        raise Malformed("passkey.authenticator", f"authenticatorData has at least {_HEAD_LENGTH} bytes")
    rp_id = sk_ecdsa.application(public.raw)
    if authenticator_data[:_RP_HASH_LENGTH] != hashlib.sha256(rp_id.encode()).digest():
        raise SignatureInvalid("webauthn.rp", f"the passkey that signed is not one of {rp_id}")
    statement = Statement(_origin(client_data_json), client_data_json, authenticator_data[_HEAD_LENGTH:])
    state = authenticator_data[_RP_HASH_LENGTH:_HEAD_LENGTH]
    signature = sk_ecdsa.webauthn_blob(p256.pair_of_der(signature_der), state, statement)
    return sshsig.Seal(public, namespace, "sha256", signature).blob


def _origin(client_data_json: bytes) -> str:
    origin = parse_client_data(client_data_json).get("origin")
    if not isinstance(origin, str):
        raise Malformed("webauthn.origin", "clientDataJSON must name the page's origin")
    origin_host(origin)
    return origin


def _load(der: bytes) -> object:
    try:
        return load_der_public_key(der)
    except UnsupportedAlgorithm as error:
        raise Unsupported("passkey.algorithm", "keys of this kind are not judged here, only ES256") from error
    except ValueError as error:
        raise Malformed("passkey.key", "the public key of a passkey is a DER SubjectPublicKeyInfo") from error
