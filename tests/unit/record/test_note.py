from __future__ import annotations

from dataclasses import replace

import pytest

from comity.record.encoding import encode_base64
from comity.record.errors import Malformed, RecordError, SignatureInvalid
from comity.record.keys import PrivateKey
from comity.record.note import (
    MAX_NOTE,
    MAX_SIGNATURES,
    Ed25519Signer,
    Ed25519Verifier,
    NoteSignature,
    VerifierKey,
    parse_note,
    sign_note,
    verify_note,
)

VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
# The example of c2sp.org/signed-note
NOTE = """This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
""".encode()
KEY = PrivateKey.from_seed(b"n" * 32)
SIGNER = Ed25519Signer("example.com/foo", KEY)
LINE = f"— a.example {encode_base64(b'abcdefgh')}"


def refusal(function, *arguments):
    with pytest.raises(RecordError) as caught:
        function(*arguments)
    return type(caught.value), caught.value.code


def verifier(vkey=VKEY):
    return Ed25519Verifier(VerifierKey.parse(vkey))


def test_vkey_round_trip():
    key = VerifierKey.parse(VKEY)
    assert (str(key), key.name, key.type, key.key_id.hex()) == (VKEY, "example.com/foo", 1, "530d903a")


def test_vkey_whose_base64_holds_a_plus():
    key = VerifierKey("example.com/foo", 1, b"ab" + b"\xfb\xef\xbe" * 10)
    assert "+" in str(key).split("+", 2)[2]
    assert VerifierKey.parse(str(key)) == key


@pytest.mark.parametrize(
    ("vkey", "code"),
    [
        ("", "vkey"),
        ("example.com/foo+530d903a", "vkey"),
        (VKEY.replace("530d903a", "530d903b"), "vkey.id"),
        (VKEY.replace("530d903a", "530D903A"), "vkey.id"),
        (VKEY.replace("foo", "fop"), "vkey.id"),
        (VKEY.replace("AekyeR", "AekyeQ"), "vkey.id"),
        (VKEY[:-1], "base64"),
        ("example.com/foo+530d903a+", "vkey"),
        ("+530d903a+AQ==", "note.name"),
        ("a b+530d903a+AQ==", "note.name"),
        ("a\u2003b+530d903a+AQ==", "note.name"),
        ("a\udc80b+530d903a+AQ==", "note.name"),
    ],
)
def test_vkey_refuses(vkey, code):
    assert refusal(VerifierKey.parse, vkey) == (Malformed, code)


def test_published_note_verifies():
    note = parse_note(NOTE)
    assert note.text == "This is an example message.\n"
    assert note.to_bytes() == NOTE
    ours = verifier()
    assert verify_note(note, [ours]) == (ours,)


def test_sign_note_is_read_back():
    text = "several\n\nlines\n"
    note = sign_note(text, [SIGNER])
    again = parse_note(note.to_bytes())
    assert again == note
    assert [each.vkey for each in verify_note(again, [Ed25519Verifier(SIGNER.vkey)])] == [SIGNER.vkey]


@pytest.mark.parametrize(
    ("text", "code"),
    [("no newline", "note.text"), ("", "note.text"), ("a\tb\n", "note.control"), ("\ud800\n", "text.surrogate")],
)
def test_sign_note_refuses(text, code):
    assert refusal(sign_note, text, [SIGNER]) == (Malformed, code)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "note.form"),
        (b"text\n", "note.form"),
        (b"text\n\n", "note.form"),
        (NOTE[:-1], "note.form"),
        (b"\xff" + NOTE, "note.utf8"),
        (b"\r" + NOTE, "note.control"),
        (b"x" * (MAX_NOTE + 1), "note.size"),
        (b"text\n\nx\n", "note.signature"),
        ("text\n\n— name\n".encode(), "note.signature"),
        ("text\n\n— name  AAAAAAAA\n".encode(), "note.signature"),
        ("text\n\n— a+b AAAAAAAA\n".encode(), "note.name"),
        ("text\n\n— name AAAAA\n".encode(), "base64"),
        ("text\n\n— name AAAAAA==\n".encode(), "note.signature"),
        (("text\n\n" + (LINE + "\n") * (MAX_SIGNATURES + 1)).encode(), "note.signatures"),
    ],
)
def test_parse_note_refuses(data, code):
    assert refusal(parse_note, data) == (Malformed, code)


def test_verify_note_ignores_lines_of_unknown_keys():
    note = parse_note(NOTE)
    strangers = tuple(NoteSignature(f"{number}.example", b"abcd", b"junk") for number in range(20))
    same_name = NoteSignature("example.com/foo", b"abcd", b"junk")
    ours = verifier()
    assert verify_note(replace(note, signatures=(*strangers, same_name, *note.signatures)), [ours]) == (ours,)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda note: replace(note, text="Another.\n"), "note.wrong"),
        (lambda note: replace(note, signatures=note.signatures * 2), "note.twice"),
        (lambda note: replace(note, signatures=(replace(note.signatures[0], name="b.example"),)), "note.unsigned"),
        (lambda note: replace(note, signatures=(replace(note.signatures[0], signature=b"short"),)), "note.wrong"),
        (lambda note: replace(note, signatures=()), "note.unsigned"),
    ],
)
def test_verify_note_refuses(change, code):
    assert refusal(verify_note, change(parse_note(NOTE)), [verifier()]) == (SignatureInvalid, code)


@pytest.mark.parametrize(
    ("vkey", "code"),
    [
        (VerifierKey("a", 4, KEY.public.raw), "vkey.type"),
        (VerifierKey("a", 1, b"short"), "key.length"),
        (VerifierKey("a", 1, bytes(32)), "key.weak"),
    ],
)
def test_ed25519_verifier_refuses(vkey, code):
    assert refusal(Ed25519Verifier, vkey) == (Malformed, code)


def test_ed25519_signer_refuses_a_name_that_is_none():
    assert refusal(Ed25519Signer, "a b", KEY) == (Malformed, "note.name")
