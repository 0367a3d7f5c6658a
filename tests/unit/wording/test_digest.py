from __future__ import annotations

import hashlib

import pytest
from mnemonic import Mnemonic

from comity.secretariat.wording.digest import digest_words

LANGUAGES = {"en": "english", "ru": "russian", "zh-hans": "chinese_simplified"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_begin_as_bip_39_writes_the_same_bits(language: str) -> None:
    digest = hashlib.sha256(b"an act").digest()
    written = Mnemonic(LANGUAGES[language]).to_mnemonic(digest).split(" ")
    assert digest_words(digest, language) == written[:6]


def test_words_of_a_language_without_a_list_are_english() -> None:
    assert digest_words(bytes(32), "ar-xb") == ["abandon"] * 6


def test_words_tell_apart_what_differs_in_the_last_bit_that_counts() -> None:
    one, other = bytes(32), bytes(8) + b"\x40" + bytes(23)
    assert digest_words(one, "en") != digest_words(other, "en")
    assert digest_words(one, "en") == digest_words(bytes(8) + b"\x3f" + bytes(23), "en")


def test_words_of_a_digest_that_is_too_short_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 9 bytes"):
        digest_words(bytes(8), "en")
