from __future__ import annotations

import pytest

from comity.record.checkpoint import Checkpoint, open_checkpoint, parse_checkpoint, sign_checkpoint
from comity.record.cosignature import (
    MAX_TIMESTAMP,
    CosignatureVerifier,
    MlDsaKey,
    MlDsaSigner,
    MlDsaVerifier,
    ml_dsa_message,
    timestamp_of,
    verifier_of,
)
from comity.record.encoding import decode_base64
from comity.record.errors import Malformed, RecordError, SignatureInvalid, Unsupported
from comity.record.keys import PrivateKey
from comity.record.merkle import EMPTY_ROOT
from comity.record.note import Ed25519Signer, Ed25519Verifier, NoteSignature, VerifierKey, parse_note, verify_note

ORIGIN = "records.example/forum"
KEY = PrivateKey.from_seed(b"l" * 32)
SIGNER = Ed25519Signer(ORIGIN, KEY)
ML_DSA = MlDsaKey.from_seed(b"m" * 32)
CHECKPOINT = Checkpoint(ORIGIN, 7, b"r" * 32)
TEXT = f"{ORIGIN}\n7\ncnJycnJycnJycnJycnJycnJycnJycnJycnJycnJycnI=\n"
SIGNED = MlDsaSigner(ORIGIN, ML_DSA, 1_679_315_147)


def refusal(function, *arguments):
    with pytest.raises(RecordError) as caught:
        function(*arguments)
    return type(caught.value), caught.value.code


def test_text_of_a_checkpoint():
    assert CHECKPOINT.text == TEXT
    assert parse_checkpoint(TEXT) == CHECKPOINT


def test_parse_checkpoint_keeps_extension_lines():
    checkpoint = parse_checkpoint(TEXT + "one\ntwo\n")
    assert (checkpoint.extensions, checkpoint.text) == (("one", "two"), TEXT + "one\ntwo\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "checkpoint.form"),
        (TEXT[:-1], "checkpoint.form"),
        (TEXT + "\n", "checkpoint.form"),
        ("a\n7\n", "checkpoint.form"),
        ("\n" + TEXT, "checkpoint.form"),
        (TEXT.replace("7", "07"), "decimal"),
        (TEXT.replace("=", ""), "base64"),
        ("a\n7\nAAAA\n", "hash.length"),
        (TEXT.replace("7", "0"), "checkpoint.empty"),
        ("\udc80" + TEXT, "text.surrogate"),
        ("x" * 256 + TEXT[len(ORIGIN) :], "checkpoint.origin"),
    ],
)
def test_parse_checkpoint_refuses(text, code):
    assert refusal(parse_checkpoint, text) == (Malformed, code)


def test_parse_checkpoint_of_the_empty_tree():
    assert parse_checkpoint(Checkpoint(ORIGIN, 0, EMPTY_ROOT).text).size == 0


@pytest.mark.parametrize(
    ("checkpoint", "code"),
    [
        (Checkpoint("", 7, b"r" * 32), "checkpoint.origin"),
        (Checkpoint(ORIGIN, -1, b"r" * 32), "checkpoint.root"),
        (Checkpoint(ORIGIN, 7, b"r"), "checkpoint.root"),
        (Checkpoint(ORIGIN, 0, b"r" * 32), "checkpoint.empty"),
    ],
)
def test_sign_checkpoint_refuses(checkpoint, code):
    assert refusal(sign_checkpoint, checkpoint, [SIGNER]) == (Malformed, code)


def test_checkpoint_signed_with_both_keys_opens():
    data = sign_checkpoint(CHECKPOINT, [SIGNER, SIGNED]).to_bytes()
    checkpoint, note = open_checkpoint(data, [Ed25519Verifier(SIGNER.vkey), MlDsaVerifier(SIGNED.vkey)])
    assert (checkpoint, len(note.signatures)) == (CHECKPOINT, 2)
    assert len(data) == 3460


def test_open_checkpoint_refuses_a_log_of_another_name():
    data = sign_checkpoint(CHECKPOINT, [Ed25519Signer("other.example", KEY)]).to_bytes()
    verifier = Ed25519Verifier(VerifierKey("other.example", 1, KEY.public.raw))
    assert refusal(open_checkpoint, data, [verifier]) == (SignatureInvalid, "checkpoint.origin")


def test_published_cosignature_has_its_time():
    # The example of c2sp.org/tlog-cosignature
    line = "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="
    assert timestamp_of(decode_base64(line)[4:]) == 1_679_315_147


