"""Refusals in words: parties, things, types of acts, days and moments as a person calls them."""

from __future__ import annotations

import pytest

from comity.forum.kernel.errors import Phrase, Reason, Refused
from comity.forum.kernel.machine import OUT_OF_TURN
from comity.forum.readings.said import Said
from tests.unit.wording.test_speech import speech


def refusal(text: str, **words: object) -> str:
    return speech("en").refusal(Refused(Reason("test", text, "Enter it."), **words))[0]


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("%(party)s has it.", {"party": "TUR"}, "Türkiye has it."),
        ("%(party)s has it.", {"party": "X-1"}, "X-1 has it."),
        ("%(party)s has it.", {"party": "SECRETARIAT"}, "The Secretariat has it."),
        ("Not for %(party)s.", {"party": "CHAIR"}, "Not for the chair."),
        ("Those are %(parties)s.", {"parties": "TUR, TUR"}, "Those are Türkiye and Türkiye."),
        ("Those are %(parties)s.", {"parties": "TUR, X-1"}, "Those are TUR, X-1."),
        ("At “%(meeting)s”.", {"meeting": "summit-2"}, "At “Second Summit”."),
        ("At “%(meeting)s”.", {"meeting": "summit-9"}, "At “summit-9”."),
        ("At “%(decision)s”.", {"decision": "summit-2"}, "At “summit-2”."),
        ("Acts %(type)s are not.", {"type": "decisions.propose"}, "Acts “Proposal” are not."),
        ("Acts “%(type)s” are not.", {"type": "decisions.dream"}, "Acts “decisions.dream” are not."),
        ("On %(on)s.", {"on": "2024-03-21"}, "On 21 March 2024."),
        ("On %(on)s.", {"on": "2024-02-31"}, "On 2024-02-31."),
        ("At %(closes)s.", {"closes": "2024-03-21T11:59:59Z"}, "At 21 March 2024, 11:59:59 UTC."),
        ("At %(closes)s.", {"closes": "2024-03-21T12:00:00.350Z"}, "At 21 March 2024, 12:00:00.350 UTC."),
        ("At %(closes)s.", {"closes": "2024-02-31T12:00:00Z"}, "At 2024-02-31T12:00:00Z."),
        ("From %(why)s.", {"why": Phrase("%(day)s for %(party)s", {"day": "2024-03-21", "party": "TUR"})},
         "From 21 March 2024 for Türkiye."),
    ],
)  # fmt: skip
def test_word_of_a_refusal_is_what_a_person_calls_it(text, words, said):
    assert refusal(text, **words) == said


def test_what_is_out_of_turn_is_called_by_its_title():
    words = {"thing": "summit-2", "state": Said("open"), "type": "meetings.open", "states": Said("convened")}
    assert speech("en").refusal(Refused(OUT_OF_TURN, **words)) == (
        "“Second Summit” stands thus: open. An act “Opening of a meeting” is not in order then.",
        "Such an act is in order while it stands thus: convened.",
    )
