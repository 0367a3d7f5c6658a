"""Every state machine of the forum as a table: each state, and what each act makes of it or why it is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.stage import (
    Stage,
    Step,
    document,
    meeting,
    opening,
    state,
)
from tests.unit.forum.orders.documents import amend, ratify, report, sign
from tests.unit.forum.orders.meetings import attend, conclude, move, plan
from tests.unit.forum.orders.membership import accept, attest, lapse
from tests.unit.forum.orders.membership import sign as sign_for_status
from tests.unit.forum.orders.offices import appoint, elect, extend, leave, take

Table = dict[str, dict[str, str]]

HELD = meeting("summit-2", "2006-06-17")
ATTENDED, CONCLUDED = attend("KAZ", at="summit-2"), conclude("summit-2")
MEETING_ACTS: dict[str, Step] = {
    "plan": plan(),
    "move": move(),
    "hold": HELD,
    "attend": ATTENDED,
    "conclude": CONCLUDED,
}
MEETING_STATES: dict[str, list[Step]] = {
    "unknown": [],
    "planned": [plan()],
    "moved": [plan(), move(planned="2007")],
    "held": [HELD],
    "concluded": [HELD, CONCLUDED],
    "attended": [HELD, ATTENDED],
    "attended and concluded": [HELD, ATTENDED, CONCLUDED],
}
NO, ALREADY, TWICE = "meetings.not_held", "meetings.held_already", "meetings.entered_already"
MEETINGS: Table = {
    "unknown": {
        "plan": "planned",
        "move": "kernel.unknown",
        "hold": "held",
        "attend": "kernel.unknown",
        "conclude": "kernel.unknown",
    },
    "planned": {"plan": TWICE, "move": "moved", "hold": "held", "attend": NO, "conclude": NO},
    "moved": {"plan": TWICE, "move": "moved", "hold": "held", "attend": NO, "conclude": NO},
    "held": {"plan": TWICE, "move": ALREADY, "hold": ALREADY, "attend": "attended", "conclude": "concluded"},
    "concluded": {
        "plan": TWICE,
        "move": ALREADY,
        "hold": ALREADY,
        "attend": "attended and concluded",
        "conclude": "concluded",
    },
    "attended": {
        "plan": TWICE,
        "move": ALREADY,
        "hold": ALREADY,
        "attend": "meetings.listed_twice",
        "conclude": "attended and concluded",
    },
    "attended and concluded": {
        "plan": TWICE,
        "move": ALREADY,
        "hold": ALREADY,
        "attend": "meetings.listed_twice",
        "conclude": "attended and concluded",
    },
}


def meeting_state(stage: Stage) -> str:
    held = stage.value("meeting", "summit-2")
    if held is None:
        return "unknown"
    if not held.held:
        return "moved" if len(held.plans) > 1 else "planned"
    after = [name for name, found in (("attended", held.attendance), ("concluded", held.outcomes)) if found]
    return " and ".join(after) or "held"


OTHER_TERM = elect("china-2006", state="CHN", since="2006", until=None)
FIRST_TAKEN, SECOND_TAKEN = take("kazakhstan-2002", "2002-06-04"), take("china-2006", "2006-06-17")
TERM_ACTS: dict[str, Step] = {
    "elect": elect(),
    "extend": extend(until="2008"),
    "take": FIRST_TAKEN,
    "the next one takes": SECOND_TAKEN,
}
TERM_STATES: dict[str, list[Step]] = {
    "unknown": [OTHER_TERM],
    "elected": [OTHER_TERM, elect()],
    "prolonged": [OTHER_TERM, elect(), extend(until="2008")],
    "taken": [OTHER_TERM, elect(), FIRST_TAKEN],
    "ended": [OTHER_TERM, elect(), FIRST_TAKEN, SECOND_TAKEN],
}
TERMS: Table = {
    "unknown": {
        "elect": "elected",
        "extend": "offices.term_unknown",
        "take": "offices.term_unknown",
        "the next one takes": "unknown",
    },
    "elected": {
        "elect": "offices.term_twice",
        "extend": "prolonged",
        "take": "taken",
        "the next one takes": "elected",
    },
    "prolonged": {
        "elect": "offices.term_twice",
        "extend": "prolonged",
        "take": "taken",
        "the next one takes": "prolonged",
    },
    "taken": {
        "elect": "offices.term_twice",
        "extend": "taken",
        "take": "offices.taken_already",
        "the next one takes": "ended",
    },
    "ended": {
        "elect": "offices.term_twice",
        "extend": "ended",
        "take": "offices.taken_already",
        "the next one takes": "offices.taken_already",
    },
}


def term_state(stage: Stage) -> str:
    term = next((t for t in stage.value("chair", "chair").terms if t.term == "kazakhstan-2002"), None)
    if term is None:
        return "unknown"
    if term.taken:
        return "ended" if term.ended else "taken"
    return "prolonged" if term.extensions else "elected"


TENURE_ACTS: dict[str, Step] = {"appoint": appoint(), "leave": leave()}
TENURE_STATES: dict[str, list[Step]] = {"unknown": [], "appointed": [appoint()], "left": [appoint(), leave()]}
TENURES: Table = {
    "unknown": {"appoint": "appointed", "leave": "offices.tenure_unknown"},
    "appointed": {"appoint": "offices.tenure_twice", "leave": "left"},
    "left": {"appoint": "offices.tenure_twice", "leave": "offices.left_already"},
}


def tenure_state(stage: Stage) -> str:
    post = stage.value("post", "executive-head")
    if post is None:
        return "unknown"
    return "appointed" if post.tenures[0].left_act is None else "left"


OBSERVING, JOINING = attest("THA", "2006", "observer"), attest("THA", "2010")
PARTY_ACTS: dict[str, Step] = {
    "enter": state("THA"),
    "observe": OBSERVING,
    "join": JOINING,
    "observer lapses": lapse("THA", "2008"),
    "member lapses": lapse("THA", "2012", "member"),
}
PARTY_STATES: dict[str, list[Step]] = {
    "unknown": [],
    "without status": [state("THA")],
    "observer": [state("THA"), OBSERVING],
    "no longer observer": [state("THA"), OBSERVING, lapse("THA", "2008")],
    "member": [state("THA"), JOINING],
    "promoted": [state("THA"), OBSERVING, JOINING],
    "no longer member": [state("THA"), JOINING, lapse("THA", "2012", "member")],
}
HAS_NOT, STRANGER, THERE = "membership.status_not_held", "membership.party_unknown", "membership.entered_already"
PARTIES: Table = {
    "unknown": {
        "enter": "without status",
        "observe": STRANGER,
        "join": STRANGER,
        "observer lapses": STRANGER,
        "member lapses": STRANGER,
    },
    "without status": {
        "enter": THERE,
        "observe": "observer",
        "join": "member",
        "observer lapses": HAS_NOT,
        "member lapses": HAS_NOT,
    },
    "observer": {
        "enter": THERE,
        "observe": "observer",
        "join": "promoted",
        "observer lapses": "no longer observer",
        "member lapses": HAS_NOT,
    },
    "no longer observer": {
        "enter": THERE,
        "observe": "no longer observer",
        "join": "promoted",
        "observer lapses": HAS_NOT,
        "member lapses": HAS_NOT,
    },
    "member": {
        "enter": THERE,
        "observe": "promoted",
        "join": "member",
        "observer lapses": HAS_NOT,
        "member lapses": "no longer member",
    },
    "promoted": {
        "enter": THERE,
        "observe": "promoted",
        "join": "promoted",
        "observer lapses": HAS_NOT,
        "member lapses": "no longer member",
    },
    "no longer member": {
        "enter": THERE,
        "observe": "no longer member",
        "join": "no longer member",
        "observer lapses": HAS_NOT,
        "member lapses": HAS_NOT,
    },
}


def party_state(stage: Stage) -> str:
    party = stage.value("party", "THA")
    if party is None:
        return "unknown"
    attested = {a.status for a in party.attestations}
    lapsed = {e.status for e in party.endings}
    for status in ("member", "observer"):
        if status in attested:
            promoted = status == "member" and "observer" in attested
            return f"no longer {status}" if status in lapsed else "promoted" if promoted else status
    return "without status"


DOCUMENT = document("pact", "2008", kind="treaty")
DOCUMENT_ACTS: dict[str, Step] = {
    "register": DOCUMENT,
    "sign": sign(document="pact", on="2008"),
    "ratify": ratify(document="pact", on="2009"),
    "amend": amend(document="pact"),
    "report": report(document="pact"),
}
DOCUMENT_STATES: dict[str, list[Step]] = {
    "unknown": [],
    "registered": [DOCUMENT],
    "signed": [DOCUMENT, DOCUMENT_ACTS["sign"]],
    "ratified": [DOCUMENT, DOCUMENT_ACTS["ratify"]],
    "signed and ratified": [DOCUMENT, DOCUMENT_ACTS["sign"], DOCUMENT_ACTS["ratify"]],
}
REGISTERED, SIGNED, BOUND = (
    "documents.registered_already",
    "documents.signed_already",
    "documents.bound_already",
)
DOCUMENTS: Table = {
    "unknown": {"register": "registered", **dict.fromkeys(("sign", "ratify", "amend", "report"), "kernel.unknown")},
    "registered": {
        "register": REGISTERED,
        "sign": "signed",
        "ratify": "ratified",
        "amend": "registered",
        "report": "registered",
    },
    "signed": {
        "register": REGISTERED,
        "sign": SIGNED,
        "ratify": "signed and ratified",
        "amend": "signed",
        "report": "signed",
    },
    "ratified": {
        "register": REGISTERED,
        "sign": "signed and ratified",
        "ratify": BOUND,
        "amend": "ratified",
        "report": "ratified",
    },
    "signed and ratified": {
        "register": REGISTERED,
        "sign": SIGNED,
        "ratify": BOUND,
        "amend": "signed and ratified",
        "report": "signed and ratified",
    },
}


def document_state(stage: Stage) -> str:
    held = stage.value("document", "pact")
    if held is None:
        return "unknown"
    done = [name for name, found in (("signed", held.signatures), ("ratified", held.consents)) if found]
    return " and ".join(done) or "registered"


SIGNED_FIRST = sign_for_status("KWT", "declaration", "2014-05-20")
SIGNED_SECOND = sign_for_status("KWT", "act", "2014-05-20")
JOINING_ACTS: dict[str, Step] = {
    "signs the declaration": SIGNED_FIRST,
    "signs the act": SIGNED_SECOND,
    "is accepted": accept("KWT", "2022-10-13"),
}
JOINING_STATES: dict[str, list[Step]] = {
    "nothing": [],
    "signed one": [SIGNED_FIRST],
    "signed both": [SIGNED_FIRST, SIGNED_SECOND],
    "accepted": [JOINING_ACTS["is accepted"]],
    "accepted, signed one": [JOINING_ACTS["is accepted"], SIGNED_FIRST],
    "member": [SIGNED_FIRST, SIGNED_SECOND, JOINING_ACTS["is accepted"]],
}
AGAIN, DECIDED = "membership.signed_already", "membership.accepted_already"
JOININGS: Table = {
    "nothing": {
        "signs the declaration": "signed one",
        "signs the act": "signed one",
        "is accepted": "accepted",
    },
    "signed one": {
        "signs the declaration": AGAIN,
        "signs the act": "signed both",
        "is accepted": "accepted, signed one",
    },
    "signed both": {"signs the declaration": AGAIN, "signs the act": AGAIN, "is accepted": "member"},
    "accepted": {
        "signs the declaration": "accepted, signed one",
        "signs the act": "accepted, signed one",
        "is accepted": DECIDED,
    },
    "accepted, signed one": {"signs the declaration": AGAIN, "signs the act": "member", "is accepted": DECIDED},
    "member": {"signs the declaration": AGAIN, "signs the act": AGAIN, "is accepted": DECIDED},
}


def joining_state(stage: Stage) -> str:
    party = stage.value("party", "KWT")
    names = ["nothing", "signed one", "signed both"]
    if not party.acceptances:
        return names[len(party.signatures)]
    return ["accepted", "accepted, signed one", "member"][len(party.signatures)]


MACHINES: dict[str, tuple[Table, dict[str, list[Step]], dict[str, Step], Any]] = {
    "meetings": (MEETINGS, MEETING_STATES, MEETING_ACTS, meeting_state),
    "terms in the chair": (TERMS, TERM_STATES, TERM_ACTS, term_state),
    "tenures": (TENURES, TENURE_STATES, TENURE_ACTS, tenure_state),
    "parties": (PARTIES, PARTY_STATES, PARTY_ACTS, party_state),
    "joining": (JOININGS, JOINING_STATES, JOINING_ACTS, joining_state),
    "documents": (DOCUMENTS, DOCUMENT_STATES, DOCUMENT_ACTS, document_state),
}
MOVES = [
    (machine, begun, done, outcome)
    for machine, (table, _, _, _) in MACHINES.items()
    for begun, row in table.items()
    for done, outcome in row.items()
]


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_has_a_row_for_every_act(machine):
    table, states, acts, seen = MACHINES[machine]
    assert {state: set(row) for state, row in table.items()} == {state: set(acts) for state in states}
    assert {state: seen(opening().play(*steps)) for state, steps in states.items()} == {
        state: state for state in states
    }


@pytest.mark.parametrize(("machine", "begun", "done", "outcome"), MOVES)
def test_every_move_ends_in_its_state_or_is_refused(machine, begun, done, outcome):
    _, states, acts, seen = MACHINES[machine]
    stage = opening().play(*states[begun])
    code = stage.code(acts[done])
    assert (code or seen(stage.play(acts[done]))) == outcome
