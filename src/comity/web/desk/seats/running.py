"""A rehearsal as it runs in this process: one thread in which simulated delegations act and drills go on."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from django.db import close_old_connections, connections

from comity.forum.kernel.errors import Refused
from comity.record.errors import RecordError
from comity.secretariat.faults import Fault
from comity.secretariat.rehearsal.clock import moved
from comity.secretariat.rehearsal.drilling import Drilling
from comity.secretariat.rehearsal.plan import plan_of
from comity.secretariat.rehearsal.seats import Seats
from comity.secretariat.rehearsal.simulation import Simulation
from comity.web.desk.seats.awaited import Awaited

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.secretariat.rehearsal.clock import RehearsalClock
    from comity.secretariat.rehearsal.conduct import Affair
    from comity.secretariat.rehearsal.plan import Drill, Plan
    from comity.store.house import House

NOTICED_SECONDS = 0.5
"""Within how many seconds the end of the process is noticed."""

_LOG = logging.getLogger(__name__)


class Stop(NamedTuple):
    """A moment (milliseconds since 1970) at which somebody means to act: about an affair, or a drill."""

    moment: int
    affair: Affair | None


class Running:
    """What goes on in the rehearsal of a house. Its methods may be called from any thread."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.seats = Seats(house)
        self._mutex = threading.Lock()
        # What is due is done by one thread at a time: two would do it twice.
        self._turning = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._ended = False
        self._drills: list[Drilling] = []
        self._plan = plan_of(house.folder.path)
        self.simulation = Simulation(house, self.seats, self._plan, Awaited(house))
        self.simulating = False
        # Marks of invitations made at the seats, which nobody has to confirm.
        self.invited: set[str] = set()
        self.fault = ""
        # Time that has passed is time in which somebody meant to act.
        moved.append(self._wake.set)

    @property
    def plan(self) -> Plan:
        """The plan as its file said when the simulation was switched on last."""
        return self._plan

    def drills(self) -> list[Drilling]:
        """The drills of which notes are still to be sent."""
        with self._mutex:
            return list(self._drills)

    def simulate(self, *, on: bool) -> None:
        """Switch the simulated delegations on or off; switched on, they go by the plan as it is now.

        Raises DataFault where the plan cannot be read.
        """
        if on and not self.simulating:
            self._plan = plan_of(self.house.folder.path)
            self.simulation = Simulation(self.house, self.seats, self._plan, Awaited(self.house))
        self.simulating, self.fault = on, ""
        self._rouse()

    def begin(self, drill: Drill) -> Drilling:
        """Begin a drill and return it. What is due at its beginning is done before this returns.

        Raises Refused, RecordError, Stopped as the door does.
        """
        drilling = Drilling(self.house, self.seats, drill, Awaited(self.house).taken)
        drilling.step()
        with self._mutex:
            self._drills += [] if drilling.over else [drilling]
        self._rouse()
        return drilling

    def end(self) -> None:
        """Let nothing go on any more, and wait for what is being done."""
        with self._mutex:
            self._ended, thread = True, self._thread
        if self._wake.set in moved:
            moved.remove(self._wake.set)
        self._wake.set()
        if thread is not None:
            thread.join()

    def advance(self, clock: RehearsalClock, to: int) -> None:
        """Move the rehearsal's clock on to `to`, with a stop at each moment at which somebody means to act before that.

        An act counts from its time of entry: were the clock moved at one go, a delegation that means to break a silence
        after two days of seven would come when it has expired.

        Raises Refused as `RehearsalClock.move` does; then nothing is done.
        """
        clock.check(to)
        with self._turning:
            while stops := self._stops(clock.now(), to):
                for stop in stops:
                    if stop.moment > clock.now():
                        clock.move(stop.moment)
                    if not self._survived(self._carry_out, stop):
                        break
        clock.move(max(to, clock.now()))

    def _stops(self, now: int, to: int) -> list[Stop]:
        drilled = [
            Stop(drill.next, None) for drill in self.drills() if drill.next is not None and now < drill.next <= to
        ]
        meant = self.simulation.meant(now, to) if self.simulating else []
        stops = sorted([*drilled, *(Stop(*each) for each in meant)], key=lambda stop: stop.moment)
        # What a drill sends brings further intentions with it.
        first = next((place for place, stop in enumerate(stops) if stop.affair is None), len(stops))
        return stops[: first + 1] if self._goes_on() else []

    def _carry_out(self, stop: Stop) -> None:
        if stop.affair is None:
            self._step_drills()
        else:
            self.simulation.carry_out(stop.affair)

    def turn(self) -> None:
        """Do what is due now, in the drills and by the simulated delegations. Whatever happens is survived."""
        with self._turning:
            self._survived(self._do_what_is_due)

    def _do_what_is_due(self) -> None:
        self._step_drills()
        if self.simulating:
            self.simulation.look(self._goes_on)

    def _survived(self, do: Callable[..., None], *what: object) -> bool:
        try:
            do(*what)
        except Fault as fault:
            self.fault = str(fault)
        except Exception:  # noqa: BLE001 - as is said below
            # The thread outlives whatever one turn met; the server's log says what it was.
            _LOG.exception("a turn of the rehearsal failed")
        else:
            return True
        return False

    def _step_drills(self) -> None:
        for drilling in self.drills():
            try:
                drilling.step()
            except (Refused, RecordError) as refusal:
                self.fault = str(refusal)
                self._leave(drilling)
            if drilling.over:
                self._leave(drilling)

    def _leave(self, drilling: Drilling) -> None:
        with self._mutex:
            self._drills = [each for each in self._drills if each is not drilling]

    def _rouse(self) -> None:
        with self._mutex:
            if self._thread is None and not self._ended:
                # No daemon: when the process ends, the act that is being entered is waited for.
                self._thread = threading.Thread(target=self._run, name="rehearsal")
                self._thread.start()
        self._wake.set()

    def _run(self) -> None:
        try:
            while self._goes_on():
                self._wake.clear()
                close_old_connections()
                self.turn()
                self._rest()
        finally:
            connections.close_all()

    def _rest(self) -> None:
        until = time.monotonic() + self._plan.simulation.every
        while self._goes_on() and time.monotonic() < until and not self._wake.wait(NOTICED_SECONDS):
            pass

    def _goes_on(self) -> bool:
        return not self._ended and threading.main_thread().is_alive()


_running: Running | None = None


def running(house: House) -> Running:
    """Return what goes on in the rehearsal of `house`: one for a house, and one house for a process.

    Raises FolderRefused where it is a real forum's, DataFault where its plan cannot be read.
    """
    global _running  # noqa: PLW0603 - one process lives in one house
    if _running is None or _running.house is not house:
        if _running is not None:
            _running.end()
        _running = Running(house)
    return _running
