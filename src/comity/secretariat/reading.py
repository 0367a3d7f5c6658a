"""What one party may read: acts with their bodies, and values folded from these acts and no others.

Another party's answer to a named audience leaves no trace in what is read here: whatever is said of a notice follows
from acts that the reader may read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from comity.forum.kernel.values import Key
from comity.forum.notices.state import NOTICE, Notice
from comity.forum.openings.reach import may_read
from comity.forum.registry import named_by
from comity.secretariat.composing import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comity.forum.kernel.acts import Body, Enacted
    from comity.forum.kernel.values import Value, Values
    from comity.forum.openings.opening import Audience


class Said(NamedTuple):
    """An act with its body, and who may read it: "public", "participants", "members", or the parties named."""

    audience: Audience
    act: Enacted


class Shelf(Protocol):
    """Everything that the house can open."""

    def said(self, indices: Iterable[int]) -> Mapping[int, Said]:
        """Return the acts at `indices`, by index; one whose opening was erased, or never held, is left out."""

    def private(self, keys: Iterable[Key]) -> Mapping[Key, Value]:
        """Return the values under `keys` as restricted acts have left them; what none has touched is left out."""

    def public(self, keys: Iterable[Key]) -> Mapping[Key, Value]:
        """Return the values under `keys` as public acts have left them; what none has touched is left out."""


@dataclass(frozen=True, slots=True)
class Read:
    """A notice as a reader sees it: what is known of it, the acts that say so by index, and who may read the first."""

    notice: Notice
    acts: Mapping[int, Enacted]
    audience: Audience

    @property
    def first(self) -> Enacted:
        """The act that brought it into being."""
        return self.acts[self.notice.acts[0]]

    @property
    def body(self) -> Body:
        """What that act says."""
        return self.first.body


class Reader:
    """A party that reads, on a day."""

    def __init__(self, party: str, day: str, values: Values, shelf: Shelf) -> None:
        """Read for `party` what is on the `shelf`, as its status on `day` (YYYY-MM-DD) by `values` lets it."""
        self.party = party
        self._day = day
        self._values = values
        self._shelf = shelf
        self._reaches: dict[str, bool] = {}

    def may_read(self, said: Said) -> bool:
        """Whether the party may read an act; what it wrote or was addressed to it, whatever its status is now."""
        if said.audience == PUBLIC or self.party == said.act.party:
            return True
        if self.party in getattr(said.act.body, "to", ()):
            return True
        if isinstance(said.audience, str):
            return self._reached(said.audience)
        return self.party in said.audience

    def acts(self, indices: Iterable[int]) -> dict[int, Said]:
        """Return those of the acts at `indices` that the party may read, by index."""
        held = self._shelf.said(indices)
        return {index: held[index] for index in sorted(held) if self.may_read(held[index])}

    def notice(self, slug: str) -> Read | None:
        """Return the notice called `slug`, or None where the party may read of none."""
        return self.notices([slug]).get(slug)

    def notices(self, slugs: Iterable[str]) -> dict[str, Read]:
        """Return the notices called `slugs` that the party may read of, by their names."""
        keys = [Key(NOTICE, slug) for slug in slugs]
        public = self._shelf.public(keys)
        held = {**public, **self._shelf.private(keys)}
        acts = self.acts({index for value in held.values() for index in value.acts})
        found = {key.id: self._read(key, held[key], public.get(key), acts) for key in keys if key in held}
        return {slug: read for slug, read in found.items() if read}

    def _read(self, key: Key, held: Value, public: Value | None, acts: Mapping[int, Said]) -> Read | None:
        own = {index: acts[index] for index in held.acts if index in acts}
        # A public value may have been corrected; then its acts alone would not tell what it has become.
        value = public if held is public else folded(key, [said.act for said in own.values()])
        if value is None or value.acts[0] not in own:
            return None
        first = own[value.acts[0]]
        return Read(cast("Notice", value), {index: said.act for index, said in own.items()}, first.audience)

    def _reached(self, audience: str) -> bool:
        if audience not in self._reaches:
            self._reaches[audience] = may_read(audience, "", self.party, self._day, self._values)
        return self._reaches[audience]


def folded(key: Key, acts: Iterable[Enacted]) -> Value | None:
    """Return the value under `key` as `acts`, in the order of the record, make it; None where none brings it about."""
    value: Value | None = None
    for act in acts:
        for named, fold in named_by(act.type, act.body):
            if named == key and (value is not None or fold.begins):
                value = fold.evolve(value, act, key.id)
    return value


def named_in(audience: Audience, *further: str) -> Audience:
    """Return an audience for what answers something read by `audience`: the same, with `further` parties in it.

    The secretariat and the chair read what all participants or members read.
    """
    if isinstance(audience, str):
        return audience
    return tuple(sorted({*audience, *further}))
