from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from comity.web.shared.drawings.measure import SAFETY, balanced, text_width, wrap


def test_text_width_of_letters_marks_and_characters():
    widths = [round(text_width(text, 10) / SAFETY, 2) for text in ("", "i", "Ж", "亚信", "e\u0301", "\u0639")]
    assert widths == [0.0, 3.5, 11.0, 20.0, 6.5, 7.5]


def test_wrap_breaks_after_words_and_between_characters():
    lines = wrap("Jordan, United Arab Emirates", 10, 95), wrap("原则宣言，阿拉木图", 10, 52)
    assert lines == (("Jordan, United", "Arab Emirates"), ("原则宣言，", "阿拉木图"))


def test_wrap_of_a_word_too_wide_is_none():
    assert wrap("Transformation of", 10, 40) is None


def test_balanced_leaves_no_orphan():
    text = "Proposed at the United Nations, 5 October 1992"
    assert (wrap(text, 13.5, 172), balanced(text, 13.5, 172)) == (
        ("Proposed at the United", "Nations, 5 October", "1992"),
        ("Proposed at the", "United Nations,", "5 October 1992"),
    )


@given(st.text(alphabet="аб ц亚信wi,", max_size=40), st.floats(30, 300))
def test_wrap_keeps_every_letter_within_the_limit(text, limit):
    lines = wrap(text, 12, limit) or ()
    assert all(text_width(line, 12) <= limit for line in lines)
    assert "".join(lines).replace(" ", "") == (text.replace(" ", "") if lines else "")
