from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, SECP384R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from comity.record import p256, passkey, sk_ecdsa, sshsig
from comity.record.errors import Malformed, RecordError, SignatureInvalid, Unsupported
from comity.record.keys import PrivateKey, PublicKey
from comity.record.wire import ssh_string
from tests.support.authenticator import Authenticator

SPACE = "act.v1@records.example/forum"
LINE = b"an act"
SITE = "https://forum.example"
PASSKEY = Authenticator("forum.example")
ANSWER = PASSKEY.assertion(passkey.challenge(LINE, SPACE), SITE, extensions=b"\xa1\x63key\x01")
# The generator of P-256 as a SubjectPublicKeyInfo: openssl pkey -pubout -outform DER
SPKI_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
POINT = bytes.fromhex(
    "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)


def refusal(function, *arguments):
    with pytest.raises(RecordError) as caught:
        function(*arguments)
    return type(caught.value), caught.value.code


def spki(key, form=PublicFormat.SubjectPublicKeyInfo):
    return key.public_key().public_bytes(Encoding.DER, form)


def test_challenge_is_what_ssh_keygen_would_sign():
    assert passkey.challenge(LINE, SPACE) == sshsig.to_be_signed(LINE, SPACE)
    assert refusal(passkey.challenge, LINE, "\ud800") == (Malformed, "text.surrogate")


def test_from_spki_gives_the_key_in_the_published_layout():
    key = passkey.from_spki(SPKI_HEAD + POINT, "forum.example")
    fields = (b"sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", POINT, b"forum.example")
    assert key.blob == b"".join(map(ssh_string, fields))
    assert PublicKey.from_blob(key.blob) == key


@pytest.mark.parametrize(
    ("der", "refused"),
    [
        (b"", (Malformed, "passkey.key")),
        (SPKI_HEAD + POINT + b"x", (Malformed, "passkey.key")),
        (SPKI_HEAD + POINT[:-1], (Malformed, "passkey.key")),
        (SPKI_HEAD + POINT[:-1] + b"\0", (Malformed, "passkey.key")),
        (spki(derive_private_key(1, SECP384R1())), (Unsupported, "passkey.algorithm")),
        (spki(Ed25519PrivateKey.from_private_bytes(b"k" * 32)), (Unsupported, "passkey.algorithm")),
        # Object identifier 1.2.840.10045.3.1.8, which names no curve.
        (SPKI_HEAD.replace(b"\x03\x01\x07", b"\x03\x01\x08") + POINT, (Unsupported, "passkey.algorithm")),
    ],
)
def test_from_spki_refuses(der, refused):
    assert refusal(passkey.from_spki, der, "forum.example") == refused


@pytest.mark.parametrize("rp_id", ["", "ssh:", "Forum.example", "https://forum.example", "forum.example\n", "форум"])
def test_from_spki_refuses_what_is_no_domain(rp_id):
    assert refusal(passkey.from_spki, SPKI_HEAD + POINT, rp_id) == (Malformed, "webauthn.rp")


def test_pack_gives_a_signature_that_verifies():
    blob = passkey.pack(PASSKEY.public, SPACE, *ANSWER)
    assert sshsig.verify(blob, LINE, SPACE) == PASSKEY.public
    assert sshsig.parse(blob).signature.endswith(ssh_string(b"\xa1\x63key\x01"))


def ranged(r, s):
    return {"signature": encode_dss_signature(r, s)}


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"authenticator_data": ANSWER.authenticator_data[:36]}, (Malformed, "passkey.authenticator")),
        ({"authenticator_data": bytes(37)}, (SignatureInvalid, "webauthn.rp")),
        ({"client_data_json": b""}, (Malformed, "json.syntax")),
        ({"client_data_json": b'{"origin":"' + b"x" * 4096 + b'"}'}, (Malformed, "webauthn.size")),
        ({"client_data_json": b"{}"}, (Malformed, "webauthn.origin")),
        ({"client_data_json": b'{"origin":1}'}, (Malformed, "webauthn.origin")),
        ({"client_data_json": b'{"origin":"http://forum.example"}'}, (Malformed, "webauthn.origin")),
        ({"signature": b""}, (Malformed, "signature.der")),
        ({"signature": ANSWER.signature + b"x"}, (Malformed, "signature.der")),
        (ranged(0, 1), (SignatureInvalid, "signature.range")),
        (ranged(1, 0), (SignatureInvalid, "signature.range")),
        (ranged(1, p256.ORDER), (SignatureInvalid, "signature.range")),
        # The sequence of the integers -1 and 1.
        ({"signature": bytes.fromhex("30060201ff020101")}, (Malformed, "signature.der")),
    ],
)
def test_pack_refuses(changes, refused):
    assert refusal(passkey.pack, PASSKEY.public, SPACE, *ANSWER._replace(**changes)) == refused


@pytest.mark.parametrize(
    ("public", "refused"),
    [
        (PrivateKey.from_seed(b"k" * 32).public, (Malformed, "passkey.key")),
        (PublicKey("ssh-rsa", b""), (Malformed, "passkey.key")),
        (PublicKey(sk_ecdsa.NAME, b""), (Malformed, "wire.short")),
        (Authenticator("other.example").public, (SignatureInvalid, "webauthn.rp")),
    ],
)
def test_pack_refuses_another_key(public, refused):
    assert refusal(passkey.pack, public, SPACE, *ANSWER) == refused


def test_pack_leaves_the_judgement_to_verify():
    answer = PASSKEY.assertion(passkey.challenge(LINE, SPACE), SITE, user_verified=False)
    blob = passkey.pack(PASSKEY.public, SPACE, *answer)
    assert refusal(sshsig.verify, blob, LINE, SPACE) == (SignatureInvalid, "signature.verification")


def test_seal_refuses_half_of_a_surrogate_pair():
    seal = replace(sshsig.parse(passkey.pack(PASSKEY.public, SPACE, *ANSWER)), namespace="\ud800")
    assert refusal(lambda: seal.blob) == (Malformed, "text.surrogate")


def test_spki_of_the_test_authenticator_is_that_of_its_key():
    point = derive_private_key(1, SECP256R1())
    assert spki(point) == SPKI_HEAD + POINT
    assert passkey.from_spki(PASSKEY.spki, "forum.example") == PASSKEY.public
