"""Who belongs to an audience on a day: parties by their status then, or those that are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.charter.state import charter
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.officers.authority import statuses_on

if TYPE_CHECKING:
    from comity.forum.kernel.values import Values
    from comity.forum.openings.opening import Audience


def may_read(audience: Audience, author: str, reader: str, day: str, values: Values) -> bool:
    """Whether the party `reader` may read what `author` says to an audience, as things stand on `day` (YYYY-MM-DD).

    An author reads what it wrote. The secretariat and the chair read what all participants or all members read.
    """
    if reader == author:
        return True
    if not isinstance(audience, str):
        return reader in audience
    if reader in {SECRETARIAT, CHAIR}:
        return True
    held = charter(values)
    deciding = held.deciding(day) if held else frozenset()
    statuses = set(statuses_on(reader, day, values))
    return bool(statuses & deciding) if audience == "members" else bool(statuses)
