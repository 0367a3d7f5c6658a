"""A small forum with officers at their desks that decides: matters in every state, by acts that are signed.

It is the forum of `desks`, with a charter that knows matters and ways to decide them. KAZ, MNG and CHN are members with
officers, UZB one without; CHN is in the chair. The clock stands at `NOW` until a test moves it.

- `begun(path)` makes the data folder and returns its clock; `opened(path, clock)` lives in its house.
- `Told` enters acts in the name of parties: `told.propose("plan")`, `told.silence("plan")`, …
- `everything(told)` brings a matter into each state of the machine.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from comity.forum.decisions.rules.votes import ballot
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.record.encoding import encode_base64
from comity.secretariat.composing import Hat
from comity.store import house as houses
from comity.store.clockwork import Clockwork
from comity.store.house import World
from comity.store.living import living_in
from tests.support import desks
from tests.support.small_forum import act
from tests.support.trouble import SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comity.store.house import House

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MEMBERS = ("KAZ", "MNG", "CHN")
"""The members that have officers."""

LEADS = {
    "SECRETARIAT": "head",
    "CHAIR": "ambassador",
    **dict.fromkeys(MEMBERS, "ambassador"),
    **dict.fromkeys(("BLR", "OSCE"), "administrator"),
}
"""Who signs for whom."""

_RULE: dict[str, Any] = {"sources": ["S1"]}
_ASSUMED: dict[str, Any] = {"assumed": True}
_SILENCE = {"by": ["chair", "secretariat"], "hours": 24, "usual_hours": 72, "veto_hours": 12}


def _body(name: str, called: str, level: str) -> dict[str, Any]:
    return _RULE | {
        "body": name,
        "names": [{"name": called}],
        "level": level,
        "rhythm": "yearly",
        "function": "decides",
    }


def _matter(name: str, called: str, roles: dict[str, str], **said: Any) -> dict[str, Any]:
    return _RULE | {"matter": name, "name": called, "roles": roles, **said}


def _way(name: str, way: str, *matters: str, **said: Any) -> dict[str, Any]:
    return _ASSUMED | {"procedure": name, "way": way, "text": f"By {name}", "matters": list(matters), **said}


def _acts() -> Iterator[dict[str, Any]]:
    member = {"by": ["member"], "own": True}
    yield {"act": "decisions.*", "by": ["secretariat", "chair"]}
    yield {"act": "decisions.conclude", "by": ["chair"]}
    yield {"act": "decisions.relay_objection", "by": ["chair"]}
    for kind in ("propose", "object", "lift_objection", "attach"):
        yield {"act": f"decisions.{kind}", "by": ["secretariat", "chair"]}
        yield {"act": f"decisions.{kind}", **member}
    yield {"act": "decisions.withdraw", "by": ["secretariat", "chair", "member"], "own": True}
    yield {"act": "decisions.fulfil", "by": ["secretariat", "member"], "own": True}
    yield {"act": "decisions.open_ballot", **member, "audience": "named"}
    for kind in ("break_silence", "veto_silence", "withdraw_objection", "reserve", "lift_reservation", "vote", "cast"):
        yield {"act": f"decisions.{kind}", **member}
    yield {"act": "decisions.support", **member}
    yield {"act": "meetings.*", "by": ["secretariat", "chair"]}


_BOTH = {"summit": "decides", "soc": "decides", "group": "recommends"}
_SOC = {"soc": "decides"}
_FURTHER: dict[str, list[dict[str, Any]]] = {
    "bodies": [_body("soc", "Committee", "senior"), _body("group", "Working Group", "working")],
    "matters": [
        _matter("plans", "Plans", _BOTH),
        _matter("chair", "The chair", _SOC, effects=["chair", "chair_extension"]),
        _matter(
            "admission", "Admission", {"summit": "decides", "soc": "recommends"}, effects=["admission", "status_end"]
        ),
        _matter("rules", "Rules", _SOC, effects=["charter"], parts=["settings", "procedures", "quorum"]),
        _matter("posts", "Posts", _SOC, effects=["appointment"]),
        _matter("money", "Money", _SOC),
        _matter("election", "Election", _SOC),
        _matter("alarm", "Alarm", _SOC),
        _matter("whispers", "Whispers", _SOC),
    ],
    "procedures": [
        _way("consensus", "consensus", silence=_SILENCE, statements_hours=48, series="decisions"),
        _way("majority", "majority", "money", numerator=1, denominator=2, quorum=False, vote_hours=1),
        _way("ballot", "secret_ballot", "election", numerator=1, denominator=2, quorum=False, opening_hours=1),
        _way("call", "trigger", "alarm", trigger=2),
        _way("whisper", "consensus", "whispers", silence=_SILENCE | {"breaker": "chair_only"}),
    ],
    "symbols": [_RULE | {"series": "decisions", "pattern": "SF/DEC/{n}", "name": "Decisions"}],
    "settings": [_ASSUMED | {"setting": "notice", "name": "Notice", "text": "So many days before.", "number": 42}],
    "acts": [_ASSUMED | rule for rule in _acts()],
}


def begun(path: Path) -> SetClock:
    """Begin the forum in the data folder `path`, and return its clock."""
    clock = SetClock(round(NOW.timestamp() * 1000))
    desks.staffed(path, desks.charter(**_FURTHER), World(clock))
    return clock


@contextmanager
def opened(path: Path, clock: SetClock) -> Iterator[House]:
    """The house at `path` by `clock`, lived in by the views."""
    with houses.open_house(path, world=World(clock)) as house, living_in(house):
        yield house


class Told:
    """Enters acts in a house, each signed by an officer of the party in whose name it is."""

    def __init__(self, house: House, clock: SetClock) -> None:
        self.house = house
        self.clock = clock

    def at(self, **later: float) -> str:
        """A moment so much later than now."""
        now = datetime.fromtimestamp(self.clock.time / 1000, UTC)
        return f"{now + timedelta(**later):%Y-%m-%dT%H:%M:%SZ}"

    def wait(self, **time: float) -> None:
        """Move the clock on."""
        self.clock.wait(round(timedelta(**time).total_seconds() * 1000))

    def enter(self, by: str, kind: str, /, **said: Any) -> int:
        subject = kind if "." in kind else f"decisions.{kind}"
        return desks.enter(self.house, Hat(by, LEADS[by]), subject, **said).index

    def propose(self, name: str, party: str = "MNG", matter: str = "plans", **said: Any) -> str:
        fields = {"decision": name, "party": party, "matter": matter, "body": "soc", "title": f"Title of {name}"}
        self.enter(party, "propose", **{**fields, "text": f"First of {name}.\n\nSecond of {name}.", **said})
        return name

    def propose_many(self, number: int) -> None:
        """Propose so many matters under one checkpoint."""
        fields = {"party": "MNG", "matter": "plans", "body": "soc", "text": "It is so."}
        acts = [
            act("decisions.propose", decision=f"many-{each}", title=f"Title of many-{each}", **fields)
            for each in range(number)
        ]
        desks.enter_all(self.house, Hat("MNG", LEADS["MNG"]), acts)

    def silence(self, name: str, **said: Any) -> str:
        self.enter("CHAIR", "start_silence", **{"decision": name, "expires": self.at(hours=72), **said})
        return name

    def conclude_expired(self) -> None:
        """Let the house conclude what has expired."""
        Clockwork(self.house).look()

    def meeting(self, name: str = "soc-1") -> str:
        """Open a meeting of the committee at which all four members are present."""
        plan = {"body": "soc", "kind": "regular", "number": 1, "planned": "2026-11-23", "format": "in_person"}
        self.enter("CHAIR", "meetings.convene", meeting=name, **plan)
        self.enter("CHAIR", "meetings.note_presence", meeting=name, capacity="member", present=[*MEMBERS, "UZB"])
        presided = [{"party": "CHN", "office": "Chair"}]
        self.enter("CHAIR", "meetings.open", meeting=name, presided=presided)
        return name


KEY, NUMBER = encode_base64(b"k" * 32), "5" * 64


def everything(told: Told) -> dict[str, str]:
    """Bring a matter into each state; return the states by the names of the matters."""
    for name, matter in (("proposed", "plans"), ("alarm", "alarm"), ("budget", "money"), ("ballot", "election")):
        candidates: dict[str, Any] = {"candidates": ["KAZ", "MNG"]} if name == "ballot" else {}
        told.propose(name, matter=matter, **candidates)
    for name in ("put", "deferred", "consulting", "agreed", "stands", "silence", "broken", "withdrawn"):
        told.propose(name)
    told.propose("counted", matter="election", candidates=["KAZ", "MNG"])
    told.propose("lost", matter="money")
    told.enter("MNG", "withdraw", decision="withdrawn", party="MNG")
    _votes(told)
    room = told.meeting()
    for name, outcome in (("deferred", "defers"), ("consulting", "continues_consultations")):
        told.enter("CHAIR", "put", decision=name, meeting=room)
        told.enter("CHAIR", "conclude", decision=name, meeting=room, outcome=outcome)
    told.enter("CHAIR", "put", decision="agreed", meeting=room)
    told.enter("CHAIR", "conclude", decision="agreed", meeting=room, outcome="agrees_subject_to_silence")
    told.enter("CHAIR", "put", decision="stands", meeting=room)
    owed = [
        {"number": 1, "parties": ["KAZ", "MNG"], "what": "Name a point of contact.", "by": told.at(days=5)},
        {"number": 2, "bodies": ["group"], "what": "Draw up a form."},
    ]
    told.enter(
        "CHAIR", "conclude", decision="stands", meeting=room, outcome="adopts", symbol="SF/DEC/1", undertakings=owed
    )
    told.enter("CHAIR", "put", decision="put", meeting=room)
    told.enter("KAZ", "object", decision="put", meeting=room, party="KAZ")
    told.silence("broken")
    told.enter("KAZ", "break_silence", decision="broken", party="KAZ", reason="Not so.", text="Rather so.")
    told.silence("silence")
    told.enter("KAZ", "reserve", decision="silence", party="KAZ", kind="scrutiny")
    return {name: _STATES.get(name, name) for name in EVERY}


_STATES = {"alarm": "proposed", "budget": "voting", "ballot": "voting", "lost": "not_carried"}
EVERY = (
    "proposed",
    "alarm",
    "budget",
    "ballot",
    "put",
    "deferred",
    "consulting",
    "agreed",
    "stands",
    "silence",
    "broken",
    "withdrawn",
    "counted",
    "lost",
)


def _votes(told: Told) -> None:
    for name in ("counted", "lost"):
        told.enter("CHAIR", "open_vote", decision=name, closes=told.at(hours=1))
    slip = {"decision": "counted", "party": "KAZ", "choice": "MNG", "number": NUMBER, "key": KEY}
    told.enter("KAZ", "cast", decision="counted", party="KAZ", ballot=ballot(**slip))
    told.enter("KAZ", "vote", decision="lost", party="KAZ", vote="against")
    told.wait(hours=2)
    hat = Hat("KAZ", LEADS["KAZ"])
    desks.enter(told.house, hat, "decisions.open_ballot", audience=(SECRETARIAT,), **slip)
    told.enter(SECRETARIAT, "count", decision="counted", ballots=[{"number": NUMBER, "choice": "MNG"}])
    told.enter(CHAIR, "conclude", decision="lost", outcome="not_carried")
    for name in ("budget", "ballot"):
        told.enter("CHAIR", "open_vote", decision=name, closes=told.at(hours=30))
