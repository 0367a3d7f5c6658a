from __future__ import annotations

from typing import Any

import pytest

from comity.forum.kernel.acts import Enacted
from comity.forum.registry import ACT_TYPES, read_body
from comity.secretariat.wording import decisions
from comity.secretariat.wording.acts import in_words
from comity.secretariat.wording.speech import Speech

MATTER = {"decision": "kuwait"}
SILENCE = MATTER | {"silence": 1, "effective": "2024-03-19T12:00:00Z", "outcome": "adopts"}
PROPOSAL = MATTER | {"party": "KAZ", "matter": "m", "body": "summit", "title": "Kuwait", "text": "Admitted."}


class Titles:
    def party(self, _code: str) -> None:
        return None

    def title(self, kind: str, thing: str) -> dict[str, str] | None:
        known = {("decision", "kuwait"): "Admit Kuwait", ("body", "summit"): "Summit", ("meeting", "s"): "Sixth"}
        return {"en": known[kind, thing]} if (kind, thing) in known else None


SPEECH = Speech("en", str, lambda one, many, number: one if number == 1 else many, Titles())

SAID: list[tuple[str, dict[str, Any], str]] = [
    ("propose", PROPOSAL, "Kazakhstan proposes “Kuwait” to the body “Summit”."),
    ("propose", PROPOSAL | {"party": "CHAIR"}, "The chair proposes “Kuwait” to the body “Summit”."),
    ("refer", {"body": "summit"}, "“Admit Kuwait” goes before the body “Summit”."),
    ("recommend", {"body": "summit", "verb": "endorses"}, "The body “Summit” endorses “Admit Kuwait”."),
    ("revise", {"revision": 2, "text": "t"}, "“Admit Kuwait” has a new text: Rev.2."),
    ("withdraw", {"party": "KAZ"}, "Kazakhstan withdraws “Admit Kuwait”."),
    (
        "put",
        {"meeting": "s"},
        "“Admit Kuwait” is put to “Sixth”: the chair asks whether there is any objection.",
    ),
    (
        "amend_orally",
        {"meeting": "s", "amendment": "Delete “all”."},
        "“Admit Kuwait” is amended from the floor: Delete “all”.",
    ),
    ("object", {"meeting": "s", "party": "CHN"}, "China objects to “Admit Kuwait”."),
    (
        "object",
        {"meeting": "s", "party": "CHN", "paragraphs": [4, 5]},
        "China objects to “Admit Kuwait”, paragraphs 4 and 5.",
    ),
    ("lift_objection", {"meeting": "s", "party": "CHN"}, "China lifts its objection to “Admit Kuwait”."),
    (
        "conclude",
        {"meeting": "s", "outcome": "takes_note"},
        "On “Admit Kuwait”, at “Sixth”: the meeting takes note.",
    ),
    ("conclude", {"outcome": "adopts"}, "On “Admit Kuwait” the body adopts."),
    (
        "start_silence",
        {"expires": "2024-03-19T12:00:00Z"},
        "“Admit Kuwait” is under silence until 19 March 2024, 12:00 UTC: unless it is broken, the body adopts it.",
    ),
    ("veto_silence", {"party": "CHN"}, "China does not agree that silence is used on “Admit Kuwait”."),
    (
        "extend_silence",
        {"expires": "2024-03-19T12:00:00Z", "reason": "A capital asks for it."},
        "The silence on “Admit Kuwait” is extended to 19 March 2024, 12:00 UTC: A capital asks for it.",
    ),
    (
        "reserve",
        {"party": "CHN", "kind": "scrutiny"},
        "China makes a reservation on “Admit Kuwait” while the silence runs: scrutiny reservation.",
    ),
    (
        "lift_reservation",
        {"party": "CHN", "kind": "instructions"},
        "China lifts its reservation on “Admit Kuwait”: awaiting instructions.",
    ),
    ("break_silence", {"party": "CHN"}, "China breaks the silence on “Admit Kuwait”. It is not adopted."),
    (
        "relay_objection",
        {"commitment": "A" * 43 + "="},
        "The silence on “Admit Kuwait” is broken by a member. It is not adopted.",
    ),
    (
        "withdraw_objection",
        {"party": "CHN"},
        "China objects to “Admit Kuwait” no more. This does not revive what was broken.",
    ),
    (
        "conclude_silence",
        SILENCE,
        "Nobody has broken the silence on “Admit Kuwait”: the body adopts it, as of 19 March 2024, 12:00 UTC.",
    ),
    (
        "issue",
        {"symbol": "CICA/MIN/DEC/2024/1"},
        "The decision “Admit Kuwait” is issued under the symbol CICA/MIN/DEC/2024/1.",
    ),
    (
        "open_vote",
        {"closes": "2024-03-19T12:00:00Z"},
        "“Admit Kuwait” is put to the vote, until 19 March 2024, 12:00 UTC.",
    ),
    ("vote", {"party": "CHN", "vote": "abstains"}, "China votes on “Admit Kuwait”: abstains."),
    (
        "cast",
        {"party": "CHN", "ballot": "A" * 43 + "="},
        "China puts its ballot on “Admit Kuwait” into the box.",
    ),
    (
        "open_ballot",
        {"party": "CHN", "choice": "for", "number": "0" * 64, "key": "A" * 43 + "="},
        "China lets the tellers open its ballot on “Admit Kuwait”.",
    ),
    (
        "count",
        {"ballots": [{"number": "0" * 64, "choice": "for"}]},
        "The ballots on “Admit Kuwait” are counted: 1.",
    ),
    ("support", {"party": "CHN"}, "China asks for “Admit Kuwait”."),
    (
        "attach",
        {"party": "CHN", "kind": "formal_reservation", "text": "t"},
        "China attaches to “Admit Kuwait”: formal reservation.",
    ),
    (
        "fulfil",
        {"party": "SECRETARIAT", "undertaking": 2},
        "The Secretariat has done what “Admit Kuwait” lays down under number 2.",
    ),
    (
        "review",
        {"body": "summit", "text": "t"},
        "The body “Summit” looks at what has become of “Admit Kuwait”.",
    ),
]


@pytest.mark.parametrize(("name", "fields", "expected"), SAID)
def test_act_is_said_in_words(name, fields, expected):
    kind = f"decisions.{name}"
    body = read_body(kind, ACT_TYPES[kind].v, MATTER | fields)
    assert SPEECH.said(in_words(Enacted(1, "", kind, "KAZ", "o-1", body))) == expected


def test_every_act_type_of_the_subject_is_said_here():
    assert {f"decisions.{name}" for name, *_ in SAID} == set(decisions.SENTENCES)


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "membership.apply",
            {"party": "KWT", "status": "member"},
            "Kuwait applies for the status “member”.",
        ),
        (
            "membership.withdraw",
            {"party": "KWT", "status": "member", "on": "2027-01-01"},
            "Kuwait gives up the status “member”, over on 1 January 2027.",
        ),
    ],
)
def test_what_an_applicant_does_is_said_in_words(kind, fields, expected):
    body = read_body(kind, ACT_TYPES[kind].v, fields)
    assert SPEECH.said(in_words(Enacted(1, "", kind, "KWT", "o-1", body))) == expected
