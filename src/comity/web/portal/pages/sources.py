"""Sources: the register of what the facts rest on, by weight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.secretariat.wording.dates import locale_of
from comity.web.portal.framework.data import Data, Link, Rows, When
from comity.web.portal.framework.links import WEIGHTS, web_addresses
from comity.web.portal.framework.page import Page
from comity.web.portal.pages.asof import when_known
from comity.web.portal.pages.statements import source_link

if TYPE_CHECKING:
    from comity.forum.sources.state import Source
    from comity.web.portal.framework.ask import Ask


class Line(Data):
    """A source as the register shows it; `language` is the name of the language that it is in."""

    source: Link
    address: str
    language: str
    published: When | None


class Group(Data):
    """The sources of one weight."""

    weight: str
    name: str
    meaning: str
    lines: list[Line]


class Sources(Data):
    """The register of sources, or the part of it that has one weight."""

    total: int
    groups: list[Group]


def weight_meanings() -> dict[str, str]:
    """Return what is meant by each weight."""
    return {
        "official": _("Pages and papers of the forum itself, its Secretariat and its chair."),
        "legal": _("Laws, treaties and decrees as published."),
        "state": _("Ministries, embassies and presidents of participants."),
        "press": _("Agencies and newspapers; what they announce beforehand is a plan, not an outcome."),
        "reference": _(
            "Encyclopaedias, lists and mirrors: they are compared, and followed only where nothing better is found."
        ),
        "own": _("What the compilers believe or infer. Such facts are marked, and wait for a source."),
    }


def language_name(ask: Ask, code: str | None) -> str:
    """Return what the reader's language calls a language; nothing where a source's is not known."""
    return str(locale_of(ask.language).languages.get(code.split("-")[0], code)) if code else ""


def in_order(key: str) -> tuple[str, int, str]:
    """Return a sorting key that puts S2 before S10."""
    letters, digits, rest = cast("re.Match[str]", re.match(r"([A-Za-z-]*)(\d*)(.*)", key)).groups()
    return letters, int(digits or 0), rest


def _line(ask: Ask, source: Source) -> Line:
    return Line(
        source=source_link(ask, source),
        address=next(iter(web_addresses(source)), ""),
        language=language_name(ask, source.language),
        published=when_known(ask, source.published),
    )


def build(ask: Ask, **_parts: Any) -> Sources:  # noqa: ANN401 - the address has no parts
    """Return the register of sources."""
    chosen = ask.choice("weight", WEIGHTS)
    held = [cast("Source", value) for value in ask.library.all_of("source")]
    held.sort(key=lambda source: in_order(source.source))
    groups = [
        Group(
            weight=weight,
            name=_(name),
            meaning=weight_meanings()[weight],
            lines=[_line(ask, source) for source in held if source.weight == weight],
        )
        for weight, name in WEIGHTS.items()
        if chosen in {"", weight}
    ]
    return Sources(
        total=len(held),
        groups=[group for group in groups if group.lines],
    )


def rows(page: Sources, _ask: Ask) -> Rows:
    """Return the sources shown as a table."""
    head = ("source", "weight", "title", "address", "language", "published")
    lines = [
        (
            one.source.id,
            group.weight,
            one.source.text,
            one.address,
            one.language,
            one.published.edtf if one.published else "",
        )
        for group in page.groups
        for one in group.lines
    ]
    return Rows(head=head, rows=tuple(lines))


PAGE = Page("sources", "sources/", "portal/sources.html", build, "", rows=rows)
