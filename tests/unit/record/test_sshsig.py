from __future__ import annotations

import pytest

from comity.record import ed25519, sshsig
from comity.record.errors import Malformed, RecordError, SignatureInvalid, Unsupported
from comity.record.keys import PrivateKey
from comity.record.wire import ssh_string

KEY = PrivateKey.from_seed(b"k" * 32)
SPACE = "act.v1@records.example/forum"
SPACE_BYTES = SPACE.encode()
BLOB = sshsig.sign(KEY, b"message", SPACE)
# printf message | ssh-keygen -Y sign -n act.v1@records.example/forum -f key (SHA-512 by default)
BY_OPENSSH = """-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAggyClGXfYw4yopJJ8Zw31gh5El2
GUXhXp77JqFQnSMOoAAAAcYWN0LnYxQHJlY29yZHMuZXhhbXBsZS9mb3J1bQAAAAAAAAAG
c2hhNTEyAAAAUwAAAAtzc2gtZWQyNTUxOQAAAECKq2SeEJpXdeiLhNhsc/GHU6R5P8rMbe
dg5IiNTbVrI6Uu9/zhxBJ4tK2MkG4oDFW/WUmBo3nliyXCkDT1msAB
-----END SSH SIGNATURE-----
"""


def blob_of(version=1, key=KEY.public.blob, space=SPACE_BYTES, reserved=b"", hash_name=b"sha256", signature=b""):
    fields = [key, space, reserved, hash_name, signature]
    return b"SSHSIG" + version.to_bytes(4, "big") + b"".join(map(ssh_string, fields))


def test_to_be_signed_is_as_the_protocol_says():
    digest = bytes.fromhex("ab530a13e45914982b79f9b7e3fba994cfd1f3fb22f71cea1afbf02b460c6d1d")
    expected = b"SSHSIG" + ssh_string(SPACE.encode()) + ssh_string(b"") + ssh_string(b"sha256") + ssh_string(digest)
    assert sshsig.to_be_signed(b"message", SPACE) == expected


def test_verify_returns_the_key():
    assert sshsig.verify(BLOB, b"message", SPACE) == KEY.public


def test_web_origin_of_another_signature_is_none():
    assert sshsig.web_origin(BLOB) is None
    with pytest.raises(Malformed):
        sshsig.web_origin(BLOB[:-1])


def test_verify_takes_what_openssh_made():
    assert sshsig.verify(sshsig.dearmor(BY_OPENSSH), b"message", SPACE) == KEY.public
    assert sshsig.armor(sshsig.dearmor(BY_OPENSSH)) == BY_OPENSSH


@pytest.mark.parametrize(
    ("blob", "message", "space", "refused"),
    [
        (BLOB, b"messagf", SPACE, (SignatureInvalid, "signature.wrong")),
        (BLOB, b"message", SPACE + "x", (SignatureInvalid, "signature.namespace")),
        (BLOB[:-1] + bytes([BLOB[-1] ^ 1]), b"message", SPACE, (SignatureInvalid, "signature.wrong")),
        (BLOB + b"x", b"message", SPACE, (Malformed, "wire.trailing")),
        (BLOB[:-1], b"message", SPACE, (Malformed, "wire.short")),
        (b"SSHSIX" + BLOB[6:], b"message", SPACE, (Malformed, "sshsig.version")),
        (blob_of(version=2), b"message", SPACE, (Malformed, "sshsig.version")),
        (blob_of(reserved=b"x"), b"message", SPACE, (Malformed, "sshsig.reserved")),
        (blob_of(hash_name=b"sha1"), b"message", SPACE, (Malformed, "sshsig.hash")),
        (blob_of(space=b"\xff"), b"message", SPACE, (Malformed, "sshsig.text")),
        (blob_of(key=ssh_string(b"ssh-rsa")), b"message", SPACE, (Unsupported, "key.algorithm")),
        (blob_of(signature=b"x"), b"message", SPACE, (Malformed, "signature.format")),
        (blob_of(signature=ed25519.signature_blob(b"x" * 64)), b"m", SPACE, (SignatureInvalid, "signature.wrong")),
        (b"", b"message", SPACE, (Malformed, "wire.short")),
    ],
)
def test_verify_refuses(blob, message, space, refused):
    with pytest.raises(RecordError) as caught:
        sshsig.verify(blob, message, space)
    assert (type(caught.value), caught.value.code) == refused


@pytest.mark.parametrize("text", [sshsig.armor(BLOB), sshsig.armor(BLOB).replace("\n", "\r\n").encode()])
def test_dearmor_reads(text):
    assert sshsig.dearmor(text) == BLOB


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "sshsig.armor"),
        (sshsig.armor(BLOB).replace("BEGIN SSH", "BEGIN PGP"), "sshsig.armor"),
        (sshsig.armor(BLOB).replace("END SSH", "END PGP"), "sshsig.armor"),
        (sshsig.armor(BLOB).replace("U", "?", 1), "sshsig.armor"),
        (sshsig.armor(BLOB).replace("U1NI", "U1N?", 1), "base64"),
        (b"\xff", "sshsig.text"),
    ],
)
def test_dearmor_refuses(text, code):
    with pytest.raises(Malformed) as caught:
        sshsig.dearmor(text)
    assert caught.value.code == code
