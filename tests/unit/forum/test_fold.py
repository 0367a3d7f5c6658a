from __future__ import annotations

import pytest

from comity.forum import registry
from comity.forum.charter.state import IDENTITY
from comity.forum.fold import check, evolve
from comity.forum.kernel.acts import Body, Enacted
from comity.forum.kernel.subject import ActType
from comity.forum.kernel.values import Key, Value
from comity.forum.notices.state import due
from comity.forum.overlay import Overlay
from tests.support.stage import Stage, charter, document, fact, meeting, opening, parties, source
from tests.unit.forum import test_orders
from tests.unit.forum.cica_register import cica
from tests.unit.forum.orders.meetings import move, plan
from tests.unit.forum.orders.notices import send
from tests.unit.forum.orders.offices import appoint, elect, extend, leave, retitle, seat, take

TEXT = {"en": "t"}


def deep(values: dict[Key, Value]) -> dict[Key, str]:
    return {key: value.model_dump_json() for key, value in values.items()}


@pytest.mark.parametrize(("stage", "before", "step"), test_orders.ACCEPTED, ids=test_orders.named)
def test_evolve_changes_no_value_that_it_was_given(stage, before, step):
    played = stage().play(*before)
    was = deep(played.values)
    act = played.enacted(*step)
    body = act.body.model_dump_json()
    check(act, played)
    first, second = evolve(act, played), evolve(act, played)
    assert (deep(played.values), act.body.model_dump_json(), deep(first)) == (was, body, deep(second))


@pytest.mark.parametrize(("stage", "before", "step"), test_orders.ACCEPTED, ids=test_orders.named)
def test_values_touched_by_an_act_name_it_last(stage, before, step):
    played = stage().play(*before)
    changed = evolve(played.enacted(*step), played)
    assert {key: value.acts[-1] for key, value in changed.items()} == dict.fromkeys(changed, len(played.acts))


def test_values_of_a_real_history_are_what_their_json_says():
    # Values are made without validation; the store writes them as JSON and reads them with it.
    values = cica().values
    read = {key: type(value).model_validate_json(value.model_dump_json()) for key, value in values.items()}
    assert read == values
    assert deep(read) == deep(values)


def test_facts_of_a_real_history_name_the_act_that_stated_them():
    values = cica().values
    strays = [
        (key, fact.act)
        for key, value in values.items()
        for part in value.__dict__.values()
        if isinstance(part, tuple)
        for fact in part
        if hasattr(fact, "act") and fact.act not in value.acts
    ]
    assert strays == []


def test_overlay_shows_changes_and_what_lies_below():
    stage = opening()
    sheet = Overlay(stage)
    sheet.changed[IDENTITY] = None
    assert (sheet.get(IDENTITY), sheet.get(Key("source", "S1"))) == (None, stage.value("source", "S1"))
    assert sheet.act(1) == stage.acts[1]


class First(Body):
    said: str


class Second(Body):
    said: tuple[str, ...]


def test_body_of_an_older_version_is_raised_to_the_one_known(monkeypatch):
    raised = ActType("tests.say", Second, lambda *_: None, (), v=2, upcast={1: lambda old: {"said": [old["said"]]}})
    monkeypatch.setitem(registry.ACT_TYPES, "tests.say", raised)
    read = [registry.read_body("tests.say", v, said) for v, said in ((1, {"said": "a"}), (2, {"said": ["a"]}))]
    assert read == [Second(said=("a",))] * 2


def test_renamings_stand_in_the_order_of_their_days():
    later = fact("membership.rename", party="KAZ", name="Second", since="2010", former="First")
    latest = fact("membership.rename", party="KAZ", name="Third", since="2022", former="Second")
    for steps in ([later, latest], [latest, later]):
        names = opening().play(*steps).value("party", "KAZ").names
        # What it was called before is kept from the first act that states it.
        former = "First" if steps[0] is later else "Second"
        assert [(name.name["en"], name.since) for name in names] == [
            (former, None),
            ("Second", "2010"),
            ("Third", "2022"),
        ]


def test_renaming_without_a_former_name_adds_one_name():
    step = fact("membership.rename", party="KAZ", name="Second", since="2010")
    assert [name.name["en"] for name in opening().play(step).value("party", "KAZ").names] == ["Second"]


def test_titles_and_seats_stand_in_the_order_of_their_days():
    stage = opening().play(retitle(since="2022"), retitle(since="2006"), seat(since="2014"), seat(since="2006"))
    titles, places = stage.value("post", "executive-head").titles, stage.value("seat", "seat").places
    assert [[one.since for one in many] for many in (titles, places)] == [["2006", "2022"], ["2006", "2014"]]


