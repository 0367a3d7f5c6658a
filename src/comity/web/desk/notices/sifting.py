"""Which notices a list shows, and which part of it: read from the query, and kept in the addresses of other parts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.utils.http import urlencode

from comity.secretariat.wording.choices import PRECEDENCES
from comity.store import notices as queries
from comity.store.notices import CHUNK, Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from comity.secretariat.reading import Said
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.portal.framework.ask import Ask

    Sieve = Callable[[Iterable[Said]], Iterable[Said]]

PART = 20
"""How many notices a page shows."""

MOST = 2048
"""How many acts one page looks through at the most; the rest is looked through on the next."""

FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class Sift:
    """What a reader looks for: words of the subject, a party, which ones (`show`), a precedence, a year."""

    words: str = ""
    party: str = ""
    show: str = ""
    precedence: str = ""
    year: int | None = None
    before: int | None = None
    after: int | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words or self.party or self.show or self.precedence or self.year)

    def fits(self, said: Said) -> bool:
        """Whether a notice has the words, the precedence and the year that are looked for."""
        body = said.act.body
        if self.year is not None and said.act.entered[:4] != str(self.year):
            return False
        if self.precedence and getattr(body, "precedence", "routine") != self.precedence:
            return False
        subject: dict[str, str] = getattr(body, "subject", {})
        text = " ".join([getattr(body, "notice", ""), *subject.values()]).casefold()
        return all(word in text for word in self.words.casefold().split())

    def query(self, **places: int) -> str:
        """Return the query of another part of the same list."""
        words = {"q": self.words, "party": self.party, "show": self.show, "precedence": self.precedence}
        given = {**words, "year": self.year or "", **places}
        return f"?{urlencode({name: value for name, value in given.items() if value != ''})}"


def read_sift(ask: Ask, parties: Collection[str], shows: Collection[str]) -> Sift:
    """Return what a reader looks for.

    Raises:
        Refused: a word of the query is none of its choices, or no number.
    """
    return Sift(
        words=ask.word("q")[:200],
        party=ask.choice("party", parties),
        show=ask.choice("show", shows),
        precedence=ask.choice("precedence", PRECEDENCES),
        year=ask.number("year", FIRST_YEAR, 9999),
        before=ask.number("before", 0),
        after=ask.number("after", 0),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list, the newest first, and the queries of the parts before and after it, where there are any.

    `looked_to` is the act down to which was looked, where that is not the end.
    """

    rows: list[Said]
    newer: str = ""
    older: str = ""
    looked_to: int | None = None


def part(sit: Sitting, sift: Sift, wanted: Sieve, sender: str = "") -> Part:
    """Return the part of a list of notices that is asked for: of those that `wanted` lets through."""
    onward = sift.after is not None
    found, looked, ended = _look(sit, sift, wanted, sender)
    more, rows = len(found) > PART, found[:PART]
    if onward:
        rows.reverse()
    if not rows:
        return Part([], older="" if ended else sift.query(before=looked), looked_to=None if ended else looked)
    older = sift.query(before=rows[-1].act.index) if more or onward else ""
    newer = sift.query(after=rows[0].act.index) if (more if onward else sift.before is not None) else ""
    if not (more or ended or onward):
        older = sift.query(before=looked)
        return Part(rows, newer, older, looked)
    return Part(rows, newer, older)


def _look(sit: Sitting, sift: Sift, wanted: Sieve, sender: str) -> tuple[list[Said], int, bool]:
    """What was found, the last place that was looked at, and whether the record ends there."""
    places = queries.sent(_stretch(sift), sender=sender)
    found: list[Said] = []
    looked, last = 0, 0
    while len(found) <= PART and looked < MOST:
        some = list(islice(places, CHUNK))
        acts = sit.reader.acts(some)
        found += wanted(acts[place] for place in some if place in acts and sift.fits(acts[place]))
        looked, last = looked + len(some), some[-1] if some else last
        if len(some) < CHUNK or _is_before_the_year(sift, acts):
            return found, last, True
    return found, last, False


def _stretch(sift: Sift) -> Stretch:
    """Where the walk begins: of a year, at its end."""
    if sift.year is not None and sift.before is None and sift.after is None:
        return Stretch(before=queries.first_entered(f"{sift.year + 1}"))
    return Stretch(sift.before, sift.after)


def _is_before_the_year(sift: Sift, acts: dict[int, Said]) -> bool:
    return bool(sift.year and acts and sift.after is None) and min(acts.items())[1].act.entered < str(sift.year)
