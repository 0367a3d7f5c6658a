from __future__ import annotations

import pytest

from comity.record import sshsig
from comity.record.entry import act_line, namespace, sign_act
from comity.record.errors import SignatureInvalid
from comity.record.keys import PrivateKey, PublicKey
from comity.record.signers import AllowedSigner, format_allowed_signers
from tests.interop.judges import JudgedBad, openssh_verify, run, ssh_keygen
from tests.support.recordfolder import OFFICERS, ORIGIN, an_act

SIGNER = "KAZ/minister"
KEY = OFFICERS[SIGNER]
LINE = act_line(an_act(1))
BLOB = sign_act(KEY, LINE, ORIGIN, SIGNER).sig


@pytest.fixture
def signers(tmp_path):
    file = tmp_path / "allowed_signers"
    file.write_bytes(
        format_allowed_signers([AllowedSigner(name, key.public) for name, key in OFFICERS.items()], ORIGIN)
    )
    return file


@pytest.fixture
def key_file(tmp_path):
    file = tmp_path / "key"
    file.touch(mode=0o600)
    file.write_bytes(KEY.to_openssh())
    return file


def test_openssh_takes_what_we_sign(signers):
    said = openssh_verify(signers, LINE, BLOB, SIGNER, ORIGIN)
    assert said == f'Good "{namespace(ORIGIN)}" signature for {SIGNER} with ED25519 key {KEY.public.fingerprint}'


@pytest.mark.parametrize(
    ("line", "blob", "signer", "origin"),
    [
        (LINE + b" ", BLOB, SIGNER, ORIGIN),
        (LINE, BLOB[:-1] + bytes([BLOB[-1] ^ 1]), SIGNER, ORIGIN),
        (LINE, BLOB, "TUR/representative", ORIGIN),
        (LINE, BLOB, "KAZ/nobody", ORIGIN),
        (LINE, BLOB, SIGNER, "another.example/log"),
    ],
)
def test_openssh_refuses_what_we_refuse(line, blob, signer, origin, signers):
    with pytest.raises(JudgedBad):
        openssh_verify(signers, line, blob, signer, origin)


@pytest.mark.parametrize("options", [[], ["-O", "hashalg=sha256"], ["-O", "hashalg=sha512"]])
def test_we_take_what_openssh_signs(options, key_file, tmp_path):
    act = tmp_path / "act"
    act.write_bytes(LINE)
    run([ssh_keygen(), "-Y", "sign", *options, "-n", namespace(ORIGIN), "-f", str(key_file), str(act)])
    blob = sshsig.dearmor((tmp_path / "act.sig").read_bytes())
    assert sshsig.verify(blob, LINE, namespace(ORIGIN)) == KEY.public
    assert sshsig.armor(blob) == (tmp_path / "act.sig").read_text()
    with pytest.raises(SignatureInvalid):
        sshsig.verify(blob, LINE + b" ", namespace(ORIGIN))
    with pytest.raises(SignatureInvalid):
        sshsig.verify(blob, LINE, namespace(ORIGIN) + "x")


def test_we_read_keys_that_openssh_makes(tmp_path):
    file = tmp_path / "made"
    run([ssh_keygen(), "-q", "-t", "ed25519", "-N", "", "-C", "a comment", "-f", str(file)])
    public = PublicKey.from_openssh(file.with_suffix(".pub").read_text())
    assert PrivateKey.from_openssh(file.read_bytes()).public == public
    assert run([ssh_keygen(), "-lf", str(file)]).split()[1] == public.fingerprint


def test_openssh_reads_keys_that_we_make(key_file):
    assert run([ssh_keygen(), "-y", "-f", str(key_file)]) == KEY.public.openssh
