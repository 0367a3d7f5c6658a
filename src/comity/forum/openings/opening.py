"""An opening: what a restricted act says, to whom, and the key under which the record holds the commitment to it.

The content that is committed to is one line of canonical JSON: `{"audience":…,"body":{…}}`, where the audience is
"participants", "members", or the list of the parties that are named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from comity.forum.kernel.acts import is_committed
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.record.canonical import canonicalise, parse_canonical
from comity.record.commitment import check_commitment, commit
from comity.record.encoding import decode_base64, encode_base64
from comity.record.errors import RecordError

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Committed

MEDIA_TYPE = "application/vnd.comity.restricted-body+json"
"""What is committed to, by RFC 6838."""

KEY_BYTES = 32

Audience = str | tuple[str, ...]
"""Who may read: "participants", "members", or the parties named."""

OPENING_DIFFERS = Reason(
    "openings.differs",
    gettext_noop("The opening does not open the commitment of the act: %(fault)s."),
    gettext_noop("Hand in the key and text from which the commitment was made."),
)
TOO_LONG = Reason(
    "openings.too_long",
    gettext_noop("What the act withholds has %(size)s bytes; an act that reveals it could hold %(most)s."),
    gettext_noop("Shorten it, or give it as a file."),
)

MAX_CONTENT = 30_000
"""The most bytes of content: in the act that reveals it each may take two, and that act has to fit an entry."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The key (32 bytes) and the content (canonical JSON) of a restricted act."""

    key: bytes
    content: bytes

    @property
    def commitment(self) -> str:
        """The commitment to the content, as an entry holds it (base64)."""
        return encode_base64(commit(self.key, MEDIA_TYPE, self.content))

    def read(self) -> tuple[Audience, dict[str, Any]]:
        """Return the audience, and the body as it would be stored.

        Raises:
            Refused: the content is not of its shape, or too long.
        """
        if len(self.content) > MAX_CONTENT:
            raise Refused(TOO_LONG, size=len(self.content), most=MAX_CONTENT)
        try:
            said = parse_canonical(self.content)
        except RecordError as fault:
            raise Refused(OPENING_DIFFERS, fault=fault.message) from fault
        audience, body = said.get("audience"), said.get("body")
        if said.keys() != {"audience", "body"} or not isinstance(body, dict):
            raise Refused(OPENING_DIFFERS, fault="it has not the members audience and body")
        if is_committed(body):
            raise Refused(OPENING_DIFFERS, fault="its body is withheld once more")
        return _audience(audience), cast("dict[str, Any]", body)

    def check(self, body: Committed) -> None:
        """Refuse an opening of something else than the restricted `body`."""
        try:
            check_commitment(decode_base64(body.commitment), self.key, MEDIA_TYPE, self.content)
        except RecordError as fault:
            raise Refused(OPENING_DIFFERS, fault=fault.message) from fault


def opening(key: bytes, audience: Audience, body: dict[str, Any]) -> Opening:
    """Return the opening of a body for an audience, under a `key` of 32 random bytes."""
    named = audience if isinstance(audience, str) else sorted(audience)
    return Opening(key, canonicalise({"audience": named, "body": body}))


def _audience(given: object) -> Audience:
    if isinstance(given, str) and given in {"participants", "members"}:
        return given
    named = given if isinstance(given, list) else []
    if named and all(isinstance(code, str) for code in named) and sorted(set(named)) == named:
        return tuple(named)
    raise Refused(OPENING_DIFFERS, fault="its audience is neither participants, members nor a sorted list of parties")
