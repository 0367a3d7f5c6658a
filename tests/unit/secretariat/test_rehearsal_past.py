"""A forum as it stood: what had not happened by a day is left out, with whatever rests on it; the rest is in order."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import comity.forums
from comity.forum.charter.acts import Particulars
from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.fold import check, evolve
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.values import Key, Value
from comity.forum.readings.chair import in_chair, served
from comity.forum.readings.membership import register
from comity.secretariat.clock import entered_at
from comity.secretariat.forumdata import Drafted, ForumData, read_forum
from comity.secretariat.rehearsal.clock import read_moment
from comity.secretariat.rehearsal.past import Past, as_it_stood
from tests.support.small_forum import Act, act, fact, forum_data, meeting


class Sheet:
    """What the register is after acts that were checked one after another, entered at one time."""

    def __init__(self, data: ForumData, entered: str) -> None:
        first = Enacted(0, entered, "charter.constitute", "SECRETARIAT", "registrar", Particulars(**data.identity))
        self.values: dict[Key, Value] = {IDENTITY: Identity.made_by(first)}
        self.acts = [first]
        for index, each in enumerate(data.acts, 1):
            self._enter(Enacted(index, entered, each.type, "SECRETARIAT", "registrar", each.body), each)

    def _enter(self, one: Enacted, drafted: Drafted) -> None:
        try:
            check(one, self)
        except Refused as refused:
            raise AssertionError((drafted.file, drafted.line, str(refused))) from refused
        self.values.update(evolve(one, self))
        self.acts.append(one)

    def get(self, key: Key) -> Value | None:
        return self.values.get(key)

    def act(self, index: int) -> Enacted | None:
        return self.acts[index] if index < len(self.acts) else None

    def all_of(self, kind: str) -> list[Value]:
        return [value for key, value in self.values.items() if key.kind == kind]


@cache
def cica() -> ForumData:
    return read_forum(Path(comity.forums.__path__[0]) / "cica")


def as_of(data: ForumData, day: str) -> Past:
    return as_it_stood(data, read_moment(day))


def entered(past: Past, day: str) -> Sheet:
    """The register of a rehearsal set on a day; every act is accepted as of that day."""
    return Sheet(past.data, entered_at(read_moment(day)))


# --- CICA ---


@pytest.mark.parametrize(
    ("day", "members", "chair"),
    [
        ("1999-09-14", 15, None),
        ("2010-06-07", 20, "KAZ"),
        ("2014-05-19", 24, "TUR"),
        ("2018-08-14", 26, "CHN"),
        ("2022-10-10", 27, "KAZ"),
        ("2024-03-01", 28, "KAZ"),
        ("2026-01-01", 28, "AZE"),
    ],
)
def test_members_and_chair_are_those_of_the_day(day, members, chair):
    held = entered(as_of(cica(), day), day)
    count, sitting = (
        register(held).count("member", date.fromisoformat(day)),
        in_chair(served(held), date.fromisoformat(day)),
    )
    assert (count.least, count.most, sitting.term.state if sitting else None) == (members, members, chair)


def test_every_act_that_is_kept_is_in_order_on_whatever_day():
    told = {when for each in cica().acts if (when := getattr(each.body, "on", None))}
    days = {found for when in told for found in bounds(when) if found}
    days |= {day - timedelta(days=1) for day in days}
    first = date(1992, 10, 5)
    for day in sorted(day.isoformat() for day in days if day >= first):
        entered(as_of(cica(), day), day)


def test_to_day_nothing_is_left_out_but_claims():
    past = as_of(cica(), "2026-11-23")
    assert past.data.acts == tuple(each for each in cica().acts if each.type != "sources.claim")
    assert past.to_come == ()


@pytest.mark.parametrize("day", ["2010-06-07", "2014-05-19", "2022-10-10"])
def test_nothing_that_came_later_is_so_much_as_named(day):
    later = [each.body for each in cica().acts if each.type in {"meetings.hold", "documents.register"}]
    later = [body for body in later if (first := bounds(body.on).earliest) and first.isoformat() > day]
    kept = [each.body for each in as_of(cica(), day).data.acts if each.type not in {"meetings.plan", "meetings.move"}]
    named = {value for body in kept for value in body.model_dump().values() if isinstance(value, str)}
    assert later
    assert named.isdisjoint(getattr(body, "document", "") or body.meeting for body in later)


def test_planned_summit_stays_planned_before_it_is_held():
    plans = [each.body for each in as_of(cica(), "2022-10-10").data.acts if each.type == "meetings.plan"]
    held = entered(as_of(cica(), "2022-10-10"), "2022-10-10").get(Key("meeting", "summit-6"))
    assert ("summit-6" in {plan.meeting for plan in plans}, held.state, held.on) == (True, "planned", None)
    assert "summit-7" not in {plan.meeting for plan in plans}


def test_who_comes_to_a_status_afterwards_is_told_in_that_order():
    assert as_of(cica(), "2022-10-10").to_come[0] == "KWT"
    assert {"QAT", "BGD", "LKA", "KWT"} <= set(as_of(cica(), "2014-05-19").to_come)
    assert "KAZ" not in as_of(cica(), "2014-05-19").to_come


@pytest.mark.parametrize("day", ["1992-10-04", "1066-10-14"])
def test_day_before_anything_happened_is_refused(day):
    with pytest.raises(Refused) as refused:
        as_of(cica(), day)
    assert (refused.value.reason.code, "1992-10-05" in refused.value.text) == ("rehearsal.before_history", True)


# --- each rule by itself, on a small forum ---


def small(*further: Act) -> ForumData:
    return forum_data(*further)


def kept(day: str, *further: Act) -> list[Any]:
    """What is kept of further acts on a day; the small forum's own are kept, but for its claim."""
    data = small(*further)
    own = len(data.acts) - len(further)
    bodies = {id(each.body) for each in data.acts[own:]}
    past = as_of(data, day)
    entered(past, day)
    return [each.body for each in past.data.acts if id(each.body) in bodies]


