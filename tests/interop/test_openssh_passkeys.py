"""Stock OpenSSH judges what passkeys and security keys sign, and where it is the laxer judge that is shown too."""

from __future__ import annotations

import pytest

from comity.record import sshsig
from comity.record.entry import act_line, namespace
from comity.record.errors import SignatureInvalid
from comity.record.signers import AllowedSigner, format_allowed_signers
from tests.interop.judges import JudgedBad, openssh_verify, run, ssh_keygen
from tests.support.authenticator import Authenticator, SecurityKey
from tests.support.recordfolder import ORIGIN, an_act

SIGNER = "KAZ/minister"
LINE = act_line(an_act(1))
SCOPE = namespace(ORIGIN)
SITE = "https://forum.example"
PASSKEY = Authenticator("forum.example")
LOCAL = Authenticator("localhost")
ED25519, ECDSA = SecurityKey("ed25519"), SecurityKey("ecdsa")
KEYS = {
    "passkey": PASSKEY.public,
    "passkey, as Chromium states": PASSKEY.public,
    "passkey with extensions": PASSKEY.public,
    "passkey of a developer": LOCAL.public,
    "ed25519-sk": ED25519.public,
    "ed25519-sk with SHA-512": ED25519.public,
    "ecdsa-sk": ECDSA.public,
    "ecdsa-sk with SHA-512": ECDSA.public,
}
BLOBS = {
    "passkey": PASSKEY.sshsig(LINE, SCOPE, SITE),
    "passkey, as Chromium states": PASSKEY.sshsig(LINE, SCOPE, "https://sign.forum.example:8443", cross_origin=False),
    "passkey with extensions": PASSKEY.sshsig(LINE, SCOPE, SITE, extensions=b"\xa1\x63key\x01"),
    "passkey of a developer": LOCAL.sshsig(LINE, SCOPE, "http://localhost:8000"),
    "ed25519-sk": ED25519.sshsig(LINE, SCOPE),
    "ed25519-sk with SHA-512": ED25519.sshsig(LINE, SCOPE, hash_name="sha512"),
    "ecdsa-sk": ECDSA.sshsig(LINE, SCOPE),
    "ecdsa-sk with SHA-512": ECDSA.sshsig(LINE, SCOPE, hash_name="sha512"),
}
LAXLY_TAKEN = {
    "a security key that nobody touched": (ED25519.sshsig(LINE, SCOPE, user_present=False), "signature.presence"),
    "a passkey whose user was not present": (
        PASSKEY.sshsig(LINE, SCOPE, SITE, user_present=False),
        "signature.presence",
    ),
    "a passkey whose user was not verified": (
        PASSKEY.sshsig(LINE, SCOPE, SITE, user_verified=False),
        "signature.verification",
    ),
    "a passkey on another site": (PASSKEY.sshsig(LINE, SCOPE, "https://other.example"), "webauthn.rp"),
    "a page within another site": (PASSKEY.sshsig(LINE, SCOPE, SITE, cross_origin=True), "webauthn.cross_origin"),
}


@pytest.fixture(scope="module")
def signers(tmp_path_factory):
    file = tmp_path_factory.mktemp("signers") / "allowed_signers"
    file.write_bytes(format_allowed_signers([AllowedSigner(SIGNER, key) for key in KEYS.values()], ORIGIN))
    return file


@pytest.mark.parametrize("name", BLOBS)
def test_openssh_takes_what_we_take(name, signers):
    said = openssh_verify(signers, LINE, BLOBS[name], SIGNER, ORIGIN)
    kind = "ED25519-SK" if name.startswith("ed25519") else "ECDSA-SK"
    assert said == f'Good "{SCOPE}" signature for {SIGNER} with {kind} key {KEYS[name].fingerprint}'
    assert sshsig.verify(BLOBS[name], LINE, SCOPE) == KEYS[name]


@pytest.mark.parametrize("name", BLOBS)
def test_openssh_refuses_another_act(name, signers):
    with pytest.raises(JudgedBad):
        openssh_verify(signers, LINE + b" ", BLOBS[name], SIGNER, ORIGIN)


@pytest.mark.parametrize("name", ["passkey with extensions", "ed25519-sk", "ecdsa-sk"])
def test_openssh_refuses_a_flipped_bit(name, signers):
    """One bit in each tenth byte, at changing places: asking about all would take minutes."""
    good = BLOBS[name]
    for at in [*range(0, len(good), 10), len(good) - 1]:
        flipped = good[:at] + bytes([good[at] ^ 1 << at % 8]) + good[at + 1 :]
        with pytest.raises(JudgedBad):
            openssh_verify(signers, LINE, flipped, SIGNER, ORIGIN)


@pytest.mark.parametrize("name", LAXLY_TAKEN)
def test_openssh_takes_what_only_we_refuse(name, signers):
    blob, code = LAXLY_TAKEN[name]
    openssh_verify(signers, LINE, blob, SIGNER, ORIGIN)
    with pytest.raises(SignatureInvalid) as caught:
        sshsig.verify(blob, LINE, SCOPE)
    assert caught.value.code == code


@pytest.mark.parametrize("key", [PASSKEY.public, ED25519.public, ECDSA.public], ids=["passkey", "ed25519", "ecdsa"])
def test_openssh_prints_the_same_fingerprint(key, tmp_path):
    file = tmp_path / "key.pub"
    file.write_text(f"{key.openssh} an officer\n")
    assert run([ssh_keygen(), "-lf", str(file)]).split()[1] == key.fingerprint
