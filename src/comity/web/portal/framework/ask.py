"""What a reader asks for: the language, the day, the words of the query; and what the answer is made from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext, ngettext

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.readings.chair import served
from comity.secretariat.wording.speech import Speech
from comity.web.portal.framework.membership import membership
from comity.web.portal.framework.titles import LibraryTitles

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from comity.forum.membership.counts import Place
    from comity.forum.readings.chair import Served
    from comity.forum.readings.membership import Register
    from comity.forum.readings.said import Said
    from comity.web.portal.framework.library import Library

PAGE_LENGTH = 50

DAY_UNREADABLE = Reason(
    "portal.day_unreadable",
    gettext_noop("“%(given)s” is no day."),
    gettext_noop("Write the day as year-month-day, for instance 2010-06-08."),
)
DAY_TO_COME = Reason(
    "portal.day_to_come",
    gettext_noop("%(given)s has not come yet."),
    gettext_noop("The register can be shown as of any day up to today, %(today)s."),
)
DAY_TOO_EARLY = Reason(
    "portal.day_too_early",
    gettext_noop("The register knows of nothing on %(given)s."),
    gettext_noop("It can be shown as of any day from %(first)s on."),
)
CHOICE_UNKNOWN = Reason(
    "portal.choice_unknown",
    gettext_noop("“%(given)s” is none of the choices."),
    gettext_noop("Leave it out, or choose from the list."),
)
NUMBER_UNREADABLE = Reason(
    "portal.number_unreadable",
    gettext_noop("“%(given)s” is no number that this list knows."),
    gettext_noop("Leave it out, or write a whole number from %(least)s on."),
)


def readable(text: str) -> str:
    """Return what was asked for as a database can be asked for it: PostgreSQL knows no character zero."""
    return text.replace("\0", "\ufffd")


def read_day(given: str) -> date:
    """Return the day that a reader wrote as YYYY-MM-DD.

    Raises:
        Refused: it is no day.
    """
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            raise ValueError(given)
        return date.fromisoformat(given)
    except ValueError:
        raise Refused(DAY_UNREADABLE, given=given[:40], field="on") from None


def read_day_shown(library: Library, given: str, today: date) -> date:
    """Return the day as of which a reader wants to see the register.

    The reader's own day may be the host's tomorrow, so that is let through.

    Raises:
        Refused: it is no day, has not come yet, or lies before everything that the register knows.
    """
    day = read_day(given)
    if day > today + timedelta(days=1):
        raise Refused(DAY_TO_COME, given=given, today=today.isoformat(), field="on")
    first = library.first_day()
    if first and day < first:
        raise Refused(DAY_TOO_EARLY, given=given, first=first.isoformat(), field="on")
    return day


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the portal. `on` is the day asked for by `?on=`, `today` the host's own."""

    library: Library
    language: str
    today: date
    on: date | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    titles: LibraryTitles = field(init=False)
    speech: Speech = field(init=False)
    _held: Register | None = field(init=False, default=None)
    _terms: list[Served] | None = field(init=False, default=None)
    _places: dict[str, Place] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Make ready to speak the reader's language."""
        titles = LibraryTitles(self.library, self.day.isoformat())
        object.__setattr__(self, "titles", titles)
        object.__setattr__(self, "speech", Speech(self.language, gettext, ngettext, titles))

    @property
    def day(self) -> date:
        """The day as of which the page is shown."""
        return self.on or self.today

    @property
    def held(self) -> Register:
        """The membership register."""
        if self._held is None:
            object.__setattr__(self, "_held", membership(self.library))
        return cast("Register", self._held)

    @property
    def terms(self) -> list[Served]:
        """The terms in the chair that were taken up."""
        if self._terms is None:
            object.__setattr__(self, "_terms", served(self.library))
        return cast("list[Served]", self._terms)

    @property
    def places(self) -> dict[str, Place]:
        """The place of each member in the order of joining."""
        if self._places is None:
            object.__setattr__(self, "_places", self.held.places())
        return cast("dict[str, Place]", self._places)

    def word(self, name: str) -> str:
        """Return a word of the query, the empty string where it is not there."""
        return readable(self.query.get(name, "").strip())

    def number(self, name: str, least: int = 1, most: int = 999_999_999) -> int | None:
        """Return a whole number of the query, None where it is not there.

        Raises:
            Refused: it is none, below `least` or above `most`.
        """
        given = self.word(name)
        if not given:
            return None
        if not re.fullmatch(r"\d{1,9}", given) or not least <= int(given) <= most:
            raise Refused(NUMBER_UNREADABLE, given=given[:40], least=least, field=name)
        return int(given)

    def choice(self, name: str, known: Container[str]) -> str:
        """Return a word of the query that has to be one of `known`, the empty string where it is not there.

        Raises:
            Refused: it is none of them.
        """
        given = self.word(name)
        if given and given not in known:
            raise Refused(CHOICE_UNKNOWN, given=given[:40], field=name)
        return given

    def say(self, *sentences: Said) -> list[str]:
        """Return sentences in the reader's language; the titles they name are fetched in one go."""
        self.titles.prepare(sentences)
        return [self.said(sentence) for sentence in sentences]

    def said(self, sentence: Said) -> str:
        """Return one sentence in the reader's language; where it ends in an abbreviation, one dot serves both."""
        return self.speech.said(sentence).replace("г..", "г.")
