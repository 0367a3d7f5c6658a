"""`comity rehearse`: a second forum on its own record, with a seat for everybody."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.django import use_folder
from comity.cli.host import Stages, forum_folder
from comity.cli.options import Data
from comity.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.store.house import House

DEFAULT_REHEARSAL = Path("var-rehearsal")
# Seats are anybody's who reaches them, so nobody does from elsewhere.
HOST = "127.0.0.1"


def register(app: typer.Typer) -> None:
    app.command(epilog="Examples:  comity rehearse   ·   comity rehearse --simulate --data /tmp/drill --port 8001")(
        rehearse
    )


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
) -> None:
    """Rehearse a forum, on a record that can never become the real one.

    The first time a folder is made: the forum's whole history under another name and origin, with officers for every
    delegation and for the secretariat. Then it is served to this machine alone; at /seats/ anybody takes any seat.
    """
    if not data.is_dir() or not any(data.iterdir()):
        begin_rehearsal(data, forum)
    _serve(data, port, simulate)


def begin_rehearsal(data: Path, forum: str) -> None:
    """Make the data folder of the rehearsal of a forum, without its officers yet."""
    from comity.secretariat.clock import HostClock, entered_at
    from comity.secretariat.forumdata import read_forum
    from comity.secretariat.rehearsal.marks import rehearsed
    from comity.secretariat.rehearsal.plan import COMMON, FILE, read_plan

    plan = read_plan(COMMON)
    read = rehearsed(read_forum(forum_folder(forum), now=entered_at(HostClock().now())), plan.marks)
    use_folder(data)
    from comity.store.house import begin

    with Stages() as stages:
        begin(data, read, on_progress=stages)
    shutil.copyfile(COMMON / FILE, data / FILE)


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
        delegations = len({seat.delegation for seat in seats})
        say(f"The rehearsal “{forum}” in {house.folder.path}: {size:,} acts, {len(seats)} seats of {delegations}.")
        say(f"Take any seat at http://localhost:{port}/seats/ (Ctrl-C ends it).")

    return welcome
