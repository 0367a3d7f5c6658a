"""A forum begins: its first act constitutes it, and its history is entered from its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.charter.acts import Constitute, OfficeKey
from comity.secretariat.desk import REGISTRAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.forum.kernel.acts import Body
    from comity.record.keys import PublicKey
    from comity.secretariat.desk import Desk
    from comity.secretariat.forumdata import ForumData

BATCH = 256
"""Acts of a forum's history that are entered under one checkpoint."""


def constitution(data: ForumData, origin: str, key: PublicKey) -> Constitute:
    """Return the body of the first act: the forum of `data`, with `key` for the secretariat's registrar."""
    said = {**data.identity, "origin": origin, "keys": (OfficeKey(office=REGISTRAR, key=key.openssh),)}
    return Constitute.model_validate(said)


def enter_history(
    desk: Desk, first: Constitute, data: ForumData, on_progress: Callable[[int, int], None] | None = None
) -> None:
    """Enter the constitution and every act of `data`, in order; `on_progress(done, all)` is called after each batch.

    Raises:
        Refused, RecordError, Stopped: as the door does.
    """
    acts: list[tuple[str, Body]] = [("charter.constitute", first)]
    acts += [(drafted.type, drafted.body) for drafted in data.acts]
    for start in range(0, len(acts), BATCH):
        desk.enter_all(acts[start : start + BATCH])
        if on_progress is not None:
            on_progress(min(start + BATCH, len(acts)), len(acts))
