"""An officer sitting down at her desk: who reads, in which language, by which clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.forum.kernel.text import said_in
from comity.forum.kernel.values import Key
from comity.forum.notices.state import DUE, Due, due_id
from comity.forum.officers.state import KIND as KEYRING
from comity.secretariat.clock import entered_at
from comity.secretariat.composing import View
from comity.secretariat.entitled import Entitlement, entitlement
from comity.secretariat.glance import Glance
from comity.secretariat.reading import Reader
from comity.secretariat.wording.messages import acting, named
from comity.secretariat.wording.names import joined
from comity.store.shelf import DatabaseShelf, shelf_of
from comity.web.desk.frame import ask_here
from comity.web.desk.notices.times import Clock, clock_of
from comity.web.desk.presence import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from comity.web.desk.presence import Present
    from comity.web.portal.framework.ask import Ask

FEW = 3
"""How many addressees are named one by one where there is little room."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who sits here, and all that a page of a desk is made from."""

    here: Present
    ask: Ask
    clock: Clock
    shelf: DatabaseShelf
    reader: Reader
    glance: Glance

    @property
    def party(self) -> str:
        """The party in whose name she reads."""
        return self.here.party

    def entitled(self, kind: str) -> Entitlement:
        """Return by what the party enters acts of a type now.

        Raises Refused where it may not.
        """
        house = self.here.house
        return entitlement(self.here.hat, kind, entered_at(house.clock.now()), View(self.glance))

    def dues(self, slugs: Iterable[str]) -> dict[str, Due]:
        """Return what notices ask of the party, by their names; nothing of those that are not addressed to it."""
        keys = {Key(DUE, due_id(self.party, slug)): slug for slug in slugs}
        held = {**self.shelf.public(keys), **self.shelf.private(keys)}
        return {keys[key]: cast("Due", value) for key, value in held.items()}

    def due(self, slug: str) -> Due | None:
        """Return what a notice asks of the party, or None."""
        return self.dues([slug]).get(slug)

    def name(self, code: str) -> str:
        """Return what a party is called within a sentence."""
        return self.ask.speech.word(named(code))

    def title(self, code: str) -> str:
        """Return what a party is called where its name stands alone."""
        return self.ask.speech.word(acting(code))

    def by_name(self, codes: Iterable[str]) -> list[str]:
        """Return parties in the alphabetical order of their names."""
        return sorted(codes, key=lambda code: self.title(code).casefold())

    def names(self, codes: Sequence[str]) -> str:
        """Return what parties are called, one by one or, where they are many, the first of them and how many more."""
        if len(codes) <= FEW:
            return joined([self.name(code) for code in codes], self.ask.language)
        more = len(codes) - FEW + 1
        others = ngettext("%(number)s more", "%(number)s more", more) % {"number": more}
        return joined([*(self.name(code) for code in codes[: FEW - 1]), others], self.ask.language)

    def said(self, text: Mapping[str, str]) -> str:
        """Return a text in the reader's language, or in the next that it has."""
        return said_in(text, self.ask.language)[0]

    def tongue(self, text: Mapping[str, str]) -> str:
        """Return the language in which `said` says a text, for the markup."""
        return said_in(text, self.ask.language)[1]


def sit(here: Present) -> Sitting:
    """Return what the pages of a desk are made from."""
    ask, shelf = ask_here(), shelf_of(here.house)
    clock = clock_of(here, ask.language, now())
    reader = Reader(here.party, ask.today.isoformat(), ask.library, shelf)
    glance = Glance(here.house.ledger)
    # Who is at the desk was held against it a moment ago.
    glance.know([(Key(KEYRING, here.delegation), here.keyring)])
    return Sitting(here, ask, clock, shelf, reader, glance)


def nothing_here(slug: str) -> tuple[str, str]:
    """Return what is said where a notice is not there, or not to be read by who asks: which, is not told."""
    return _("No such notice"), _("There is no notice %(notice)s that you may read.") % {"notice": slug}