def plan(nth: int, **said: Any) -> Act:
    return fact("meetings.plan", meeting=f"summit-{nth}", body="summit", kind="regular", planned="2030", **said)


def document(**said: Any) -> Act:
    return fact("documents.register", **{"document": "note", "title": "Note", "kind": "working", "on": "2005"} | said)


def held(**said: Any) -> Act:
    return fact("meetings.hold", **{"meeting": "later", "body": "summit", "kind": "special"} | said)


def test_claims_are_left_out_and_sources_stay():
    types = [each.type for each in as_of(small(), "2024-01-01").data.acts]
    assert ("sources.claim" in types, "sources.cite" in types) == (False, True)


@pytest.mark.parametrize(
    ("on", "day", "is_kept"),
    [
        ("2010-06-08", "2010-06-07", False),
        ("2010-06-08", "2010-06-08", True),
        ("2010", "2009-12-31", False),
        ("2010", "2010-01-01", True),
        ("[..2012]", "2004-01-01", True),
        ("2010-06-07/2010-06-09", "2010-06-08", False),
        ("2010-06-07/2010-06-09", "2010-06-09", True),
    ],
)
def test_meeting_is_left_out_that_surely_was_not_over(on, day, is_kept):
    assert bool(kept(day, held(on=on))) is is_kept


def test_what_lasts_is_kept_from_its_first_day():
    attest = fact("membership.attest", party="MNG", status="member", since="2010-06-07/2012-01-01")
    assert ([bool(kept(day, attest)) for day in ("2010-06-06", "2010-06-07")]) == [False, True]


def test_what_rests_on_a_meeting_that_was_left_out_is_left_out_with_it():
    acts = (
        held(on="2010-06-08"),
        fact("meetings.attend", meeting="later", parties=["KAZ"], capacity="member"),
        fact("meetings.conclude", meeting="later", verb="decides", matter="it"),
        document(meeting="later", on="2005"),
        fact("documents.ratify", document="note", party="KAZ", on="2005", instrument="ratification"),
        fact("documents.amend", document="founding-act", on="2006", by="note", summary="changed"),
        fact("documents.ratify", document="founding-act", party="KAZ", on="2006", instrument="ratification"),
    )
    assert kept("2009-01-01", *acts) == [acts[-1][1]]
    assert len(kept("2010-06-08", *acts)) == len(acts)


def test_step_on_the_way_to_a_decision_that_names_a_meeting_left_out_takes_the_decision_with_it():
    step = {
        "sources": ["S1"],
        "confidence": "high",
        "body": "summit",
        "verb": "recommends",
        "on": "2005",
        "meeting": "later",
    }
    said = {"party": "MNG", "status": "member", "on": "2005", "body": "summit", "path": "meeting", "steps": [step]}
    assert kept("2009-01-01", held(on="2010-06-08"), fact("membership.accept", **said)) == []


def test_ratification_is_no_document_though_it_is_called_an_instrument():
    ratified = fact("documents.ratify", document="founding-act", party="KAZ", on="2006", instrument="ratification")
    left = document(document="ratification", on="2010")
    assert kept("2009-01-01", left, ratified) == [ratified[1]]


def test_plan_stays_though_what_was_held_is_left_out_and_what_happened_there_too():
    acts = (plan(2), meeting(2), fact("meetings.attend", meeting="summit-2", parties=["KAZ"], capacity="member"))
    day = (date.fromisoformat(acts[1][1].on) - timedelta(days=1)).isoformat()
    assert kept(day, *acts) == [acts[0][1]]


def test_plan_counts_as_made_on_the_day_of_the_last_act_before_it_that_tells_its_day():
    acts = (held(on="2010-06-08"), document(on="2011"), plan(2))
    assert [acts[2][1] in kept(day, *acts) for day in ("2010-06-07", "2010-06-08")] == [False, True]


