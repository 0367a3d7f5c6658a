from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from comity.record.canonical import canonicalise
from comity.record.entry import (
    MAX_ENTRY,
    MAX_SIGNATURES,
    Seen,
    Signature,
    act_line,
    compose,
    namespace,
    parse_act,
    parse_entry,
    sign_act,
    verify_signatures,
)
from comity.record.errors import Malformed, RecordError, SignatureInvalid
from comity.record.merkle import leaf_hash
from tests.support.authenticator import Authenticator, SecurityKey
from tests.support.recordfolder import OFFICERS, ORIGIN, an_act, an_entry

ENTERED = "2026-11-23T10:02:12.345Z"
KEY = OFFICERS["KAZ/minister"]
OTHER = OFFICERS["TUR/representative"]
ACT = an_act(118, seen=Seen(41277, bytes(32)))
LINE = act_line(ACT)
RAW = an_entry(118, ACT, tuple(OFFICERS))


def refusal(function, *arguments):
    with pytest.raises(RecordError) as caught:
        function(*arguments)
    return type(caught.value), caught.value.code


def test_namespace_names_the_origin():
    assert namespace(ORIGIN) == "act.v1@records.example/forum"


def test_act_line_is_canonical():
    assert LINE.decode() == (
        '{"at":"2026-11-23T10:02:11Z","body":{"number":118,"place":"Душанбе"},"forum":"cica",'
        '"nonce":"000000000000000000118A","office":"minister","party":"KAZ","seen":{"root":'
        '"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","size":41277},"serial":118,"type":"meetings.convene","v":1}'
    )
    assert parse_act(LINE) == ACT


def test_parse_entry_reads_what_was_composed():
    entry = parse_entry(RAW)
    first, second = sorted((KEY, OTHER), key=lambda key: key.public.fingerprint)
    assert (entry.raw, entry.line, entry.act, entry.entered) == (RAW, LINE, ACT, "2026-11-23T10:00:00.118Z")
    assert [each.key for each in entry.signatures] == [first.public.fingerprint, second.public.fingerprint]
    assert (entry.act_hash, entry.leaf_hash) == (hashlib.sha256(LINE).digest(), leaf_hash(RAW))
    assert verify_signatures(entry, ORIGIN) == (first.public, second.public)
    assert compose(entry.line, reversed(entry.signatures), entry.entered) == RAW