def cosignature(key, timestamp, text):
    return timestamp.to_bytes(8, "big") + key.sign(f"cosignature/v1\ntime {timestamp}\n{text}".encode())


def test_ed25519_cosignature_verifies():
    text = TEXT + "an extension\n"
    verifier = CosignatureVerifier(VerifierKey("w.example", 4, KEY.public.raw))
    good = cosignature(KEY, 5, text)
    verifier.verify(text, good)
    assert refusal(verifier.verify, TEXT, good) == (SignatureInvalid, "signature.wrong")
    later = (6).to_bytes(8, "big") + good[8:]
    assert refusal(verifier.verify, text, later) == (SignatureInvalid, "signature.wrong")
    assert refusal(verifier.verify, text, good[:8]) == (SignatureInvalid, "cosignature.time")
    assert refusal(verifier.verify, text, b"\xff" + good[1:]) == (SignatureInvalid, "cosignature.time")


def test_ml_dsa_message_is_as_the_specification_says():
    expected = (
        b"subtree/v1\n\0\x09w.example\0\0\0\0\0\0\0\x05\x15records.example/forum"
        + bytes(8)
        + bytes([0, 0, 0, 0, 0, 0, 0, 7])
        + b"r" * 32
    )
    assert ml_dsa_message("w.example", 5, TEXT + "extension lines are not covered\n") == expected


def test_ml_dsa_cosignature_verifies():
    verifier = MlDsaVerifier(SIGNED.vkey)
    good = SIGNED.sign(TEXT)
    assert (len(good), timestamp_of(good)) == (8 + 2420, 1_679_315_147)
    verifier.verify(TEXT, good)
    assert refusal(verifier.verify, TEXT.replace("7", "8"), good) == (SignatureInvalid, "signature.wrong")
    assert refusal(verifier.verify, TEXT, good[:7] + b"x" + good[8:]) == (SignatureInvalid, "signature.wrong")
    assert refusal(verifier.verify, TEXT, good[:-1]) == (SignatureInvalid, "signature.wrong")
    assert refusal(verifier.verify, "no checkpoint\n", good) == (Malformed, "checkpoint.form")


def test_ml_dsa_key_is_its_seed():
    key = MlDsaKey.generate()
    assert MlDsaKey.from_seed(key.seed).public == key.public
    assert (repr(key), len(key.public)) == ("MlDsaKey()", 1312)
    assert refusal(MlDsaKey.from_seed, b"short") == (Malformed, "key.seed")


@pytest.mark.parametrize(
    ("name", "timestamp", "code"),
    [
        ("a b", 0, "note.name"),
        ("x" * 256, 0, "note.name"),
        (ORIGIN, -1, "cosignature.time"),
        (ORIGIN, MAX_TIMESTAMP + 1, "cosignature.time"),
    ],
)
def test_ml_dsa_signer_refuses(name, timestamp, code):
    assert refusal(MlDsaSigner, name, ML_DSA, timestamp) == (Malformed, code)


@pytest.mark.parametrize(
    ("kind", "vkey", "code"),
    [
        (MlDsaVerifier, VerifierKey("a", 1, ML_DSA.public), "vkey.type"),
        (MlDsaVerifier, VerifierKey("a", 6, b"short"), "vkey.type"),
        (MlDsaVerifier, VerifierKey("x" * 256, 6, ML_DSA.public), "note.name"),
        (CosignatureVerifier, VerifierKey("a", 1, KEY.public.raw), "vkey.type"),
        (CosignatureVerifier, VerifierKey("a", 4, b"short"), "key.length"),
    ],
)
def test_verifiers_refuse_keys_that_do_not_fit(kind, vkey, code):
    assert refusal(kind, vkey) == (Malformed, code)


def test_verifier_of_knows_three_types():
    keys = {1: KEY.public.raw, 4: KEY.public.raw, 6: ML_DSA.public}
    kinds = [type(verifier_of(VerifierKey("a", number, key))) for number, key in keys.items()]
    assert kinds == [Ed25519Verifier, CosignatureVerifier, MlDsaVerifier]
    assert refusal(verifier_of, VerifierKey("a", 5, b"x")) == (Unsupported, "vkey.type")


def test_cosignature_line_in_a_note():
    note = sign_checkpoint(CHECKPOINT, [SIGNER])
    vkey = VerifierKey("w.example", 4, KEY.public.raw)
    line = NoteSignature(vkey.name, vkey.key_id, cosignature(KEY, 9, TEXT))
    parsed = parse_note(note.to_bytes() + f"{line}\n".encode())
    assert [each.vkey for each in verify_note(parsed, [CosignatureVerifier(vkey)])] == [vkey]
