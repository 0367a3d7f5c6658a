"""What strangers, thieves and mistakes send to the API: each is refused with its reason, and leaves no trace."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import override_settings

from comity.record import sshsig
from comity.record.entry import Seen, namespace
from comity.record.keys import PrivateKey
from comity.secretariat.composing import Drawn, Hat
from comity.secretariat.enter import Door
from comity.secretariat.faults import DISK_LOW, Stopped
from comity.store import throttle
from comity.store.house import House
from tests.support import desks
from tests.support.authenticator import SecurityKey
from tests.support.machine import Machine, Reply, message, slug
from tests.support.ministry import ADMINISTRATOR, AMBASSADOR, KEY, NOTE, OTHERS_KEY, SCOPE, TOKEN, add_key, by, note

STRANGER = PrivateKey.from_seed(b"s" * 32)
Wrong = Callable[[Drawn], tuple[str, bytes]]


@pytest.fixture
def machine(house: House) -> Iterator[Machine]:
    """Nothing that these tests send may come into the record, but by an act that another test knows of."""
    size = house.ledger.size()
    yield Machine()
    assert house.ledger.size() == size


def flipped(blob: bytes) -> bytes:
    return blob[:-1] + bytes([blob[-1] ^ 1])


FORGED: dict[str, tuple[Wrong, tuple[int, str]]] = {
    "a bit flipped": (
        lambda drawn: ("KAZ/ambassador", flipped(sshsig.sign(KEY, drawn.line, SCOPE))),
        (422, "signature.wrong"),
    ),
    "of another act": (
        lambda _: ("KAZ/ambassador", sshsig.sign(KEY, b"another", SCOPE)),
        (422, "signature.wrong"),
    ),
    "for another record": (
        lambda drawn: by(KEY, drawn, scope=namespace("record.forum.example-rehearsal")),
        (422, "signature.namespace"),
    ),
    "of files in general": (lambda drawn: by(KEY, drawn, scope="file"), (422, "signature.namespace")),
    "by a stranger": (lambda drawn: by(STRANGER, drawn), (422, "officers.not_its_key")),
    "by another party's officer": (lambda drawn: by(OTHERS_KEY, drawn), (422, "officers.not_its_key")),
    "by another party's officer, who says so": (
        lambda drawn: by(OTHERS_KEY, drawn, "MNG/ambassador"),
        (422, "officers.not_its_key"),
    ),
    "by an officer in another party's name": (
        lambda drawn: by(KEY, drawn, "MNG/ambassador"),
        (422, "door.other_signer"),
    ),
    "by an officer in a colleague's name": (
        lambda drawn: by(KEY, drawn, "KAZ/counsellor"),
        (422, "officers.not_its_key"),
    ),
    "by a colleague alone": (
        lambda drawn: ("KAZ/counsellor", TOKEN.sshsig(drawn.line, SCOPE)),
        (422, "officers.not_by_its_office"),
    ),
    "by a security key that nobody touched": (
        lambda drawn: ("KAZ/counsellor", TOKEN.sshsig(drawn.line, SCOPE, user_present=False)),
        (422, "signature.presence"),
    ),
    "by a security key that is not known": (
        lambda drawn: ("KAZ/counsellor", SecurityKey(name="another").sshsig(drawn.line, SCOPE)),
        (422, "officers.not_its_key"),
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_signature_that_does_not_hold_is_refused(machine, name):
    sign, why = FORGED[name]
    drawn = note(machine)
    assert machine.enter(drawn, sign(drawn)).why == why


def test_signature_of_an_act_before_does_not_sign_the_next(house):
    machine = Machine()
    first = note(machine)
    signed = by(KEY, first)
    assert machine.enter(first, signed).status == 201
    assert machine.enter(note(machine), signed).why == (422, "signature.wrong")


@pytest.mark.parametrize("length", [0, 1, 6, 50, -1])
def test_signature_cut_short_is_refused(machine, length):
    drawn = note(machine)
    said = message(drawn, by(KEY, drawn))
    blob = sshsig.dearmor(said["signatures"][0]["sig"])
    said["signatures"][0]["sig"] = base64.b64encode(blob[:length]).decode()
    status, code = machine.send("acts", said).why
    assert (status, code.split(".")[0] in {"wire", "sshsig", "key", "signature", "ed25519"}) == (400, True), code


def test_armour_cut_short_is_refused(machine):
    drawn = note(machine)
    said = message(drawn, by(KEY, drawn))
    said["signatures"][0]["sig"] = said["signatures"][0]["sig"][:-10]
    assert machine.send("acts", said).why == (400, "sshsig.armor")


def test_key_that_is_revoked_signs_no_more_and_what_it_signed_stands(house):
    machine, key = Machine(), PrivateKey.generate()
    add_key(house, AMBASSADOR, key.public.openssh)
    before = note(machine)
    assert machine.enter(before, by(key, before)).status == 201
    said = {"party": "KAZ", "officer": "ambassador", "fingerprint": key.public.fingerprint, "reason": "lost"}
    desks.enter(house, ADMINISTRATOR, "officers.revoke_key", **said)
    after = note(machine)
    reply = machine.enter(after, by(key, after))
    assert (reply.why, "was revoked by act" in reply.said["detail"]) == ((422, "officers.key_revoked"), True)
    assert machine.enter(before, by(key, before)).why == (409, "door.entered_already")


def test_key_signs_only_what_is_entered_after_it(house):
    machine, key = Machine(), PrivateKey.generate()
    drawn = note(machine)
    # From an address of its own: where many fail at once, it would have to wait now.
    assert Machine().enter(drawn, by(key, drawn)).why == (422, "officers.not_its_key")
    add_key(house, AMBASSADOR, key.public.openssh)
    # The administrator's act has taken the number; drawn up anew, the note is in order.
    assert machine.enter(drawn, by(key, drawn)).why == (409, "door.serial_out_of_turn")
    anew = note(machine)
    assert machine.enter(anew, by(key, anew)).status == 201


PLACES: dict[str, tuple[Callable[[int], dict[str, Any]], tuple[int, str]]] = {
    "a fork": (lambda _: {"seen": Seen(5, b"\1" * 32)}, (409, "door.seen_elsewhere")),
    "a fork of the same size": (
        lambda size: {"seen": Seen(size, b"\1" * 32)},
        (409, "door.seen_elsewhere"),
    ),
    "the future": (lambda size: {"seen": Seen(size + 1, b"\1" * 32)}, (422, "door.seen_ahead")),
    "the far future": (lambda _: {"seen": Seen(2**53 - 1, b"\1" * 32)}, (422, "door.seen_ahead")),
    "another forum": (lambda _: {"forum": "small-rehearsal"}, (422, "door.other_forum")),
    "a gap in the count": (lambda _: {"serial": 10_000}, (409, "door.serial_out_of_turn")),
    "a number that is taken": (lambda _: {"serial": 1}, (409, "door.serial_out_of_turn")),
    "no number": (lambda _: {"serial": 0}, (409, "door.serial_out_of_turn")),
}


@pytest.mark.parametrize("name", PLACES)
def test_act_out_of_its_place_is_refused(machine, house, name):
    changed, why = PLACES[name]
    drawn = note(machine, heading=changed(house.ledger.size()))
    assert machine.enter(drawn, by(KEY, drawn)).why == why


def changed_line(drawn: Drawn, change: Callable[[str], str]) -> Drawn:
    return Drawn(change(drawn.line.decode()).encode(), drawn.opening)


LINES: dict[str, tuple[Callable[[str], str], str]] = {
    "a newline at its end": (lambda line: line + "\n", "act.newline"),
    "a line of a signature": (lambda line: line + '\n{"key":"","sig":"","signer":""}', "act.newline"),
    "a space within": (lambda line: line.replace(",", ", ", 1), "json.canonical"),
    "members out of order": (lambda line: "{" + line[1:-1].split(",", 1)[1] + "," + line[1:].split(",")[0] + "}", ""),
    "a member twice": (lambda line: line.replace('"at":', '"at":"","at":'), "json.duplicate"),
    "a member that is not known": (lambda line: line.replace('"v":1', '"v":1,"w":1'), "act.members"),
    "a float": (lambda line: line.replace('"v":1', '"v":1.0'), "json."),
    "a number too large": (lambda line: line.replace('"v":1', f'"v":{2**53}'), "json.integer"),
    "no number": (lambda line: line.replace('"v":1', '"v":NaN'), "json."),
    "cut short": (lambda line: line[:-1], "json.syntax"),
    "empty": (lambda _: "", "json.syntax"),
    "a list": (lambda _: "[]", "json.object"),
    "nested deep": (lambda line: line.replace('"v":1', '"v":' + "[" * 5000 + "]" * 5000), "json."),
    "nested deeper than is read": (lambda line: line.replace('"v":1', '"v":' + "[" * 40 + "]" * 40), "json.depth"),
    "text that is not NFC": (lambda line: line.replace("ambassador", "ambe\u0301"), "json.nfc"),
    "text that hides what is not NFC": (lambda line: line.replace("ambassador", "ambe\\u0301"), "json.nfc"),
    "half of a pair": (lambda line: line.replace("ambassador", "amb\\ud800"), "json.surrogate"),
    "an escape that is not needed": (lambda line: line.replace("ambassador", "amb\\u0061"), "json.canonical"),
    "an office with a path": (lambda line: line.replace("ambassador", "../x"), "act.office"),
    "an office with a newline": (lambda line: line.replace("ambassador", "a\\nb"), "act.office"),
    "letters that look alike": (lambda line: line.replace('"KAZ"', '"КАZ"'), "act.party"),
    "full width": (lambda line: line.replace('"KAZ"', '"ＫＡＺ"'), "act.party"),
    "a time that is none": (lambda line: line.replace("2026-11-23", "2026-02-30"), "act.at"),
}


@pytest.mark.parametrize("name", LINES)
def test_line_that_is_not_read_alike_by_everybody_is_refused(machine, name):
    change, code = LINES[name]
    drawn = changed_line(note(machine), change)
    reply = machine.enter(drawn, by(KEY, drawn))
    assert (reply.status, reply.said["code"].startswith(code)) == (400, True), reply.said


@pytest.mark.parametrize("signed", [True, False])
def test_act_longer_than_an_entry_is_refused(machine, signed):
    drawn = note(machine)
    long = changed_line(drawn, lambda line: line.replace('"ambassador"', f'"{"ж" * 33_000}"'))
    path = "acts" if signed else "acts/check"
    assert machine.enter(long, *([by(KEY, long)] if signed else []), path=path).why == (400, "entry.size")


def said_of(drawn: Drawn) -> dict[str, Any]:
    return message(drawn, by(KEY, drawn))


MESSAGES: dict[str, tuple[Callable[[dict[str, Any]], bytes], tuple[int, str]]] = {
    "nothing": (lambda _: b"", (415, "api.not_json")),
    "space": (lambda _: b" ", (400, "json.syntax")),
    "no JSON": (lambda _: b"act", (400, "json.syntax")),
    "no UTF-8": (lambda _: b'{"line":"\xff"}', (400, "json.utf8")),
    "a list": (lambda said: json.dumps([said]).encode(), (400, "json.object")),
    "a member twice": (lambda _: b'{"line":"","line":""}', (400, "json.duplicate")),
    "a member that is not known": (lambda said: json.dumps(said | {"force": True}).encode(), (400, "api.malformed")),
    "no line": (lambda said: json.dumps({"signatures": said["signatures"]}).encode(), (400, "api.malformed")),
    "no signature": (lambda said: json.dumps(said | {"signatures": []}).encode(), (400, "api.malformed")),
    "a signature twice": (
        lambda said: json.dumps(said | {"signatures": said["signatures"] * 2}).encode(),
        (400, "entry.order"),
    ),
    "too many signatures": (
        lambda said: json.dumps(said | {"signatures": said["signatures"] * 65}).encode(),
        (400, "api.malformed"),
    ),
    "a signer with a line of its own": (
        lambda said: json.dumps(
            said | {"signatures": [said["signatures"][0] | {"signer": 'KAZ/a"}\n{"entered":"x'}]}
        ).encode(),
        (400, "api.malformed"),
    ),
    "nested deep": (lambda _: b'{"line":' + b"[" * 60_000 + b"]" * 60_000 + b"}", (400, "json.syntax")),
    "nested deeper than is read": (lambda _: b'{"line":' + b"[" * 40 + b"]" * 40 + b"}", (400, "json.depth")),
    "too long": (lambda _: b" " * (128 * 1024 + 1), (413, "api.too_large")),
    "a key of an opening that is none": (
        lambda said: json.dumps(said | {"opening": said["opening"] | {"key": "AAAA"}}).encode(),
        (400, "api.malformed"),
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message_of_another_shape_is_refused(machine, name):
    change, why = MESSAGES[name]
    assert machine.send("acts", change(said_of(note(machine)))).why == why


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "",
    ],
)
def test_what_a_form_of_another_site_could_send_is_not_read(machine, content_type):
    reply = machine.send("acts", said_of(note(machine)), content_type=content_type)
    assert reply.why == (415, "api.not_json")


def opening_of_another(said: dict[str, Any]) -> dict[str, Any]:
    return said | {"opening": said["opening"] | {"key": base64.b64encode(b"\1" * 32).decode()}}


def without_opening(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name != "opening"}


@pytest.mark.parametrize(
    ("change", "code"), [(opening_of_another, "openings.differs"), (without_opening, "openings.missing")]
)
@pytest.mark.parametrize("path", ["acts", "acts/check"])
def test_restricted_act_is_not_taken_without_what_opens_it(machine, change, code, path):
    drawn = note(machine)
    unsigned = {"signatures": []} if path == "acts/check" else {}
    assert machine.send(path, change(said_of(drawn) | unsigned)).why == (422, code)


def test_what_others_have_withheld_is_told_to_nobody_who_has_not_signed(house):
    """Whether there is a restricted note of a name, and to whom it went, is not answered to the public."""
    machine = Machine()
    sent = note(machine, notice=slug("kaz"))
    assert machine.enter(sent, by(KEY, sent)).status == 201
    assert sent.opening is not None
    there = sent.opening.read()[1]["notice"]
    told = []
    for notice in (slug("there-is-none"), there):
        drawn = machine.draw(Hat("CHN", "ambassador"), "notices.acknowledge", ("CHN",), party="CHN", notice=notice)
        reply = machine.enter(drawn, path="acts/check")
        told.append((reply.status, reply.said["in_whole"]))
    assert told == [(200, False)] * 2


def test_cookies_count_for_nothing(machine, house):
    secret = desks.seat(house, "KAZ", "ambassador")
    machine.client.cookies["__Host-comity"] = secret
    drawn = note(machine)
    assert machine.enter(drawn, by(STRANGER, drawn)).why == (422, "officers.not_its_key")


def test_what_is_answered_can_be_no_page(machine):
    drawn = machine.draw(AMBASSADOR, "notices.send", "participants", **NOTE, notice=slug("kaz"))
    evil = Drawn(drawn.line.replace(b'"notices.send"', b'"notices.<script>alert(1)</script>"'), drawn.opening)
    reply = machine.enter(evil, by(KEY, evil), path="acts/check?lang=en&x=<script>")
    found = (reply.status, reply.headers["Content-Type"], reply.headers["X-Content-Type-Options"])
    assert found == (400, "application/problem+json", "nosniff")


def test_address_that_sends_what_nobody_signed_waits_and_others_do_not(machine, house):
    drawn = note(machine)
    forged = by(STRANGER, drawn)
    told = [machine.enter(drawn, forged) for _ in range(8)]
    assert {each.status for each in told} == {422, 429}
    last = told[-1]
    assert (last.why, int(last.headers["Retry-After"]) >= 1) == ((429, "api.too_often"), True)
    assert Machine().enter(drawn, forged).status == 422


def test_what_an_officer_has_signed_is_taken_from_an_address_that_has_to_wait(house):
    machine = Machine()
    told = [machine.send("acts", {"line": "x"}).status for _ in range(8)]
    drawn = note(machine)
    assert (told[-1], machine.enter(drawn, by(STRANGER, drawn)).status) == (429, 429)
    assert machine.enter(drawn, by(KEY, drawn)).status == 201
    assert machine.enter(drawn, by(STRANGER, drawn)).status == 429


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_proxy_that_does_not_say_who_asks_makes_nobody_wait(machine, house):
    told = {machine.send("acts", {"line": "x"}).status for _ in range(throttle.FREE + 5)}
    assert told == {400}


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_a_proxy_the_address_that_it_adds_is_counted(machine, house):
    for nth in range(throttle.FREE + 1):
        last = machine.send("acts", {"line": "x"}, **{"X-Forwarded-For": f"198.51.100.{nth}, 203.0.113.77"})
    other = machine.send("acts", {"line": "x"}, **{"X-Forwarded-For": "203.0.113.77, 198.51.100.200"})
    assert (last.status, other.status) == (429, 400)


def test_mistakes_of_officers_make_nobody_wait(machine):
    drawn = note(machine, heading={"serial": 1})
    told = [machine.enter(drawn, by(KEY, drawn)).why for _ in range(8)]
    assert set(told) == {(409, "door.serial_out_of_turn")}


def test_house_that_takes_no_acts_says_so(machine, monkeypatch):
    def full(_door: Door) -> None:
        raise Stopped(DISK_LOW, free=1, wanted=64)

    monkeypatch.setattr(Door, "_check_room", full)
    drawn = note(machine)
    reply: Reply = machine.enter(drawn, by(KEY, drawn))
    assert (reply.why, reply.headers["Retry-After"]) == ((503, "door.disk_low"), "10")
