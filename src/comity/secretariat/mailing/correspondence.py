"""What one person has been told and is still to be told: which letters are due to her now, by her own wish."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from comity.secretariat.mailing.matters import SOON, Matter, read_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from comity.secretariat.mailing.readers import Reader

HOUR = time(6)
"""From when on the day's digest may go, by the reader's own clock."""

MOST_LISTED = 500
"""How many of a person's mails are listed as hers, the newest."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What waits for a digest; until when it is remembered that she was told of what; the last digest; her mails."""

    pending: tuple[Matter, ...] = ()
    told: Mapping[str, datetime] | None = None
    digest: date | None = None
    mails: tuple[str, ...] = ()

    def was_told(self, key: str) -> bool:
        """Whether she was told of a matter, or will be."""
        return key in (self.told or {})

    def with_mails(self, mails: Iterable[str]) -> Correspondence:
        """Return the correspondence with further mails, by their ids."""
        return replace(self, mails=(*self.mails, *mails)[-MOST_LISTED:])

    def written(self) -> bytes:
        """Return the correspondence as JSON."""
        said = {
            "pending": [each.written() for each in self.pending],
            "told": {key: until.isoformat() for key, until in (self.told or {}).items()},
            "digest": self.digest.isoformat() if self.digest else None,
            "mails": self.mails,
        }
        return json.dumps(said, ensure_ascii=False).encode()


def read_correspondence(content: bytes) -> Correspondence:
    """Return the correspondence that `Correspondence.written` gave."""
    said = json.loads(content)
    return Correspondence(
        pending=tuple(read_matter(each) for each in said["pending"]),
        told={key: datetime.fromisoformat(until) for key, until in said["told"].items()},
        digest=date.fromisoformat(said["digest"]) if said["digest"] else None,
        mails=tuple(said["mails"]),
    )


def due_letters(
    kept: Correspondence, reader: Reader, arisen: Sequence[Matter], now: datetime
) -> tuple[Correspondence, list[tuple[Matter, ...]]]:
    """Return the correspondence as it is after `now`, and the letters that are due: each the matters of one.

    `arisen` is all that is new, and all that stands and waits, told already or not. What has waited for a digest and
    stands no more is dropped.
    """
    fresh = [matter for matter in arisen if not kept.was_told(matter.key)]
    told = {key: until for key, until in (kept.told or {}).items() if until > now}
    told |= {key: max(m.forgotten, now + _DAY) for m in fresh for key in _remembered(m, now)}
    always = tuple(matter for matter in fresh if matter.always)
    letters = [always] if always else []
    kept = replace(kept, told=told, pending=() if reader.wish == "keys" else _pending(kept, fresh, arisen))
    if kept.pending and reader.wish == "at_once":
        return replace(kept, pending=()), [*letters, kept.pending]
    here = now.astimezone(reader.zone)
    if _digest_goes(kept, here):
        return replace(kept, pending=(), digest=here.date()), [*letters, kept.pending]
    return kept, letters


def _remembered(matter: Matter, now: datetime) -> tuple[str, ...]:
    """What need not be told again. Who is told of a note that is due soon is not reminded of it besides."""
    if not matter.passes:
        return (matter.key,)
    return (f"reply/{matter.id}",) if matter.by is not None and matter.by <= now + SOON else ()


def _pending(kept: Correspondence, fresh: Sequence[Matter], arisen: Sequence[Matter]) -> tuple[Matter, ...]:
    """What waits, in the order of time, as far as it stands."""
    standing = {matter.key for matter in arisen}
    notes = {matter.id for matter in fresh if matter.reason == "note"}
    waiting = [matter for matter in kept.pending if matter.passes or matter.key in standing]
    waiting += [m for m in fresh if not m.always and not (m.reason == "reply" and m.id in notes)]
    return tuple(sorted(waiting, key=lambda matter: matter.at))


def _digest_goes(kept: Correspondence, here: datetime) -> bool:
    """One a day at the most, at its hour; or before, where something would be due before it is read."""
    if not kept.pending or (kept.digest is not None and kept.digest >= here.date()):
        return False
    hour = datetime.combine(here.date(), HOUR, here.tzinfo)
    coming = hour if here < hour else hour + _DAY
    if any(matter.by is not None and matter.by <= coming for matter in kept.pending):
        return True
    return here >= hour and any(matter.at <= hour for matter in kept.pending)
