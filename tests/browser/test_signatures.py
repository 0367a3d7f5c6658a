"""The script that judges signatures in a reader's browser, held against the program's own judgement, key by key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

import comity.web.portal
from comity.record.encoding import encode_base64
from comity.record.entry import namespace, sign_act
from comity.record.errors import RecordError
from comity.record.keys import PrivateKey, PublicKey
from comity.record.signers import AllowedSigner, format_allowed_signers
from comity.record.sshsig import verify
from tests.support.authenticator import Authenticator, SecurityKey

SCRIPTS = Path(comity.web.portal.__path__[0]) / "static" / "comity"
ORIGIN = "record.forum.example"
SCOPE = namespace(ORIGIN)
LINE = b'{"a":"\xe2\x80\x9e"}'
HOST = "https://desk.example"

JUDGE = """async ([row, line, namespace, signers]) => {
  const record = await import("/recordchecks.js");
  const signed = await import("/signatures.js");
  try {
    const blob = await signed.checkSeal(row, record.toBytes(line), namespace);
    return signed.isAllowed(record.toBytes(signers), row.signer, namespace, blob);
  } catch (fault) {
    if (!(fault instanceof record.Fails)) throw fault;
    return false;
  }
}"""


@pytest.fixture(scope="module")
def page(chrome: Browser) -> Iterator[Page]:
    """A page of a site that has nothing but the scripts."""

    def fulfil(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        if name.endswith(".js"):
            route.fulfill(content_type="text/javascript", body=(SCRIPTS / name).read_text(encoding="utf-8"))
        else:
            route.fulfill(content_type="text/html", body="<!doctype html><title>Nothing</title>")

    context = chrome.new_context()
    context.route("**/*", fulfil)
    page = context.new_page()
    page.goto("https://record.example/")
    yield page
    context.close()


def judged(page: Page, key: PublicKey, blob: bytes, line: bytes = LINE) -> bool:
    """What the browser's script says of a signature; the program says the same."""
    row = {"key": key.fingerprint, "sig": encode_base64(blob), "signer": "KAZ/o-1"}
    signers = format_allowed_signers([AllowedSigner("KAZ/o-1", key)], ORIGIN).decode()
    said: bool = page.evaluate(JUDGE, [row, line.decode(), SCOPE, signers])
    try:
        held = verify(blob, line, SCOPE) == key
    except RecordError:
        held = False
    assert said == held
    return said


PASSKEY = Authenticator("desk.example")

PASSKEYS: dict[str, tuple[dict[str, Any], bool]] = {
    "as it should be": ({}, True),
    "below the site": ({"origin": "https://kaz.desk.example:8443"}, True),
    "with extensions": ({"extensions": b"\xa0"}, True),
    "in no frame": ({"cross_origin": False}, True),
    "in a frame": ({"cross_origin": True}, False),
    "on top of another site": ({"members": {"topOrigin": "https://evil.example"}}, False),
    "elsewhere": ({"origin": "https://evil.example"}, False),
    "by the end of its name": ({"origin": "https://evildesk.example"}, False),
    "without TLS": ({"origin": "http://localhost"}, False),
    "without the person verified": ({"user_verified": False}, False),
    "without a touch": ({"user_present": False}, False),
    "at registration": ({"members": {"type": "webauthn.create"}}, False),
    "to another challenge": ({"members": {"challenge": "AAAA"}}, False),
}


@pytest.mark.parametrize("how", PASSKEYS)
def test_browser_judges_passkeys_as_the_program_does(page: Page, how: str) -> None:
    wrong, holds = PASSKEYS[how]
    blob = PASSKEY.sshsig(LINE, SCOPE, **{"origin": HOST, **wrong})
    assert judged(page, PASSKEY.public, blob) is holds


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa"])
def test_browser_judges_security_keys_as_the_program_does(page: Page, kind: str) -> None:
    key, of_a_site = SecurityKey(kind), SecurityKey(kind, "desk.example")
    for hash_name in ("sha256", "sha512"):
        assert judged(page, key.public, key.sshsig(LINE, SCOPE, hash_name=hash_name))
    assert not judged(page, key.public, key.sshsig(LINE, SCOPE, user_present=False))
    assert not judged(page, of_a_site.public, of_a_site.sshsig(LINE, SCOPE))


def test_browser_judges_plain_keys_as_the_program_does(page: Page) -> None:
    key = PrivateKey.from_seed(bytes(32))
    assert judged(page, key.public, sign_act(key, LINE, ORIGIN, "KAZ/o-1").sig)
    assert not judged(page, key.public, sign_act(key, LINE, "another.example", "KAZ/o-1").sig)


@pytest.mark.parametrize("kind", ["plain", "passkey", "ed25519", "ecdsa"])
def test_browser_takes_no_signature_of_which_a_bit_has_changed(page: Page, kind: str) -> None:
    blobs = {
        "plain": (
            PrivateKey.from_seed(bytes(32)).public,
            sign_act(PrivateKey.from_seed(bytes(32)), LINE, ORIGIN, "x/y").sig,
        ),
        "passkey": (PASSKEY.public, PASSKEY.sshsig(LINE, SCOPE, HOST)),
        "ed25519": (SecurityKey("ed25519").public, SecurityKey("ed25519").sshsig(LINE, SCOPE)),
        "ecdsa": (SecurityKey("ecdsa").public, SecurityKey("ecdsa").sshsig(LINE, SCOPE)),
    }
    key, blob = blobs[kind]
    for place in range(0, len(blob), 11):
        bit = 1 << hashlib.sha256(blob[:place]).digest()[0] % 8
        assert not judged(page, key, blob[:place] + bytes([blob[place] ^ bit]) + blob[place + 1 :]), place
    assert not judged(page, key, blob + b"\0")
    assert not judged(page, key, blob[:-1])
    assert not judged(page, key, blob, b"{}")
