"""The ``allowed_signers`` file with which ``ssh-keygen -Y verify`` judges the acts of a record.

One line for each principal and key: ``KAZ/minister namespaces="act.v1@<origin>" ssh-ed25519 AAAA…``,
sorted, so that a set of signers has exactly one spelling.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from comity.record.entry import namespace
from comity.record.errors import Malformed
from comity.record.keys import PublicKey

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = re.compile(r'([A-Za-z0-9._-]+/[A-Za-z0-9._-]+) namespaces="([^"\n]+)" ([^ ]+ [^ ]+)')


class AllowedSigner(NamedTuple):
    """A principal (``<party>/<office>``) and a key with which it has signed acts."""

    signer: str
    key: PublicKey


def format_allowed_signers(signers: Iterable[AllowedSigner], origin: str) -> bytes:
    """Return the file for the acts of the record ``origin``, sorted, each line once."""
    scope = namespace(origin)
    lines = {f'{each.signer} namespaces="{scope}" {each.key.openssh}\n' for each in signers}
    return "".join(sorted(lines)).encode()


def parse_allowed_signers(data: bytes, origin: str) -> list[AllowedSigner]:
    """Return the signers of a file as ``format_allowed_signers`` writes it, and of no other.

    Raises ``Malformed`` for anything else: another namespace, order, option or a comment;
    ``Unsupported`` for keys that are not judged here.
    """
    try:
        lines = data.decode().split("\n")[:-1]
    except UnicodeDecodeError as error:
        raise Malformed("signers.utf8", "allowed_signers must be UTF-8 text") from error
    signers = [_parse(line, number, namespace(origin)) for number, line in enumerate(lines, 1)]
    if format_allowed_signers(signers, origin) != data:
        raise Malformed("signers.form", "allowed_signers must be sorted, each line once, ended by newlines")
    return signers


def _parse(line: str, number: int, scope: str) -> AllowedSigner:
    found = _LINE.fullmatch(line)
    if not found or found[2] != scope:
        form = f'<party>/<office> namespaces="{scope}" <algorithm> <base64>'
        raise Malformed("signers.line", f"line {number} of allowed_signers is not of the form: {form}")
    return AllowedSigner(found[1], PublicKey.from_openssh(found[3]))
