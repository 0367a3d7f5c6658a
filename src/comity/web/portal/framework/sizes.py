"""Sizes of files as people read them."""

from __future__ import annotations

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from comity.secretariat.wording.dates import locale_of


def size_text(size: int, language: str) -> str:
    """Return the size of a file as people read it."""
    for unit, least in (("GB", 2**30), ("MB", 2**20), ("kB", 2**10)):
        if size >= least:
            return f"{format_decimal(size / least, '0.#', locale=locale_of(language))} {unit}"
    return _("%(size)s bytes") % {"size": size}
