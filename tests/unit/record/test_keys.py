from __future__ import annotations

import base64
import json
from collections import Counter
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from comity.record import ed25519
from comity.record.algorithms import algorithm
from comity.record.encoding import encode_base64
from comity.record.errors import Malformed, RecordError, SignatureInvalid, Unsupported
from comity.record.keys import PrivateKey, PublicKey
from comity.record.wire import ssh_string

DATA = Path(__file__).parents[2] / "data"
EDGE_CASES = json.loads((DATA / "ed25519-edge-cases.json").read_text())
KEY = PrivateKey.from_seed(b"k" * 32)
# ssh-keygen -t ed25519 -N sesame
PROTECTED = b"""-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABCGhRx1VG
0bHWM/8sdLbpm5AAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAILoyLQ1bLgWQjGeG
ubYZZPTBopLq8NF43bJ+c9tIDi6KAAAAkPp5n18Bh6LuGwcTquf8Fqfa3vmjngM/MJMUua
LkJAsN/EZ/+FUQz5lHo19hSfuSdpV+/i/aJvBANGc8JjaKDmVJP6MWoIvurTIDFiEvS20r
n/IYHHYYHlkEx9t/dTOdx+OXrjEU9TB6tDE5TD52TgRtYSfyKiAxKNAnbI8YEnjLcm+m97
5jjWM6dyxwdrH1QA==
-----END OPENSSH PRIVATE KEY-----
"""


def refusal(function, *arguments):
    with pytest.raises(RecordError) as caught:
        function(*arguments)
    return type(caught.value), caught.value.code


def test_public_key_forms_agree():
    key = KEY.public
    assert PublicKey.from_blob(key.blob) == key
    assert PublicKey.from_openssh(key.openssh) == key
    assert PublicKey.from_openssh(key.openssh + " a comment of words\n") == key


def test_public_key_has_openssh_fingerprint():
    # ssh-keygen -lf on the same key
    assert (KEY.public.openssh, KEY.public.fingerprint) == (
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIMgpRl32MOMqKSSfGcN9YIeRJdhlF4V6e+yahUJ0jDq",
        "SHA256:hjQyYd0cLbF92CSIb6div0shUQl0EOIDaK1N8xcgIP8",
    )


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", (Malformed, "key.openssh")),
        ("ssh-ed25519", (Malformed, "key.openssh")),
        ("ssh-ed25519 ?", (Malformed, "base64")),
        ("ssh-rsa " + encode_base64(KEY.public.blob), (Malformed, "key.openssh")),
        ("ssh-rsa " + encode_base64(ssh_string(b"ssh-rsa")), (Unsupported, "key.algorithm")),
    ],
)
def test_from_openssh_refuses(text, refused):
    assert refusal(PublicKey.from_openssh, text) == refused


