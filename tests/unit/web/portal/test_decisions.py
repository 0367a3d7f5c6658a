"""What pages of decisions are made of: the way of a matter, its silences, texts, rule, effect, proof; the journal."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import translation

from comity.forum.decisions.machine import MACHINE
from comity.forum.decisions.state import decision
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import journal
from comity.web.portal.pages.decisions import lineage, register, silences, undertakings
from comity.web.portal.pages.decisions.words import GROUPS, group_of
from tests.support import decided

LIBRARY = decided.in_memory()
TODAY = date(2026, 11, 23)
FIRST = "“First meeting of the Senior Officials Committee”"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def asking(on="", **query):
    return Ask(LIBRARY, "en", TODAY, date.fromisoformat(on) if on else None, query)


def page(name, on=""):
    return lineage.build(asking(on), slug=name)


def listed(**query):
    return [line.decision.id for line in register.build(asking(**query)).lines]


def test_story_holds_a_matter_in_each_state_that_it_names():
    assert {name: decision(LIBRARY, name).state for name in decided.MATTERS} == decided.MATTERS


def test_every_state_amounts_to_one_thing():
    states = [state for _text, states in GROUPS.values() for state in states]
    assert sorted(states) == sorted(state for state in MACHINE.states if state)
    assert {group_of(state) for state in states} == set(GROUPS)


def test_register_is_the_newest_first():
    assert listed()[:3] == ["logo", "seat", "travel"]
    assert listed()[-1] == "chair-2026"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"state": "not_adopted"}, ["budget", "visits"]),
        ({"state": "silence"}, ["travel", "archive", "exercises"]),
        ({"state": "withdrawn"}, ["website"]),
        ({"body": "summit"}, ["observer-blr"]),
        ({"matter": "money"}, ["budget"]),
        ({"year": "2025"}, []),
        ({"q": "DEC/2026/2"}, ["work-plan"]),
        ({"q": "quorum"}, ["rules"]),
        ({"q": "QUORUM"}, ["rules"]),
        ({"q": "chair-2026", "state": "decided"}, ["chair-2026"]),
        ({"q": "%"}, []),
    ],
)
def test_register_is_sifted(query, names):
    assert listed(**query) == names


def test_line_says_how_a_matter_stands():
    lines = {line.decision.id: line for line in register.build(asking()).lines}
    told = {
        name: (lines[name].group, lines[name].verb, lines[name].way, lines[name].symbol) for name in decided.MATTERS
    }
    assert told["work-plan"] == ("decided", "adopts", "at a meeting", "FD/SOC/DEC/2026/2")
    assert told["chair-2026"] == ("decided", "adopts", "by silence", "FD/SOC/DEC/2026/1")
    assert told["budget"] == ("not_adopted", "does not carry it", "by vote", "")
    assert told["visits"] == ("not_adopted", "", "", "")
    assert lines["exercises"].expires.iso == "2026-11-26T12:00:00Z"


def test_register_ends_with_outcomes_of_earlier_meetings():
    shown = register.build(asking())
    assert [(one.verb, one.matter, one.meeting.id) for one in shown.earlier] == [
        ("adopts", "the Almaty Act", "summit-1"),
        ("admits", "the OSCE as a partner", "summit-1"),
    ]
    whole = register.build(asking(part="earlier"))
    assert (whole.lines, whole.earlier) == ([], shown.earlier)
    assert register.build(asking(state="decided")).earlier == []


def test_rows_are_of_the_part_shown():
    ask = asking(q="budget")
    found = register.rows(register.build(ask), ask).rows
    assert [(row[0], row[2], row[6], row[7]) for row in found] == [
        ("budget", "Budget for 2027", "not carried", "does not carry it")
    ]
    earlier = asking(part="earlier")
    assert [row[0] for row in register.rows(register.build(earlier), earlier).rows] == ["summit-1", "summit-1"]


def test_feed_has_an_entry_for_each_outcome():
    ask = asking()
    xml = register.feed(register.build(ask), ask).decode()
    titles = re.findall(r"<title>([^<]*)</title>", xml)[1:]
    assert titles == [
        "A sign for the forum",
        "Seat of the training centre",
        "Budget for 2027",
        "Communiqué of the meeting",
        "FD/SOC/DEC/2026/2 Plan of work for 2027",
        "FD/SOC/DEC/2026/1 Chair for 2027 to 2029",
    ]


def test_matter_stands_in_a_sentence():
    told = {name: page(name).stands for name in ("work-plan", "chair-2026", "visits", "budget", "website", "rules")}
    assert told == {
        "work-plan": "The Senior Officials Committee adopts, at “First meeting of the Senior Officials Committee”, "
        "2 November 2026, 09:31 UTC.",
        "chair-2026": "The Senior Officials Committee adopts, by silence, "
        "with effect since 22 October 2026, 12:00 UTC.",
        "visits": "Not adopted: Thailand broke the silence at 30 October 2026, 11:59 UTC.",
        "budget": "The Senior Officials Committee does not carry it, by vote, 10 November 2026, 09:00 UTC.",
        "website": "It stands thus: withdrawn.",
        "rules": "It stands thus: before a meeting.",
    }


def test_way_tells_each_step_with_its_act_and_time():
    steps = page("communique").steps
    assert [(step.time, step.says, step.mark) for step in steps] == [
        ("08:00:00", "Kazakhstan proposes it to the body “Senior Officials Committee”.", ""),
        (
            "10:05:00",
            f"{FIRST}: the chair asks whether there is any objection.",
            "",
        ),
        ("10:06:00", "Uzbekistan objects to paragraph 2.", "against"),
        (
            "10:30:00",
            f"{FIRST}: the meeting moves paragraphs to a statement of the chair.",
            "out",
        ),
    ]
    assert [bool(step.day) for step in steps] == [True, True, False, False]
    assert [int(step.act.id) for step in steps] == list(decision(LIBRARY, "communique").acts)


def test_paragraphs_that_moved_are_told_of_after_the_rest_was_decided_too():
    rest = {"decision": "communique", "revision": 1, "text": "On trade."}
    library = decided.in_memory((decided.NOW, "decisions.revise", rest))
    for asked in (asking(), Ask(library, "en", TODAY, None, {})):
        found = lineage.build(asked, slug="communique")
        assert found.statement is not None
        assert found.statement.id == "chair-statement"
        assert [each.text for each in found.speaks_for] == ["Kazakhstan", "Mongolia"]
    decided_on = decision(library, "communique").model_copy(
        update={"results": (*decision(library, "communique").results, decision(LIBRARY, "work-plan").results[-1])}
    )
    assert lineage.moved(decided_on).statement == "chair-statement"
    assert lineage.moved(decision(LIBRARY, "work-plan")) is None


def test_way_shows_where_a_silence_ran():
    silent = [step.type.split(".")[1] for step in page("exercises").steps if step.silent]
    assert silent == ["start_silence", "start_silence", "reserve", "reserve", "extend_silence", "lift_reservation"]


def test_votes_are_told_once_each_and_counted():
    shown = page("budget")
    assert [step.says for step in shown.steps if step.type == "decisions.vote"][2] == "China votes: against."
    assert [(one.who, one.vote) for one in shown.votes.counts] == [("for", "2"), ("against", "2"), ("abstains", "1")]


def test_only_the_vote_that_counts_is_told():
    again = ("2026-11-09T10:00", "decisions.vote", {"decision": "budget", "party": "CHN", "vote": "for"})
    told = [*decided.STORY, again]
    told.sort(key=lambda each: each[0])
    library = decided.DecidedLibrary(told)
    shown = lineage.build(Ask(library, "en", TODAY), slug="budget")
    assert [s.says for s in shown.steps if s.says.startswith("China")] == ["China votes.", "China votes: for."]


def test_running_silence_keeps_its_first_clock_in_sight():
    clocks = page("exercises").running.clocks
    assert [(clock.expires.iso, clock.counts, clock.reason) for clock in clocks] == [
        ("2026-11-24T12:00:00Z", False, ""),
        ("2026-11-26T12:00:00Z", True, "A public holiday falls on 24 November."),
    ]


def test_running_silence_names_who_keeps_something_open():
    kept = page("exercises").running.reservations
    assert [(one.party.code, one.kind, one.lifted is None) for one in kept] == [
        ("IRN", "scrutiny reservation", True),
        ("QAT", "awaiting instructions", False),
    ]


def test_running_silence_is_told_in_every_capital():
    capitals = page("exercises").capitals
    assert (capitals.moment, len(capitals.rows)) == ("2026-11-26T12:00:00Z", len(decided.MEMBERS))
    assert page("visits").capitals is None


def test_broken_silence_tells_by_whom_and_with_what_text():
    last = page("visits").silences[0]
    told = (last.ended, last.breach.party.text, last.breach.reason, last.breach.text, last.breach.withdrawn is not None)
    assert told == ("broken", "Thailand", "Thailand awaits a law.", "Each member may receive one visit a year.", True)


def test_text_as_it_stands_comes_first_with_what_it_changed():
    texts = page("work-plan").texts
    assert [(text.revision, text.paragraphs[0].text) for text in texts] == [
        (1, "Eight exercises are held in 2027."),
        (0, "Seven exercises are held in 2027."),
    ]
    assert [(piece.kind, piece.text) for piece in texts[0].changed[0].pieces][:2] == [
        ("removed", "Seven"),
        ("added", "Eight"),
    ]
    assert texts[0].amended == ["In paragraph 2, for “the end” read “the middle”."]


def test_headings_stand_with_the_paragraph_below_them():
    proposal = {
        "decision": "t",
        "party": "KAZ",
        "matter": "plans",
        "body": "soc",
        "title": "T",
        "text": "# Aims\n\nOne.\n\nTwo.",
    }
    library = decided.in_memory(("2026-11-23T09:59", "decisions.propose", proposal))
    found = lineage.build(Ask(library, "en", TODAY), slug="t").texts[0].paragraphs
    assert [(one.number, one.headings, one.text) for one in found] == [(1, ["Aims"], "One."), (2, [], "Two.")]


def test_effect_is_said_and_whether_it_followed():
    chair, rules = page("chair-2026").effect, page("rules").effect
    assert (chair.says, chair.followed, chair.url) == (
        "Mongolia is chosen for the chair, from 24 September 2027 on.",
        True,
        "/en/chair/",
    )
    assert (rules.followed, [one.part for one in rules.provisions]) == (False, ["the quorum"])
    assert page("work-plan").effect is None


def test_rule_names_the_charters_matter_and_way():
    rule = page("budget").rule
    assert (rule.matter, rule.matter_basis.assumed, rule.way, rule.text) == (
        "Budget",
        True,
        "recorded vote",
        "By two thirds of the votes cast.",
    )
    assert page("work-plan").rule.way_basis.sources == ["S1"]


@pytest.mark.parametrize(
    ("name", "how", "apart"),
    [
        ("visits", "broken", "0.786 seconds before the expiry"),
        ("chair-2026", "concluded", "0.412 seconds after the expiry"),
        ("exercises", "", ""),
    ],
)
def test_proof_says_how_far_from_the_expiry(name, how, apart):
    proof = page(name).proof
    assert (proof.how, proof.apart, proof.ending is None) == (how, apart, how == "")


def test_matter_without_a_silence_has_nothing_to_prove():
    assert page("work-plan").proof is None


def test_statements_undertakings_and_reviews_stand_on_the_page():
    shown = page("work-plan")
    assert [(one.party.code, one.kind) for one in shown.statements] == [
        ("IRN", "interpretative statement"),
        ("TUR", "formal reservation"),
    ]
    assert [([one.code for one in each.due], [one.party.code for one in each.done]) for each in shown.undertakings] == [
        (["CHN"], ["MNG"]),
        (["SECRETARIAT"], []),
    ]
    assert [one.body for one in shown.reviews] == ["Working Group"]
    assert [(one.meeting.id, one.item) for one in shown.agenda] == [("soc-1", "2")]


@pytest.mark.parametrize(
    ("name", "on", "group", "steps"),
    [
        ("work-plan", "2026-10-13", "open", 2),
        ("work-plan", "2026-11-02", "decided", 7),
        ("visits", "2026-10-28", "silence", 2),
        ("website", "2026-11-06", "open", 1),
    ],
)
def test_matter_is_shown_as_it_was_on_a_day(name, on, group, steps):
    shown = page(name, on)
    assert (shown.line.group, len(shown.steps), shown.running) == (group, steps, None)


def test_matter_as_of_a_day_before_it_is_not_here():
    with pytest.raises(NotHere, match="still to come"):
        page("work-plan", "2026-10-04")


def test_unknown_matter_is_not_here():
    with pytest.raises(NotHere, match="no matter called none"):
        page("none")


def test_silences_that_run_come_soonest_first():
    shown = silences.build(asking())
    assert [one.line.decision.id for one in shown.running] == ["archive", "travel", "exercises"]
    assert [one.open_for for one in shown.running] == [[], [], ["Iran"]]


def test_calendar_of_silences_has_each_expiry():
    ask = asking()
    text = silences.ics(silences.build(ask), ask).decode()
    assert re.findall(r"DTSTART:(\S+)", text) == ["20261123T095958Z", "20261125T120000Z", "20261126T120000Z"]
    assert "UID:silence-exercises-2@record.deciding.example" in text


def test_calendar_of_a_matter_calls_off_what_was_broken():
    ask = asking()
    text = lineage.ics(lineage.build(ask, slug="exercises"), ask).decode()
    assert re.findall(r"STATUS:(\w+)", text) == ["CONFIRMED", "CANCELLED"]
    assert re.findall(r"SEQUENCE:(\d)", text) == ["1", "1"]


def test_calendar_without_silences_still_holds_something():
    ask = asking()
    text = lineage.ics(lineage.build(ask, slug="seat"), ask).decode()
    assert ("BEGIN:VTIMEZONE" in text, "BEGIN:VEVENT" in text) == (True, False)


def test_undertakings_that_are_done_are_not_listed():
    ask = asking()
    shown = undertakings.build(ask)
    assert [laid.line.decision.id for laid in shown.decisions] == ["work-plan"]
    assert [row[3:8:3] for row in undertakings.rows(shown, ask).rows] == [("1", "CHN"), ("2", "SECRETARIAT")]


def test_journal_tells_the_meeting_by_items():
    shown = journal.build(asking(), slug="soc-1")
    by_item = {(s.number, i.number): [e.type for e in i.entries] for s in shown.sittings for i in s.items}
    assert by_item[1, "2"] == [
        "meetings.take_up",
        "meetings.note",
        "decisions.put",
        "decisions.amend_orally",
        "decisions.conclude",
    ]
    assert [entry.says for sitting in shown.sittings for under in sitting.items for entry in under.entries][-2:] == [
        "On “Communiqué of the meeting” the meeting moves paragraphs to a statement of the chair.",
        "The meeting is closed.",
    ]


def test_journal_annexes_what_was_decided_with_its_statements():
    shown = journal.build(asking(), slug="soc-1")
    assert [(one.line.symbol, one.text.revision, len(one.statements)) for one in shown.decided] == [
        ("FD/SOC/DEC/2026/2", 1, 2)
    ]
    assert (shown.interim, shown.final) == ([], True)


def test_journal_annexes_interim_texts_without_a_number():
    start = {"decision": "logo", "meeting": "soc-2", "expires": "2026-11-27T12:00:00Z"}
    library = decided.in_memory(("2026-11-23T09:59", "decisions.start_silence", start))
    shown = journal.build(Ask(library, "en", TODAY), slug="soc-2")
    assert [(one.line.decision.id, one.interim, one.line.symbol, one.expires.iso) for one in shown.interim] == [
        ("logo", True, "", "2026-11-27T12:00:00Z")
    ]


def test_meeting_of_the_past_has_no_journal():
    with pytest.raises(NotHere, match="was not recorded as it went"):
        journal.build(asking(), slug="summit-1")
    with pytest.raises(NotHere, match="no meeting called none"):
        journal.build(asking(), slug="none")


def test_journal_as_of_a_day_before_the_meeting_is_not_here():
    with pytest.raises(NotHere, match="still to come"):
        journal.build(asking("2026-11-01"), slug="soc-1")