def test_chair_passes_from_term_to_term():
    stage = opening().play(
        elect(),
        elect("china-2006", state="CHN", since="2006", until=None),
        elect("late", state="KWT", since="2010", until=None),
        extend(until="2008", note="to the summit"),
        take("kazakhstan-2002", "2002-06-04", meeting="summit-1"),
        take("china-2006", "2006-06-17"),
    )
    first, second, third = stage.value("chair", "chair").terms
    assert [(term.taken, term.taken_at, term.taken_act, term.ended) for term in (first, second, third)] == [
        ("2002-06-04", "summit-1", 16, "2006-06-17"),
        ("2006-06-17", None, 17, None),
        (None, None, None, None),
    ]
    assert [(extension.until, extension.note, extension.act) for extension in first.extensions] == [
        ("2008", {"en": "to the summit"}, 15)
    ]


def test_tenure_ends_on_the_day_that_it_was_left():
    stage = opening().play(appoint(until="2012"), appoint("second", since="2010"), leave(on="2010"))
    tenures = stage.value("post", "executive-head").tenures
    assert [(tenure.until, tenure.left_act) for tenure in tenures] == [("2010", 14), (None, None)]


def test_move_keeps_what_it_does_not_change():
    stage = opening().play(plan(place="Almaty", format="hybrid"), move(), move(place="Astana", format="video"))
    plans = stage.value("meeting", "summit-2").plans
    assert [(made.planned, made.place, made.format, made.act) for made in plans] == [
        ("2006", {"en": "Almaty"}, "hybrid", 12),
        ("2006-06-17", {"en": "Almaty"}, "hybrid", 13),
        ("2006-06-17", {"en": "Astana"}, "video", 14),
    ]
    assert stage.value("meeting", "summit-2").when == "2006-06-17"


def test_held_meeting_keeps_of_its_plan_what_is_not_said_again():
    planned = plan(number=2, host="KAZ", title="Second", place="Almaty")
    held = opening().play(planned, meeting("summit-2", "2006-06-17", numbers={"members": 18}))
    value = held.value("meeting", "summit-2")
    assert (value.number, value.host, value.title, value.place) == (2, "KAZ", {"en": "Second"}, None)
    assert (value.when, value.held, value.held_act) == ("2006-06-17", True, 13)
    assert value.numbers == dict.fromkeys(
        ("members", "observers", "organisations", "partners", "participants", "heads_of_state")
    ) | {"members": 18}


def test_signature_under_a_founding_document_is_known_to_party_and_document():
    stage = opening().play(fact("membership.sign", party="KAZ", instrument="declaration", on="1999-09-14", paper="P"))
    party, paper = stage.value("party", "KAZ").signatures, stage.value("document", "declaration").signatures
    assert [(s.instrument, s.act, s.paper) for s in party] == [("declaration", 12, {"en": "P"})]
    assert [(s.party, s.act, s.paper) for s in paper] == [("KAZ", 12, {"en": "P"})]


def test_charter_of_the_next_version_keeps_the_earlier_one():
    stage = Stage(source(), ("charter.adopt", charter()), ("charter.adopt", charter(version=2)))
    held = stage.value("charter", "charter")
    assert ((held.version, [rules.version for rules in held.earlier]), held.acts) == ((2, [1]), (2, 3))


def test_act_that_names_no_symbol_touches_its_document_only():
    stage = opening()
    assert set(evolve(stage.enacted(*document("other")), stage)) == {Key("document", "other")}


def test_enacted_acts_compare_by_what_they_say():
    stage = opening()
    assert stage.acts[1] == Enacted(
        1, stage.acts[1].entered, "sources.cite", "SECRETARIAT", "registrar", stage.acts[1].body
    )


def test_withheld_body_names_no_value():
    withheld = registry.read_body("notices.send", 1, {"commitment": "A" * 43 + "="})
    assert list(registry.named_by("notices.send", withheld)) == []


def test_what_is_due_is_found_by_party_and_notice():
    stage = parties().play(send(reply="answer"))
    assert [due(stage, party, "kaz-1") for party in ("CHN", "KAZ")] == [stage.value("due", "CHN/kaz-1"), None]
    assert due(stage, "CHN", "kaz-1").open


def test_nothing_is_awaited_where_nothing_was_asked_for():
    stage = parties().play(send())
    assert not due(stage, "CHN", "kaz-1").open
