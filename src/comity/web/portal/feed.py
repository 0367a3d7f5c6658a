"""Atom feeds (RFC 4287): what entered the record, for whoever follows it. Addresses are relative to the feed's own."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.http import urlencode

from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.kernel.text import said_in

if TYPE_CHECKING:
    from comity.web.portal.framework.ask import Ask

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml"
# A text of the record may hold characters that no XML document can, not even escaped (XML 1.0 §2.2).
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: `name` is its lasting name within the record, `moment` when it was entered (RFC 3339)."""

    name: str
    title: str
    summary: str
    url: str
    moment: str
    author: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of the page called `page`; `older` is the address of that page's next part, or empty."""

    page: str
    title: str
    older: str
    items: tuple[Item, ...]


def atom(ask: Ask, feed: Feed) -> bytes:
    """Return a feed as XML."""
    ET.register_namespace("", ATOM)
    identity = cast("Identity", ask.library.get(IDENTITY))
    asked = {name: word for name in sorted(ask.query) if (word := ask.word(name))}
    root = ET.Element(f"{{{ATOM}}}feed", {"xml:lang": ask.language})
    _text(root, "id", _lasting(identity, f"{feed.page}?{urlencode({'lang': ask.language, **asked})}"))
    _text(root, "title", f"{said_in(identity.short, ask.language)[0]}: {feed.title}")
    _text(root, "updated", feed.items[0].moment if feed.items else ask.library.head().entered)
    _link(root, "self", _with(reverse(f"{feed.page}.atom"), asked), TYPE)
    _link(root, "alternate", _with(reverse(feed.page), asked), "text/html")
    if feed.older:
        _link(root, "next", feed.older.replace(reverse(feed.page), reverse(f"{feed.page}.atom"), 1), TYPE)
    for item in feed.items:
        _entry(root, item, identity)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: ET.Element, item: Item, identity: Identity) -> None:
    entry = ET.SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "id", _lasting(identity, item.name))
    _text(entry, "title", item.title)
    _text(entry, "updated", item.moment)
    _text(entry, "published", item.moment)
    _text(ET.SubElement(entry, f"{{{ATOM}}}author"), "name", item.author)
    _link(entry, "alternate", item.url, "text/html")
    _text(entry, "summary", item.summary)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = _NOT_XML.sub("\ufffd", text)


def _link(parent: ET.Element, relation: str, url: str, media_type: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", {"rel": relation, "href": url, "type": media_type})


def _with(url: str, asked: dict[str, str]) -> str:
    return f"{url}?{urlencode(asked)}" if asked else url


def _lasting(identity: Identity, name: str) -> str:
    """A name that stays when the site moves: it is made of the record's origin, not of an address."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://{identity.origin}/{name}").urn
