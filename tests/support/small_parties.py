"""The small forum, in which parties act with keys in software, and write to one another openly or not.

- ``forum_data(*PARTIES)`` is the forum with what begins that; its acts are 0 to ``LAST``.
- ``drawn(house, hat, act, audience)`` draws an act up, ``signed(house, drawn, *hats)`` is it as it is handed in,
  ``enter(house, hat, act, audience)`` enters it at the door of a ``House`` or a ``MemoryHouse``.
"""

from __future__ import annotations

from typing import Any

from comity.record.entry import sign_act
from comity.record.keys import PrivateKey
from comity.secretariat.batch import Submission
from comity.secretariat.composing import PUBLIC, Drawer, Drawn, Hat
from comity.secretariat.enter import Receipt
from tests.support.memory_house import KEYS
from tests.support.small_forum import ORIGIN, Act, act, fact, history

KAZ, MNG, OSCE, CHAIR = (Hat(party, "minister") for party in ("KAZ", "MNG", "OSCE", "CHAIR"))
DEPUTY, ADMIN, CLERK = (Hat("KAZ", officer) for officer in ("deputy", "admin", "clerk"))
REGISTRAR = Hat("SECRETARIAT", "registrar")

_FUNCTIONS = {"minister": "authoriser", "deputy": "authoriser", "clerk": "drafter", "admin": "administrator"}
_NOTE = {"reference": "No. 1", "on": "2026-01-01"}
_ASSUMED = {"assumed": True}
ACT_RULES: list[dict[str, Any]] = [
    {"act": "officers.*", "by": ["secretariat", "party"], "own": True, "function": "administrator"},
    {"act": "membership.sign", "by": ["secretariat"]},
    {"act": "membership.sign", "by": ["member"], "own": True, "signatures": 2},
    {"act": "notices.*", "by": ["secretariat", "chair", "member", "observer"], "own": True, "narrowed": True},
    {"act": "openings.*", "by": ["secretariat", "chair", "party"]},
]


def _charter() -> Act:
    adopted = next(body for kind, body in history() if kind == "charter.adopt")
    said = adopted.model_dump(mode="json", exclude_unset=True) | {"version": 2}
    said["statuses"].append({"sources": ["S1"], "status": "observer", "name": "observer", "holders": ["organisation"]})
    said["acts"] = [_ASSUMED | rule for rule in ACT_RULES]
    return act("charter.adopt", **said)


def _enrolled(hat: Hat) -> list[Act]:
    who = {"party": hat.party, "officer": hat.officer, "credentials": _NOTE}
    return [
        act("officers.enrol", office=hat.officer.capitalize(), functions=[_FUNCTIONS[hat.officer]], **who),
        act("officers.add_key", key=key_of(hat).public.openssh, **who),
    ]


def key_of(hat: Hat) -> PrivateKey:
    """The key of an officer; the chair's officers are Kazakhstan's."""
    if hat == REGISTRAR:
        return KEYS.secretariat
    party = "KAZ" if hat.party == "CHAIR" else hat.party
    return PrivateKey.from_seed(f"{party} {hat.officer}".encode().rjust(32))


PARTIES: list[Act] = [
    _charter(),
    fact("membership.attest", party="MNG", status="member", since="2000"),
    fact("membership.enter_party", party="OSCE", kind="organisation", name="OSCE"),
    fact("membership.attest", party="OSCE", status="observer", since="2000"),
    fact("offices.elect_chair", term="kazakhstan", state="KAZ", since="2020"),
    fact("offices.take_chair", term="kazakhstan", on="2020-09-24"),
    *(each for hat in (KAZ, DEPUTY, CLERK, MNG, OSCE, ADMIN) for each in _enrolled(hat)),
]
LAST = len(history()) + len(PARTIES)
"""The index of the last of these acts."""


def send(party: str, notice: str, *to: str, **said: Any) -> Act:
    given = {"party": party, "notice": notice, "to": list(to), "subject": "Visit", "text": "Please."} | said
    return act("notices.send", **given)


def acknowledge(party: str, notice: str) -> Act:
    return act("notices.acknowledge", party=party, notice=notice)


def answer(party: str, notice: str, **said: Any) -> Act:
    return act("notices.answer", **({"party": party, "notice": notice, "position": "agrees"} | said))


def withdraw(party: str, notice: str, *to: str) -> Act:
    return act("notices.withdraw", party=party, notice=notice, to=list(to), reason="Overtaken.")


def erase(index: int) -> Act:
    return act("openings.erase", act=index, reason="Personal data.")


def drawer(house: Any) -> Drawer:
    return Drawer("small", house.door, house.ledger, house.clock)


def drawn(house: Any, hat: Hat, said: Act, audience: Any = PUBLIC) -> Drawn:
    kind, body = said
    return drawer(house).draw(hat, kind, body, audience)


def signed(drawn: Drawn, *hats: Hat) -> Submission:
    signatures = [sign_act(key_of(hat), drawn.line, ORIGIN, f"{hat.party}/{hat.officer}") for hat in hats]
    return Submission(drawn.line, tuple(signatures), drawn.opening)


def enter(house: Any, hat: Hat, said: Act, audience: Any = PUBLIC, *others: Hat) -> Receipt:
    return house.door.enter(signed(drawn(house, hat, said, audience), hat, *others))
