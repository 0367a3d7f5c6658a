"""Links, dates and sources as pages show them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.text import said_in
from comity.web.portal.framework.data import Cited, Link, When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.meetings.state import Meeting
    from comity.forum.sources.state import Source
    from comity.web.portal.framework.ask import Ask

WEIGHTS = {
    "official": gettext_noop("official"),
    "legal": gettext_noop("legal text"),
    "state": gettext_noop("state source"),
    "press": gettext_noop("press"),
    "reference": gettext_noop("reference work"),
    "own": gettext_noop("the compiler’s knowledge, not verified"),
}


# The day stays with its month, the month with its year, and the year with its word.
_WITHIN_A_DATE = re.compile(
    r"(?<=\b\d) (?=[^\W\d])|(?<=\b\d\d) (?=[^\W\d])|(?<=[^\W\d]) (?=\d{4}\b)|(?<=\.) (?=\d{4}\b)"
)

_RUSSIAN_YEAR = re.compile(r"\sг\.")


def address(name: str, part: str | int) -> str:
    """Return the address of the page `name` for the thing that `part` names."""
    return _address(name, part, get_language())


# Finding an address among all routes takes longer than anything else that a link needs.
@lru_cache(maxsize=4096)
def _address(name: str, part: str | int, _language: str | None) -> str:
    return reverse(name, args=[part])


def when(ask: Ask, given: str) -> When:
    """Return an EDTF date with its wording; no line is broken within a date."""
    return When(edtf=given, text=day_text(ask, given), brief=unbroken(ask.speech.brief(given)))


def day_text(ask: Ask, given: str) -> str:
    """Return an EDTF date in full.

    Russian writes out the word for the year, as its state papers do: an abbreviation's dot and a full stop would meet.
    """
    text = ask.speech.day(given)
    return unbroken(_RUSSIAN_YEAR.sub("\u00a0года", text) if ask.language == "ru" else text)


def unbroken(date: str) -> str:
    """Return a date as a language writes it, held together."""
    return _WITHIN_A_DATE.sub("\u00a0", date)


def party_link(ask: Ask, code: str, on: str | None = None) -> Link:
    """Return a link to a party's page, under the name that it had on a day (EDTF)."""
    name = ask.speech.party(code, bounds(on).latest if on else ask.on)
    return Link(id=code, text=name, url=address("participant", code))


def meeting_link(ask: Ask, slug: str) -> Link:
    """Return a link to a meeting's page."""
    return Link(id=slug, text=ask.speech.title("meeting", slug), url=address("meeting", slug))


def meeting_title(ask: Ask, meeting: Meeting) -> str:
    """Return what a meeting is called, without fetching it again."""
    return said_in(ask.titles.meeting(meeting), ask.language)[0]


def body_name(ask: Ask, slug: str, on: str) -> str:
    """Return what a body was called on a day (EDTF)."""
    found = ask.titles.body(slug, on)
    return said_in(found, ask.language)[0] if found else slug


def known_meeting_link(ask: Ask, meeting: Meeting) -> Link:
    """Return a link to the page of a meeting at hand."""
    return Link(id=meeting.meeting, text=meeting_title(ask, meeting), url=address("meeting", meeting.meeting))


def document_link(ask: Ask, slug: str) -> Link:
    """Return a link to a document's page."""
    return Link(id=slug, text=ask.speech.title("document", slug), url=address("document", slug))


def act_link(index: int) -> Link:
    """Return a link to an act's page."""
    return _act_link(index, get_language())


# The page of a matter names each of its acts three times.
@lru_cache(maxsize=4096)
def _act_link(index: int, _language: str | None) -> Link:
    return Link(id=str(index), text=str(index), url=address("act", index))


def cited(ask: Ask, keys: Iterable[str]) -> list[Cited]:
    """Return the sources called `keys`, in their order, fetched in one query."""
    wanted = list(dict.fromkeys(keys))
    held = ask.library.some_of("source", wanted)
    return [source_cited(ask, cast("Source", held[key])) for key in wanted if key in held]


def web_addresses(source: Source) -> list[str]:
    """Return those of a source's addresses that lead to the web: a link can be nothing that a browser would run."""
    return [url for url in source.urls if url.lower().startswith(("http://", "https://"))]


def source_cited(ask: Ask, source: Source) -> Cited:
    """Return one source as pages cite it."""
    return Cited(
        key=source.source,
        title=said_in(source.title, ask.language)[0],
        url=next(iter(web_addresses(source)), ""),
        weight=_(WEIGHTS[source.weight]),
    )
