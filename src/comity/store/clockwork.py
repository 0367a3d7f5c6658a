"""The clockwork: what concludes by itself is concluded here, when its moment comes or, after downtime, at once.

A silence that expires unbroken is a decision from that very moment; the secretariat's own desk then states it in the
record. Whoever is late is the host alone: the act says since when the text stands, and when that was recorded.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db import connections

from comity.forum.decisions.machine import SILENCE
from comity.forum.decisions.rules.silence import conclusion, series_due
from comity.forum.decisions.state import decision
from comity.forum.documents.symbols import next_in_series, series_of
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.moments import comes_before
from comity.forum.kernel.names import SECRETARIAT
from comity.record.errors import RecordError
from comity.secretariat.clock import entered_at, stated_at
from comity.secretariat.composing import View
from comity.secretariat.desk import REGISTRAR
from comity.secretariat.faults import Stopped
from comity.secretariat.rehearsal.clock import moved
from comity.store import models

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.decisions.acts import ConcludeSilence
    from comity.forum.kernel.acts import Body
    from comity.forum.kernel.values import Values
    from comity.store.house import House

CONCLUDE = "decisions.conclude_silence"
EVERY = 0.5
"""Seconds between one look at the clock and the next."""

_TOGETHER = 256
_log = logging.getLogger("comity.clockwork")


@dataclass(frozen=True, slots=True)
class Rounds:
    """What one look has brought: how many were concluded, and which could not be, by name, with the refusal's code."""

    concluded: int = 0
    refused: tuple[tuple[str, str], ...] = ()


class Clockwork:
    """Concludes what falls due. One a house; it ends with the process, and nobody waits for it."""

    def __init__(self, house: House, every: float = EVERY) -> None:
        """Look at the clock of `house` every so many seconds."""
        self._house = house
        self._every = every
        self._stopped = False
        self._roused = threading.Event()
        self._told: set[tuple[str, str]] = set()
        self._thread = threading.Thread(target=self._run, name="clockwork", daemon=True)

    def start(self) -> None:
        """Begin, with what fell due while nobody looked. A rehearsal's clock that is moved is looked at once more."""
        moved.append(self._roused.set)
        self._thread.start()

    def stop(self) -> None:
        """End, after the round that may be going on."""
        self._stopped = True
        self._roused.set()
        self._thread.join()
        moved.remove(self._roused.set)

    def _run(self) -> None:
        while not self._stopped:
            self._roused.clear()
            try:
                self.look()
            except Exception as fault:  # noqa: BLE001 - whatever it was, the desks go on, and so does the next round
                _log.exception("what fell due could not be concluded", exc_info=fault)
            finally:
                connections.close_all()
            self._roused.wait(self._every)

    def look(self) -> Rounds:
        """Conclude every silence whose moment has come, and return what came of it.

        Raises:
            Stopped: the door takes no acts now.
        """
        concluded, refused = 0, []
        due = self.due()
        for first in range(0, len(due), _TOGETHER):
            names = due[first : first + _TOGETHER]
            if self._together(names):
                concluded += len(names)
                continue
            for name in names:
                code = self._alone(name)
                concluded += code is None
                refused += [] if code is None else [(name, code)]
        return Rounds(concluded, tuple(refused))

    def due(self) -> list[str]:
        """Return the names of the matters whose silence has expired and is not concluded, the earliest first."""
        now = stated_at(self._house.clock.now())
        rows = models.Decision.objects.filter(state=SILENCE, expires__lte=now).order_by("expires", "born")
        return list(rows.values_list("id", flat=True))

    def _together(self, names: Iterable[str]) -> bool:
        """Conclude several under one checkpoint; say whether that went. One that is refused holds up no other."""
        try:
            self._house.desk.enter_all(self._bodies(names))
        except Stopped:
            raise
        except Exception:  # noqa: BLE001 - whatever it was, it is told of the one that it is about
            return False
        return True

    def _alone(self, name: str) -> str | None:
        """Conclude one; return the code for which it was refused, or None."""
        try:
            self._house.desk.enter_all(self._bodies([name]))
        except Stopped:
            raise
        except Exception as fault:  # noqa: BLE001 - one that cannot be concluded holds up no other
            code = _code_of(fault)
            self._tell(name, code, fault)
            return code
        return None

    def _tell(self, name: str, code: str, refusal: Exception) -> None:
        """Say it once in the log: it is tried again at every look."""
        if (name, code) not in self._told:
            self._told.add((name, code))
            _log.error("the silence on %s has expired and could not be concluded: %s", name, refusal)

    def _bodies(self, names: Iterable[str]) -> list[tuple[str, Body]]:
        values, given = View(self._house.ledger), dict[str, int]()
        now = entered_at(self._house.clock.now())
        return [(CONCLUDE, body) for name in names if (body := _conclusion(name, now, given, values))]


def _code_of(fault: Exception) -> str:
    if isinstance(fault, Refused):
        return fault.reason.code
    return fault.code if isinstance(fault, RecordError) else type(fault).__name__


def _conclusion(name: str, now: str, given: dict[str, int], values: Values) -> ConcludeSilence | None:
    """What is to be stated of one matter; `given` counts the symbols that this round has given in each series."""
    held = decision(values, name)
    if held is None or held.silence is None or comes_before(now, held.silence.expires):
        return None
    act = Enacted(0, now, CONCLUDE, SECRETARIAT, REGISTRAR, cast("Body", None))
    body, series = conclusion(held, act, values), series_due(held, act, values)
    if series is None:
        return body
    first = next_in_series(series, now[:4], values, now[:10])
    pattern, number = series_of(first)
    taken = given.get(pattern, 0)
    given[pattern] = taken + 1
    # What is unset is not stored: the symbol is set as if it had been stated with the rest.
    return type(body).model_validate(
        body.model_dump(exclude_unset=True) | {"symbol": pattern.replace("{n}", str(number + taken))}
    )
