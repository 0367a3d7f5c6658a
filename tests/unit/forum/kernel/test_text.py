from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from comity.forum.kernel.text import MAX_WORDS, Line, Text, said_in

TEXT, LINE = TypeAdapter(Text), TypeAdapter(Line)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("words", {"en": "words"}),
        ({"ru": "слова"}, {"ru": "слова"}),
        ("two\nlines", {"en": "two\nlines"}),
        ("a\u00a0b", {"en": "a\u00a0b"}),
        ("中文\U0002000b", {"en": "中文\U0002000b"}),
        ("x" * MAX_WORDS, {"en": "x" * MAX_WORDS}),
    ],
)
def test_text_is_read(given, expected):
    assert TEXT.validate_python(given) == expected


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({}, "a text needs words in at least one language"),
        ("", "the text in 'en' is empty or longer than 4000 characters"),
        (" \n", "the text in 'en' is empty or longer than 4000 characters"),
        ("x" * (MAX_WORDS + 1), "the text in 'en' is empty or longer than 4000 characters"),
        ({"fr": "mots"}, "'fr' is not a language of texts; use one of en, ru, zh"),
        ("a\x00b", "the text in 'en' holds a control character that no reader would see"),
        *(
            (f"a{unseen}b", "the text in 'en' holds a control character that no reader would see")
            for unseen in "\t\x7f\u200b\u200f\u2028\u202e\u2069\ufeff\ufdd0\uffff\U0001fffe\U0010ffff"
        ),
    ],
)
def test_text_of_another_shape_is_refused(given, fault):
    with pytest.raises(ValidationError) as found:
        TEXT.validate_python(given)
    assert found.value.errors()[0]["msg"] == f"Value error, {fault}"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ({"en": "a", "zh": "b"}, "zh-hans", ("b", "zh")),
        ({"en": "a", "zh": "b"}, "ru", ("a", "en")),
        ({"zh": "b"}, "en", ("b", "zh")),
        ({"fr": "c"}, "en", ("c", "fr")),
    ],
)
def test_text_is_said_in_the_language_asked_for_or_the_next(text, language, expected):
    assert said_in(text, language) == expected


def test_line_is_a_text_without_a_break():
    assert LINE.validate_python({"ru": "одна строка"}) == {"ru": "одна строка"}
    with pytest.raises(ValidationError) as found:
        LINE.validate_python({"en": "one line", "ru": "две\nстроки"})
    assert found.value.errors()[0]["msg"] == "Value error, the text in 'ru' is of more than one line"
