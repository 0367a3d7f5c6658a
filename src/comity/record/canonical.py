"""Canonical JSON (RFC 8785) for values without floats, and its strict parser.

The record's JSON has no floating-point numbers, so RFC 8785 comes down to: members
sorted by UTF-16 code units, no white space, shortest escapes, UTF-8. That is what
``json`` writes when no text lies beyond the Basic Multilingual Plane; where some does,
members are sorted here. A property test holds the result equal to ``rfc8785.dumps``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import NoReturn, TypeAlias

from comity.record.errors import Malformed

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""A JSON value as the record knows it: no floats."""

MAX_DEPTH = 32
"""How deep objects and lists may be nested; the outermost counts as one."""

MAX_INTEGER = 2**53 - 1
"""The largest magnitude that every JSON reader keeps exactly (RFC 8785 §3.2.2.3)."""

_MAX_DIGITS = len(str(MAX_INTEGER)) + 1
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")


def canonicalise(value: object) -> bytes:
    """Return the RFC 8785 bytes of ``value``.

    ``value`` is made of ``None``, ``bool``, ``int``, ``str``, ``list``/``tuple`` and
    ``dict`` with text members. Raises ``Malformed`` for anything else, for integers
    beyond ±(2^53-1), text that is not NFC or holds a lone surrogate, and depth > 32.
    """
    _check(value, 1)
    return _dump(value)


def parse(line: bytes) -> dict[str, Json]:
    """Return the object that ``line`` (UTF-8 JSON) holds, refusing all that is ambiguous.

    Raises ``Malformed`` for bytes that are not UTF-8 or not a JSON object, for duplicate
    members, floats, integers beyond ±(2^53-1), text that is not NFC, lone surrogates and
    depth > 32. ``json.loads`` alone would keep the last duplicate in silence.
    """
    try:
        text = line.decode()
        value = _DECODER.decode(text)
    except UnicodeDecodeError as error:
        raise Malformed("json.utf8", "the line is not UTF-8 text") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise Malformed("json.syntax", f"the line is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise Malformed("json.object", "the line must be one JSON object")
    _check_parsed(text, value)
    return value


def parse_canonical(line: bytes) -> dict[str, Json]:
    """Return ``parse(line)``, demanding that ``line`` is its canonical form byte for byte.

    Raises ``Malformed`` (code ``json.canonical`` if only the form is wrong).
    """
    value = parse(line)
    if _dump(value) != line:
        raise Malformed(
            "json.canonical",
            "the line is not in canonical form (RFC 8785): sorted members, no white space, shortest escapes",
        )
    return value


def _check_parsed(text: str, value: dict[str, Json]) -> None:
    # A backslash can hide a surrogate or a combining mark from a look at the raw text, and
    # many brackets may be deep nesting: only then is the walk over every value needed.
    if "\\" in text or text.count("{") + text.count("[") > MAX_DEPTH:
        _check(value, 1)
    elif not text.isascii() and not unicodedata.is_normalized("NFC", text):
        _refuse_form()


def _check(value: object, depth: int) -> None:
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int):
        _check_integer(value)
    elif isinstance(value, (dict, list, tuple)):
        if depth > MAX_DEPTH:
            raise Malformed("json.depth", f"objects and lists may be nested {MAX_DEPTH} deep, not deeper")
        _check_members(value, depth + 1)
    else:
        raise Malformed("json.type", f"a {type(value).__name__} has no place in the record's JSON")


def _check_members(value: dict[object, object] | list[object] | tuple[object, ...], depth: int) -> None:
    if isinstance(value, dict):
        for name, member in value.items():
            if not isinstance(name, str):
                raise Malformed("json.type", "the name of a member must be text")
            _check_text(name)
            _check(member, depth)
    else:
        for member in value:
            _check(member, depth)


def _check_text(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Malformed("json.surrogate", "text holds half of a surrogate pair") from error
    if not unicodedata.is_normalized("NFC", text):
        _refuse_form()


def _check_integer(number: int) -> None:
    if not -MAX_INTEGER <= number <= MAX_INTEGER:
        raise Malformed("json.integer", f"integers must lie within ±{MAX_INTEGER} (2^53-1)")


def _refuse_form() -> NoReturn:
    raise Malformed("json.nfc", "text must be in Unicode normalization form C (NFC)")


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("json.duplicate", "an object has two members of one name")
    return members


def _integer(digits: str) -> int:
    # The length is looked at first: int() refuses very long text with an error of its own.
    if len(digits) > _MAX_DIGITS:
        raise Malformed("json.integer", f"integers must lie within ±{MAX_INTEGER} (2^53-1)")
    number = int(digits)
    _check_integer(number)
    return number


def _refuse_number(text: str) -> NoReturn:
    raise Malformed("json.float", f"{text} is not a whole number; write quantities as integers or text")


def _dump(value: object) -> bytes:
    text = _SORTED.encode(value)
    # Python sorts by code point, RFC 8785 by UTF-16 unit; they differ only beyond the BMP.
    if not text.isascii() and _BEYOND_BMP.search(text):
        text = _AS_GIVEN.encode(_in_utf16_order(value))
    return text.encode()


def _in_utf16_order(value: object) -> object:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: _in_utf16_order(value[name]) for name in names}
    if isinstance(value, (list, tuple)):
        return [_in_utf16_order(member) for member in value]
    return value


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique,
    parse_float=_refuse_number,
    parse_int=_integer,
    parse_constant=_refuse_number,
)
_SORTED = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"))
_AS_GIVEN = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
