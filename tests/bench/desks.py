"""What has to be measured of desks, inside a process that holds a data folder.

The parties are those of tests/support/desks.py, whose officers have passkeys in software; those of the load are of a
rehearsal. The person herself, who reads and touches, is not measured.
"""

# ruff: noqa: PLC0415 - a task imports what needs Django once Django is set up
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.store.house import House

MATTERS = 500
SECONDS_OF_LOAD = 20
# More notes than any delegation can acknowledge in that time.
ROUNDS = 600
DELEGATIONS = 28


@contextmanager
def _staffed(data: Path) -> Iterator[House]:
    from comity.store.house import open_house
    from comity.store.living import living_in
    from tests.support.desks import staffed

    if not (data / "comity.toml").exists():
        staffed(data)
    with open_house(data) as house, living_in(house):
        yield house


def _timed(work: Callable[[], object], into: list[float]) -> object:
    started = time.perf_counter()
    done = work()
    into.append((time.perf_counter() - started) * 1000)
    return done


def flows(data: Path, number: int) -> dict[str, Any]:
    """Sign in, read an act, sign it, look at its receipt, over and over; milliseconds of each on the server."""
    from django.test import Client

    from comity.secretariat.composing import Hat
    from tests.support import ceremonies
    from tests.support.actsdesk import Leaf, officer
    from tests.support.desks import HOST
    from tests.support.notes import send

    took: dict[str, list[float]] = {"sign-in": [], "read": [], "sign": [], "receipt": []}
    with _staffed(data) as house:
        who = officer(house, "MNG", "ambassador")
        for nth in range(number):
            browser = Client(headers={"host": HOST})
            _timed(lambda browser=browser: ceremonies.sign_in(browser, Hat("MNG", "ambassador")), took["sign-in"])  # type: ignore[misc]
            send(house, f"kaz-2026-{nth}")
            name = who.begin("notices.acknowledge", audience="participants", party="MNG", notice=f"kaz-2026-{nth}")
            page = _timed(lambda name=name: who.read(name), took["read"])  # type: ignore[misc]
            assert isinstance(page, Leaf)
            # What her authenticator and her hands do is hers.
            sent = {"shown": page.shown, **who.answer(page.line)}
            done = _timed(lambda name=name, sent=sent: who.post(f"drafts/{name}/sign/", **sent), took["sign"])  # type: ignore[misc]
            assert isinstance(done, Leaf)
            assert done.status == 302, done.plain
            _timed(lambda done=done: who.browser.get(done.response.headers["Location"]), took["receipt"])  # type: ignore[misc]
    return {"milliseconds": took}


def desk(data: Path, number: int) -> dict[str, Any]:
    """The desk of a delegation of which 500 things are asked: milliseconds of the page, and its SQL statements."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.support.desks import at_desk
    from tests.support.notes import KAZ, LATER, send_all

    with _staffed(data) as house:
        asked = {"party": "KAZ", "to": ["MNG"], "subject": "Matter", "text": "Text.", "reply": "answer", "by": LATER}
        send_all(house, KAZ, [asked | {"notice": f"kaz-matter-{nth}"} for nth in range(MATTERS)])
        browser = at_desk(house, "MNG", "ambassador")
        took: list[float] = []
        for _ in range(number):
            _timed(lambda: browser.get("/en/desk/"), took)
        with CaptureQueriesContext(connection) as captured:
            answered = browser.get("/en/desk/")
        assert str(MATTERS) in answered.content.decode()
    return {"milliseconds": took, "statements": len(captured)}


def board(data: Path, number: int) -> dict[str, Any]:
    """The board of decisions with 500 open matters and some in every state: milliseconds, and its SQL statements."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.support import decisiondesks
    from tests.support.desks import at_desk

    clock = decisiondesks.begun(data)
    with decisiondesks.opened(data, clock) as house:
        told = decisiondesks.Told(house, clock)
        decisiondesks.everything(told)
        told.propose_many(MATTERS)
        browser = at_desk(house, "MNG", "ambassador")
        took: list[float] = []
        for _ in range(number):
            _timed(lambda: browser.get("/en/desk/decisions/"), took)
        with CaptureQueriesContext(connection) as captured:
            answered = browser.get("/en/desk/decisions/")
        assert answered.status_code == 200
    return {"milliseconds": took, "statements": len(captured)}


def together(data: Path, _number: int) -> dict[str, Any]:
    """28 delegations of CICA's rehearsal that act at once; every act is durable before that delegation's next."""
    from django.db import connections

    from comity.cli.rehearse import begin_rehearsal, seat_everybody
    from comity.secretariat.rehearsal.load import Load
    from comity.secretariat.rehearsal.seats import Seats
    from comity.store.house import open_house
    from comity.store.models import Party

    begin_rehearsal(data, "cica")
    with open_house(data) as house:
        seat_everybody(house)
        seats = Seats(house)
        states = Party.objects.filter(kind="state").order_by("born").values_list("id", flat=True)
        load = Load(house, seats, list(states)[:DELEGATIONS])
        outcome = load.drive(load.send(ROUNDS), SECONDS_OF_LOAD, connections.close_all)
    return {
        "rate": outcome.rate,
        "entered": outcome.entered,
        "astray": outcome.lost + outcome.doubled + outcome.unasked + outcome.refused,
        "p99": outcome.wait(0.99) * 1000,
    }
