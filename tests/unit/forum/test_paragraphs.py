"""Texts as numbered paragraphs, and held against each other."""

from __future__ import annotations

from typing import Any

import pytest

from comity.forum.documents.paragraphs import Paragraph, compared, paragraphs, without, words

TEXT = """# The Declaration

We met in Almaty.
We agreed on much.

## Trust

We build confidence, step by step.


We shall meet again.
"""


def test_paragraphs_are_numbered_and_headings_are_not():
    assert paragraphs(TEXT) == (
        Paragraph(None, 1, "The Declaration"),
        Paragraph(1, 0, "We met in Almaty.\nWe agreed on much."),
        Paragraph(None, 2, "Trust"),
        Paragraph(2, 0, "We build confidence, step by step."),
        Paragraph(3, 0, "We shall meet again."),
    )


def test_a_text_without_some_paragraphs_keeps_its_headings_and_is_numbered_anew():
    text = "# One\n\nFirst.\n\nSecond,\nlonger.\n\n## Two\n\nThird."
    assert without(text, (1, 3)) == "# One\n\nSecond,\nlonger.\n\n## Two"
    assert without(text, ()) == text
    assert paragraphs(without(text, (1,)))[-1] == Paragraph(2, 0, "Third.")


@pytest.mark.parametrize(
    "text", [TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT, TEXT.replace("\n\n", "\n \t\n"), f"\n\n{TEXT}\n"]
)
def test_ends_of_lines_and_blanks_make_no_difference(text):
    assert paragraphs(text) == paragraphs(TEXT)


@pytest.mark.parametrize("text", ["", " \n\n ", "\ufeff"])
def test_a_text_of_nothing_has_no_paragraphs(text):
    assert paragraphs(text) == ()


def told(old: str, new: str) -> list[tuple[str, Any, Any]]:
    found = compared(paragraphs(old), paragraphs(new))
    return [(each.kind, each.old and each.old.number, each.new and each.new.number) for each in found]


def blocks(*texts: str) -> str:
    return "\n\n".join(texts)


ONE, TWO, THREE, FOUR = (
    "First things first.",
    "Second thoughts matter.",
    "The third one stays put.",
    "Fourth, and last of all.",
)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (blocks(ONE, TWO), blocks(ONE, TWO), [("same", 1, 1), ("same", 2, 2)]),
        (blocks(ONE, TWO), blocks(ONE, THREE, TWO), [("same", 1, 1), ("added", None, 2), ("same", 2, 3)]),
        (blocks(ONE, TWO, THREE), blocks(ONE, THREE), [("same", 1, 1), ("removed", 2, None), ("same", 3, 2)]),
        (blocks(ONE, TWO), blocks(ONE, "Second thoughts matter much."), [("same", 1, 1), ("changed", 2, 2)]),
        (blocks(ONE), blocks("Quite another matter!"), [("removed", 1, None), ("added", None, 1)]),
        # A heading is not a paragraph that was changed.
        (blocks(ONE), f"# {ONE}", [("removed", 1, None), ("added", None, None)]),
        (
            blocks(ONE, TWO, THREE, FOUR),
            blocks(TWO, THREE, ONE, FOUR),
            [("same", 2, 1), ("same", 3, 2), ("moved", 1, 3), ("same", 4, 4)],
        ),
        (
            blocks(ONE, TWO, THREE),
            blocks(THREE, "Second thoughts do matter.", ONE),
            [("same", 3, 1), ("moved", 2, 2), ("moved", 1, 3)],
        ),
        ("", blocks(ONE), [("added", None, 1)]),
        (blocks(ONE), "", [("removed", 1, None)]),
    ],
)  # fmt: skip
def test_texts_are_compared_paragraph_by_paragraph(old, new, found):
    assert told(old, new) == found


def test_one_that_was_moved_and_changed_says_so():
    found = compared(paragraphs(blocks(ONE, TWO, THREE)), paragraphs(blocks(TWO, THREE, "First things come first.")))
    assert [(each.kind, [piece.kind for piece in each.pieces]) for each in found] == [
        ("same", []),
        ("same", []),
        ("moved", ["same", "added", "same"]),
    ]


def test_two_that_are_alike_are_moved_each_once():
    old, new = blocks(ONE, TWO, TWO, THREE, FOUR), blocks(THREE, FOUR, TWO, ONE)
    assert sorted(kind for kind, _, _ in told(old, new)) == ["moved", "moved", "removed", "same", "same"]


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("We agree.", "We all agree.", [("same", "We "), ("added", "all "), ("same", "agree.")]),
        ("We agree.", "We agree!", [("same", "We agree"), ("removed", "."), ("added", "!")]),
        ("one two", "three four", [("removed", "one two"), ("added", "three four")]),
        ("各方支持转型。", "各方坚决支持转型。", [("same", "各方"), ("added", "坚决"), ("same", "支持转型。")]),
        ("same", "same", [("same", "same")]),
        ("", "new", [("added", "new")]),
        ("", "", []),
    ],
)
def test_words_are_compared_within_a_paragraph(old, new, pieces):
    assert [(each.kind, each.text) for each in words(old, new)] == pieces


def test_texts_that_differ_in_too_much_are_shown_as_two():
    old, new = ([f"{word}{number}" for number in range(300)] for word in ("a", "b"))
    found = words("x " + " ".join(old) + " y", "x " + " ".join(new) + " y")
    assert [each.kind for each in found] == ["same", "removed", "added", "same"]


def test_many_paragraphs_at_one_place_are_paired_in_their_order():
    old = blocks(*(f"Paragraph {number} of the old text." for number in range(100)))
    new = blocks(*(f"Paragraph {number} of the new text." for number in range(100)))
    assert told(old, new) == [("changed", number, number) for number in range(1, 101)]
