"""The charter's pages once decisions have amended it: on any day, and version by version."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import amendment, charter, versions
from tests.support.memorylibrary import MemoryLibrary
from tests.support.officesforum import plainly
from tests.support.small_forum import act, forum_data

# The acts of the library are entered on 23 November 2026.
TODAY = date(2026, 11, 23)
SUMMIT = {
    "body": "summit",
    "names": [{"name": "Summit"}],
    "level": "summit",
    "rhythm": "4 years",
    "function": "leads",
}
SEATS = {"setting": "seats", "name": "Seats", "text": "By name."}
RULES = {
    "matters": [
        {
            "matter": "rules",
            "name": "Rules",
            "roles": {"summit": "decides"},
            "effects": ["charter"],
            "parts": ["bodies", "settings", "matters"],
            "requires": ["summit"],
            "sources": ["S1"],
        }
    ],
    "procedures": [
        {
            "procedure": "silence",
            "bodies": ["summit"],
            "way": "consensus",
            "text": "by consensus",
            "silence": {"by": ["chair", "member"], "hours": 24, "usual_hours": 336},
            "series": "decisions",
            "sources": ["S1"],
        },
        {
            "procedure": "votes",
            "matters": ["rules"],
            "way": "majority",
            "numerator": 2,
            "denominator": 3,
            "text": "by votes",
            "quorum": False,
            "silence": {
                "by": ["secretariat"],
                "where": "between",
                "hours": 36,
                "veto_hours": 2,
                "breaker": "chair_only",
                "numbered": "next_meeting",
            },
            "sources": ["S1"],
        },
        {
            "procedure": "asked",
            "way": "trigger",
            "trigger": 3,
            "text": "when three ask",
            "sources": ["S1"],
            "until": "2000",
        },
    ],
    "symbols": [{"series": "decisions", "pattern": "F/DEC/{m}/{n}", "name": "Decisions", "sources": ["S1"]}],
    "settings": [SEATS | {"assumed": True}],
    "exits": [
        {
            "status": "member",
            "manner": "withdrawn",
            "decision": False,
            "notice_days": 30,
            "text": "by notice",
            "sources": ["S1"],
        }
    ],
}


def adopting(**said):
    adopted = next(each.body for each in forum_data().acts if each.type == "charter.adopt")
    return act("charter.adopt", **(adopted.model_dump(mode="json", exclude_unset=True) | {"version": 2} | said))


def decided(name, in_force, *changes):
    """A decision that amends the charter."""
    effect = {"kind": "charter", "in_force": in_force, "changes": list(changes)}
    proposed = {"decision": name, "party": "SECRETARIAT", "matter": "rules", "body": "summit", "text": "t"}
    return (
        act("decisions.propose", **proposed, title=f"Decision {name}", effect=effect),
        act("decisions.conclude", decision=name, outcome="adopts", effect=effect),
    )


@pytest.fixture(scope="module")
def library() -> MemoryLibrary:
    soon = decided("now", "2026-11-23", {"part": "settings", "name": "seats", "rule": SEATS | {"text": "By age."}})
    later = decided(
        "later",
        "2027-01-01",
        {"part": "bodies", "name": "summit", "rule": SUMMIT | {"rhythm": "yearly"}},
        {"part": "settings", "name": "seats", "rule": None},
        {"part": "settings", "name": "", "rule": SEATS | {"setting": "tables", "name": "Tables"}},
    )
    return MemoryLibrary(forum_data(adopting(**RULES), *soon, *later))


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def asking(library, day="", **query):
    on = date.fromisoformat(day) if day else None
    return Ask(library, "en", on if on and on > TODAY else TODAY, on, {**query, **({"on": day} if day else {})})


def rules_on(library, day):
    return charter.build(asking(library, day))


def test_charter_shows_the_rules_of_the_day_and_by_which_decision_each_stands(library):
    def seats(day):
        page = rules_on(library, day)
        found = (*page.settings, *page.settings_assumed)
        return [(rule.rule, rule.text, plainly(rule.time), rule.decided.text if rule.decided else "") for rule in found]

    # On the eve the decision was not taken, so its end was not known.
    assert seats("2026-11-22") == [("seats", "By name.", "", "")]
    period = "from 23 November 2026 to 31 December 2026"
    assert seats("2026-11-23") == [("seats", "By age.", period, "Decision now")]
    assert seats("2027-01-01") == [("tables", "By name.", "since 1 January 2027", "Decision later")]


def test_charter_lists_versions_in_force_before_and_to_come(library):
    def told(day):
        page = rules_on(library, day)
        groups = ([page.version], page.earlier, page.coming)
        return [[(one.version, one.in_force.edtf) for one in group] for group in groups]

    assert told("2026-11-23") == [[(3, "2026-11-23")], [(2, "1999-09-14"), (1, "1999-09-14")], [(4, "2027-01-01")]]
    assert told("2027-01-01") == [
        [(4, "2027-01-01")],
        [(3, "2026-11-23"), (2, "1999-09-14"), (1, "1999-09-14")],
        [],
    ]
    now = rules_on(library, "2026-11-23").version
    assert (now.decision.url, now.url) == ("/en/decisions/now/", "/en/charter/versions/3/")


def test_charter_body_that_reads_otherwise_is_told_until_when_it_reads_so(library):
    def summit(day):
        (level,) = rules_on(library, day).levels
        return [(body.rhythm, plainly(body.time)) for body in level.bodies]

    assert summit("2026-11-23") == [("4 years", "until 31 December 2026")]
    assert summit("2027-01-01") == [("yearly", "since 1 January 2027")]


def test_charter_says_how_bodies_decide(library):
    silent, voted, asked = rules_on(library, "2026-11-23").procedures
    assert (silent.bodies, silent.matters, silent.way, silent.pattern) == (
        ["Summit"],
        [],
        "consensus",
        "F/DEC/{m}/{n}",
    )
    assert plainly(" ".join(silent.silence)) == (
        "Who may start one: the chair and member; at a meeting or between meetings. "
        "It runs for 1 day at least, usually for 14 days. Who breaks it is named."
    )
    assert (voted.bodies, voted.matters, voted.way, voted.quorum) == (
        [],
        ["Rules"],
        "recorded vote: 2/3 of the votes for and against",
        False,
    )
    assert plainly(" ".join(voted.silence)) == (
        "Who may start one: the Secretariat; between meetings. It runs for 1 day, 12 hours at least. "
        "For 2 hours a member can prevent that it is used. Who breaks it is known to the chair alone. "
        "What it decides is numbered at the next meeting of the body."
    )
    assert (asked.way, asked.silence, asked.in_force) == ("set off by a number of states: 3", [], False)


def test_charter_says_what_decisions_on_a_matter_bring_about(library):
    (concern,) = rules_on(library, "2026-11-23").concerns
    assert (concern.effects, concern.requires) == (
        ["the charter is amended, in these parts: bodies, settings, who decides what"],
        ["Summit"],
    )


def test_charter_says_how_a_status_ends(library):
    (way,) = rules_on(library, "2026-11-23").exits
    assert (way.status, way.text, way.decision, way.notice_days) == ("member", "by notice.", False, 30)


def test_version_tells_what_it_changes(library):
    page = amendment.build(asking(library), version=4)
    assert (page.begun, page.decided.edtf, page.version.decision.text) == (False, "2026-11-23", "Decision later")
    assert [(one.kind, one.part, one.name) for one in page.changes] == [
        ("changed", "bodies", "Summit"),
        ("ended", "settings", "Seats"),
        ("new", "settings", "Tables"),
    ]
    (rhythm,) = page.changes[0].fields
    assert (rhythm.label, rhythm.before, rhythm.after, rhythm.language) == (
        "How often it meets",
        ["4 years"],
        ["yearly"],
        "en",
    )
    assert [(piece.kind, piece.text) for piece in rhythm.pieces] == [("removed", "4 years"), ("added", "yearly")]


def test_version_that_was_adopted_as_a_whole_changes_nothing_by_itself(library):
    page = amendment.build(asking(library), version=2)
    assert (page.begun, page.decided, page.changes, page.version.decision) == (True, None, [], None)


@pytest.mark.parametrize(
    ("day", "version", "said"),
    [
        ("", 5, "The charter has no version 5."),
        ("", 0, "The charter has no version 0."),
        ("2026-11-22", 3, "On 22 November 2026 this version of the charter was still to come."),
    ],
)
def test_version_that_is_none_is_not_here(library, day, version, said):
    with pytest.raises(NotHere) as found:
        amendment.build(asking(library, day), version=version)
    assert plainly(found.value.what) == said


def test_charter_without_decisions_shows_the_version_begun_by_the_day():
    library = MemoryLibrary(forum_data(adopting(in_force="2020", settings=[SEATS | {"assumed": True}])))
    days = ("1998-01-01", "2019-12-31", "2020-01-01")
    assert [rules_on(library, day).version.version for day in days] == [1, 1, 2]
    assert [len(rules_on(library, day).settings_assumed) for day in days] == [0, 0, 1]
    assert versions.coming(asking(library), library.values[charter.CHARTER]) == []


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("charter/", "/decisions/later/"),
        ("charter/versions/4/", "<ins>yearly</ins>"),
        ("charter/versions/2/", "1999"),
    ],
)
def test_pages_are_served_in_every_language(library, monkeypatch, language, path, expected):
    monkeypatch.setattr("comity.web.portal.library.StoreLibrary", lambda: library)
    page = Client(headers={"host": "localhost"}).get(f"/{language}/{path}")
    assert (page.status_code, expected in page.content.decode()) == (200, True)
    twin = Client(headers={"host": "localhost"}).get(f"/{language}/{path.rstrip('/')}.json")
    assert twin.status_code == 200
