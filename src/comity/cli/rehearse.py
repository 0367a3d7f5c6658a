"""`comity rehearse`: a second forum on its own record, with a seat for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.django import use_folder
from comity.cli.errors import WRONG_USAGE, CommandError
from comity.cli.host import Stages, forum_folder
from comity.cli.options import Data
from comity.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.secretariat.forumdata import ForumData
    from comity.secretariat.rehearsal.past import Past
    from comity.store.house import House

DEFAULT_REHEARSAL = Path("var-rehearsal")
# Seats are anybody's who reaches them, so nobody does from elsewhere.
HOST = "127.0.0.1"


def _moment(given: str) -> int:
    from comity.forum.kernel.errors import Refused
    from comity.secretariat.clock import HostClock
    from comity.secretariat.rehearsal.clock import read_moment

    try:
        moment = read_moment(given)
    except Refused as refused:
        raise typer.BadParameter(f"{refused.text} {refused.remedy}") from None
    if moment > HostClock().now():
        raise typer.BadParameter(f"{given} has not come yet; a rehearsal is set on a day of the forum’s history.")
    return moment


def register(app: typer.Typer) -> None:
    app.command(
        epilog="Examples:  comity rehearse   ·   comity rehearse --on 2022-10-10 --data /tmp/kuwait   ·   "
        "comity rehearse --simulate --data /tmp/drill --port 8001"
    )(rehearse)


def rehearse(
    data: Data = DEFAULT_REHEARSAL,
    forum: Annotated[
        str,
        typer.Option("--forum", metavar="NAME", help="The forum that is rehearsed: its name, or a folder of its data."),
    ] = "cica",
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", envvar="PORT", min=1, max=65535, help="The port to listen on.")
    ] = 8000,
    simulate: Annotated[
        bool, typer.Option("--simulate", help="Let delegations in whose seats nobody sits act by themselves.")
    ] = False,
    on: Annotated[
        int | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="A day of the forum's history (2022-10-10, or 2022-10-10T09:00Z) on which the rehearsal begins.",
            parser=_moment,
        ),
    ] = None,
) -> None:
    """Rehearse a forum, on a record that can never become the real one.

    The first time a folder is made: the forum's history under another name and origin, with officers for every
    delegation and for the secretariat. Then it is served to this machine alone; at /seats/ anybody takes any seat.
    With --on what had not happened yet on that day is left out, and the rehearsal's clock begins there; at /seats/ it
    is moved forward.
    """
    if not data.is_dir() or not any(data.iterdir()):
        begin_rehearsal(data, forum, on)
    elif on is not None:
        _check_set_on(data, on)
    _serve(data, port, simulate)


def begin_rehearsal(data: Path, forum: str, on: int | None = None) -> None:
    """Make the data folder of the rehearsal of a forum, set on a moment of its history, without its officers yet."""
    from comity.secretariat.clock import HostClock, entered_at
    from comity.secretariat.forumdata import read_forum
    from comity.secretariat.rehearsal.clock import RehearsalClock
    from comity.secretariat.rehearsal.marks import rehearsed
    from comity.secretariat.rehearsal.plan import COMMON, lay_out, read_plan

    plan = read_plan(COMMON)
    past = _at(read_forum(forum_folder(forum), now=entered_at(HostClock().now())), on)
    use_folder(data)
    from comity.store.house import World, begin

    world = World(HostClock() if on is None else RehearsalClock.at(on))
    with Stages() as stages:
        begin(data, rehearsed(past.data, plan.marks), on_progress=stages, world=world)
    lay_out(data, past.to_come)


def _at(whole: ForumData, on: int | None) -> Past:
    from comity.forum.kernel.errors import Refused
    from comity.secretariat.rehearsal.past import Past, as_it_stood

    try:
        return Past(whole, ()) if on is None else as_it_stood(whole, on)
    except Refused as refused:
        raise CommandError(f"{refused.text} {refused.remedy}", WRONG_USAGE) from refused


def _check_set_on(data: Path, on: int) -> None:
    """Say that a rehearsal goes on by its own clock, whatever day is asked for; the day it was made for is let pass."""
    from comity.secretariat import datafolder
    from comity.secretariat.clock import stated_at
    from comity.secretariat.rehearsal.clock import RehearsalClock

    set_on = RehearsalClock.of(datafolder.read(data)).set_on
    if set_on != stated_at(on):
        began = f"was set on {set_on}" if set_on else "began with the whole history"
        said = f"the rehearsal in {data} {began}, and cannot be set on another day."
        raise CommandError(f"{said} Name another folder with --data, or remove this one to begin afresh.", WRONG_USAGE)


def _serve(data: Path, port: int, simulate: bool) -> None:
    from comity.secretariat import datafolder
    from comity.secretariat.rehearsal.marks import check_rehearsal

    check_rehearsal(datafolder.read(data))
    use_folder(data)
    from comity.cli.server import check_address, run
    from comity.store.house import open_house

    with open_house(data) as house:
        seat_everybody(house)
        check_address(HOST, port)
        run(data, HOST, port, _welcome(house, port), _simulating if simulate else None)


def seat_everybody(house: House) -> None:
    """Everybody who is missing is entered: officers by acts, and into the directory those who are invented for them."""
    from comity.secretariat.rehearsal.enrolment import Enrolment
    from comity.secretariat.rehearsal.plan import plan_of
    from comity.secretariat.rehearsal.seats import Seats
    from comity.store.models import Party
    from comity.web.desk.frame import ask_here
    from comity.web.desk.seats.people import introduce

    seats, parties = Seats(house), Party.objects.order_by("born").values_list("id", flat=True)
    enrolment = Enrolment(house, seats, plan_of(house.folder.path))
    enrolment.enrol(enrolment.delegations(parties))
    introduce(house, seats.all(), ask_here("en").speech.party)


def _simulating() -> None:
    """Called in the worker, once it lives in the house."""
    from comity.store.living import living
    from comity.web.desk.seats.running import running

    running(living()).simulate(on=True)


def _welcome(house: House, port: int) -> Callable[[], None]:
    from comity.secretariat.rehearsal.seats import Seats

    forum, seats = house.folder.forum, Seats(house).all()
    size = house.ledger.size()

    def welcome() -> None:
        taken = f"{len(seats)} seats of {len({seat.delegation for seat in seats})} delegations"
        say(f"The rehearsal “{forum}” in {house.folder.path}: {size:,} acts, {taken}.")
        say(f"Take any seat at http://localhost:{port}/seats/ (Ctrl-C ends it).")

    return welcome
