"""Numbers of notices: the next one is proposed, as the field numbers its messages; its author may give another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.values import Key
from comity.forum.notices.state import NOTICE, PAPER_STEM
from comity.forum.notices.state import stem as stem_of
from comity.store import drafts
from comity.store import notices as queries

if TYPE_CHECKING:
    from comity.web.desk.notices.sitting import Sitting

_TRIES = 50


def proposed(at: Sitting, *, paper: bool = False) -> str:
    """Return a number that is free: the party in small letters, the year, a running number (kaz-2026-14)."""
    year = at.ask.today.year
    stem = PAPER_STEM if paper else stem_of(at.party)
    first = queries.counted(at.party, f"{year}", paper=paper) + 1
    taken = _in_drafts(at)
    numbers = [f"{stem}{year}-{number}" for number in range(first, first + _TRIES)]
    keys = [Key(NOTICE, number) for number in numbers]
    there = {key.id for held in (at.shelf.public(keys), at.shelf.private(keys)) for key in held}
    return next((number for number in numbers if number not in there | taken), "")


def _in_drafts(at: Sitting) -> set[str]:
    found = drafts.listed(at.here.house.vault, at.here.shelf)
    return {number for draft in found if isinstance(number := draft.fields.get("notice"), str)}
