"""Random play at the forum of `deciding`: a number becomes what a party, the chair or the secretariat does next.

- ``begun()`` is the stage, made quickly; ``Play(stage).steps(number)`` are the next steps that the number stands for.
  Most of them are in order as things stand, the others are wrong in one way or another.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from comity.forum.charter.state import charter
from comity.forum.decisions.acts import Outcome
from comity.forum.decisions.machine import ACCEPTING, MACHINE, NOTHING, SILENCE
from comity.forum.decisions.rules.effects import effect_due
from comity.forum.decisions.rules.meeting import BRINGING
from comity.forum.decisions.rules.silence import conclusion, series_due
from comity.forum.decisions.rules.votes import ballot, ballot_key, choices
from comity.forum.documents.symbols import next_in_series
from comity.forum.kernel.acts import Enacted
from tests.support.deciding import (
    DISCREET,
    MEMBERS,
    QUORUM,
    SILENT,
    act,
    admission,
    amendment,
    appointment,
    chair,
    chair_extension,
    change,
    deciding,
    own,
    procedure,
    propose,
    sits,
    status_end,
)
from tests.support.stage import Stage, Step, by, clock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comity.forum.decisions.state import Decision

TYPES = tuple(dict.fromkeys(move.act for move in MACHINE.moves))
OUTCOMES = Outcome.__args__  # type: ignore[attr-defined]
COMMITMENT = "A" * 43 + "="
PARTIES = (*MEMBERS, "OSCE", "BGD")
AT_ONCE = 4
"""How many matters go on at one time."""

RARE = frozenset({"decisions.refer", "decisions.withdraw", "decisions.revise", "decisions.veto_silence"})
_BEGUN = deciding()
_Any = TypeVar("_Any")

NEW_RULES = (
    change("procedures", "summit", procedure("summit", silence=SILENT | {"hours": 6}, statements_hours=24, series="d")),
    change("procedures", "summit", procedure("summit", silence=SILENT | {"breaker": "chair_only"}, series="d")),
    change("procedures", "summit", procedure("summit", series="d")),
    change("procedures", "council", procedure("council", silence=DISCREET | {"breaker": "named"})),
    change("procedures", "assembly", procedure("assembly", quorum=False)),
    change("matters", "text"),
)


def begun() -> Stage:
    """The stage as it begins."""
    stage = Stage.__new__(Stage)
    stage.values, stage.acts = dict(_BEGUN.values), list(_BEGUN.acts)
    return stage


class Dice:
    """Choices out of one number."""

    def __init__(self, number: int) -> None:
        self._left = number

    def one(self, options: Sequence[_Any]) -> _Any:
        self._left, place = divmod(self._left, len(options))
        return options[place]

    def often(self, usual: _Any, *other: _Any) -> _Any:
        """Mostly the usual."""
        return self.one((usual,) * 7 + other)


class Play:
    """What can be done next."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def steps(self, number: int) -> list[Step]:
        dice = Dice(number)
        kind = dice.one((self._advance,) * 9 + (self._meet, self._meet, self._tick, self._anything))
        return kind(dice)

    @property
    def decisions(self) -> list[Decision]:
        return [value for key, value in self.stage.values.items() if key.kind == "decision"]  # type: ignore[misc]

    def _meetings(self) -> list[Any]:
        found = (value for key, value in self.stage.values.items() if key.kind == "meeting")
        return [each for each in found if each.state in {"open", "suspended"}]  # type: ignore[attr-defined]

    # --- What is not about one matter

    def _meet(self, dice: Dice) -> list[Step]:
        there = self._meetings()
        body = dice.one(("summit", "assembly", "summit", "council", "assembly", "panel", "soc"))
        held = next((each for each in there if each.body == body), None)
        if held is None:
            present = dice.often(MEMBERS, QUORUM, MEMBERS[:3])
            return sits(body, *present, name=f"m{len(self.stage.acts)}", on=self.stage.entered[:10])
        name, party = held.meeting, dice.one(MEMBERS)
        if held.state == "suspended":
            return [("meetings.resume", {"meeting": name})]
        left = {"meeting": name, "left": [party]}
        came = {"meeting": name, "capacity": "member", "present": [party]}
        acts = ("note_presence", left), ("note_presence", came), ("suspend", {"meeting": name})
        verb, said = dice.one((*acts, *acts[:2], ("close", {"meeting": name})))
        return [(f"meetings.{verb}", said)]

    def _tick(self, dice: Dice) -> list[Step]:
        """Time goes on: by hours, or to a moment that matters."""
        now = _moment(self.stage.entered)
        running = [each.silence.expires for each in self.decisions if each.silence]
        closing = [each.voting.closes for each in self.decisions if each.state == "voting" and each.voting]
        exact = [_moment(dice.one(moments)) for moments in (running, closing) if moments]
        soon = timedelta(milliseconds=1)
        hour = now + timedelta(hours=1)
        then = dice.one((hour, hour, hour, *exact, *(each - soon for each in exact), now + timedelta(hours=20)))
        return [clock(_stated(then))] if then >= now else []

    def _propose(self, dice: Dice) -> list[Step]:
        name = f"d{len(self.decisions)}"
        texts = [{"body": body} for body in ("summit", "assembly", "panel", "soc")]
        effects = [
            {"matter": "admission", "effect": admission()},
            {"matter": "admission", "effect": admission("BGD", "observer")},
            {"matter": "admission", "effect": status_end(dice.one(MEMBERS[4:]))},
            {"matter": "chair", "effect": chair(term=name)},
            {"matter": "chair", "effect": chair_extension()},
            {"matter": "post", "effect": appointment(tenure=name)},
            {"matter": "rules", "effect": amendment(dice.one(NEW_RULES), in_force=self.stage.entered[:10])},
            {"matter": "rules", "body": "panel",
             "effect": amendment(dice.one(NEW_RULES), in_force=self.stage.entered[:10])},
        ]  # fmt: skip
        others = [
            {"body": "council", "without": ["UZB"]},
            {"matter": "budget", "body": "assembly"},
            {"matter": "election", "body": "assembly", "candidates": ["MNG", "IND"], "effect": chair(term=name)},
        ]
        return [propose(name, dice.one(PARTIES), **dice.one((*texts, *effects, *others, *others)))]

    # --- What is about a matter

    def _advance(self, dice: Dice) -> list[Step]:
        """What the table of states lets be done about a matter that goes on."""
        live = [each for each in self.decisions if each.state not in {"withdrawn", "not_carried"}]
        going = [each for each in live if each.state not in {"stands", "moved"}]
        if len(going) < AT_ONCE:
            return self._propose(dice)
        unnumbered = [each for each in live if each.state == "stands" and each.body == "council" and not each.symbol]
        held = dice.one((*going, *going, *going, *live, *unnumbered * 4))
        types = [name for name in TYPES if MACHINE.allows(held.state, name)]
        fitting = [name for name in types if name not in RARE for _ in range(self._weight(name, held))]
        return [self._built(dice.one((*fitting, *fitting, *types)), held, dice)]

    def _weight(self, name: str, held: Decision) -> int:
        """How likely it is that an act comes next: by how its body decides, and whether it sits."""
        rules = charter(self.stage)
        rule = rules.procedure(held.body, held.matter, self.stage.entered[:10]) if rules else None
        way = rule.way if rule else ""
        sits_now = any(each.body == held.body for each in self._meetings())
        fits = {
            "decisions.put": sits_now and way != "trigger",
            "decisions.open_vote": way in {"majority", "secret_ballot"},
            "decisions.vote": way == "majority",
            "decisions.cast": way == "secret_ballot",
            "decisions.count": way == "secret_ballot",
            "decisions.support": way == "trigger",
            "decisions.recommend": held.matter == "admission",
            "decisions.start_silence": bool(rule and rule.silence),
        }
        likely = {
            "decisions.conclude": 3 if held.state != "proposed" or way == "trigger" else 0,
            "decisions.issue": 0 if held.symbol else 9,
            "decisions.open_ballot": 9 * len(held.voting.cast if held.voting and way == "secret_ballot" else ()),
        }
        return likely.get(name, 4 if fits.get(name) else 0 if name in fits else 1)

    def _anything(self, dice: Dice) -> list[Step]:
        held = dice.one(self.decisions) if self.decisions else None
        if held is None:
            return self._propose(dice)
        return [self._built(dice.one([name for name in TYPES if not MACHINE.allows(NOTHING, name)]), held, dice)]

    def _built(self, name: str, held: Decision, dice: Dice) -> Step:
        verb = name.split(".")[1]
        build: Callable[[Decision, Dice], dict[str, Any]] = getattr(self, f"_{verb}", _nothing)
        said = build(held, dice)
        if verb in _OF_PARTIES:
            party = said.pop("party", None) or dice.one(PARTIES)
            return own(verb, party, held.decision, **said)
        return by(dice.often("CHAIR", "SECRETARIAT", held.party), act(verb, held.decision, **said))

    def _open_meeting(self, held: Decision, dice: Dice) -> str:
        names = [each.meeting for each in self._meetings()]
        fitting = [each.meeting for each in self._meetings() if each.body == held.body]
        return dice.often(dice.one(fitting or names or ["none"]), *names, "summit-1")

    def _refer(self, _held: Decision, dice: Dice) -> dict[str, Any]:
        return {"body": dice.one(("summit", "council", "assembly", "soc"))}

    def _recommend(self, _held: Decision, dice: Dice) -> dict[str, Any]:
        return {"body": dice.often("soc", "council"), "verb": dice.often("recommends", "discusses", "approves")}

    def _revise(self, held: Decision, dice: Dice) -> dict[str, Any]:
        return {"revision": held.revision + dice.often(1, 2), "text": f"Rev.{held.revision + 1}"}

    def _withdraw(self, held: Decision, dice: Dice) -> dict[str, Any]:
        # Rarely by who may: else few matters would come to another end.
        return {"party": dice.one((held.party, "KAZ", "CHN", "OSCE", "BGD"))}

    def _put(self, held: Decision, dice: Dice) -> dict[str, Any]:
        return {"meeting": self._open_meeting(held, dice)}

    def _at(self, held: Decision, dice: Dice) -> dict[str, Any]:
        return {"meeting": dice.often(held.meeting or "none", "summit-1")}

    _object = _at

    def _lift_objection(self, held: Decision, dice: Dice) -> dict[str, Any]:
        objecting = [each.party for each in held.standing_objections]
        return self._at(held, dice) | {"party": dice.one((*objecting, *objecting, "KAZ"))}

    def _amend_orally(self, held: Decision, dice: Dice) -> dict[str, Any]:
        return self._at(held, dice) | {"amendment": "and"}

    def _conclude(self, held: Decision, dice: Dice) -> dict[str, Any]:
        outcome = dice.one(("adopts", "adopts", "approves", "not_carried", "not_carried", *OUTCOMES))
        chosen = dice.one((*held.candidates, None)) if outcome in ACCEPTING and held.candidates else None
        effect = effect_due(held, chosen) if outcome in BRINGING else None
        said: dict[str, Any] = {
            "outcome": outcome,
            "meeting": held.voting.meeting if held.voting and held.state in {"voting", "counted"} else held.meeting,
            "revision": held.revision,
            "chosen": chosen,
            "effect": effect.model_dump(exclude_unset=True) if effect else None,
        }
        if outcome in ACCEPTING:
            said["symbol"] = self._symbol(held, dice)
        if dice.one((outcome in ACCEPTING, outcome in ACCEPTING, True)):
            said["undertakings"] = [{"number": 1, "parties": ["TUR", "UZB"], "what": "They do."}]
        if outcome == "moves_to_chair_statement":
            said |= {"paragraphs": [1], "statement": "statement"}
        return said

    def _symbol(self, held: Decision, dice: Dice) -> str | None:
        rules = charter(self.stage)
        way = rules.procedure(held.body, held.matter, self.stage.entered[:10]) if rules else None
        series = way.series if way else None
        due = next_in_series(series, self.stage.entered[:4], self.stage) if series else None
        return dice.often(due, "F/DEC/2026/1", "X-1")

    def _start_silence(self, held: Decision, dice: Dice) -> dict[str, Any]:
        expires = _moment(self.stage.entered) + timedelta(hours=dice.often(30, 2, 0), seconds=1)
        meeting = dice.often(None, self._open_meeting(held, dice))
        laid_down = dice.one(([], [{"number": 1, "bodies": ["soc"], "what": "It does."}]))
        said = {"expires": _second(expires), "meeting": meeting, "undertakings": laid_down}
        return said | {"outcome": dice.often("adopts", "takes_note")}

    def _extend_silence(self, held: Decision, dice: Dice) -> dict[str, Any]:
        at = held.silence.expires if held.silence else _second(_moment(self.stage.entered))
        return {"expires": _second(_moment(at) + timedelta(hours=dice.often(1, 0))), "reason": "r"}

    def _relay_objection(self, _held: Decision, _dice: Dice) -> dict[str, Any]:
        return {"commitment": COMMITMENT}

    def _withdraw_objection(self, held: Decision, dice: Dice) -> dict[str, Any]:
        breach = held.silences[-1].breach if held.silences else None
        return {"party": dice.often((breach.party if breach else "") or "KAZ", "CHN")}

    def _reserve(self, _held: Decision, dice: Dice) -> dict[str, Any]:
        return {"kind": dice.one(("scrutiny", "linguistic"))}

    def _lift_reservation(self, held: Decision, dice: Dice) -> dict[str, Any]:
        made = [(each.party, each.kind) for each in held.silences[-1].reservations] if held.silences else []
        party, kind = dice.one((*made, ("KAZ", "scrutiny")))
        return {"party": party, "kind": kind}

    def _conclude_silence(self, held: Decision, dice: Dice) -> dict[str, Any]:
        if held.state != SILENCE:
            return {"silence": 1, "effective": "2026-01-02T00:00:00Z", "outcome": "adopts"}
        nothing: Any = None
        asked = Enacted(0, self.stage.entered, "decisions.conclude_silence", "SECRETARIAT", "registrar", nothing)
        said = conclusion(held, asked, self.stage).model_dump(exclude_unset=True)
        series = series_due(held, asked, self.stage)
        due = next_in_series(series, self.stage.entered[:4], self.stage) if series else None
        return {name: part for name, part in said.items() if name != "decision"} | {"symbol": dice.often(due, None)}

    def _issue(self, held: Decision, dice: Dice) -> dict[str, Any]:
        return {"symbol": self._symbol(held, dice) or "F/C/1", "meeting": self._open_meeting(held, dice)}

    def _open_vote(self, held: Decision, dice: Dice) -> dict[str, Any]:
        closes = _moment(self.stage.entered) + timedelta(hours=dice.often(3, 0))
        return {"closes": _second(closes), "meeting": dice.often(self._open_meeting(held, dice), None)}

    def _vote(self, _held: Decision, dice: Dice) -> dict[str, Any]:
        return {"vote": dice.one(("for", "for", "against", "abstains"))}

    def _cast(self, held: Decision, dice: Dice) -> dict[str, Any]:
        party = dice.one(MEMBERS)
        return {"party": party, "ballot": ballot(held.decision, party, *_slip(held, party))}

    def _open_ballot(self, held: Decision, dice: Dice) -> dict[str, Any]:
        party = dice.often(dice.one(held.voting.cast if held.voting and held.voting.cast else MEMBERS), *MEMBERS)
        choice, number, key = _slip(held, party)
        return {"party": party, "choice": choice, "number": number, "key": dice.often(key, COMMITMENT)}

    def _count(self, held: Decision, _dice: Dice) -> dict[str, Any]:
        opened = [party for party in held.voting.cast if self._opened(held, party)] if held.voting else []
        slips = sorted((number, choice) for choice, number, _ in (_slip(held, party) for party in opened))
        return {"ballots": [{"number": number, "choice": choice} for number, choice in slips]}

    def _opened(self, held: Decision, party: str) -> bool:
        return self.stage.get(ballot_key(held.decision, party)) is not None

    def _attach(self, _held: Decision, dice: Dice) -> dict[str, Any]:
        return {"kind": dice.one(("interpretative_statement", "formal_reservation")), "text": "It means this."}

    def _fulfil(self, held: Decision, dice: Dice) -> dict[str, Any]:
        waits = [(party, each.number) for each in held.undertakings for party in each.open_for]
        party, number = dice.one((*waits, *waits, ("KAZ", 1)))
        return {"party": party, "undertaking": number}

    def _review(self, _held: Decision, dice: Dice) -> dict[str, Any]:
        return {"body": dice.often("soc", "none"), "text": "Done."}


_OF_PARTIES = frozenset(
    {
        *("withdraw", "object", "lift_objection", "veto_silence", "break_silence", "withdraw_objection", "reserve"),
        *("lift_reservation", "vote", "cast", "open_ballot", "support", "attach", "fulfil"),
    }
)


def _nothing(_held: Decision, _dice: Dice) -> dict[str, Any]:
    return {}


def _slip(held: Decision, party: str) -> tuple[str, str, str]:
    """What a party chooses, always the same, with its secret number and its key."""
    place = MEMBERS.index(party)
    said = choices(held)
    return said[place % len(said)], f"{place + 1:064x}", "ABCDEF"[place] * 42 + "A="


def _moment(stated: str) -> datetime:
    return datetime.fromisoformat(stated)


def _stated(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def _second(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
