"""Small encodings that several formats share, each with exactly one accepted spelling."""

from __future__ import annotations

import binascii
import re

from comity.record.errors import Malformed

HASH_LENGTH = 32
"""Bytes in a SHA-256 hash."""

_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,18})\Z", re.ASCII)
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def encode_text(text: str) -> bytes:
    """Return the UTF-8 bytes of ``text``; raises ``Malformed`` if it holds half of a surrogate pair."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise Malformed("text.surrogate", "text holds half of a surrogate pair") from error


def encode_base64(data: bytes) -> str:
    """Return standard padded base64 (RFC 4648 §4) without line breaks."""
    return binascii.b2a_base64(data, newline=False).decode()


def encode_base64url(data: bytes) -> str:
    """Return base64 with ``-`` and ``_`` (RFC 4648 §5) without padding, as browsers write it."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=").translate(_URL_SAFE).decode()


def decode_base64(text: str) -> bytes:
    """Return the bytes of standard padded base64, accepting one spelling only.

    Raises ``Malformed`` for other characters, wrong padding, or unused bits that are
    not zero: two texts that decode alike would let a file change unnoticed.
    """
    try:
        data = binascii.a2b_base64(text, strict_mode=True)
    except ValueError as error:
        raise Malformed("base64", "this is not standard base64 (RFC 4648 section 4)") from error
    if binascii.b2a_base64(data, newline=False).decode() != text:
        raise Malformed("base64", "this base64 is not in its one standard spelling")
    return data


def decode_hash(text: str) -> bytes:
    """Return the 32 bytes of a base64 SHA-256 hash; raises ``Malformed`` otherwise."""
    data = decode_base64(text)
    if len(data) != HASH_LENGTH:
        raise Malformed("hash.length", f"a SHA-256 hash has {HASH_LENGTH} bytes, this has {len(data)}")
    return data


def decode_decimal(text: str) -> int:
    """Return a non-negative integer of at most 19 digits, written without leading zeros.

    Raises ``Malformed``. The limit keeps every size and index within 63 bits or nearly so.
    """
    if not _DECIMAL.match(text):
        raise Malformed("decimal", f"{text[:24]!r} is not a decimal number without leading zeros")
    return int(text)
