"""Commitments: a content that is not public stands in the record as a value that binds and does not tell.

The rule is the format of restricted bodies, docs/reference/formats.md. Whoever is given the
key and the content can check that they are what was committed to; nobody else learns anything,
however few contents are possible, and when the key is destroyed nobody ever will.
"""

from __future__ import annotations

import hmac

from comity.record.encoding import encode_text
from comity.record.errors import Malformed, ProofInvalid

KEY_LENGTH = 32
"""Bytes of a commitment's key: random, secret, and used for one content only."""

_DOMAIN = b"comity/commitment/v1\0"
_LENGTH = 4


def commit(key: bytes, media_type: str, content: bytes) -> bytes:
    """Return the 32 bytes of the commitment to ``content`` of ``media_type`` under ``key``.

    HMAC-SHA256 (RFC 2104) under ``key`` of: the text ``comity/commitment/v1`` and a zero byte;
    then the media type in UTF-8, then the content, each behind its length in four bytes,
    big-endian. Raises ``Malformed`` unless the key has 32 bytes and the content below 2^32.
    """
    if len(key) != KEY_LENGTH:
        raise Malformed("commitment.key", f"the key of a commitment has {KEY_LENGTH} bytes, this has {len(key)}")
    code = hmac.new(key, _DOMAIN, "sha256")
    for part in (encode_text(media_type), content):
        code.update(_length(part))
        code.update(part)
    return code.digest()


def check_commitment(commitment: bytes, key: bytes, media_type: str, content: bytes) -> None:
    """Raise ``ProofInvalid`` unless ``key`` and ``content`` open ``commitment``, in constant time.

    Raises ``Malformed`` as ``commit`` does.
    """
    if not hmac.compare_digest(commitment, commit(key, media_type, content)):
        raise ProofInvalid("commitment.opening", "this key, media type and content are not what was committed to")


def _length(part: bytes) -> bytes:
    try:
        return len(part).to_bytes(_LENGTH, "big")
    except OverflowError as error:
        raise Malformed("commitment.size", "a commitment is to less than 4 GiB") from error
