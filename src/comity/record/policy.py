"""Trust policies (c2sp.org/tlog-policy): which logs are known, and whose cosignatures are enough."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity.record.checkpoint import Checkpoint, open_checkpoint
from comity.record.cosignature import COSIGNATURE_ED25519, ML_DSA_44, verifier_of
from comity.record.encoding import decode_decimal
from comity.record.errors import Malformed, SignatureInvalid
from comity.record.note import ED25519, Note, VerifierKey, verify_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.record.note import NoteVerifier

NONE = "none"
"""The quorum of a policy that demands no cosignature."""

MAX_LINES = 1024
"""The most lines of a policy that are read; the specification asks for 32 logs, witnesses and groups at least."""

_LOG_TYPES = (ED25519, ML_DSA_44)
_WITNESS_TYPES = (COSIGNATURE_ED25519, ML_DSA_44)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SPACE = re.compile("[ \t]+")


@dataclass(frozen=True, slots=True)
class Log:
    """A known log: its verifier key, whose name is its origin, and perhaps its URL."""

    vkey: VerifierKey
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """A known witness: its name within the policy, its verifier key, and perhaps its URL."""

    name: str
    vkey: VerifierKey
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of witnesses and groups that counts as having witnessed if ``threshold`` of its members have."""

    name: str
    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Known logs, witnesses and groups in the order of the file, and the name of the quorum (or ``none``)."""

    logs: tuple[Log, ...]
    witnesses: tuple[Witness, ...] = ()
    groups: tuple[Group, ...] = ()
    quorum: str = NONE

    @classmethod
    def of_log(cls, *vkeys: str) -> Policy:
        """Return the policy that trusts one log by its verifier keys and asks for no cosignature."""
        return cls(tuple(Log(_key(vkey, _LOG_TYPES)) for vkey in vkeys))


def parse_policy(data: bytes) -> Policy:
    """Return the policy that a file holds; raises ``Malformed`` (with the number of the line) or ``Unsupported``."""
    # Octets beyond ASCII are opaque to the specification; surrogateescape keeps each as it is.
    text = data.decode("utf-8", "surrogateescape")
    if _CONTROL.search(text):
        raise Malformed("policy.control", "a policy holds no control characters but tab and newline")
    lines = text.split("\n")
    if lines.pop() != "" or len(lines) > MAX_LINES:
        raise Malformed("policy.lines", f"a policy has at most {MAX_LINES} lines, each ended by a newline")
    draft = _Draft()
    for number, line in enumerate(lines, 1):
        words = [word for word in _SPACE.split(line) if word]
        if words and not words[0].startswith("#"):
            _take(draft, words, number)
    if draft.quorum is None:
        raise Malformed("policy.quorum", "a policy has exactly one quorum line; for no cosignatures: quorum none")
    return Policy(tuple(draft.logs), tuple(draft.witnesses), tuple(draft.groups), draft.quorum)


def format_policy(policy: Policy) -> bytes:
    """Return the one plain spelling of a policy: logs, witnesses, groups, quorum, single spaces, no comments."""
    lines = [_words("log", str(log.vkey), log.url) for log in policy.logs]
    lines += [_words("witness", each.name, str(each.vkey), each.url) for each in policy.witnesses]
    lines += [_words("group", each.name, str(each.threshold), *each.members) for each in policy.groups]
    lines.append(_words("quorum", policy.quorum))
    return "".join(lines).encode("utf-8", "surrogateescape")


def open_trusted(data: bytes, policy: Policy) -> tuple[Checkpoint, Note]:
    """Return the checkpoint in ``data`` if a log of the policy signed it and its quorum cosigned it.

    Raises ``Malformed`` or ``SignatureInvalid``.
    """
    checkpoint, note = open_checkpoint(data, [verifier_of(log.vkey) for log in policy.logs])
    check_quorum(note, policy)
    return checkpoint, note


def check_quorum(note: Note, policy: Policy) -> None:
    """Return if the note bears cosignatures enough for the policy; raise ``SignatureInvalid`` otherwise.

    A cosignature of a known witness that fails makes the whole note fail.
    """
    if policy.quorum == NONE:
        return
    verifiers = {each.name: verifier_of(each.vkey) for each in policy.witnesses}
    cosigners = verify_note(note, verifiers.values())
    satisfied = {name for name, verifier in verifiers.items() if verifier in cosigners}
    for group in policy.groups:
        if len(satisfied.intersection(group.members)) >= group.threshold:
            satisfied.add(group.name)
    if policy.quorum not in satisfied:
        raise SignatureInvalid("policy.quorum", f"the cosignatures do not reach the quorum {policy.quorum!r}")


def verifiers(policy: Policy) -> list[NoteVerifier]:
    """Return a verifier for every key that the policy knows, logs first."""
    vkeys = [log.vkey for log in policy.logs] + [witness.vkey for witness in policy.witnesses]
    return [verifier_of(vkey) for vkey in vkeys]


@dataclass(slots=True)
class _Draft:
    logs: list[Log] = field(default_factory=list)
    witnesses: list[Witness] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    quorum: str | None = None
    keys: dict[str, set[bytes]] = field(default_factory=lambda: {"log": set(), "witness": set()})
    names: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)


def _take(draft: _Draft, words: list[str], number: int) -> None:
    try:
        keyword = words[0]
        if keyword not in _LINES:
            raise Malformed("policy.keyword", f"{keyword[:32]!r} is none of {', '.join(_LINES)}")
        _LINES[keyword](draft, words[1:])
    except Malformed as error:
        raise Malformed(error.code, f"line {number} of the policy: {error.message}") from error


def _take_log(draft: _Draft, words: list[str]) -> None:
    if len(words) not in (1, 2):
        raise Malformed("policy.log", "a log line is: log <vkey> [<url>]")
    log = Log(_key(words[0], _LOG_TYPES), *words[1:])
    _add_key(draft, "log", log.vkey)
    draft.logs.append(log)


def _take_witness(draft: _Draft, words: list[str]) -> None:
    if len(words) not in (2, 3):
        raise Malformed("policy.witness", "a witness line is: witness <name> <vkey> [<url>]")
    witness = Witness(words[0], _key(words[1], _WITNESS_TYPES), *words[2:])
    _add_key(draft, "witness", witness.vkey)
    _add_name(draft, witness.name)
    draft.witnesses.append(witness)


def _take_group(draft: _Draft, words: list[str]) -> None:
    if len(words) < 3:
        raise Malformed("policy.group", "a group line is: group <name> all|any|<k> <member>...")
    name, count, *members = words
    threshold = {"all": len(members), "any": 1}.get(count) or decode_decimal(count)
    if not 1 <= threshold <= len(members):
        raise Malformed("policy.group", f"{threshold} of {len(members)} members cannot be asked for")
    for member in members:
        if member not in draft.names or member in draft.members:
            raise Malformed("policy.member", f"{member!r} is not defined above, or is a member already")
        draft.members.add(member)
    _add_name(draft, name)
    draft.groups.append(Group(name, threshold, tuple(members)))


def _take_quorum(draft: _Draft, words: list[str]) -> None:
    if len(words) != 1 or draft.quorum is not None:
        raise Malformed("policy.quorum", "a policy has exactly one line: quorum <name>|none")
    if words[0] not in draft.names | {NONE}:
        raise Malformed("policy.quorum", f"the quorum {words[0]!r} is not defined above")
    draft.quorum = words[0]


_LINES: dict[str, Callable[[_Draft, list[str]], None]] = {
    "log": _take_log,
    "witness": _take_witness,
    "group": _take_group,
    "quorum": _take_quorum,
}


def _key(vkey: str, types: tuple[int, ...]) -> VerifierKey:
    key = VerifierKey.parse(vkey)
    if key.type not in types:
        raise Malformed("policy.type", f"a key of type 0x{key.type:02x} does not fit this line")
    verifier_of(key)
    return key


def _add_key(draft: _Draft, kind: str, vkey: VerifierKey) -> None:
    if vkey.key in draft.keys[kind]:
        raise Malformed("policy.duplicate", f"the key of {vkey.name} stands in the policy twice")
    draft.keys[kind].add(vkey.key)


def _add_name(draft: _Draft, name: str) -> None:
    if name == NONE or name in draft.names:
        raise Malformed("policy.name", f"the name {name!r} is taken")
    draft.names.add(name)


def _words(*words: str | None) -> str:
    return " ".join(word for word in words if word is not None) + "\n"