def test_plan_counts_as_made_when_a_source_of_it_was_published():
    source = act("sources.cite", source="S2", title="Gazette", weight="official", published="2009-03")
    planned = act("meetings.plan", **plan(2)[1].model_dump(exclude_unset=True) | {"sources": ["S1", "S2"]})
    acts = (source, held(on="2010-06-08"), planned)
    assert [planned[1] in kept(day, *acts) for day in ("2009-03-30", "2009-03-31")] == [False, True]


def test_plan_counts_as_made_at_the_latest_when_the_meeting_began():
    acts = (
        held(on="2010-06-08"),
        plan(2),
        fact("meetings.hold", meeting="summit-2", body="summit", kind="regular", on="2008-01-01/2008-01-02"),
    )
    assert [acts[1][1] in kept(day, *acts) for day in ("2007-12-31", "2008-01-01")] == [False, True]


def test_move_counts_as_a_plan_does():
    moved = fact("meetings.move", meeting="summit-2", planned="2031")
    acts = (plan(2), held(on="2010-06-08"), moved)
    assert [kept(day, *acts)[-1] == moved[1] for day in ("2010-06-07", "2010-06-08")] == [False, True]


def test_chair_that_is_taken_was_elected_before_and_may_be_prolonged_afterwards():
    acts = (
        fact("offices.elect_chair", term="kaz-2002", state="KAZ", since="2002", until="2004"),
        fact("offices.take_chair", term="kaz-2002", on="2002-06-04"),
        held(on="2003-05-05"),
        fact("offices.extend_chair", term="kaz-2002", until="2006"),
    )
    days = ("2002-06-03", "2002-06-04", "2003-05-05")
    assert [len(kept(day, *acts)) for day in days] == [1, 2, 4]


def test_election_whose_day_is_told_is_kept_from_that_day():
    acts = (fact("offices.elect_chair", term="mng-2030", state="MNG", since="2030", on="2010-06-08"),)
    assert [len(kept(day, *acts)) for day in ("2010-06-07", "2010-06-08")] == [0, 1]


def test_end_of_a_tenure_is_left_out_while_nobody_can_know_it():
    appoint = fact("offices.appoint", post="head", person="A. Person", tenure="a", since="2010", until="2012")
    leave = fact("offices.leave", post="head", tenure="a", on="2012")
    found = {
        day: as_of(small(appoint, leave), day).data.acts[-1].body for day in ("2009-12-31", "2011-01-01", "2012-01-01")
    }
    assert getattr(found["2009-12-31"], "tenure", None) is None
    assert (found["2011-01-01"].until, found["2012-01-01"]) == (None, leave[1])


def test_correction_decides_on_the_act_that_it_corrects():
    later = held(on="2010-06-08")
    data = small(held(on="2005-01-01"))
    correct = fact(
        "sources.correct",
        act=len(data.acts),
        body=later[1].model_dump(mode="json", exclude_unset=True),
        reason="a later day was found",
    )
    acts = (held(on="2005-01-01"), correct)
    both = [each.type for each in as_of(small(*acts), "2010-06-08").data.acts[-2:]]
    assert (kept("2009-01-01", *acts), both) == ([], ["meetings.hold", "sources.correct"])


def test_correction_names_its_act_by_its_new_place():
    data = small(held(on="2010-06-08"), document(on="2005"))
    body = document(on="2006")[1].model_dump(mode="json", exclude_unset=True)
    correct = fact("sources.correct", act=len(data.acts), body=body, reason="another day was found")
    past = as_of(small(held(on="2010-06-08"), document(on="2005"), correct), "2009-01-01")
    entered(past, "2009-01-01")
    # Neither the claim nor the meeting stands before it any more.
    assert past.data.acts[-1].body.act == correct[1].act - 2


def test_first_charter_is_there_from_the_beginning_and_a_later_one_from_its_day():
    first = next(each.body for each in small().acts if each.type == "charter.adopt")
    second = act(
        "charter.adopt", **first.model_dump(mode="json", exclude_unset=True) | {"version": 2, "in_force": "2010-06-08"}
    )
    acts = [[each.body for each in as_of(small(second), day).data.acts] for day in ("2000-01-01", "2010-06-08")]
    assert [(first in each, second[1] in each) for each in acts] == [(True, False), (True, True)]


def test_forum_in_whose_history_nothing_has_a_day_can_be_set_on_any():
    data = small()
    undated = ForumData(
        data.identity, tuple(each for each in data.acts if each.type in {"sources.cite", "charter.adopt"})
    )
    assert as_of(undated, "1066-10-14").data.acts == undated.acts
    planned = ForumData(data.identity, (*undated.acts, Drafted(*plan(2), "history", 1)))
    assert as_of(planned, "1066-10-14").data.acts == planned.acts
