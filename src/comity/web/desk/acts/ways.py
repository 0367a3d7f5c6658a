"""Further ways to sign at the desk, beside passkey and file: none, unless a part of the house has opened one.

A rehearsal opens one, so that whoever takes a seat can sign with the key that the rehearsal keeps for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.web.desk.acts.taking import Sign
    from comity.web.desk.presence import Present


@dataclass(frozen=True, slots=True)
class Way:
    """A way to sign: its name in the form, what its button says and what is said beside it, and what signs."""

    name: str
    label: str
    hint: str
    sign: Sign


Opens = Callable[["Present"], "Way | None"]
"""Gives a way for an officer at her desk, or None where it is not open to her."""

_OPENED: list[Opens] = []


def open_way(opens: Opens) -> None:
    """Let `opens` be asked for a way whenever somebody is about to sign."""
    if opens not in _OPENED:
        _OPENED.append(opens)


def ways_of(here: Present) -> list[Way]:
    """Return the further ways that are open to the officer at the desk."""
    return [way for way in (opens(here) for opens in _OPENED) if way is not None]
