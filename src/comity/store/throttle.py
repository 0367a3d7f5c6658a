"""Throttling: whoever fails again and again waits longer and longer. Only marks are kept, no addresses.

What is counted is who tries, never whom it is tried for: a stranger can lock nobody out but herself. Where many fail in
the whole house at once, everybody has fewer tries before the waiting begins; but nobody is without a first one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from comity.secretariat.vault import Vault
from comity.store.models import Attempt

FREE = 5
"""How many failures cost nothing."""

FREE_UNDER_PRESSURE = 1
"""How many do while the house is under pressure."""

PRESSURE = 60
"""So many failures within a minute, by whomever, are pressure."""

UNTOLD = "somebody"
"""Who tries where nothing tells her from others."""

FREE_OF_UNTOLD = 600
"""So many failures within a minute, by whomever, and who is not told from others waits until the minute is over."""

LONGEST = timedelta(minutes=15)
"""Nobody waits for longer."""

_FIRST = timedelta(seconds=2)
_FORGOTTEN = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_DOUBLINGS = 12


def wait(vault: Vault, who: str, now: datetime) -> timedelta:
    """Return how long `who` has to wait before the next try; nothing where none is left to wait for."""
    if who == UNTOLD:
        return _wait_of_untold(vault, now)
    row = Attempt.objects.filter(mark=_mark(vault, who), since__gt=now - _FORGOTTEN).first()
    if row is None:
        return timedelta()
    beyond = row.tries - (FREE_UNDER_PRESSURE if _pressed(vault, now) else FREE)
    if beyond < 0:
        return timedelta()
    until: datetime = row.since + min(LONGEST, _FIRST * 2 ** min(beyond, _DOUBLINGS))
    return max(timedelta(), until - now)


def failed(vault: Vault, who: str, now: datetime) -> None:
    """Note that `who` has tried and failed."""
    if who != UNTOLD:
        _count(_mark(vault, who), now, _FORGOTTEN, moving=True)
    _count(_house(vault), now, _MINUTE, moving=False)


def succeeded(vault: Vault, who: str) -> None:
    """Forget the failures of `who`."""
    Attempt.objects.filter(mark=_mark(vault, who)).delete()


def first_time(vault: Vault, what: str, now: datetime) -> bool:
    """Return whether a thing that is good once only comes for the first time; from now on it has come."""
    return Attempt.objects.get_or_create(mark=vault.mark("once", what), defaults={"since": now, "tries": 1})[1]


def clear(now: datetime) -> None:
    """Forget what counts no more."""
    Attempt.objects.filter(since__lte=now - _FORGOTTEN).delete()


def _count(mark: str, now: datetime, window: timedelta, *, moving: bool) -> None:
    """Count one more: within a window since the last failure where it is `moving`, else since the first."""
    since = {"since": now} if moving else {}
    if Attempt.objects.filter(mark=mark, since__gt=now - window).update(tries=F("tries") + 1, **since):
        return
    Attempt.objects.update_or_create(mark=mark, defaults={"since": now, "tries": 1})


def _pressed(vault: Vault, now: datetime) -> bool:
    return Attempt.objects.filter(mark=_house(vault), since__gt=now - _MINUTE, tries__gte=PRESSURE).exists()


def _wait_of_untold(vault: Vault, now: datetime) -> timedelta:
    full = {"since__gt": now - _MINUTE, "tries__gte": FREE_OF_UNTOLD}
    row = Attempt.objects.filter(mark=_house(vault), **full).first()
    return row.since + _MINUTE - now if row else timedelta()


def _mark(vault: Vault, who: str) -> str:
    return vault.mark("attempts", who)


def _house(vault: Vault) -> str:
    return vault.mark("attempts of all")