def test_keys_of_every_kind_sign_one_act():
    scope, passkey = namespace(ORIGIN), Authenticator("forum.example")
    blobs = {
        KEY.public: sign_act(KEY, LINE, ORIGIN, "KAZ/minister").sig,
        passkey.public: passkey.sshsig(LINE, scope, "https://forum.example"),
    } | {key.public: key.sshsig(LINE, scope) for key in (SecurityKey("ed25519"), SecurityKey("ecdsa"))}
    signed = [Signature(key.fingerprint, blob, "KAZ/minister") for key, blob in blobs.items()]
    keys = verify_signatures(parse_entry(compose(LINE, signed, ENTERED)), ORIGIN)
    assert keys == tuple(sorted(blobs, key=lambda key: key.fingerprint))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"at": "2026-11-23T10:02:11"}, "act.at"),
        ({"at": "2026-02-30T10:02:11Z"}, "act.at"),
        ({"at": "2026-11-23T10:02:60Z"}, "act.at"),
        ({"at": "0000-11-23T10:02:11Z"}, "act.at"),
        ({"at": 5}, "act.at"),
        ({"body": []}, "act.body"),
        ({"forum": ""}, "act.forum"),
        ({"forum": "ci ca"}, "act.forum"),
        ({"nonce": "A" * 21}, "act.nonce"),
        ({"nonce": "A" * 21 + "B"}, "act.nonce"),
        ({"nonce": "A" * 23}, "act.nonce"),
        ({"office": "a" * 65}, "act.office"),
        ({"office": "минист"}, "act.office"),
        ({"party": "KAZ/x"}, "act.party"),
        ({"party": "KAZ\n"}, "act.party"),
        ({"seen": []}, "act.seen"),
        ({"seen": {"size": 0}}, "act.seen"),
        ({"seen": {"root": 1, "size": 0}}, "act.seen"),
        ({"seen": {"root": "AAAA", "size": 0}}, "hash.length"),
        ({"seen": {"root": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=", "size": 0}}, "base64"),
        ({"seen": {"root": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "size": -1}}, "act.seen"),
        ({"serial": -1}, "act.serial"),
        ({"serial": True}, "act.serial"),
        ({"serial": "1"}, "act.serial"),
        ({"type": "convene"}, "act.type"),
        ({"type": "Meetings.convene"}, "act.type"),
        ({"v": 0}, "act.v"),
        ({"x": 0}, "act.members"),
    ],
)
def test_parse_act_refuses(changes, code):
    assert refusal(parse_act, canonicalise(json.loads(LINE) | changes)) == (Malformed, code)


def test_parse_act_refuses_a_missing_member():
    value = json.loads(LINE)
    del value["v"]
    assert refusal(parse_act, canonicalise(value)) == (Malformed, "act.members")


def test_act_line_refuses_what_would_not_be_read_back():
    assert refusal(act_line, replace(ACT, v=0)) == (Malformed, "act.v")


def _lines(change):
    lines = RAW.split(b"\n")
    change(lines)
    return b"\n".join(lines)


def _swapped(lines):
    lines[1], lines[2] = lines[2], lines[1]


def _twice(lines):
    lines[2] = lines[1]


def _replacing(number, old, new):
    def change(lines):
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new)

    return change


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "entry.lines"),
        (RAW[:-1], "entry.lines"),
        (RAW + b"\n", "signature.line"),
        (b"\n".join(RAW.split(b"\n")[:1] + RAW.split(b"\n")[3:]), "entry.lines"),
        (_lines(_swapped), "entry.order"),
        (_lines(_twice), "entry.order"),
        (_lines(_replacing(0, b'"v":1', b'"v": 1')), "json.canonical"),
        (_lines(_replacing(1, b'"key"', b'"kay"')), "signature.line"),
        (_lines(_replacing(1, b'":"', b'": "')), "signature.line"),
        (_lines(_replacing(1, b"SHA256:", b"MD5:")), "signature.line"),
        (_lines(_replacing(1, b"/", b"\\/")), "signature.line"),
        (_lines(_replacing(1, b'"sig":"U1NI', b'"sig":"U1N')), "base64"),
        (_lines(_replacing(3, b".118Z", b"Z")), "entry.entered"),
        (_lines(_replacing(3, b"10:00:00", b"24:00:00")), "entry.entered"),
        (b"x" * (MAX_ENTRY + 1), "entry.size"),
        (b"\n" * (MAX_SIGNATURES + 3), "entry.signatures"),
    ],
)
def test_parse_entry_refuses(raw, code):
    assert refusal(parse_entry, raw) == (Malformed, code)


def test_compose_refuses_an_entry_that_is_too_long():
    line = act_line(replace(ACT, body={"text": "x" * MAX_ENTRY}))
    assert refusal(compose, line, [sign_act(KEY, line, ORIGIN, "KAZ/minister")], ENTERED) == (Malformed, "entry.size")


@pytest.mark.parametrize(
    ("signature", "refused"),
    [
        (sign_act(KEY, LINE, "another.example/log", "KAZ/minister"), (SignatureInvalid, "signature.namespace")),
        (sign_act(KEY, LINE + b" ", ORIGIN, "KAZ/minister"), (SignatureInvalid, "signature.wrong")),
        (
            replace(sign_act(KEY, LINE, ORIGIN, "KAZ/minister"), key=OTHER.public.fingerprint),
            (SignatureInvalid, "signature.key"),
        ),
        (Signature(KEY.public.fingerprint, b"no blob", "KAZ/minister"), (Malformed, "sshsig.version")),
    ],
)
def test_verify_signatures_refuses(signature, refused):
    entry = parse_entry(compose(LINE, [signature], ENTERED))
    assert refusal(verify_signatures, entry, ORIGIN) == refused
