"""Which SSH key algorithms this program judges.

Another algorithm is one more module with these three functions, and one more line in
``ALGORITHMS``; nothing else has to know of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from comity.record import ed25519, sk_ecdsa, sk_ed25519
from comity.record.errors import Unsupported

if TYPE_CHECKING:
    from collections.abc import Mapping


class Algorithm(Protocol):
    """What a module of one key algorithm offers."""

    def encode(self, raw: bytes) -> bytes:
        """Return what follows the algorithm's name in a public key blob."""

    def decode(self, body: bytes) -> bytes:
        """Return the raw key out of what follows the name in a key blob, or raise ``Malformed``."""

    def verify(self, raw: bytes, signature_blob: bytes, message: bytes) -> None:
        """Check an SSH signature blob over ``message``, or raise ``SignatureInvalid``/``Malformed``."""


ALGORITHMS: Mapping[str, Algorithm] = {
    ed25519.NAME: ed25519,
    sk_ed25519.NAME: sk_ed25519,
    sk_ecdsa.NAME: sk_ecdsa,
}
"""Every algorithm that is judged, by its SSH name."""


def algorithm(name: str) -> Algorithm:
    """Return the algorithm of that SSH name; raises ``Unsupported`` for any other."""
    try:
        return ALGORITHMS[name]
    except KeyError:
        known = ", ".join(ALGORITHMS)
        raise Unsupported("key.algorithm", f"keys of type {name[:64]!r} are not judged here, only: {known}") from None
