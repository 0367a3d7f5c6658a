"""A forum whose officers hold meetings: the desks of `desks`, with a charter that says how the committee decides.

Members KAZ, MNG, CHN (in the chair) and UZB, of whom three make a quorum; BLR an observer, the OSCE a partner. It is
9:00 UTC on 1 June 2026, and the clock stands until a test moves it.

- `begun(path)` begins the data folder and returns the clock; `opened(path, clock)` lives in it.
- `propose(house, …)`, `convened(house)`, `sitting(house)` bring a matter, a meeting, one that is open with a quorum.
- `seat(house, hat)` is an officer at her desk; `.do(address, **given)` sends a form and signs what comes of it.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.secretariat.composing import Hat
from comity.store import house as houses
from comity.store.house import World
from comity.store.living import living_in
from tests.support import desks
from tests.support.actsdesk import Leaf, Officer
from tests.support.trouble import SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comity.store.house import House

HEAD, CHAIRING = Hat(SECRETARIAT, "head"), Hat(CHAIR, "ambassador")
MEMBERS = ("KAZ", "MNG", "CHN", "UZB")
MEETING = "soc-1"
DAY = "2026-06-01"
TERM = "mng-2026"

_ASSUMED: dict[str, Any] = {"assumed": True}


def _body(name: str, called: str) -> dict[str, Any]:
    said = {"body": name, "names": [{"name": called}], "level": "senior", "rhythm": "yearly", "function": "decides"}
    return _ASSUMED | said


def _matter(name: str, **said: Any) -> dict[str, Any]:
    return _ASSUMED | {"matter": name, "name": name.capitalize(), "roles": {"soc": "decides"}, **said}


def _rules(*acts: str, by: tuple[str, ...], **said: Any) -> list[dict[str, Any]]:
    return [_ASSUMED | {"act": act, "by": list(by), **said} for act in acts]


_CHARTER: dict[str, Any] = {
    "bodies": [
        _body("soc", "Senior Officials Committee"),
        _body("forum", "Youth Forum") | {"established": "2026-09-01"},
        _body("panel", "Panel of Experts") | {"established": "[..2026-09-01]"},
    ],
    "matters": [_matter("plans"), _matter("chair", effects=["chair"]), _matter("money")],
    "procedures": [
        _ASSUMED
        | {
            "procedure": "consensus",
            "way": "consensus",
            "text": "The text stands when no member objects.",
            "silence": {"by": ["chair", "secretariat"], "hours": 24, "usual_hours": 72},
            "series": "decisions",
        },
        _ASSUMED
        | {
            "procedure": "money",
            "matters": ["money"],
            "way": "majority",
            "text": "By more than half of the votes cast.",
            "numerator": 1,
            "denominator": 2,
        },
    ],
    "symbols": [_ASSUMED | {"series": "decisions", "pattern": "SF/SOC/DEC/{m}/{n}", "name": "Decisions"}],
    "acts": [
        *_rules("meetings.*", "documents.register", "offices.take_chair", by=("secretariat", "chair")),
        *_rules("decisions.*", by=("secretariat", "chair")),
        *_rules("decisions.conclude", by=("chair",)),
        *_rules("decisions.propose", by=("secretariat", "chair", "member")),
        *_rules("decisions.object", "decisions.lift_objection", by=("secretariat", "chair")),
        *_rules("decisions.object", "decisions.lift_objection", by=("member",), own=True),
        *_rules("decisions.vote", "decisions.attach", by=("secretariat", "chair", "member"), own=True),
    ],
}


def begun(path: Path) -> SetClock:
    """Begin the forum's data folder at `path`; return its clock."""
    clock = SetClock(round(datetime(2026, 6, 1, 9, tzinfo=UTC).timestamp() * 1000))
    desks.staffed(path, desks.charter(**_CHARTER), World(clock))
    return clock


@contextmanager
def opened(path: Path, clock: SetClock) -> Iterator[House]:
    """The house at `path` by `clock`, lived in by the views."""
    with houses.open_house(path, world=World(clock)) as house, living_in(house):
        yield house


def enter(house: House, kind: str, /, hat: Hat = HEAD, **said: Any) -> int:
    """Enter an act of the secretariat, or of whoever wears `hat`."""
    return desks.enter(house, hat, kind, **said).index


def propose(house: House, name: str, *, matter: str = "plans", text: str = "First.\n\nSecond.", **said: Any) -> None:
    """Bring a matter before the committee."""
    title = said.pop("title", name.capitalize())
    of: dict[str, Any] = {"decision": name, "party": SECRETARIAT, "matter": matter, "body": "soc"}
    enter(house, "decisions.propose", **of, title=title, text=text, **said)


def convened(house: House, *, agenda: dict[str, list[str]] | None = None, **said: Any) -> None:
    """Convene the committee for today, with an agenda of items by their titles, each with its matters."""
    fields: dict[str, Any] = {"meeting": MEETING, "body": "soc", "kind": "regular", "number": 1, "planned": DAY}
    enter(house, "meetings.convene", **fields | {"format": "in_person"} | said)
    if agenda:
        items = [
            {"number": str(number), "title": title, "decisions": matters}
            for number, (title, matters) in enumerate(agenda.items(), 1)
        ]
        enter(house, "meetings.set_agenda", meeting=MEETING, items=items)


def come(house: House, *parties: str) -> None:
    """Note that members came."""
    enter(house, "meetings.note_presence", meeting=MEETING, capacity="member", present=list(parties))


def sitting(house: House, *parties: str, agenda: dict[str, list[str]] | None = None) -> None:
    """The committee sits, with a quorum unless only some parties are named."""
    convened(house, agenda=agenda)
    come(house, *(parties or MEMBERS))
    enter(house, "meetings.open", meeting=MEETING, presided=[{"party": "CHN", "office": "Chair"}])


def put(house: House, name: str) -> None:
    """Put a matter to the committee."""
    enter(house, "decisions.put", decision=name, meeting=MEETING)


class Seat(Officer):
    """An officer at her desk who sends the forms of meetings."""

    def room(self, **query: Any) -> Leaf:
        return Leaf(self.browser.get(f"/en/desk/meetings/{MEETING}/room/", query))

    def hall(self) -> Leaf:
        return self.get(f"meetings/{MEETING}/")

    def send(self, address: str, **given: Any) -> Leaf:
        """Send a form of the meeting."""
        return self.post(f"meetings/{MEETING}/{address}", **given)

    def drafted(self, leaf: Leaf) -> str:
        """The name of the draft to whose signing a form has led."""
        found = re.fullmatch(r"/en/desk/drafts/([\w-]+)/sign/", leaf.response.headers.get("Location", ""))
        assert found, leaf.plain
        return found[1]

    def signed(self, leaf: Leaf) -> str:
        """Sign what a form has led to; return where that leads."""
        done = self.sign(self.drafted(leaf))
        assert done.status == 302, done.plain
        return done.response.headers["Location"]

    def do(self, address: str, **given: Any) -> str:
        """Send a form of the meeting, sign what comes of it, and return where that leads."""
        return self.signed(self.send(address, **given))
