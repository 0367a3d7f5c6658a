"""Matters: what an officer is written to about. Each names what awaits and by when, and nothing that it says.

Of a decision, a treaty, a meeting it names the title: that is public in the record, its text may not be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

Reason = Literal[
    "note",
    "reply",
    "signature",
    "confirmation",
    "keys",
    "silence",
    "expiry",
    "put",
    "vote",
    "closing",
    "outcome",
    "undertaking",
    "notification",
    "meeting",
]
"""Why a mail is written.

`note`: a notice was entered, with her party among its addressees. `reply`: one is awaited soon. `signature`: an act of
her party waits for hers. `confirmation`: a new passkey of an officer waits for an administrator. `keys`: something
became of her own keys or functions.

`silence`: one has begun, runs longer, or has ended without a decision. `expiry`: one expires soon. `put`: a matter of
her party is before a meeting that sits. `vote`: one was opened. `closing`: it closes soon, and her party has not voted.
`outcome`: something came out of a matter. `undertaking`: what a decision lays down for her party is due soon.
`notification`: the depositary has issued one to her party. `meeting`: one was convened or moved."""

NEWS = ("note", "silence", "put", "vote", "outcome", "notification", "meeting")
"""Reasons of which an act is the occasion: such news comes once by itself."""

SOON = timedelta(hours=48)
"""How long before a reply is due its party is reminded, once."""

AT_LAST = timedelta(hours=6)
"""How long before a silence expires or a vote closes those who can sign are reminded a second time."""

BREACHES = ("decisions.break_silence", "decisions.relay_objection", "decisions.veto_silence")
"""Acts by which a member lets a silence decide nothing: all are told at once."""

REMEMBERED = timedelta(days=90)
"""How long it is remembered that somebody was told of what stands and waits; then she is told of it again."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that a person is told of once; `id` tells it from all others of its `reason`.

    `party` is in whose affairs, `serving` as whose officer she is told where that is another; `at` when it arose; `by`
    when it is due, if it is; `what` the reply that is asked for, the type of the act that waits, or what became of a
    key or of a silence. `given` of `wanted` signatures are there. `title` is what the decision, treaty or meeting is
    called, `name` a symbol, a number or a date, `outcome` what a body does with a text.
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
    title: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    outcome: str = ""

    @property
    def key(self) -> str:
        """By what it is remembered that she was told."""
        return f"{self.reason}/{self.id}"

    @property
    def always(self) -> bool:
        """Whether it is told at once, whatever she wishes: what becomes of her own keys is for her safety."""
        return self.reason == "keys"

    @property
    def urgent(self) -> bool:
        """Whether it waits for no digest: a silence is broken, or she would read of its expiry when it is too late."""
        if self.by is not None and self.reason in {"expiry", "closing"}:
            return self.by - self.at <= AT_LAST
        return self.reason == "silence" and self.what in BREACHES

    @property
    def passes(self) -> bool:
        """Whether it is news that comes once by itself, so that it need not be remembered who was told of it."""
        return self.reason in NEWS

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
