"""What one person has been told and is still to be told: which letters are due to her now, by her own wish."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from comity.secretariat.mailing.matters import SOON, Matter, read_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from comity.secretariat.mailing.readers import Reader

HOUR = time(6)
"""From when on the day's digest may go, by the reader's own clock."""

MOST_LISTED = 500
"""How many of a person's mails are listed as hers, the newest."""

MOST_PENDING = 100
"""How many matters one letter lists, the earliest; of more it says how many."""

_DAY = timedelta(days=1)


class Due(NamedTuple):
    """A letter that is due: the matters that it lists, in the order of time, and how many more there are."""

    matters: tuple[Matter, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What waits for a digest, and how many more; what she was told, until when that is remembered; the last digest.

    `mails` are the ids of those in the outbox that are hers.
    """

    pending: tuple[Matter, ...] = ()
    more: int = 0
    told: Mapping[str, datetime] = field(default_factory=dict)
    digest: date | None = None
    mails: tuple[str, ...] = ()

    def was_told(self, key: str) -> bool:
        """Whether she was told of a matter, or will be."""
        return key in self.told

    def with_mails(self, mails: Iterable[str]) -> Correspondence:
        """Return the correspondence with further mails, by their ids."""
        return replace(self, mails=(*self.mails, *mails)[-MOST_LISTED:])

    def written(self) -> bytes:
        """Return the correspondence as JSON."""
        said = {
            "pending": [each.written() for each in self.pending],
            "more": self.more,
            "told": {key: until.isoformat() for key, until in self.told.items()},
            "digest": self.digest.isoformat() if self.digest else None,
            "mails": self.mails,
        }
        return json.dumps(said, ensure_ascii=False).encode()


def read_correspondence(content: bytes) -> Correspondence:
    """Return the correspondence that `Correspondence.written` gave."""
    said = json.loads(content)
    return Correspondence(
        pending=tuple(read_matter(each) for each in said["pending"]),
        more=said["more"],
        told={key: datetime.fromisoformat(until) for key, until in said["told"].items()},
        digest=date.fromisoformat(said["digest"]) if said["digest"] else None,
        mails=tuple(said["mails"]),
    )


def due_letters(
    kept: Correspondence, reader: Reader, arisen: Sequence[Matter], now: datetime
) -> tuple[Correspondence, list[Due]]:
    """Return the correspondence as it is after `now`, and the letters that are due.

    `arisen` is all that is new, and all that stands and waits, told already or not. What has waited for a digest and
    stands no more is dropped.
    """
    fresh = [matter for matter in arisen if not kept.was_told(matter.key)]
    told = {key: until for key, until in kept.told.items() if until > now}
    told |= {key: max(m.forgotten, now + _DAY) for m in fresh for key in _remembered(m, now)}
    always = tuple(matter for matter in fresh if matter.always)
    letters = [Due(always)] if always else []
    if reader.wish == "daily":
        urgent = tuple(matter for matter in fresh if matter.urgent)
        letters += [Due(urgent)] if urgent else []
        fresh = [matter for matter in fresh if not matter.urgent]
    waiting = Due(()) if reader.wish == "keys" else _waiting(kept, fresh, arisen)
    kept = replace(kept, told=told, pending=waiting.matters, more=waiting.more)
    here = now.astimezone(reader.zone)
    if waiting.matters and (reader.wish == "at_once" or _digest_goes(kept, here)):
        digest = kept.digest if reader.wish == "at_once" else here.date()
        return replace(kept, pending=(), more=0, digest=digest), [*letters, waiting]
    return kept, letters


def _remembered(matter: Matter, now: datetime) -> tuple[str, ...]:
    """What need not be told again. Who is told of a note that is due soon is not reminded of it besides."""
    if not matter.passes:
        return (matter.key,)
    if matter.reason != "note":
        return ()
    return (f"reply/{matter.id}",) if matter.by is not None and matter.by <= now + SOON else ()


def _waiting(kept: Correspondence, fresh: Sequence[Matter], arisen: Sequence[Matter]) -> Due:
    """What waits, in the order of time, as far as it stands."""
    standing = {matter.key for matter in arisen}
    notes = {matter.id for matter in fresh if matter.reason == "note"}
    waiting = [matter for matter in kept.pending if matter.passes or matter.key in standing]
    waiting += [m for m in fresh if not m.always and not (m.reason == "reply" and m.id in notes)]
    waiting.sort(key=lambda matter: matter.at)
    more = kept.more if waiting else 0
    return Due(tuple(waiting[:MOST_PENDING]), more + max(0, len(waiting) - MOST_PENDING))


def _digest_goes(kept: Correspondence, here: datetime) -> bool:
    """One a day at the most, at its hour; or before, where something would be due before it is read."""
    if kept.digest is not None and kept.digest >= here.date():
        return False
    hour = datetime.combine(here.date(), HOUR, here.tzinfo)
    coming = hour if here < hour else hour + _DAY
    if any(matter.by is not None and matter.by <= coming for matter in kept.pending):
        return True
    return here >= hour and any(matter.at <= hour for matter in kept.pending)