@pytest.mark.parametrize(
    ("blob", "refused"),
    [
        (b"", (Malformed, "wire.short")),
        (ssh_string("ключ".encode()), (Malformed, "key.blob")),
        (ssh_string(b"ssh-ed25519-cert-v01@openssh.com"), (Unsupported, "key.algorithm")),
        (ssh_string(b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com"), (Unsupported, "key.algorithm")),
        (KEY.public.blob + b"x", (Malformed, "wire.trailing")),
        (ssh_string(b"ssh-ed25519") + ssh_string(b"x" * 31), (Malformed, "key.length")),
        (ssh_string(b"ssh-ed25519") + ssh_string(bytes(32)), (Malformed, "key.weak")),
    ],
)
def test_from_blob_refuses(blob, refused):
    assert refusal(PublicKey.from_blob, blob) == refused


def test_private_key_round_trip():
    again = PrivateKey.from_openssh(KEY.to_openssh())
    assert again.public == KEY.public
    ed25519.verify_raw(KEY.public.raw, again.sign(b"message"), b"message")


def test_private_key_generates_another_each_time():
    assert PrivateKey.generate().public != PrivateKey.generate().public


def test_private_key_shows_no_secret():
    assert repr(KEY) == f"PrivateKey({KEY.public.fingerprint})"


def test_private_key_with_passphrase_opens():
    assert (
        PrivateKey.from_openssh(PROTECTED, b"sesame").public.fingerprint
        == "SHA256:OiOG5bmr7+Jn4pe6VRTcq5olmgBKKHWpPuWVqhNR3Ic"
    )


def _p256():
    return generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def _of_unknown_type():
    begin, *rows, end = KEY.to_openssh().splitlines()
    changed = base64.b64decode(b"".join(rows)).replace(b"ssh-ed25519", b"ssh-ed25510")
    return b"\n".join([begin, base64.b64encode(changed), end, b""])


@pytest.mark.parametrize(
    ("data", "passphrase", "refused"),
    [
        (b"", None, (Malformed, "key.private")),
        (PROTECTED, None, (Malformed, "key.private")),
        (PROTECTED, b"wrong", (Malformed, "key.private")),
        (KEY.to_openssh(), b"needless", (Malformed, "key.private")),
        (_p256(), None, (Unsupported, "key.algorithm")),
        (_of_unknown_type(), None, (Unsupported, "key.algorithm")),
    ],
)
def test_private_key_refuses(data, passphrase, refused):
    assert refusal(PrivateKey.from_openssh, data, passphrase) == refused


def test_private_key_refuses_a_seed_of_another_length():
    assert refusal(PrivateKey.from_seed, b"short") == (Malformed, "key.seed")


def test_algorithm_names_what_is_judged():
    assert algorithm("ssh-ed25519") is ed25519
    with pytest.raises(Unsupported) as caught:
        algorithm("ssh-dss")
    assert str(caught.value) == (
        "keys of type 'ssh-dss' are not judged here, only: "
        "ssh-ed25519, sk-ssh-ed25519@openssh.com, sk-ecdsa-sha2-nistp256@openssh.com"
    )


def test_verify_refuses_a_signature_of_another_format():
    blob = ssh_string(b"ssh-ed448") + ssh_string(b"x" * 64)
    assert refusal(ed25519.verify, KEY.public.raw, blob, b"m") == (Malformed, "signature.format")


@pytest.mark.parametrize("signature", [b"", b"x" * 64, b"x" * 65])
def test_verify_raw_refuses(signature):
    assert refusal(ed25519.verify_raw, KEY.public.raw, signature, b"m") == (SignatureInvalid, "signature.wrong")


def _verdicts(case):
    key, signature = bytes.fromhex(case["key"]), bytes.fromhex(case["sig"])
    try:
        ed25519.check_key(key)
        refused_key = False
    except Malformed:
        refused_key = True
    try:
        ed25519.verify_raw(key, signature, case["msg"].encode())
        verifies = True
    except SignatureInvalid:
        verifies = False
    return refused_key, verifies


def test_ed25519_edge_cases():
    """OpenSSL's arithmetic, and on top of it: no key of small order.

    Its arithmetic is without cofactor and wants R in its canonical encoding, but takes keys that are not canonical.
    """
    refused_keys, wrong = set(), []
    for case in EDGE_CASES:
        flags = set(case["flags"] or ())
        refused_key, verifies = _verdicts(case)
        if refused_key:
            refused_keys.add(case["key"])
        expected = not flags & {"low_order_residue", "non_canonical_R"}
        if verifies != expected:
            wrong.append((case["number"], sorted(flags), verifies))
    assert wrong == []
    assert refused_keys == {case["key"] for case in EDGE_CASES if "low_order_A" in (case["flags"] or ())}
    # (refused as a key, verifies): the 122 that verify by a key of small order are why such keys are refused.
    assert Counter(_verdicts(case) for case in EDGE_CASES) == {
        (True, True): 122,
        (True, False): 404,
        (False, True): 86,
        (False, False): 302,
    }
