from __future__ import annotations

import json

import pytest
import rfc8785

from comity.record.canonical import MAX_DEPTH, MAX_INTEGER, canonicalise, parse, parse_canonical
from comity.record.errors import Malformed

DEEP = "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)


def code_of(function, argument):
    with pytest.raises(Malformed) as caught:
        function(argument)
    return caught.value.code


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [True, False, None, -5]}, b'{"a":[true,false,null,-5],"b":1}'),
        (("x", 0), b'["x",0]'),
        ('\x00\x1f\b\t\n\f\r"\\/\x7f\u2028', '"\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\/\x7f\u2028"'.encode()),
        ("Душанбе 杜尚别", '"Душанбе 杜尚别"'.encode()),
        # As UTF-16 the emoji begins with D83D and stands before U+FF21; by code point it would not.
        ({"\uff21": 1, "\U0001f600": [{"\uff21": 2, "\U0001f600": 3}], "z": "\U0001f600"}, None),
        (MAX_INTEGER, b"9007199254740991"),
        ({}, b"{}"),
    ],
)
def test_canonicalise_is_rfc_8785(value, expected):
    assert canonicalise(value) == rfc8785.dumps(value)
    assert expected in (None, canonicalise(value))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.0, "json.type"),
        ({1: 2}, "json.type"),
        ({"a": {1, 2}}, "json.type"),
        (b"bytes", "json.type"),
        (MAX_INTEGER + 1, "json.integer"),
        ([-MAX_INTEGER - 1], "json.integer"),
        ("e\u0301", "json.nfc"),
        ({"e\u0301": 1}, "json.nfc"),
        ("\ud800", "json.surrogate"),
        (json.loads(f"[{DEEP}]"), None),
        (json.loads(f"[[{DEEP}]]"), "json.depth"),
    ],
)
def test_canonicalise_refuses_what_the_record_has_no_place_for(value, code):
    if code is None:
        assert canonicalise(value) == json.dumps(value).encode()
    else:
        assert code_of(canonicalise, value) == code


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"a":1,"a":1}', "json.duplicate"),
        (b'{"x":{"a":1,"\\u0061":2}}', "json.duplicate"),
        (b'{"a":1.0}', "json.float"),
        (b'{"a":1e3}', "json.float"),
        (b'{"a":NaN}', "json.float"),
        (b'{"a":-Infinity}', "json.float"),
        (b'{"a":9007199254740992}', "json.integer"),
        (b'{"a":-9007199254740992}', "json.integer"),
        (b'{"a":' + b"9" * 5000 + b"}", "json.integer"),
        ('{"a":"e\u0301"}'.encode(), "json.nfc"),
        (b'{"a":"e\\u0301"}', "json.nfc"),
        ('{"e\u0301":1}'.encode(), "json.nfc"),
        (b'{"a":"\\ud800"}', "json.surrogate"),
        (b'{"a":"\xff"}', "json.utf8"),
        (b'{"a":"\xed\xa0\x80"}', "json.utf8"),
        (b"\xef\xbb\xbf{}", "json.syntax"),
        (b'{"a":"\x01"}', "json.syntax"),
        (b'{"a":1} x', "json.syntax"),
        (b'{"a":01}', "json.syntax"),
        (b"", "json.syntax"),
        (b"[" * 100_000, "json.syntax"),
        (b"[1]", "json.object"),
        (b'"text"', "json.object"),
        (b'{"a":[' + DEEP.encode() + b"]}", "json.depth"),
    ],
)
def test_parse_refuses_what_is_ambiguous(line, code):
    assert code_of(parse, line) == code


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b' {"b" : 1, "a":-0}\n', {"b": 1, "a": 0}),
        # A newline and then a combining accent: the text is NFC, though the escaped bytes look otherwise.
        ('{"a":"\\n\u0301"}'.encode(), {"a": "\n\u0301"}),
        (b'{"a":"\\ud83d\\ude00"}', {"a": "\U0001f600"}),
        (b'{"a":' + DEEP.encode() + b"}", {"a": json.loads(DEEP)}),
        (b'{"a":"{[{[{[{[{[{[{[{[{[{[{[{[{[{[{[{[{["}', {"a": "{[" * 17}),
    ],
)
def test_parse_takes_what_means_one_thing(line, value):
    assert parse(line) == value


@pytest.mark.parametrize(
    "line",
    [
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":-0}',
        b'{"a":"\\u0061"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u000A"}',
        '{"\uff21":1,"\U0001f600":2}'.encode(),
    ],
)
def test_parse_canonical_refuses_another_spelling(line):
    assert code_of(parse_canonical, line) == "json.canonical"


def test_parse_canonical_sorts_by_utf_16():
    value = {"\U0001f600": 2, "\uff21": 1}
    assert parse_canonical('{"\U0001f600":2,"\uff21":1}'.encode()) == value
