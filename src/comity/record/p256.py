"""ECDSA over the curve P-256 with SHA-256 (FIPS 186-5), as SSH carries it (RFC 5656 §3.1)."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from comity.record.errors import Malformed, SignatureInvalid
from comity.record.wire import Reader, ssh_mpint

POINT_LENGTH = 65
"""Bytes of a public key: 0x04 and both coordinates (SEC 1 §2.3.3, uncompressed)."""

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""The number of points of the curve (FIPS 186-5, SP 800-186 §3.2.1.3)."""

_CURVE = SECP256R1()
_ECDSA = ECDSA(SHA256())


def load(point: bytes) -> EllipticCurvePublicKey:
    """Return the public key of an uncompressed point; raises ``Malformed`` for anything that is not on the curve."""
    if len(point) != POINT_LENGTH:
        raise Malformed("key.length", f"a P-256 public key has {POINT_LENGTH} bytes, this has {len(point)}")
    try:
        return EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    except ValueError as error:
        raise Malformed("key.point", "this is not an uncompressed point of the curve P-256") from error


def verify(key: EllipticCurvePublicKey, pair: bytes, message: bytes) -> None:
    """Check the signature ``pair`` (mpint r, mpint s) of ``message``.

    Raises ``Malformed`` for another shape, ``SignatureInvalid`` if it does not verify. With
    (r, s) also (r, order - s) verifies: authenticators make either, so both are accepted.
    """
    reader = Reader(pair)
    r, s = reader.mpint(), reader.mpint()
    reader.end()
    _check_range(r, s)
    try:
        key.verify(encode_dss_signature(r, s), message, _ECDSA)
    except InvalidSignature as error:
        raise SignatureInvalid("signature.wrong", "the ECDSA signature does not verify") from error


def pair_of_der(signature: bytes) -> bytes:
    """Return mpint r, mpint s of a signature in DER (RFC 3279 §2.2.3), as browsers give it.

    Raises ``Malformed`` if it is not DER, ``SignatureInvalid`` if r or s is out of range.
    """
    try:
        r, s = decode_dss_signature(signature)
    except ValueError as error:
        raise Malformed("signature.der", "an ECDSA signature of a browser is a DER sequence of two integers") from error
    _check_range(r, s)
    return ssh_mpint(r) + ssh_mpint(s)


def _check_range(r: int, s: int) -> None:
    if not (0 < r < ORDER and 0 < s < ORDER):
        raise SignatureInvalid("signature.range", "the numbers r and s of ECDSA lie between 0 and the curve's order")
