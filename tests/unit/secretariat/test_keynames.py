"""What officers and keys go by."""

from __future__ import annotations

import hashlib
import re

import pytest

from comity.record.keys import PrivateKey
from comity.secretariat.keynames import LETTERS, key_words, new_officer_id
from comity.secretariat.wording.digest import digest_words

KEY = PrivateKey.from_seed(b"k" * 32).public


def test_ids_of_officers_are_of_their_shape_and_each_is_another():
    ids = {new_officer_id() for _each in range(200)}
    assert (len(ids), all(re.fullmatch(r"o-[a-z2-9]{6}", each) for each in ids)) == (200, True)


def test_no_letter_of_an_id_is_taken_for_another():
    assert set("01ilo") & set(LETTERS) == set()


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_words_of_a_key_are_those_of_the_digest_that_its_fingerprint_is(language):
    assert key_words(KEY.fingerprint, language) == digest_words(hashlib.sha256(KEY.blob).digest(), language)
