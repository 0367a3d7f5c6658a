"""Files that nothing names are destroyed: those of drafts that were dropped, and of forms that were never sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from comity.record.entry import parse_entry
from comity.store import drafts, models
from comity.store.filestore import place_of
from comity.store.shelf import shelf_of

if TYPE_CHECKING:
    from pathlib import Path

    from comity.store.house import House

GRACE = timedelta(days=2)
"""For how long a file is left that nothing names: somebody may be writing what it goes with."""

_AT_A_TIME = 500


def sweep(house: House, now: datetime) -> int:
    """Destroy the files that no act names which can still be read, and no draft; return how many there were."""
    old = [file for file in files(house) if file.stat().st_mtime < (now - GRACE).timestamp()]
    if not old:
        return 0
    named = {place_of(house.folder.files, house.vault, party, sha256) for party, sha256 in _named(house)}
    gone = [file for file in old if file not in named]
    for file in gone:
        file.unlink()
    return len(gone)


def files(house: House) -> Iterator[Path]:
    """Yield the files that are kept, by whomever."""
    return (file for file in house.folder.files.glob("*/*") if file.is_file())


def _named(house: House) -> Iterator[tuple[str, str]]:
    """By which party which digest is named: in drafts, in acts that can be opened, in acts that are public."""
    for shelf in models.Draft.objects.values_list("party", flat=True).distinct():
        for draft in drafts.listed(house.vault, shelf):
            yield from ((draft.hat.party, sha256) for sha256 in _digests(draft.fields))
    for said, opening in shelf_of(house).each_opening():
        yield from ((said.act.party, sha256) for sha256 in _digests(opening.read()[1]))
    rows = models.Entry.objects.exclude(type__startswith="charter.").order_by("idx").values_list("bytes", flat=True)
    for raw in rows.iterator(chunk_size=_AT_A_TIME):
        # Most entries name no file, and need not be read for it.
        if b'"sha256"' in bytes(raw):
            act = parse_entry(bytes(raw)).act
            yield from ((act.party, sha256) for sha256 in _digests(act.body))


def _digests(said: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(said, Mapping):
        found = said.get("sha256")
        if isinstance(found, str):
            yield found
        for each in said.values():
            yield from _digests(each)
    elif isinstance(said, list | tuple):
        for each in said:
            yield from _digests(each)
