"""How wide a text may become, whatever face the reader's machine sets it in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Advance widths in em: for each letter the widest of Noto Sans, DejaVu Sans, Liberation Sans, Noto Serif and
# Charis SIL, rounded up to a twentieth. A label that fits by this table fits in all of them.
_WIDEST = (
    (0.25, "\u202f\u2009"),
    (0.3, "'jĵј"),
    (0.35, " ,.:;il\xa0·ìíîïĩīĭįıĺļłії‘’"),
    (0.4, "()-Ift\xadÌÍÎÏĨĪĬĮİţťŧſІЇӀӏ‐‑"),
    (0.45, "![]¡²³¹ľŀ"),
    (0.5, '"/J\\`rª°´¸ºĴŕŗřЈ'),
    (0.55, "cszçćĉċčśŝşšźżžгзсэѓєѕґҕҙҫӟ“”„"),
    (0.6, "*?_kvxy|¦§¨¯ýÿķĸŷвтухьўғҭүұӡ–"),
    (
        0.65,
        "$0123456789FLTabdeghnopqu{}¢£¤¥«µ»¿ßàáâãäåèéêëðñòóôõöøùúûüþāăąđēĕėęěĝğġģĥĳĹĻĽŁńņňŋōŏőŢŤŦũūŭůűųЃГЗТабеклорчяѐёђќ‒",
    ),
    (0.7, "BEKPSVXYZ¶ÈÉÊËÝÞďĒĔĖĘĚħĶĿŚŜŞŠŶŸŹŻŽЀЁЅЎБВЕРУХЬдийнпцћѝџ"),
    (0.75, "ACRUÀÁÂÃÄÅÇÙÚÛÜĀĂĄĆĈĊČŔŖŘŨŪŬŮŰŲЄЌАКСЭЯъ"),
    (0.8, "&DGHNOQÐÑÒÓÔÕÖØĎĐĜĞĠĢĤŃŅŇŊŌŎŐЏДЛНОПЦЧм"),
    (0.85, "#^~¬ĲŉЍИЙЪы"),
    (0.9, "wŵЂЋФфю"),
    (0.95, "MĦМЫжшщљњ"),
    (1.0, "%+<=>m©®±¼½¾Æ×æ÷—…"),
    (1.05, "@WœŴЊ"),
    (1.1, "ŒЉЖШЩЮ№"),
)
_WIDTH = {letter: width for width, letters in _WIDEST for letter in letters}
_UNKNOWN = 0.75
# For faces wider than the five measured, and for bold figures.
SAFETY = 1.02


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """Width in px that `text` needs at most when set in `size` px."""
    return SAFETY * size * sum(_advance(letter) for letter in text)


def wrap(text: str, size: float, limit: float) -> tuple[str, ...] | None:
    """Break `text` into lines no wider than `limit` px; `None` where even one word is wider."""
    lines: list[str] = []
    for word in _words(text):
        joined = lines[-1] + word if lines else word
        if lines and text_width(joined.rstrip(), size) <= limit:
            lines[-1] = joined
        elif text_width(word.strip(), size) <= limit:
            lines.append(word)
        else:
            return None
    return tuple(line.strip() for line in lines)


@lru_cache(maxsize=1024)
def balanced(text: str, size: float, limit: float) -> tuple[str, ...] | None:
    """As `wrap`, in as few lines, but as even as they can be."""
    lines = wrap(text, size, limit)
    narrower = (wrap(text, size, limit * share) for share in (0.5, 0.6, 0.7, 0.8, 0.9))
    return next((even for even in narrower if even and lines and len(even) == len(lines)), lines)


def _advance(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return _WIDTH.get(letter, _UNKNOWN)


def _words(text: str) -> Iterator[str]:
    """Pieces between which a line may end: after a space, and between Chinese characters."""
    word = ""
    for letter in text:
        if _stands_alone(letter) and word:
            yield word
            word = ""
        word += letter
        if letter == " ":
            yield word
            word = ""
    if word:
        yield word


def _stands_alone(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) == "W" and unicodedata.category(letter) == "Lo"
