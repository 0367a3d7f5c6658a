"""Acts of meetings as they go, and of documents as they come, in words."""

from __future__ import annotations

from typing import Any

import pytest

from comity.forum.kernel.acts import Enacted
from comity.forum.registry import ACT_TYPES
from comity.secretariat.wording import documents, meetings
from comity.secretariat.wording.acts import in_words
from comity.secretariat.wording.speech import Speech
from comity.secretariat.wording.types import TYPES
from tests.unit.forum.orders.papers import add, redistribute
from tests.unit.forum.orders.sittings import ITEMS, PRESIDED, SOC, agenda, at, came, convene, left, open_


class Register:
    def party(self, _code: str) -> None:
        return None

    def title(self, kind: str, thing: str) -> dict[str, str] | None:
        return {"en": "Second Summit"} if (kind, thing) == ("meeting", "summit-2") else None


SPEECH = Speech("en", str, lambda one, many, number: one if number == 1 else many, Register())
NINE = "2026-01-02T09:00:00Z"

SAID: list[tuple[tuple[Any, ...], str]] = [
    (convene(), "Second Summit is convened for 1 January 2026."),
    (
        convene("soc-9", **SOC, title="Ninth session", planned="2026-01-02", opens=NINE),
        "Ninth session is convened for 2 January 2026, to be opened on 2 January 2026, 09:00 UTC.",
    ),
    (open_(), "Second Summit is opened. In the chair: Kazakhstan."),
    (at("suspend"), "Second Summit is suspended."),
    (at("suspend", until=NINE), "Second Summit is suspended until 2 January 2026, 09:00 UTC."),
    (at("resume"), "Second Summit is resumed."),
    (
        at("resume", presided=[*PRESIDED, {"party": "CHN", "office": "President"}]),
        "Second Summit is resumed. In the chair: Kazakhstan and China.",
    ),
    (at("close"), "Second Summit is closed."),
    (came("KAZ", "CHN"), "At “Second Summit” there are, as members: Kazakhstan and China."),
    *(
        (came("OSCE", capacity=each), f"At “Second Summit” there are, as {each}s: OSCE.")
        for each in ("observer", "partner", "guest", "participant")
    ),
    (left("KAZ"), "At “Second Summit”: There no more: Kazakhstan."),
    (
        came("KAZ", left=["CHN"]),
        "At “Second Summit” there are, as members: Kazakhstan. There no more: China.",
    ),
    (agenda(), "“Second Summit” has a provisional agenda: 1. Agenda and 2. Reports."),
    (at("adopt_agenda"), "“Second Summit” adopts its agenda."),
    (agenda("amend_agenda", ITEMS[:1]), "“Second Summit” amends its agenda: 1. Agenda."),
    (at("take_up", item="2.1"), "At “Second Summit” item 2.1 is taken up."),
    (at("note", text="It is late."), "Noted in the journal of “Second Summit”: It is late."),
    (at("note", text="Well done.", party="CHAIR"), "The chair, in the journal of “Second Summit”: Well done."),
    (at("note", text="Well done.", party="KAZ"), "Kazakhstan, in the journal of “Second Summit”: Well done."),
    (add("ru"), "“draft-1” has a file in a further language (ru), a translation."),
    (add("ru", original=True), "“draft-1” has a file in the language of its original (ru)."),
    (redistribute("participants"), "The files of “draft-1” are read by all participants from now on."),
    (redistribute("named", "KAZ", "CHAIR"), "The files of “draft-1” are read by Kazakhstan and the chair from now on."),
]


@pytest.mark.parametrize(("step", "words"), SAID)
def test_act_is_said_in_words(step, words):
    body = ACT_TYPES[step[0]].body.model_validate(step[1])
    assert SPEECH.said(in_words(Enacted(1, "", step[0], "SECRETARIAT", "registrar", body))) == words


def test_every_type_is_said():
    assert {step[0] for step, _ in SAID} == {*meetings.SENTENCES, *documents.SENTENCES} <= TYPES.keys()
