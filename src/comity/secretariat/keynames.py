"""What officers and keys go by: ids that tell nothing, and six words in which two people compare a key."""

from __future__ import annotations

import base64
import secrets
from typing import Final

from comity.secretariat.wording.digest import digest_words

LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits of which none is taken for another."""

_LENGTH = 6


def new_officer_id() -> str:
    """Return an opaque id for an officer (o-7f3k2q): it tells nothing of office or person."""
    return "o-" + "".join(secrets.choice(LETTERS) for _place in range(_LENGTH))


def key_words(fingerprint: str, language: str) -> list[str]:
    """Return the six words of a key in `language`: those of the digest that its fingerprint (SHA256:…) is."""
    return digest_words(base64.b64decode(f"{fingerprint.partition(':')[2]}="), language)
