"""Openings as files: each is one line of canonical JSON, so that files of them can simply be put together.

`{"commitment":…,"content":…,"key":…}`: the commitment that the record holds, the content and key (base64) that open it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Refused
from comity.forum.openings.opening import Opening
from comity.record.canonical import canonicalise, parse_canonical
from comity.record.encoding import decode_base64, encode_base64
from comity.record.errors import Malformed, RecordError

if TYPE_CHECKING:
    from comity.record.canonical import Json

_MEMBERS = frozenset(("commitment", "content", "key"))


def opening_line(opening: Opening) -> bytes:
    """Return an opening as a line of such a file, with its newline."""
    said = {
        "commitment": opening.commitment,
        "content": opening.content.decode(),
        "key": encode_base64(opening.key),
    }
    return canonicalise(said) + b"\n"


def read_openings(data: bytes) -> dict[str, Opening]:
    """Return the openings that a file holds, by the commitments that they open; empty lines are passed over.

    Raises:
        Malformed: a line is none, or does not open the commitment that it names; it is said which line.
    """
    found: dict[str, Opening] = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            try:
                opening = _read(line.rstrip(b"\r"))
            except (RecordError, Refused) as fault:
                said = fault.text if isinstance(fault, Refused) else fault.message
                raise Malformed("openings.line", f"line {number}: {said}") from fault
            found[opening.commitment] = opening
    return found


def _read(line: bytes) -> Opening:
    said = parse_canonical(line)
    if said.keys() != _MEMBERS:
        raise Malformed("openings.members", f"an opening has exactly the members {', '.join(sorted(_MEMBERS))}")
    commitment, content, key = (_text(said[name]) for name in ("commitment", "content", "key"))
    opening = Opening(decode_base64(key), content.encode())
    if opening.commitment != commitment:
        raise Malformed("openings.differs", "its key and content do not open the commitment that it names")
    opening.read()
    return opening


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise Malformed("openings.members", "commitment, content and key of an opening are texts")
    return value
