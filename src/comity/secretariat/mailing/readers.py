"""To whom mails go: an officer as the directory knows her, with what she wishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

Wish = Literal["at_once", "daily", "keys"]
"""When somebody is written to: of everything at once, once a day, or only of her own keys."""

SPOKEN = {"en": "en", "ru": "ru", "zh": "zh-hans"}
"""The languages of mails, by the first part of a language's code; the values are the codes of the site."""

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody in the directory, by an opaque id; `language` is one of the site's."""

    person: str
    address: str
    name: str
    language: str = "en"
    wish: Wish = "at_once"
    zone: tzinfo = UTC


def spoken(languages: Iterable[str]) -> str:
    """Return the first of somebody's languages that mails are written in, by the site's code; English if none is."""
    for code in languages:
        found = SPOKEN.get(code.casefold().replace("_", "-").partition("-")[0])
        if found:
            return found
    return SPOKEN["en"]


def zone_of(name: str) -> tzinfo:
    """Return a time zone by the name that the IANA gives it; UTC where nothing or no such zone is named."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
