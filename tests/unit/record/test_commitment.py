from __future__ import annotations

import hashlib
import hmac

import pytest

from comity.record.commitment import check_commitment, commit
from comity.record.errors import Malformed, ProofInvalid, RecordError

KEY = bytes(range(32))
TYPE = "text/markdown"
CONTENT = "Против.".encode()
COMMITMENT = commit(KEY, TYPE, CONTENT)


class Endless(bytes):
    __slots__ = ()

    def __len__(self):
        return 2**32


def refusal(function, *arguments):
    with pytest.raises(RecordError) as caught:
        function(*arguments)
    return type(caught.value), caught.value.code


def test_commit_is_the_documented_code():
    told = b"comity/commitment/v1\0\0\0\0\x0dtext/markdown\0\0\0\x0d\xd0\x9f\xd1\x80\xd0\xbe\xd1\x82\xd0\xb8\xd0\xb2."
    assert hmac.digest(KEY, told, hashlib.sha256) == COMMITMENT
    # openssl dgst -sha256 -mac HMAC -macopt hexkey:000102…1f
    assert COMMITMENT.hex() == "bf0c880c412ec5000b310ee121d058ad9694e9359bd0a3f3079deb26b001bbb4"


def test_commitment_of_nothing_opens():
    check_commitment(commit(KEY, "", b""), KEY, "", b"")


@pytest.mark.parametrize(
    ("key", "media_type", "content"),
    [
        (bytes(32), TYPE, CONTENT),
        (KEY, "text/plain", CONTENT),
        (KEY, TYPE, CONTENT + b"."),
        (KEY, TYPE, b""),
        # What stands at the end of one field cannot be moved into the next.
        (KEY, TYPE[:-1], TYPE[-1:].encode() + CONTENT),
        (KEY, TYPE + CONTENT[:2].decode(), CONTENT[2:]),
    ],
)
def test_check_commitment_refuses_another_opening(key, media_type, content):
    check_commitment(COMMITMENT, KEY, TYPE, CONTENT)
    assert refusal(check_commitment, COMMITMENT, key, media_type, content) == (ProofInvalid, "commitment.opening")


@pytest.mark.parametrize("commitment", [b"", COMMITMENT[:-1], COMMITMENT + b"\0", bytes(32)])
def test_check_commitment_refuses_another_commitment(commitment):
    assert refusal(check_commitment, commitment, KEY, TYPE, CONTENT) == (ProofInvalid, "commitment.opening")


@pytest.mark.parametrize(
    ("key", "media_type", "content", "code"),
    [
        (KEY[:-1], TYPE, CONTENT, "commitment.key"),
        (KEY + b"\0", TYPE, CONTENT, "commitment.key"),
        (b"", TYPE, CONTENT, "commitment.key"),
        (KEY, "\ud800", CONTENT, "text.surrogate"),
        (KEY, TYPE, Endless(), "commitment.size"),
    ],
)
def test_commit_refuses(key, media_type, content, code):
    assert refusal(commit, key, media_type, content) == (Malformed, code)
    assert refusal(check_commitment, COMMITMENT, key, media_type, content) == (Malformed, code)
