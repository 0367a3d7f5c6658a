from __future__ import annotations

from typing import Any

import pytest

from comity.forum.kernel.acts import Committed, Enacted
from comity.forum.registry import ACT_TYPES
from comity.secretariat.wording import messages
from comity.secretariat.wording.acts import in_words
from comity.secretariat.wording.speech import Speech
from comity.secretariat.wording.types import SUBJECTS, TYPES
from tests.support.authenticator import Authenticator

KEY = Authenticator("desk.example").public
FINGERPRINT = KEY.fingerprint
PAPER = {"reference": "No. 12-3/456", "on": "2026-01-12"}
ENROL = {"party": "KAZ", "officer": "o-1", "office": "Counsellor", "functions": ["drafter", "authoriser"]}
SEND = {"party": "KAZ", "notice": "kaz-1", "to": ["MNG", "SECRETARIAT"], "subject": "Flood", "text": "…"}

SAID: list[tuple[str, dict[str, Any], str]] = [
    (
        "officers.enrol",
        ENROL,
        "“Counsellor” (o-1) is an officer of Kazakhstan from now on: prepares acts and signs acts for the party.",
    ),
    (
        "officers.add_key",
        {"party": "SECRETARIAT", "officer": "head", "key": KEY.openssh, "origins": ["https://desk.example"]},
        f"The officer “head” of the Secretariat signs with the key {FINGERPRINT} from now on.",
    ),
    (
        "officers.revoke_key",
        {"party": "KAZ", "officer": "o-1", "fingerprint": FINGERPRINT, "reason": "lost"},
        f"The officer “o-1” of Kazakhstan signs with the key {FINGERPRINT} no more: it was lost.",
    ),
    ("officers.dismiss", {"party": "KAZ", "officer": "o-1"}, "“o-1” is an officer of Kazakhstan no more."),
    (
        "officers.contest",
        {"party": "KAZ", "claimants": [{"name": "One", "papers": [PAPER]}, {"name": "Other", "papers": [PAPER]}]},
        "More than one administration claims to represent Kazakhstan: One and Other. The record takes no side.",
    ),
    (
        "officers.settle",
        {"party": "KAZ", "papers": [PAPER]},
        "The representation of Kazakhstan is contested no more, by No. 12-3/456.",
    ),
    ("notices.send", SEND, "Kazakhstan writes to Mongolia and the Secretariat: “Flood”."),
    (
        "notices.send",
        SEND | {"reply": "answer"},
        "Kazakhstan writes to Mongolia and the Secretariat: “Flood”. Asked for: an answer.",
    ),
    (
        "notices.send",
        SEND | {"party": "CHAIR", "to": ["MNG"], "reply": "acknowledgement", "by": "2026-11-23T10:02:11Z"},
        "The chair writes to Mongolia: “Flood”. Asked for by 23 November 2026, 10:02 UTC: an acknowledgement.",
    ),
    (
        "notices.acknowledge",
        {"party": "SECRETARIAT", "notice": "kaz-1"},
        "The Secretariat has received the note kaz-1.",
    ),
    (
        "notices.answer",
        {"party": "MNG", "notice": "kaz-1", "position": "objects"},
        "Mongolia answers the note kaz-1: it objects.",
    ),
    (
        "notices.withdraw",
        {"party": "KAZ", "notice": "kaz-1", "to": ["MNG"], "reason": "Sent twice."},
        "Kazakhstan withdraws the note kaz-1: Sent twice.",
    ),
    (
        "notices.register_paper",
        {"notice": "p-1", "sender": "MNG", "paper": PAPER, "received": "2026-01-13T08:00:00Z", "subject": "Visit"},
        "A note on paper is registered, of Mongolia, No. 12-3/456, 12 January 2026: “Visit”.",
    ),
    (
        "openings.reveal",
        {"act": 12, "key": "A" * 43 + "=", "content": "{}"},
        "What act 12 says is made public.",
    ),
    ("openings.erase", {"act": 12, "reason": "By mistake."}, "What act 12 said is erased: By mistake."),
]


class Nothing:
    def party(self, _code: str) -> None:
        return None

    def title(self, _kind: str, _thing: str) -> None:
        return None


def said(type_name: str, body: Any) -> str:
    act = Enacted(7, "2026-11-23T10:00:00.000Z", type_name, "KAZ", "o-1", body)
    return Speech("en", str, lambda one, _many, _number: one, Nothing()).said(in_words(act))


@pytest.mark.parametrize(("type_name", "body", "sentence"), SAID)
def test_act_of_the_desks_is_said_from_what_it_states(type_name: str, body: dict[str, Any], sentence: str) -> None:
    assert said(type_name, ACT_TYPES[type_name].body.model_validate(body)) == sentence


def test_every_act_type_of_the_desks_is_tried() -> None:
    assert {type_name for type_name, _, _ in SAID} == set(messages.SENTENCES)


def test_restricted_act_says_its_type_and_that_it_is_withheld() -> None:
    committed = Committed(commitment="A" * 43 + "=")
    assert said("notices.send", committed) == (
        "Note to other parties: what this says is withheld; it is read by its audience."
    )


def test_every_act_type_and_subject_has_a_name() -> None:
    assert set(TYPES) == set(ACT_TYPES)
    assert list(SUBJECTS) == list(dict.fromkeys(name.split(".")[0] for name in TYPES))
