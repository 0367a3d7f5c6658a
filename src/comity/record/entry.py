"""Entries: an act, its signatures, and the host's time of entry, as lines of canonical JSON."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from comity.record import sshsig
from comity.record.canonical import Json, canonicalise, parse_canonical
from comity.record.encoding import decode_base64, decode_hash, encode_base64
from comity.record.errors import Malformed, SignatureInvalid
from comity.record.merkle import leaf_hash
from comity.record.tiles import MAX_ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.record.keys import PrivateKey, PublicKey

MAX_SIGNATURES = 64
"""The most signatures that one entry may carry."""

_MEMBERS = frozenset(("at", "body", "forum", "nonce", "office", "party", "seen", "serial", "type", "v"))
_SEEN_MEMBERS = frozenset(("root", "size"))
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_TYPE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+", re.ASCII)
# Sixteen bytes are 21 full characters and one of which only the first two bits count.
_NONCE = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]", re.ASCII)
# Lines of signatures and of the time of entry have one spelling only, so a pattern is both
# their parser and the proof that they are canonical.
_SIGNATURE_LINE = re.compile(
    rb'\{"key":"(SHA256:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048])","sig":"([A-Za-z0-9+/]+={0,2})",'
    rb'"signer":"([A-Za-z0-9][A-Za-z0-9._-]{0,63}/[A-Za-z0-9][A-Za-z0-9._-]{0,63})"\}'
)
_ENTERED_LINE = re.compile(
    rb'\{"entered":"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)"\}'
)
# Hours end at 23: newer versions of Python take 24:00:00 for the next midnight.
_SECOND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z", re.ASCII)
_LEAST_LINES = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """The size and root of the checkpoint that an act's author had verified."""

    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Act:
    """A signed statement by a party through an office; the order is that of its canonical form.

    ``at`` is the author's claim of time (``2026-11-23T10:02:11Z``), ``nonce`` 16 bytes in
    base64url, ``serial`` the party's own count, ``type`` a dotted word and ``v`` its version.
    What ``body`` may hold is the forum's affair.
    """

    at: str
    body: dict[str, Json]
    forum: str
    nonce: str
    office: str
    party: str
    seen: Seen
    serial: int
    type: str
    v: int


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's fingerprint, the SSHSIG blob, and the principal who signs (``KAZ/minister``)."""

    key: str
    sig: bytes
    signer: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A leaf of the record: all its bytes, its first line without newline, and what they say.

    ``entered`` is the host's time of entry, ``YYYY-MM-DDTHH:MM:SS.mmmZ``: texts compare as times do.
    """

    raw: bytes
    line: bytes
    act: Act
    signatures: tuple[Signature, ...]
    entered: str

    @property
    def act_hash(self) -> bytes:
        """SHA-256 of the act's line: an act is in a record at most once by this hash."""
        return hashlib.sha256(self.line).digest()

    @property
    def leaf_hash(self) -> bytes:
        """The hash of the whole entry as a leaf of the tree."""
        return leaf_hash(self.raw)


def namespace(origin: str) -> str:
    """Return the SSHSIG namespace of acts of the record ``origin``."""
    return f"act.v1@{origin}"


def act_line(act: Act) -> bytes:
    """Return the canonical bytes of an act: exactly what is signed, without a newline.

    Raises ``Malformed`` if the act would not be accepted back.
    """
    line = canonicalise(
        {
            "at": act.at,
            "body": act.body,
            "forum": act.forum,
            "nonce": act.nonce,
            "office": act.office,
            "party": act.party,
            "seen": {"root": encode_base64(act.seen.root), "size": act.seen.size},
            "serial": act.serial,
            "type": act.type,
            "v": act.v,
        }
    )
    parse_act(line)
    return line


def parse_act(line: bytes) -> Act:
    """Return the act of a first line; raises ``Malformed`` unless it is canonical and of the one shape."""
    value = parse_canonical(line)
    if value.keys() != _MEMBERS:
        raise Malformed("act.members", f"an act has exactly the members {', '.join(sorted(_MEMBERS))}")
    body = value["body"]
    if not isinstance(body, dict):
        raise Malformed("act.body", "the body of an act is an object")
    return Act(
        at=_calendar(_word(value["at"], _SECOND, "act.at"), "act.at"),
        body=body,
        forum=_word(value["forum"], _NAME, "act.forum"),
        nonce=_word(value["nonce"], _NONCE, "act.nonce"),
        office=_word(value["office"], _NAME, "act.office"),
        party=_word(value["party"], _NAME, "act.party"),
        seen=_seen(value["seen"]),
        serial=_count(value["serial"], 0, "act.serial"),
        type=_word(value["type"], _TYPE, "act.type"),
        v=_count(value["v"], 1, "act.v"),
    )


