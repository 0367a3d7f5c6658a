"""Whatever a browser may send instead of an answer: it is refused with a reason, and nothing else happens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webauthn.helpers import base64url_to_bytes

from comity.forum.kernel.errors import Refused
from comity.record.encoding import encode_base64url
from comity.web.desk.signin import ceremony
from comity.web.desk.signin.ceremony import User
from comity.web.desk.signin.place import Place
from tests.support import desks
from tests.support.authenticator import Authenticator
from tests.support.ceremonies import proof, registration

PLACE, CHALLENGE, PERSON = Place(desks.WEB_ORIGIN), b"c" * 32, "person"
KEY, OTHER = Authenticator("localhost", "hers"), Authenticator("localhost", "another")
PROOF, REGISTRATION = proof(KEY, CHALLENGE), registration(KEY, CHALLENGE)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary().map(encode_base64url),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def prove(answer: str) -> None:
    ceremony.credential_in(answer)
    ceremony.prove(PLACE, CHALLENGE, answer, KEY.public, PERSON)


def make(answer: str) -> None:
    ceremony.made(PLACE, CHALLENGE, answer)


JUDGES = [(prove, PROOF), (make, REGISTRATION)]


def parts(answer: str) -> list[tuple[str, ...]]:
    said = json.loads(answer)
    return [(name,) for name in said] + [("response", name) for name in said["response"]]


def changed(answer: str, where: tuple[str, ...], value: Any) -> str:
    said = json.loads(answer)
    holder = said if len(where) == 1 else said[where[0]]
    holder[where[-1]] = value
    return json.dumps(said)


def refused(judge: Any, answer: str) -> bool:
    try:
        judge(answer)
    except Refused:
        return True
    return False


def test_answers_themselves_hold():
    prove(PROOF)
    made = ceremony.made(PLACE, CHALLENGE, REGISTRATION)
    assert (made.public, made.credential) == (KEY.public, desks.credential_of(KEY))


def says_the_same(where: tuple[str, ...], answer: str, changed_part: bytes) -> bool:
    if where[-1] != "clientDataJSON":
        return False
    try:
        after = json.loads(changed_part)
        after["challenge"] = base64url_to_bytes(after["challenge"])
    except (KeyError, TypeError, ValueError):
        return False
    before = json.loads(base64url_to_bytes(json.loads(answer)[where[0]][where[1]]))
    return bool(after == {**before, "challenge": base64url_to_bytes(before["challenge"])})


@pytest.mark.parametrize(("judge", "answer"), JUDGES)
@given(sent=anything)
def test_anything_else_is_refused(judge, answer, sent):
    assert refused(judge, json.dumps(sent))


@pytest.mark.parametrize(("judge", "answer"), JUDGES)
@given(data=st.data())
def test_answer_with_one_part_exchanged_is_refused_unless_it_says_the_same(judge, answer, data):
    where, value = data.draw(st.sampled_from(parts(answer))), data.draw(anything)
    # How a passkey is reached proves nothing, and that a handle is given is nobody's duty.
    if where[-1] in {"transports", "userHandle"} or (where[-1] == "type" and value == "public-key"):
        refused(judge, changed(answer, where, value))
    else:
        assert refused(judge, changed(answer, where, value))


@pytest.mark.parametrize(("judge", "answer"), JUDGES)
@given(data=st.data())
def test_answer_with_one_bit_flipped_is_refused(judge, answer, data):
    names = [where for where in parts(answer) if where[-1] not in {"transports", "id", "rawId", "type", "response"}]
    where = data.draw(st.sampled_from(names))
    held = bytearray(base64url_to_bytes(json.loads(answer)[where[0]][where[1]]))
    held[data.draw(st.integers(0, len(held) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    flipped = changed(answer, where, encode_base64url(bytes(held)))
    # An attestation of the kind “none” vouches for nothing: what it says of the device may be anything.
    assert refused(judge, flipped) or where[-1] == "attestationObject" or says_the_same(where, answer, bytes(held))


def test_the_same_challenge_in_other_letters_is_the_same_challenge():
    """The last letter of base64url has bits that say nothing: a registration, which signs nothing, may set them."""
    said = json.loads(base64url_to_bytes(json.loads(REGISTRATION)["response"]["clientDataJSON"]))
    assert said["challenge"].endswith("M")
    other = json.dumps({**said, "challenge": said["challenge"][:-1] + "O"}).encode()
    where = ("response", "clientDataJSON")
    assert says_the_same(where, REGISTRATION, other)
    assert not refused(make, changed(REGISTRATION, where, encode_base64url(other)))
    assert not says_the_same(where, REGISTRATION, other.replace(b"webauthn.create", b"webauthn.creatf"))


@given(text=st.text(max_size=60))
def test_text_that_is_no_answer_is_refused(text):
    assert (refused(prove, text), refused(make, text)) == (True, True)


def test_options_are_what_browsers_take():
    options = ceremony.to_make(PLACE, "SF", User("id", "Counsellor, KAZ", "A. Bek"), CHALLENGE, ["AQID"])
    assert base64url_to_bytes(options["user"]["id"]) == b"id"
    assert [each["id"] for each in options["excludeCredentials"]] == ["AQID"]
    json.dumps(options)
    json.dumps(ceremony.to_prove(PLACE, CHALLENGE))
