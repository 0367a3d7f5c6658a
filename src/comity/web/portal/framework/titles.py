"""Titles of the things that sentences name, fetched in one go for a whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext
from pydantic import BaseModel

from comity.forum.charter.state import CHARTER, Charter
from comity.forum.kernel.dates import begins
from comity.forum.kernel.values import Key
from comity.forum.offices.state import CHAIR, POST, Chair, Post
from comity.secretariat.wording.dates import written
from comity.secretariat.wording.names import party_name
from comity.secretariat.wording.speech import keys_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comity.forum.decisions.state import Decision
    from comity.forum.documents.state import Document
    from comity.forum.kernel.values import Value
    from comity.forum.meetings.state import Meeting
    from comity.forum.membership.state import Party
    from comity.forum.readings.said import Said
    from comity.forum.sources.state import Source
    from comity.web.portal.framework.library import Library

KEPT = ("meeting", "document", "source", "decision")


# Fields of values that name a thing, and of which kind it is.
NAMING = {"meeting": "meeting", "taken_at": "meeting", "document": "document", "instrument": "document"}


def _named_in(found: object) -> Iterator[tuple[str, str]]:
    if isinstance(found, BaseModel):
        for name in type(found).model_fields:
            held = getattr(found, name)
            if name in NAMING and isinstance(held, str):
                yield NAMING[name], held
            yield from _named_in(held)
    elif isinstance(found, (list, tuple)):
        for one in found:
            yield from _named_in(one)


class LibraryTitles:
    """Answers for parties, meetings, documents, sources, matters, bodies, statuses, terms and posts.

    `prepare` fetches what a page's sentences name, in one query a kind; what was not prepared is fetched singly.
    """

    def __init__(self, library: Library, day: str) -> None:
        """Answer from `library`; bodies are called what they were called on `day`."""
        self._library, self._day = library, day
        self._parties: dict[str, Party] | None = None
        self._titles: dict[tuple[str, str], dict[str, str] | None] = {}
        self._charter: Charter | None = None

    def prepare(self, sentences: Iterable[Said]) -> None:
        """Fetch the titles of everything that `sentences` name."""
        wanted: dict[str, set[str]] = {}
        for kind, thing in keys_in(sentences):
            if kind in KEPT:
                wanted.setdefault(kind, set()).add(thing)
        for kind, ids in wanted.items():
            self.fetch(kind, ids)

    def know(self, kind: str, values: Iterable[Value]) -> None:
        """Take the titles of values that a page has at hand, so that they are not fetched again."""
        for value in values:
            self._titles[kind, str(getattr(value, kind))] = self._of_value(kind, value)

    def fetch(self, kind: str, ids: Iterable[str | None]) -> None:
        """Fetch the titles of everything of a kind that a page is going to name, in one query."""
        wanted = {thing for thing in ids if thing and (kind, thing) not in self._titles}
        held = self._library.some_of(kind, wanted) if wanted else {}
        for thing in wanted:
            self._titles[kind, thing] = self._of_value(kind, held.get(thing))

    def fetch_named(self, values: Iterable[Value | None]) -> None:
        """Fetch the titles of the meetings and documents that values name anywhere within them."""
        named = list(_named_in(list(values)))
        for kind in ("meeting", "document"):
            self.fetch(kind, [thing for of, thing in named if of == kind])

    def party(self, code: str) -> Party | None:
        """Return a party, or None."""
        if self._parties is None:
            found = [cast("Party", value) for value in self._library.all_of("party")]
            self._parties = {party.party: party for party in found}
        return self._parties.get(code)

    def title(self, kind: str, thing: str) -> dict[str, str] | None:
        """Return the title of a thing, or None."""
        if kind in KEPT:
            if (kind, thing) not in self._titles:
                self._titles[kind, thing] = self._of_value(kind, self._library.get(Key(kind, thing)))
            return self._titles[kind, thing]
        if kind in {"body", "matter", "status"}:
            return self._of_charter(kind, thing)
        return self._of_office(kind, thing)

    def _of_value(self, kind: str, value: Value | None) -> dict[str, str] | None:
        if value is None:
            return None
        if kind == "meeting":
            return self.meeting(cast("Meeting", value))
        return cast("Document | Source | Decision", value).title

    def meeting(self, meeting: Meeting) -> dict[str, str]:
        """Return the title of a meeting; one that has none of its own goes by its body and date."""
        if meeting.title:
            return meeting.title
        body = self.body(meeting.body, meeting.when) or {"en": meeting.body}
        return {
            code: f"{name}{'，' if code == 'zh' else ', '}{written(meeting.when, code, gettext)}"
            for code, name in body.items()
        }

    def body(self, slug: str, on: str) -> dict[str, str] | None:
        """Return what a body was called on a day (EDTF)."""
        if self._charter is None:
            self._charter = cast("Charter | None", self._library.get(CHARTER))
        if self._charter is None:
            return None
        latest = begins(on).latest
        day = latest.isoformat() if latest else self._day
        found = self._charter.body(slug, day) or self._charter.body(slug)
        return found.called(day) if found else None

    def _of_charter(self, kind: str, thing: str) -> dict[str, str] | None:
        if kind == "body":
            return self.body(thing, self._day)
        if self._charter is None:
            self._charter = cast("Charter | None", self._library.get(CHARTER))
        if self._charter is None:
            return None
        if kind == "matter":
            matter = self._charter.matter(thing, self._day)
            return matter.name if matter else None
        found = self._charter.status(thing, self._day) or self._charter.status(thing)
        return found.name if found else None

    def _of_office(self, kind: str, thing: str) -> dict[str, str] | None:
        if kind == "term":
            chair = cast("Chair | None", self._library.get(CHAIR))
            term = next((t for t in chair.terms if t.term == thing), None) if chair else None
            party = self.party(term.state) if term else None
            return self._state_name(party) if party else None
        post = cast("Post | None", self._library.get(Key(POST, thing)))
        return post.titles[-1].title if post and post.titles else None

    @staticmethod
    def _state_name(party: Party) -> dict[str, str]:
        return {language: party_name(party, language) for language in ("en", "ru", "zh")}
