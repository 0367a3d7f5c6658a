"""Restricted acts as far as the record tells, revealing and erasing: what is in order, and what is refused by what."""

from __future__ import annotations

from typing import Any

from comity.forum.openings.opening import Opening
from comity.record.encoding import encode_base64
from tests.support.stage import Step, by, charter, fact, meeting, withheld
from tests.unit.forum.orders.charter import Case, act_rule
from tests.unit.forum.orders.documents import SUMMIT
from tests.unit.forum.orders.meetings import conclude
from tests.unit.forum.orders.notices import acknowledge, answer, paper, send, withdraw

SENT, OPENING = withheld(send(), ("CHN", "OSCE"))
OTHER, OTHER_OPENING = withheld(send("kaz-2"), "participants", b"o" * 32)
SHAPELESS = Opening(b"s" * 32, b'{"body":{}}')

FOR_MEMBERS = ("charter.adopt", charter(version=3, acts=[act_rule("secretariat", audience="members")]))
FOR_NAMED = ("charter.adopt", charter(version=3, acts=[act_rule("member", audience="named")]))

# The index of what is played first after the parties' stage.
ACT = 20


def reveal(opening: Opening = OPENING, party: str = "KAZ", **said: Any) -> Step:
    given = {"act": ACT, "key": encode_base64(opening.key), "content": opening.content.decode()} | said
    return by(party, ("openings.reveal", given))


def erase(party: str = "KAZ", **said: Any) -> Step:
    return by(party, ("openings.erase", {"act": ACT, "reason": "Personal data."} | said))


def committed(step: Step, opening: Opening = OTHER_OPENING) -> Step:
    return by(step[2] if len(step) > 2 else "SECRETARIAT", (step[0], {"commitment": opening.commitment}))


ACCEPTED: dict[str, Case] = {
    "a restricted notice": ([], SENT),
    "restricted acts of which one says the same as another": ([SENT], OTHER),
    "a restricted acknowledgement": ([SENT], committed(acknowledge())),
    "a restricted answer": ([SENT], committed(answer())),
    "a restricted withdrawal": ([SENT], committed(withdraw())),
    "a restricted paper": ([], committed(paper())),
    "a restricted notice of the chair": ([], committed(send("chair-1", party="CHAIR"))),
    "a revelation": ([SENT], reveal()),
    "a revelation of what the chair said": ([committed(send(party="CHAIR"), OPENING)], reveal(party="CHAIR")),
    "an erasure by the author": ([SENT], erase()),
    "an erasure by the host": ([SENT], erase("SECRETARIAT")),
}

REFUSED: dict[str, list[Case]] = {
    "openings.not_restricted": [
        # By this charter acts of these types are public, and nobody may narrow them.
        ([], committed(fact("membership.attest", party="KAZ", status="member", since="2002"))),
        ([SENT], committed(reveal())),
        ([], committed(("sources.cite", {}))),
        ([], committed(("officers.enrol", {}, "KAZ"))),
        # Bangladesh has no status for which the charter lets it write at all.
        ([], committed(send(party="BGD"))),
    ],
    "openings.never_restricted": [([], committed(conclude()))],
    "openings.too_wide": [([FOR_MEMBERS], paper()), ([FOR_NAMED], send())],
    "openings.committed_already": [
        ([SENT], SENT),
        ([SENT], committed(answer(), OPENING)),
        ([SENT, erase()], SENT),
        ([SENT, reveal()], SENT),
    ],
    "openings.nothing_restricted": [
        ([], reveal(act=1)),
        ([], erase(act=1)),
        ([], reveal()),
        ([], erase(act=10**9)),
        ([SENT, reveal()], erase(act=ACT + 1)),
    ],
    "openings.not_its_act": [
        ([SENT], reveal(party="CHN")),
        ([SENT], reveal(party="SECRETARIAT")),
        # In the chair it is the chair that wrote, whichever state it was.
        ([SENT], reveal(party="CHAIR")),
        ([SENT], erase("CHN")),
        ([SENT], erase("CHAIR")),
    ],
    "openings.revealed_already": [([SENT, reveal()], reveal()), ([SENT, reveal()], erase())],
    "openings.erased_already": [([SENT, erase()], reveal()), ([SENT, erase("SECRETARIAT")], erase())],
    "openings.differs": [
        ([SENT], reveal(OTHER_OPENING)),
        ([SENT], reveal(content=OPENING.content.decode() + " ")),
        ([SENT], reveal(key=encode_base64(b"x" * 32))),
        ([committed(send(), SHAPELESS)], reveal(SHAPELESS)),
    ],
    "kernel.body_malformed": [
        ([], ("notices.send", {"commitment": "short"}, "KAZ")),
        ([], ("notices.send", {"commitment": OPENING.commitment, "party": "KAZ"}, "KAZ")),
        ([SENT], reveal(key="A" * 44)),
        ([SENT], reveal(content="x" * 40_001)),
        ([SENT], erase(act=-1)),
        ([SENT], erase(reason=" ")),
    ],
    "sources.not_correctable": [
        ([SENT, reveal()], fact("sources.correct", act=ACT + 1, body=reveal()[1], reason="r")),
        ([SENT, erase()], fact("sources.correct", act=ACT + 1, body=erase(reason="other")[1], reason="r")),
    ],
}

# Nor does a correction withhold what an act says.
CORRECTED_AWAY: list[Case] = [
    ([], fact("sources.correct", act=SUMMIT, body={"commitment": OPENING.commitment}, reason="r")),
    ([conclude()], fact("sources.correct", act=ACT, body={"commitment": OPENING.commitment}, reason="r")),
    (
        [meeting("summit-2", "2006-06-17")],
        fact("sources.correct", act=ACT, body={"commitment": OPENING.commitment}, reason="r"),
    ),
]
REFUSED["openings.never_restricted"] += CORRECTED_AWAY
