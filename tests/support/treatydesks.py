"""A small forum with officers at their desks that is a depositary, registers documents and admits parties.

It is the forum of `desks`: KAZ, MNG and CHN are members with officers, UZB one without; BLR an observer. Its charter
lets the secretariat keep treaties and documents, and parties act for themselves. The clock stands at `NOW` until a test
moves it. `accord` asks for three instruments and thirty days; MNG has signed it and KAZ has deposited an instrument.
A state becomes a member by signing `statute` and `house-rules` and by a decision.

- `begun(path)` makes the data folder and returns its clock; `opened(path, clock)` lives in its house.
- `Told` enters acts in the name of parties: `told.enter("SECRETARIAT", "treaties.deposit", …)`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from comity.secretariat.composing import Hat
from comity.store import people
from comity.store.house import World
from comity.store.living import now
from comity.store.people import Profile
from tests.support import desks
from tests.support.decisiondesks import LEADS, NOW, opened
from tests.support.small_forum import Act, act
from tests.support.trouble import SetClock

if TYPE_CHECKING:
    from pathlib import Path

    from comity.store.house import House

__all__ = ["NOW", "TODAY", "Told", "begun", "opened", "story", "to_sign"]

TODAY = "2026-11-23"
_ASSUMED: dict[str, Any] = {"assumed": True}
_RULE: dict[str, Any] = {"sources": ["S1"]}


def _acts() -> list[dict[str, Any]]:
    own = {"by": ["secretariat", "party"], "own": True}
    keeper = {"by": ["secretariat"]}
    kept = ("register", "report", "receive_full_powers", "notify", "propose_correction", "rectify")
    return [
        {"act": "treaties.*", **own},
        *({"act": f"treaties.{name}", **keeper} for name in kept),
        {"act": "documents.register", "by": ["secretariat", "chair"]},
        {"act": "documents.add_language", "by": ["secretariat", "chair"]},
        {"act": "documents.redistribute", "by": ["secretariat", "chair"]},
        {"act": "membership.apply", **own},
        {"act": "decisions.*", "by": ["secretariat", "chair"]},
    ]


_FURTHER: dict[str, list[dict[str, Any]]] = {
    "admissions": [
        _RULE
        | {
            "status": "member",
            "signatures": ["statute", "house-rules"],
            "decision": True,
            "since": "2026-01-01",
            "text": "Both signed, and a decision, in either order.",
        }
    ],
    "matters": [
        _RULE | {"matter": "admission", "name": "Admission", "roles": {"summit": "decides"}, "effects": ["admission"]},
    ],
    "procedures": [
        _ASSUMED | {"procedure": "consensus", "way": "consensus", "text": "By consensus"},
    ],
    "symbols": [_RULE | {"series": "papers", "pattern": "SF/{m}/{n}", "name": {"en": "Papers by year"}}],
    "acts": [_ASSUMED | rule for rule in _acts()],
}


def begun(path: Path) -> SetClock:
    """Begin the forum in the data folder `path`, and return its clock."""
    clock = SetClock(round(NOW.timestamp() * 1000))
    desks.staffed(path, _charter(), World(clock))
    return clock


def _charter() -> Act:
    """The charter of `desks`, of which one becomes a member in another way since this year."""
    _kind, body = desks.charter(**_FURTHER)
    said = body.model_dump(mode="json", exclude_unset=True)
    said["admissions"][0] |= {"until": "2025-12-31"}
    return act("charter.adopt", **said)


class Told:
    """Enters acts in a house, each signed by an officer of the party in whose name it is."""

    def __init__(self, house: House, clock: SetClock) -> None:
        self.house = house
        self.clock = clock
        self.acts: dict[str, int] = {}

    def enter(self, by: str, kind: str, /, *others: str, **said: Any) -> int:
        return desks.enter(self.house, Hat(by, LEADS[by]), kind, *others, **said).index

    def at(self, moment: str) -> None:
        """Set the clock."""
        self.clock.time = round(datetime.fromisoformat(f"{moment}+00:00").timestamp() * 1000)

    def paper(self, party: str, kind: str, /, **said: Any) -> int:
        """What the depositary enters for a party on a paper of today."""
        paper = {"reference": f"Note of {party}", "on": TODAY}
        return self.enter(
            "SECRETARIAT", f"treaties.{kind}", **{"treaty": "accord", "party": party, "paper": paper, **said}
        )

    def deposit(self, party: str, instrument: str = "accession", /, **said: Any) -> int:
        return self.paper(party, "deposit", **{"instrument": instrument, **said})

    def notify(self, number: int, *about: int, **said: Any) -> int:
        named = {"notification": f"C.N.{number}.2026", "text": {"en": f"Notified as number {number}."}}
        named |= {"about": list(about)} if about else {}
        return self.enter("SECRETARIAT", "treaties.notify", **{"treaty": "accord", **named, **said})


def story(told: Told) -> dict[str, int]:
    """The accord, signed by MNG, with one instrument, of KAZ; return the acts by name."""
    document = {"document": "accord", "title": {"en": "Accord on Floods"}, "kind": "treaty", "on": TODAY}
    told.enter("SECRETARIAT", "documents.register", **document)
    clauses = {
        "treaty": "accord",
        "adopted": TODAY,
        "open_to": ["member"],
        "ways": ["definitive_signature", "ratification", "accession"],
        "entry": {"instruments": 3, "after": {"days": 30}},
        "reservations": "allowed",
        "objection_months": 12,
        "withdrawal_months": 6,
        "provisional": True,
        "languages": ["en", "ru"],
    }
    return {
        "register": told.enter("SECRETARIAT", "treaties.register", **clauses),
        "sign": told.paper("MNG", "sign", mode="simple", signed_by="foreign_minister"),
        "deposit": told.deposit("KAZ"),
    }


def to_sign(told: Told) -> None:
    """The two documents on which the status of a member rests; and TKM, new to the forum, with two officers."""
    for name in ("statute", "house-rules"):
        said = {"document": name, "title": {"en": name.replace("-", " ").capitalize()}, "kind": "founding", "on": TODAY}
        told.enter("SECRETARIAT", "documents.register", **said)
    told.enter("SECRETARIAT", "membership.enter_party", party="TKM", kind="state", iso="TKM")
    first = Hat("TKM", "administrator")
    told.house.desk.enter_all(_enrolled(first, credentials=desks.NOTE))
    desks.enter_all(told.house, first, _enrolled(Hat("TKM", "ambassador")))
    for office in ("administrator", "ambassador"):
        _known(told.house, Hat("TKM", office))


def _enrolled(hat: Hat, **credentials: Any) -> list[Act]:
    """An officer with all functions, and her passkey."""
    who = {"party": hat.party, "officer": hat.officer, **credentials}
    key = desks.passkey(hat).public.openssh
    return [
        act("officers.enrol", office=hat.officer, functions=list(desks.EVERYTHING), **who),
        act("officers.add_key", key=key, origins=[desks.WEB_ORIGIN], **who),
    ]


def _known(house: House, hat: Hat) -> None:
    """Enter her into the directory."""
    profile = Profile(hat.officer, f"{hat.officer}@tkm.example", languages=("en",))
    people.give_hat(people.enter(house.vault, profile, now=now(), person=desks.person_of(hat)), hat)
