"""Matters: what an officer is written to about. Each names what awaits and by when, and nothing that it says."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

Reason = Literal["note", "reply", "signature", "confirmation", "keys"]
"""Why a mail is written.

`note`: a notice was entered, with her party among its addressees. `reply`: one is awaited soon. `signature`: an act of
her party waits for hers. `confirmation`: a new passkey of an officer waits for an administrator. `keys`: something
became of her own keys or functions."""

SOON = timedelta(hours=48)
"""How long before a reply is due its party is reminded, once."""

REMEMBERED = timedelta(days=90)
"""How long it is remembered that somebody was told of what stands and waits; then she is told of it again."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that a person is told of once; `id` tells it from all others of its `reason`.

    `party` is in whose affairs, `serving` as whose officer she is told where that is another; `at` when it arose; `by`
    when it is due, if it is; `what` the reply that is asked for, the type of the act that waits, or what became of a
    key. `given` of `wanted` signatures are there.
    """

    reason: Reason
    id: str
    party: str
    at: datetime
    by: datetime | None = None
    what: str = ""
    given: int = 0
    wanted: int = 0
    serving: str = ""

    @property
    def key(self) -> str:
        """By what it is remembered that she was told."""
        return f"{self.reason}/{self.id}"

    @property
    def always(self) -> bool:
        """Whether it is told at once, whatever she wishes: what becomes of her own keys is for her safety."""
        return self.reason == "keys"

    @property
    def passes(self) -> bool:
        """Whether it is news that comes once by itself, so that it need not be remembered who was told of it."""
        return self.reason == "note"

    @property
    def forgotten(self) -> datetime:
        """From when on it need not be remembered that she was told."""
        return max(self.by or self.at, self.at + REMEMBERED)

    def written(self) -> dict[str, Any]:
        """Return the matter as JSON can hold it."""
        by = self.by.isoformat() if self.by else None
        return {**asdict(self), "at": self.at.isoformat(), "by": by}


def read_matter(said: dict[str, Any]) -> Matter:
    """Return the matter that `Matter.written` gave."""
    by = datetime.fromisoformat(said["by"]) if said["by"] else None
    return Matter(**{**said, "at": datetime.fromisoformat(said["at"]), "by": by})
