"""A digest in words: short enough to be read out over the telephone, or held against another screen.

The lists are those of BIP 39: each has 2,048 words that are easy to tell apart.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from mnemonic import Mnemonic

WORDS: Final = 6
"""How many words: 66 bits.

They show that two screens speak of one act. Against whoever draws up both acts to begin with they are too few; who
distrusts the house compares the whole digest.
"""

_BITS = 11
_LISTS = {"en": "english", "ru": "russian", "zh": "chinese_simplified"}


def digest_words(digest: bytes, language: str) -> list[str]:
    """Return six words for the first 66 bits of a `digest` (at least 9 bytes), in `language` ("ru", "zh-hans").

    A language without a list of its own has the English one. The same digest has other words in each language: two
    screens are compared in one.

    Raises:
        ValueError: the digest is too short.
    """
    bits = len(digest) * 8
    if bits < WORDS * _BITS:
        raise ValueError("a digest has at least 9 bytes")
    first = int.from_bytes(digest, "big") >> (bits - WORDS * _BITS)
    words = _list(_LISTS.get(language.split("-", 1)[0], _LISTS["en"]))
    return [words[first >> (_BITS * place) & (2**_BITS - 1)] for place in reversed(range(WORDS))]


@cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(Mnemonic(name).wordlist)
