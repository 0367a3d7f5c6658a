"""Signatures by passkeys, made in a browser."""

from __future__ import annotations

import json

import pytest

from comity.record import p256, passkey, sk_ecdsa, sshsig
from comity.record.errors import Malformed, RecordError, SignatureInvalid
from comity.record.keys import PublicKey
from comity.record.sshsig import Seal
from comity.record.wire import ssh_string
from tests.support.authenticator import Authenticator, SecurityKey

SPACE = "act.v1@records.example/forum"
LINE = b"an act"
CHALLENGE = passkey.challenge(LINE, SPACE)
SITE = "https://forum.example"
PASSKEY = Authenticator("forum.example")
BLOB = PASSKEY.sshsig(LINE, SPACE, SITE)


def refusal(function, *arguments):
    with pytest.raises(RecordError) as caught:
        function(*arguments)
    return type(caught.value), caught.value.code


def browser_blob(
    client_data=None,
    *,
    origin=b"https://forum.example",
    flags=5,
    extensions=b"",
    signer=PASSKEY,
    name=b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com",
    end=b"",
):
    """A signature that holds, laid out by hand as PROTOCOL.u2f says, of any statement that a browser might make."""
    if client_data is None:
        client_data = signer.assertion(CHALLENGE, origin.decode()).client_data_json
    head = signer.assertion(CHALLENGE, SITE).authenticator_data[:32]
    signature = signer.answer(head + bytes([flags]) + bytes(4) + extensions, client_data).signature
    fields = (
        ssh_string(name),
        ssh_string(p256.pair_of_der(signature)),
        bytes([flags]) + bytes(4),
        *map(ssh_string, (origin, client_data, extensions)),
    )
    return Seal(signer.public, SPACE, "sha256", b"".join(fields) + end).blob


def stated(**members):
    return PASSKEY.assertion(CHALLENGE, SITE, members=members).client_data_json


def spelt(text):
    """A statement in which all but the braces is as given; ``@`` is the right challenge."""
    challenge = json.loads(stated())["challenge"]
    return f"{{{text}}}".replace("@", challenge).encode()


def test_verify_returns_the_key():
    assert sshsig.verify(BLOB, LINE, SPACE) == PASSKEY.public
    assert sshsig.web_origin(BLOB) == SITE


def test_packed_signature_is_laid_out_as_the_protocol_says():
    assert browser_blob() == BLOB


@pytest.mark.parametrize(
    ("rp_id", "origin"),
    [
        ("forum.example", "https://forum.example"),
        ("forum.example", "https://forum.example:8443"),
        ("forum.example", "https://sign.forum.example"),
        ("localhost", "http://localhost"),
        ("localhost", "http://localhost:8000"),
        ("localhost", "https://localhost:8443"),
        ("xn--c1avg.example", "https://xn--c1avg.example"),
    ],
)
def test_verify_takes_an_origin_of_the_key(rp_id, origin):
    signer = Authenticator(rp_id)
    blob = signer.sshsig(LINE, SPACE, origin)
    assert sshsig.verify(blob, LINE, SPACE) == signer.public
    assert sshsig.web_origin(blob) == origin


@pytest.mark.parametrize(
    "options",
    [
        {"cross_origin": False},
        {"extensions": b"\xa1\x63key\x01"},
        {"members": {"other_keys_can_be_added_here": "do not compare clientDataJSON against a template"}},
    ],
)
def test_verify_takes_what_browsers_may_add(options):
    assert sshsig.verify(PASSKEY.sshsig(LINE, SPACE, SITE, **options), LINE, SPACE) == PASSKEY.public


def test_a_flipped_bit_anywhere_fails():
    blob = PASSKEY.sshsig(LINE, SPACE, SITE, cross_origin=False, extensions=b"\xa1\x63key\x01")
    for bit in range(len(blob) * 8):
        flipped = bytearray(blob)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(RecordError):
            sshsig.verify(bytes(flipped), LINE, SPACE)


@pytest.mark.parametrize(
    ("blob", "refused"),
    [
        (browser_blob(flags=0x04), (SignatureInvalid, "signature.presence")),
        (browser_blob(flags=0x01), (SignatureInvalid, "signature.verification")),
        (browser_blob(flags=0x45), (Malformed, "webauthn.flags")),
        (browser_blob(flags=0x85), (Malformed, "webauthn.flags")),
        (browser_blob(extensions=b"\xa0"), (Malformed, "webauthn.flags")),
        (browser_blob(origin=b"https://other.example"), (SignatureInvalid, "webauthn.rp")),
        (browser_blob(origin=b"https://notforum.example"), (SignatureInvalid, "webauthn.rp")),
        (browser_blob(origin=b"https://example"), (SignatureInvalid, "webauthn.rp")),
        (browser_blob(origin=b"http://localhost"), (SignatureInvalid, "webauthn.rp")),
        (browser_blob(end=b"x"), (Malformed, "wire.trailing")),
        (browser_blob(name=sk_ecdsa.NAME.encode()), (Malformed, "wire.trailing")),
        (browser_blob(name=b"webauthn-sk-ssh-ed25519@openssh.com"), (Malformed, "signature.format")),
        (browser_blob(stated(type="webauthn.create")), (SignatureInvalid, "webauthn.type")),
        (browser_blob(stated(challenge="AAAA")), (SignatureInvalid, "webauthn.challenge")),
        (browser_blob(stated(origin="https://sign.forum.example")), (SignatureInvalid, "webauthn.origin")),
        (browser_blob(stated(crossOrigin=True)), (SignatureInvalid, "webauthn.cross_origin")),
        (browser_blob(stated(crossOrigin=0)), (SignatureInvalid, "webauthn.cross_origin")),
        (browser_blob(stated(crossOrigin=None)), (SignatureInvalid, "webauthn.cross_origin")),
        (browser_blob(stated(topOrigin=SITE)), (SignatureInvalid, "webauthn.cross_origin")),
        (browser_blob(stated(long="x" * 4096)), (Malformed, "webauthn.size")),
        (browser_blob(b""), (Malformed, "json.syntax")),
        (browser_blob(b"[]"), (Malformed, "json.object")),
        (browser_blob(b"{}"), (SignatureInvalid, "webauthn.type")),
        (browser_blob(b"\xff" + stated()), (Malformed, "json.utf8")),
        (browser_blob(stated() + b"x"), (Malformed, "json.syntax")),
        (browser_blob(spelt('"type":"webauthn.get","challenge":"@"')), (SignatureInvalid, "webauthn.origin")),
    ],
)
def test_verify_refuses(blob, refused):
    assert refusal(sshsig.verify, blob, LINE, SPACE) == refused


