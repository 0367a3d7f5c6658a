"""The journal of a meeting, out of what happened at it."""

from __future__ import annotations

from typing import Any

import pytest

from comity.forum.decisions.acts import Put
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.values import Key
from comity.forum.meetings.sitting import Quorum
from comity.forum.meetings.state import Event, noted
from comity.forum.membership.roll import deciding as deciding_on
from comity.forum.readings.journal import JournalLine, journal
from comity.forum.readings.said import Said, Thing
from comity.secretariat.wording.speech import Speech
from tests.support.datedstage import DatedStage, on_day
from tests.support.deciding import act, admission, conclude, deciding, propose, put, sits
from tests.support.stage import Step, meeting
from tests.unit.forum.orders.documents import amend
from tests.unit.forum.orders.effects import sign
from tests.unit.forum.orders.meetings import plan
from tests.unit.forum.orders.papers import filed, register
from tests.unit.forum.orders.sittings import ITEMS, NAME, PRESIDED, agenda, at, came, convene, open_, postpone, stage

DAY = "2026-01-02"


class Register:
    def party(self, _code: str) -> None:
        return None

    def title(self, _kind: str, _thing: str) -> None:
        return None


def plural(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


SPEECH = Speech("en", str, plural, Register())


def at_noon(*steps: Step) -> list[Step]:
    return [on_day(DAY, step) for step in steps]


STEPS: list[Step] = [
    convene(planned="2026-01-01/2026-01-02"),
    agenda(),
    came("KAZ", level="minister"),
    open_(),
    at("take_up", item="1"),
    at("adopt_agenda"),
    at("take_up", item="2"),
    came("OSCE", capacity="observer"),
    at("note", text="It reports.", party="OSCE"),
    at("suspend", until="2026-01-02T09:00:00Z"),
    *at_noon(
        at("resume", presided=[{"party": "CHN", "office": "President"}]),
        came("CHN", left=["OSCE"]),
        at("note", text="The room was warm.", item="1"),
        at("note", text="I thank you all.", party="CHAIR"),
        at("note", text="A misprint was mended.", party="SECRETARIAT"),
        agenda("amend_agenda", [*ITEMS, {"number": "3", "title": "Else"}]),
        at("suspend"),
        at("resume"),
        at("close"),
    ),
]
WORDS = [
    ("", "The meeting is convened for 1–2 January 2026."),
    ("", "The provisional agenda is set, of 2 items."),
    ("", "There as members: Kazakhstan."),
    ("", "The meeting is opened. In the chair: Kazakhstan."),
    ("1", "Item 1 is taken up: Agenda."),
    ("1", "The agenda is adopted."),
    ("2", "Item 2 is taken up: Reports."),
    ("2", "There as observers: OSCE."),
    ("2", "OSCE: It reports."),
    ("2", "The meeting is suspended until 2 January 2026, 09:00 UTC."),
    ("2", "The meeting is resumed. In the chair: China."),
    ("2", "There as members: China. There no more: OSCE."),
    ("1", "The room was warm."),
    ("2", "The chair: I thank you all."),
    ("2", "A misprint was mended."),
    ("2", "The agenda is amended."),
    ("2", "The meeting is suspended."),
    ("2", "The meeting is resumed."),
    ("2", "The meeting is closed."),
]


def lines(played: DatedStage, **further: Any) -> list[tuple[int, str, JournalLine]]:
    told = journal(played.value("meeting", NAME), played, **further)
    return [
        (sitting.number, under.item.number if under.item else "", line)
        for sitting in told
        for under in sitting.items
        for line in under.lines
    ]


def told(played: DatedStage, **further: Any) -> list[tuple[str, str]]:
    return [(item, SPEECH.said(line.words)) for _, item, line in lines(played, **further)]


def test_the_journal_says_what_happened_in_its_order():
    played = stage().play(*STEPS)
    assert told(played, act_at=played.act) == WORDS


def test_the_journal_is_told_by_sittings_and_items():
    played = stage().play(*STEPS)
    found = journal(played.value("meeting", NAME), played, act_at=played.act)
    first, noon = "2026-01-01T00:00:00.000Z", "2026-01-02T12:00:00.000Z"
    assert [(each.number, each.opened, each.closed) for each in found] == [
        (0, "", ""),
        (1, first, first),
        (2, noon, noon),
        (3, noon, noon),
    ]
    assert [[under.item.number if under.item else None for under in each.items] for each in found] == [
        [None],
        [None, "1", "2"],
        ["2", "1", "2"],
        ["2"],
    ]


def test_without_the_acts_the_journal_says_that_something_was_noted():
    words = dict(enumerate(words for _, words in told(stage().play(*STEPS))))
    assert [words[place] for place in (1, 8, 9, 10)] == [
        "The provisional agenda is set.",
        "The Secretariat notes what was said.",
        "The meeting is suspended.",
        "The meeting is resumed.",
    ]


def test_an_agenda_of_one_item_says_so():
    played = stage().play(convene(), agenda(items=ITEMS[:1]))
    assert told(played, act_at=played.act)[-1] == ("", "The provisional agenda is set, of one item.")


def test_a_meeting_that_was_moved_says_to_when_each_time():
    played = stage().play(convene(), postpone("2026-02"), postpone("2026-03"))
    assert [words for _, words in told(played)] == [
        "The meeting is convened for 1 January 2026.",
        "The meeting is moved to February 2026.",
        "The meeting is moved to March 2026.",
    ]


def test_one_who_only_leaves_is_there_no_more():
    played = stage().play(convene(), came("KAZ", "CHN"), at("note_presence", left=["KAZ", "CHN"]))
    assert told(played)[-1] == ("", "There no more: Kazakhstan and China.")


@pytest.mark.parametrize(("party", "capacity"), [("KAZ", "member"), ("OSCE", "observer"), ("BGD", "guest")])
def test_who_came_is_said_by_capacity(party, capacity):
    played = stage().play(convene(), came(party, capacity=capacity))
    assert told(played)[-1][1].startswith(f"There as {capacity}s: ")


def with_matter(played: DatedStage) -> DatedStage:
    """The meeting after an act on a matter, as if one was entered next."""
    body = Put.model_validate({"decision": "kuwait", "meeting": NAME})
    act = Enacted(len(played.acts), "2026-01-01T00:00:00.000Z", "decisions.put", "CHAIR", "chair", body)
    key = Key("meeting", NAME)
    played.values[key] = noted(played.value("meeting", NAME), act, NAME)
    played.acts.append(act)
    return played


OPENED: list[Step] = [convene(), came("KAZ", "CHN"), open_(presided=PRESIDED)]


def test_what_was_done_about_a_matter_says_who_was_there():
    played = with_matter(stage().play(*OPENED)).play(at("note_presence", left=["CHN"]))
    (line,) = [line for _, _, line in lines(played) if line.decision]
    assert (line.decision, line.kind, line.party, line.quorum) == ("kuwait", "decisions.put", "CHAIR", Quorum(2, 2, 2))
    assert [line.quorum for _, _, line in lines(played) if not line.decision] == [None] * 4
    after = with_matter(played)
    assert [line.quorum for _, _, line in lines(after) if line.decision][1] == Quorum(1, 2, 2)


def test_what_was_done_about_a_matter_is_said_by_who_knows_more():
    played = with_matter(stage().play(*OPENED))
    (act,) = [line.act for _, _, line in lines(played) if line.decision]
    assert told(played)[-1] == ("", f"On “kuwait”, by act {act}.")

    def telling(event: Event, act: Enacted | None) -> Said | None:
        return Said("%(matter)s is put.", {"matter": Thing("decision", event.decision)}) if act else None

    assert told(played, telling=telling)[-1] == ("", f"On “kuwait”, by act {act}.")
    assert told(played, telling=telling, act_at=played.act)[-1] == ("", "kuwait is put.")


def test_documents_that_came_before_the_close_stand_at_their_place():
    played = stage().play(convene(), agenda(), register("old", meeting=NAME), open_())
    played.play(filed("new", meeting=NAME, item="2", symbol="X-1"))
    played.play(*at_noon(at("close"), register("late", on=DAY, meeting=NAME)))
    documents = [played.value("document", name) for name in ("late", "new", "old")]
    assert [(number, item, SPEECH.said(line.words)) for number, item, line in lines(played, documents=documents)] == [
        (0, "", "The meeting is convened for 1 January 2026."),
        (0, "", "The provisional agenda is set."),
        (0, "", "“old” is distributed."),
        (1, "", "The meeting is opened. In the chair: Kazakhstan."),
        (1, "2", "“X-1” is distributed."),
        (1, "", "The meeting is closed."),
    ]
    assert [line.document for _, _, line in lines(played, documents=documents) if line.document] == ["old", "new"]


@pytest.mark.parametrize("steps", [[plan()], [meeting(NAME, "2026-01-01")]])
def test_a_meeting_that_was_not_recorded_as_it_went_has_no_journal(steps):
    played = stage().play(*steps, register("old", meeting=NAME))
    assert lines(played, documents=[played.value("document", "old")]) == []


def test_an_act_of_another_subject_is_told_by_its_number():
    played = stage().play(*OPENED)
    act = played.enacted(*amend(meeting=NAME))
    played.values[Key("meeting", NAME)] = noted(played.value("meeting", NAME), act, NAME)
    assert told(played)[-1] == ("", f"By act {act.index}.")


def test_whom_a_decision_makes_a_member_counted_as_none_before_it():
    admits = {"matter": "admission", "effect": admission("BGD")}
    recommended = act("recommend", body="soc", verb="recommends")
    signed = [sign("2025-12-31", paper, party="BGD") for paper in ("declaration", "act")]
    played = deciding().play(*signed, *sits(), propose(**admits), recommended, put(), conclude(effect=admission("BGD")))
    told = [
        line
        for sitting in journal(played.value("meeting", "m"), played)
        for under in sitting.items
        for line in under.lines
    ]
    assert [line.quorum for line in told if line.decision] == [Quorum(4, 4, 6)] * 2
    assert len(deciding_on("2026-01-01", played)) == 7
