"""A made-up right-to-left language: every text in Arabic letters, meaningless but seen to be translated."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import comity

if TYPE_CHECKING:
    from babel.messages.catalog import Message

LANGUAGE = "ar-xb"
_LETTERS = str.maketrans(dict(zip("abcdefghijklmnopqrstuvwxyz", "ابثدهفغحيجكلمنوپقرستوڤشخيز", strict=True)))
# Places for words, tags and entities stay as they are: a translation that loses them is wrong.
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|</?\w[^>]*>|&\w+;)")


def pseudo(text: str) -> str:
    """A text as the made-up language has it."""
    parts = _KEPT.split(text)
    return "".join(part if place % 2 else part.lower().translate(_LETTERS) for place, part in enumerate(parts))


def make_locale(folder: Path) -> Path:
    """Write the catalogue of the made-up language, from the texts that the Russian one knows; return the folder."""
    source = Path(comity.__path__[0]) / "locale" / "ru" / "LC_MESSAGES" / "django.po"
    with source.open("rb") as file:
        known = read_po(file)
    made = Catalog(locale="ar")
    for message in known:
        if message.id:
            made.add(message.id, _said(message), context=message.context)
    target = folder / "ar_XB" / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "django.mo").open("wb") as file:
        write_mo(file, made)
    return folder


def _said(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, str):
        return pseudo(message.id)
    one, many = message.id
    # Arabic has six forms: the second is that of one.
    return (pseudo(many), pseudo(one), *[pseudo(many)] * 4)
