"""Keys that ``ssh-keygen -t ed25519-sk`` and ``-t ecdsa-sk`` make, and their signatures."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from comity.record import p256, securitykey, sk_ecdsa, sk_ed25519, sshsig
from comity.record.errors import Malformed, RecordError, SignatureInvalid
from comity.record.keys import PublicKey
from comity.record.wire import ssh_mpint, ssh_string
from tests.support.authenticator import SecurityKey

SPACE = "act.v1@records.example/forum"
LINE = b"an act"
KEYS = {kind: SecurityKey(kind) for kind in ("ed25519", "ecdsa")}
BLOBS = {kind: key.sshsig(LINE, SPACE) for kind, key in KEYS.items()}
# The curve's generator, and the same point in other encodings (SEC 1 §2.3.3).
POINT = derive_private_key(1, SECP256R1()).public_key()
G = POINT.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
COMPRESSED = POINT.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
HYBRID = bytes([6 + G[-1] % 2]) + G[1:]
ED = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
TOUCHED, UNTOUCHED = b"\1\0\0\0\7", b"\4\0\0\0\7"
ORDER = p256.ORDER


def refusal(function, *arguments):
    with pytest.raises(RecordError) as caught:
        function(*arguments)
    return type(caught.value), caught.value.code


def strings(*fields):
    return b"".join(map(ssh_string, fields))


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("hash_name", ["sha256", "sha512"])
def test_verify_returns_the_key(kind, hash_name):
    blob = KEYS[kind].sshsig(LINE, SPACE, hash_name=hash_name)
    assert sshsig.verify(blob, LINE, SPACE) == KEYS[kind].public
    assert sshsig.web_origin(blob) is None


@pytest.mark.parametrize("kind", KEYS)
def test_key_forms_agree(kind):
    key = KEYS[kind].public
    assert PublicKey.from_blob(key.blob) == key
    assert PublicKey.from_openssh(key.openssh + " of an officer") == key
    assert key.blob == ssh_string(key.algorithm.encode()) + key.raw


def test_key_blobs_are_as_the_protocol_says():
    assert sk_ed25519.raw_key(ED, "ssh:") == strings(ED, b"ssh:")
    assert sk_ecdsa.raw_key(G, "ssh:") == strings(b"nistp256", G, b"ssh:")
    assert sk_ecdsa.application(sk_ecdsa.raw_key(G, "forum.example")) == "forum.example"


@pytest.mark.parametrize("kind", KEYS)
def test_a_flipped_bit_anywhere_fails(kind):
    blob = BLOBS[kind]
    for bit in range(len(blob) * 8):
        flipped = bytearray(blob)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(RecordError):
            sshsig.verify(bytes(flipped), LINE, SPACE)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "wire.short"),
        (strings(ED), "wire.short"),
        (strings(ED, b"ssh:") + b"x", "wire.trailing"),
        (strings(ED[:-1], b"ssh:"), "key.length"),
        (strings(bytes(32), b"ssh:"), "key.weak"),
        (strings(ED, b""), "key.application"),
        (strings(ED, b"ssh:\0"), "key.application"),
        (strings(ED, b"ssh:\n"), "key.application"),
        (strings(ED, b"ssh: "), "key.application"),
        (strings(ED, "ssh:ключ".encode()), "key.application"),
        (strings(ED, b"s" * 256), "key.application"),
    ],
)
def test_ed25519_key_refuses(body, code):
    assert refusal(PublicKey.from_blob, ssh_string(sk_ed25519.NAME.encode()) + body) == (Malformed, code)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "wire.short"),
        (strings(b"nistp256", G), "wire.short"),
        (strings(b"nistp256", G, b"ssh:") + b"x", "wire.trailing"),
        (strings(b"nistp384", G, b"ssh:"), "key.curve"),
        (strings(b"nistp256", b"", b"ssh:"), "key.length"),
        (strings(b"nistp256", b"\0", b"ssh:"), "key.length"),
        (strings(b"nistp256", COMPRESSED, b"ssh:"), "key.length"),
        (strings(b"nistp256", COMPRESSED + bytes(32), b"ssh:"), "key.point"),
        (strings(b"nistp256", HYBRID, b"ssh:"), "key.point"),
        (strings(b"nistp256", G[:-1] + bytes([G[-1] ^ 1]), b"ssh:"), "key.point"),
        (strings(b"nistp256", b"\4" + b"\xff" * 64, b"ssh:"), "key.point"),
        (strings(b"nistp256", G, b"ssh:\0"), "key.application"),
    ],
)
def test_ecdsa_key_refuses(body, code):
    assert refusal(PublicKey.from_blob, ssh_string(sk_ecdsa.NAME.encode()) + body) == (Malformed, code)


@pytest.mark.parametrize("kind", KEYS)
def test_verify_refuses_a_signature_without_touch(kind):
    blob = KEYS[kind].sshsig(LINE, SPACE, user_present=False)
    assert refusal(sshsig.verify, blob, LINE, SPACE) == (SignatureInvalid, "signature.presence")


@pytest.mark.parametrize("kind", KEYS)
def test_verify_refuses_a_key_of_a_site_outside_a_browser(kind):
    blob = SecurityKey(kind, "forum.example").sshsig(LINE, SPACE)
    assert refusal(sshsig.verify, blob, LINE, SPACE) == (SignatureInvalid, "signature.application")


@pytest.mark.parametrize("kind", KEYS)
def test_verify_takes_any_counter(kind):
    assert sshsig.verify(KEYS[kind].sshsig(LINE, SPACE, counter=2**32 - 1), LINE, SPACE) == KEYS[kind].public


@pytest.mark.parametrize(
    ("signature", "refused"),
    [
        (b"", (Malformed, "wire.short")),
        (strings(b"ssh-ed25519", b"x" * 64), (Malformed, "signature.format")),
        (strings(b"sk-ssh-ed25519@openssh.com", b"x" * 64), (Malformed, "wire.short")),
        (strings(b"sk-ssh-ed25519@openssh.com", b"x" * 64) + TOUCHED + b"x", (Malformed, "wire.trailing")),
        (strings(b"sk-ssh-ed25519@openssh.com", b"x" * 64) + UNTOUCHED, (SignatureInvalid, "signature.presence")),
        (strings(b"sk-ssh-ed25519@openssh.com", b"x" * 64) + TOUCHED, (SignatureInvalid, "signature.wrong")),
        (strings(b"sk-ssh-ed25519@openssh.com", b"x" * 63) + TOUCHED, (SignatureInvalid, "signature.wrong")),
    ],
)
def test_ed25519_signature_refuses(signature, refused):
    assert refusal(sk_ed25519.verify, KEYS["ed25519"].public.raw, signature, LINE) == refused


def ecdsa(pair, state=TOUCHED):
    return strings(b"sk-ecdsa-sha2-nistp256@openssh.com", pair) + state


ONE, WHOLE = ssh_mpint(1), ssh_mpint(ORDER)


@pytest.mark.parametrize(
    ("signature", "refused"),
    [
        (b"", (Malformed, "wire.short")),
        (strings(b"ecdsa-sha2-nistp256", ONE + ONE), (Malformed, "signature.format")),
        (ecdsa(ONE + ONE, b""), (Malformed, "wire.short")),
        (ecdsa(ONE + ONE) + b"x", (Malformed, "wire.trailing")),
        (ecdsa(ONE + ONE, UNTOUCHED), (SignatureInvalid, "signature.presence")),
        (ecdsa(ONE), (Malformed, "wire.short")),
        (ecdsa(ONE + ONE + b"x"), (Malformed, "wire.trailing")),
        (ecdsa(ONE + ssh_string(b"\xff")), (Malformed, "wire.mpint")),
        (ecdsa(ssh_string(b"\0\1") + ONE), (Malformed, "wire.mpint")),
        (ecdsa(ssh_string(b"") + ONE), (SignatureInvalid, "signature.range")),
        (ecdsa(ONE + ssh_string(b"")), (SignatureInvalid, "signature.range")),
        (ecdsa(WHOLE + ONE), (SignatureInvalid, "signature.range")),
        (ecdsa(ONE + WHOLE), (SignatureInvalid, "signature.range")),
        (ecdsa(ONE + ssh_mpint(2**4000)), (SignatureInvalid, "signature.range")),
        (ecdsa(ONE + ssh_mpint(ORDER - 1)), (SignatureInvalid, "signature.wrong")),
    ],
)
def test_ecdsa_signature_refuses(signature, refused):
    assert refusal(sk_ecdsa.verify, KEYS["ecdsa"].public.raw, signature, LINE) == refused


def test_signed_data_is_as_the_protocol_says():
    # printf ssh: | sha256sum; printf message | sha256sum
    application = bytes.fromhex("e30610e8a162115960fe1ec223e6529c9f4b6e80200dcb5e5c321c8af1e2b1bf")
    message = bytes.fromhex("ab530a13e45914982b79f9b7e3fba994cfd1f3fb22f71cea1afbf02b460c6d1d")
    assert securitykey.signed_data("ssh:", TOUCHED, b"message", b"more") == application + TOUCHED + b"more" + message
