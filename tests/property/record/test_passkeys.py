"""Whatever a browser, or somebody in its place, hands in: it is judged, and nothing but a record error comes out."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.record import passkey, sk_ecdsa, sk_ed25519, sshsig
from comity.record.commitment import check_commitment, commit
from comity.record.errors import ProofInvalid, RecordError
from comity.record.keys import PublicKey
from comity.record.sshsig import Seal
from comity.record.wire import Reader, ssh_mpint, ssh_string
from tests.support.authenticator import Authenticator, SecurityKey

SPACE = "act.v1@records.example/forum"
LINE = b"an act"
SITE = "https://forum.example"
PASSKEY = Authenticator("forum.example")
CHALLENGE = passkey.challenge(LINE, SPACE)
ANSWER = PASSKEY.assertion(CHALLENGE, SITE, cross_origin=False)
KEYS = {
    "passkey": PASSKEY.public,
    "ed25519": SecurityKey("ed25519").public,
    "ecdsa": SecurityKey("ecdsa").public,
}
BLOBS = {
    "passkey": PASSKEY.sshsig(LINE, SPACE, SITE),
    "ed25519": SecurityKey("ed25519").sshsig(LINE, SPACE),
    "ecdsa": SecurityKey("ecdsa").sshsig(LINE, SPACE),
}
NAMES = [sk_ed25519.NAME.encode(), sk_ecdsa.NAME.encode(), sk_ecdsa.WEBAUTHN.encode()]


@st.composite
def changed(draw, good):
    """``good`` with some bytes replaced, cut out or put in."""
    data = bytearray(good)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 4))] = draw(st.binary(max_size=4))
    return bytes(data)


numbers = st.binary(max_size=40).map(ssh_string) | st.integers(0, 2**260).map(ssh_mpint)
pairs = st.tuples(numbers, numbers).map(b"".join)
states = st.tuples(st.sampled_from([0, 1, 4, 5, 0x45, 0x85, 0xFF]), st.binary(min_size=4, max_size=4)).map(
    lambda parts: bytes([parts[0]]) + parts[1]
)
origins = st.sampled_from([SITE, "http://localhost", "https://other.example", ""]).map(str.encode) | st.binary()
members = st.dictionaries(
    st.sampled_from(["type", "challenge", "origin", "crossOrigin", "topOrigin"]) | st.text(max_size=5),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    max_size=4,
)
statements = (
    members.map(lambda given: PASSKEY.assertion(CHALLENGE, SITE, members=given).client_data_json)
    | changed(ANSWER.client_data_json)
    | st.binary()
)


@st.composite
def signature_blobs(draw):
    """Blobs of the right fields with any content, and a few that lack some."""
    fields = [ssh_string(draw(st.sampled_from(NAMES))), ssh_string(draw(pairs)), draw(states)]
    fields += [ssh_string(draw(part)) for part in (origins, statements, st.binary(max_size=4))]
    return b"".join(fields[: draw(st.sampled_from([3, 6, 6, 6, 5]))])


@given(st.sampled_from(sorted(BLOBS)).flatmap(lambda name: st.tuples(st.just(BLOBS[name]), changed(BLOBS[name]))))
def test_a_changed_signature_never_verifies(case):
    good, blob = case
    if blob == good:
        return
    with suppress(RecordError):
        sshsig.web_origin(blob)
    with pytest.raises(RecordError):
        sshsig.verify(blob, LINE, SPACE)


@given(st.sampled_from(sorted(KEYS)), signature_blobs())
def test_a_signature_made_up_never_verifies(name, signature):
    blob = Seal(KEYS[name], SPACE, "sha256", signature).blob
    with suppress(RecordError):
        sshsig.web_origin(blob)
    with pytest.raises(RecordError):
        sshsig.verify(blob, LINE, SPACE)


@given(statements, st.sampled_from([5, 1, 0x45, 0x85]), st.binary(max_size=4), origins)
def test_a_statement_really_signed_verifies_only_if_it_is_about_the_act(client_data, flags, extensions, origin):
    data = ANSWER.authenticator_data[:32] + bytes([flags]) + bytes(4) + extensions
    answer = PASSKEY.answer(data, client_data)
    try:
        blob = passkey.pack(PASSKEY.public, SPACE, *answer)
        assert sshsig.verify(blob, LINE, SPACE) == PASSKEY.public
    except RecordError:
        return
    said = json.loads(client_data)
    assert (said["type"], said["origin"], said.get("crossOrigin", False)) == ("webauthn.get", SITE, False)
    assert flags & 5 == 5
    assert (flags & 0x80 != 0) == bool(extensions)


@given(changed(ANSWER.authenticator_data), statements, changed(ANSWER.signature) | st.binary(), st.text(max_size=9))
def test_pack_raises_nothing_but_record_errors(authenticator_data, client_data, signature, space):
    with suppress(RecordError):
        passkey.pack(PASSKEY.public, space, authenticator_data, client_data, signature)
    with suppress(RecordError):
        passkey.pack(PASSKEY.public, space, ANSWER.authenticator_data, client_data, signature)


@given(changed(PASSKEY.spki) | st.binary(), st.sampled_from(["forum.example", "", "\ud800"]) | st.text())
def test_from_spki_raises_nothing_but_record_errors(der, rp_id):
    with suppress(RecordError):
        key = passkey.from_spki(der, rp_id)
        assert PublicKey.from_blob(key.blob) == key


@given(st.sampled_from(sorted(KEYS)).flatmap(lambda name: changed(KEYS[name].blob)))
def test_a_key_has_one_spelling(blob):
    with suppress(RecordError):
        key = PublicKey.from_blob(blob)
        assert key.blob == blob
        assert PublicKey.from_openssh(key.openssh) == key


@given(st.integers(0, 2**300))
def test_mpint_round_trip(number):
    assert Reader(ssh_mpint(number)).mpint() == number


@given(st.binary(max_size=40).map(ssh_string))
def test_mpint_has_one_spelling(data):
    with suppress(RecordError):
        assert ssh_mpint(Reader(data).mpint()) == data


openings = st.tuples(st.binary(min_size=32, max_size=32), st.text(max_size=5), st.binary(max_size=9))


@given(openings, openings)
def test_a_commitment_has_one_opening(one, other):
    commitment = commit(*one)
    check_commitment(commitment, *one)
    if one != other:
        with pytest.raises(ProofInvalid):
            check_commitment(commitment, *other)
