"""Readings: that an officer has opened a restricted act. Noted once an officer; told to the act's author alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from comity.store import models

if TYPE_CHECKING:
    from comity.secretariat.composing import Hat
    from comity.store.house import House


def note(house: House, index: int, hat: Hat, now: datetime) -> None:
    """Note that an officer has opened the restricted act at `index`; who did so before stays noted as she was."""
    note_all(house, [index], hat, now)


def note_all(house: House, indices: Iterable[int], hat: Hat, now: datetime) -> None:
    """Note that an officer has opened restricted acts; those that she has opened before stay noted as they were."""
    # The first reading of a party is found without knowing its officers.
    marks = {_mark(house, index, *who): index for index in indices for who in ((hat.party,), tuple(hat))}
    there = set(models.Reading.objects.filter(mark__in=list(marks)).values_list("mark", flat=True))
    told = json.dumps([hat.party, hat.officer, now.isoformat()]).encode()
    models.Reading.objects.bulk_create(
        [
            models.Reading(mark=mark, act=_mark(house, index), sealed=house.vault.seal(told))
            for mark, index in marks.items()
            if mark not in there
        ],
        ignore_conflicts=True,
    )


def opened_by(house: House, index: int) -> list[tuple[str, str, datetime]]:
    """Return who has opened the restricted act at `index`, by party, officer and time, the earliest first."""
    return opened_of(house, [index]).get(index, [])


def opened_of(house: House, indices: Iterable[int]) -> dict[int, list[tuple[str, str, datetime]]]:
    """Return who has opened restricted acts, by index."""
    found: dict[int, dict[tuple[str, str], datetime]] = {}
    acts = {_mark(house, index): index for index in indices}
    for act, sealed in models.Reading.objects.filter(act__in=list(acts)).values_list("act", "sealed"):
        party, officer, at = json.loads(house.vault.open(bytes(sealed)))
        when, told = datetime.fromisoformat(at), found.setdefault(acts[act], {})
        told[party, officer] = min(when, told.get((party, officer), when))
    return {index: sorted(((*who, at) for who, at in told.items()), key=_time) for index, told in found.items()}


def unopened(house: House, party: str, indices: Iterable[int]) -> set[int]:
    """Return those of the acts at `indices` that no officer of `party` has opened."""
    marks = {_mark(house, index, party): index for index in indices}
    there = models.Reading.objects.filter(mark__in=list(marks)).values_list("mark", flat=True)
    return set(marks.values()) - {marks[mark] for mark in there}


def _time(told: tuple[str, str, datetime]) -> datetime:
    return told[2]


def _mark(house: House, index: int, *who: str) -> str:
    return house.vault.mark("reading", str(index), *who)