def sign_act(key: PrivateKey, line: bytes, origin: str, signer: str) -> Signature:
    """Return the signature of an act's line by ``key`` for the record ``origin``, as ``signer``."""
    return Signature(key.public.fingerprint, sshsig.sign(key, line, namespace(origin)), signer)


def compose(line: bytes, signatures: Iterable[Signature], entered: str) -> bytes:
    """Return the bytes of an entry: the act, its signatures ordered by key, the time of entry.

    Raises ``Malformed`` if the result would not be accepted back.
    """
    ordered = sorted(signatures, key=lambda each: each.key)
    signed = [{"key": each.key, "sig": encode_base64(each.sig), "signer": each.signer} for each in ordered]
    raw = b"\n".join([line, *map(canonicalise, signed), canonicalise({"entered": entered}), b""])
    parse_entry(raw)
    return raw


def parse_entry(raw: bytes) -> Entry:
    """Return the entry that ``raw`` holds; its signatures are not verified yet. Raises ``Malformed``."""
    if len(raw) > MAX_ENTRY:
        raise Malformed("entry.size", f"an entry has at most {MAX_ENTRY} bytes, this has {len(raw)}")
    lines = raw.split(b"\n")
    if lines.pop() or len(lines) < _LEAST_LINES:
        raise Malformed("entry.lines", "an entry is an act, its signatures and the time of entry, each on a line")
    if len(lines) > MAX_SIGNATURES + 2:
        raise Malformed("entry.signatures", f"an entry has at most {MAX_SIGNATURES} signatures")
    signatures = tuple([_parse_signature(line) for line in lines[1:-1]])
    for left, right in pairwise(signatures):
        if left.key >= right.key:
            raise Malformed("entry.order", "signatures stand in the order of their keys, each key once")
    return Entry(raw, lines[0], parse_act(lines[0]), signatures, _parse_entered(lines[-1]))


def verify_signatures(entry: Entry, origin: str) -> tuple[PublicKey, ...]:
    """Return the keys that signed the act for the record ``origin``, in the order of the lines.

    Whether they might is for the forum's rules. Raises ``SignatureInvalid``, ``Malformed`` or
    ``Unsupported`` at the first signature that fails or is not by the key that its line names.
    """
    scope = namespace(origin)
    keys = []
    for each in entry.signatures:
        key = sshsig.verify(each.sig, entry.line, scope)
        if key.fingerprint != each.key:
            raise SignatureInvalid("signature.key", f"a signature said to be by {each.key} is by {key.fingerprint}")
        keys.append(key)
    return tuple(keys)


def _parse_signature(line: bytes) -> Signature:
    found = _SIGNATURE_LINE.fullmatch(line)
    if not found:
        form = '{"key":"SHA256:…","sig":"<base64>","signer":"<party>/<office>"}'
        raise Malformed("signature.line", f"a signature line is of the form {form}")
    key, sig, signer = found.groups()
    return Signature(key.decode(), decode_base64(sig.decode()), signer.decode())


def _parse_entered(line: bytes) -> str:
    found = _ENTERED_LINE.fullmatch(line)
    if not found:
        raise Malformed("entry.entered", 'the last line is of the form {"entered":"YYYY-MM-DDTHH:MM:SS.mmmZ"}')
    return _calendar(found[1].decode(), "entry.entered")


def _seen(value: Json) -> Seen:
    if not isinstance(value, dict) or value.keys() != _SEEN_MEMBERS:
        raise Malformed("act.seen", "seen has exactly the members root and size")
    root = value["root"]
    if not isinstance(root, str):
        raise Malformed("act.seen", "the root that was seen is the base64 of 32 bytes")
    return Seen(_count(value["size"], 0, "act.seen"), decode_hash(root))


def _word(value: Json, pattern: re.Pattern[str], code: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Malformed(code, f"{code} must be text of the form {pattern.pattern}")
    return value


def _calendar(text: str, code: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise Malformed(code, f"{text} is not a time of the calendar") from error
    return text


def _count(value: Json, least: int, code: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise Malformed(code, f"{code} must be an integer of at least {least}")
    return value