RIGHT = '"type":"webauthn.get","challenge":"@","origin":"https://forum.example"'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('"challenge":"@","type":"webauthn.get","origin":"https://forum.example"', "webauthn.form"),
        ('"type":"webauthn.get","origin":"https://forum.example","challenge":"@"', "webauthn.form"),
        ('"type": "webauthn.get","challenge":"@","origin":"https://forum.example"', "webauthn.form"),
        ('"type":"webauthn.get","challenge":"@","origin":"https:\\/\\/forum.example"', "webauthn.form"),
        ('"type":"webauthn.get","challenge":"@","crossOrigin":false,"origin":"https://forum.example"', "webauthn.form"),
        (f'{RIGHT},"type":"webauthn.get"', "json.duplicate"),
        (f'{RIGHT},"or\\u0069gin":"https://other.example"', "json.duplicate"),
        (f'{RIGHT},"crossOrigin":true,"crossOrigin":false', "json.duplicate"),
        (f'{RIGHT},"more":{{"a":1,"a":2}}', "json.duplicate"),
        (f'{RIGHT},"more":1.5', "json.float"),
        (f'{RIGHT},"more":"\\ud800"', "json.surrogate"),
        (f'{RIGHT},"more":{"[" * 40}{"]" * 40}', "json.depth"),
        (f"{RIGHT},", "json.syntax"),
    ],
)
def test_verify_refuses_another_spelling(text, code):
    assert sshsig.verify(browser_blob(spelt(RIGHT)), LINE, SPACE) == PASSKEY.public
    assert refusal(sshsig.verify, browser_blob(spelt(text)), LINE, SPACE) == (Malformed, code)


@pytest.mark.parametrize(
    "origin",
    [
        b"",
        b"forum.example",
        b"http://forum.example",
        b"http://localhost.forum.example",
        b"https://",
        b"https://forum.example/",
        b"https://forum.example.",
        b"https://.forum.example",
        b"https://Forum.example",
        b"https://forum.example:",
        b"https://forum.example:0443",
        b"https://forum.example:123456",
        b"https://user@forum.example",
        b'https://forum.example"',
        b"https://forum.example\n",
        b"https://forum.example\0",
        b"https://[::1]",
        b"android:apk-key-hash:AAAA",
        "https://форум.example".encode(),
        b"\xff",
    ],
)
def test_origin_of_another_form_is_refused(origin):
    blob = browser_blob(stated(), origin=origin)
    assert refusal(sshsig.verify, blob, LINE, SPACE) == (Malformed, "webauthn.origin")
    assert refusal(sshsig.web_origin, blob) == (Malformed, "webauthn.origin")


def test_verify_refuses_a_statement_deeper_than_python_reads():
    # Whether Python gives up or the limit is found first depends on the caller's own depth.
    deep = spelt(f'{RIGHT},"more":{"[" * 1500}{"]" * 1500}')
    assert refusal(sshsig.verify, browser_blob(deep), LINE, SPACE)[0] is Malformed


def test_verify_refuses_another_act_and_another_namespace():
    assert refusal(sshsig.verify, BLOB, b"another", SPACE) == (SignatureInvalid, "webauthn.challenge")
    assert refusal(sshsig.verify, BLOB, LINE, SPACE + "x") == (SignatureInvalid, "signature.namespace")


def test_verify_refuses_the_signature_of_another_key():
    other = PublicKey(sk_ecdsa.NAME, Authenticator("forum.example", "another").public.raw)
    blob = Seal(other, SPACE, "sha256", sshsig.parse(BLOB).signature).blob
    assert refusal(sshsig.verify, blob, LINE, SPACE) == (SignatureInvalid, "signature.wrong")


def test_verify_refuses_a_key_of_ssh_in_a_browser():
    blob = Seal(SecurityKey("ecdsa").public, SPACE, "sha256", sshsig.parse(BLOB).signature).blob
    assert refusal(sshsig.verify, blob, LINE, SPACE) == (SignatureInvalid, "webauthn.rp")


def test_web_origin_is_read_without_verifying():
    assert sshsig.web_origin(browser_blob(flags=0)) == SITE
    assert refusal(sshsig.web_origin, BLOB[:-1]) == (Malformed, "wire.short")
    assert refusal(sshsig.web_origin, browser_blob(end=b"x")) == (Malformed, "wire.trailing")
