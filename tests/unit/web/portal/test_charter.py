from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

import comity.forums
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.values import Key
from comity.secretariat.forumdata import ForumData, read_forum
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import charter
from tests.support.memorylibrary import MemoryLibrary
from tests.support.officesforum import plainly
from tests.support.portal import served
from tests.support.small_forum import IDENTITY, act, forum_data

TODAY = date(2026, 11, 23)
PARTS = ("", "?part=deciding", "?part=settings", "?part=acts")


@pytest.fixture(scope="module")
def cica() -> MemoryLibrary:
    return MemoryLibrary(read_forum(Path(comity.forums.__path__[0]) / "cica"))


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def page_on(library, day="", **query):
    on = date.fromisoformat(day) if day else None
    return charter.build(Ask(library, "en", TODAY, on, {**query, **({"on": day} if day else {})}))


def test_charter_of_a_small_forum_whole():
    basis = {
        "sources": ["S1"],
        "assumed": False,
        "decided": None,
        "since": None,
        "until": None,
        "in_force": True,
        "time": "",
        "note": "",
    }
    assert plainly(page_on(MemoryLibrary(forum_data())).model_dump()) == {
        "day": {"edtf": "2026-11-23", "text": "23 November 2026"},
        "part": "bodies",
        "others": [
            {
                "id": "deciding",
                "text": "Decisions, the chair, and who decides what",
                "url": "/en/charter/?part=deciding",
            },
            {
                "id": "settings",
                "text": "Languages, settings, dimensions and symbols",
                "url": "/en/charter/?part=settings",
            },
            {"id": "acts", "text": "Who enters which acts", "url": "/en/charter/?part=acts"},
        ],
        "version": {
            "version": 1,
            "in_force": {"edtf": "1999-09-14", "text": "14 September 1999"},
            "act": {"id": "2", "text": "2", "url": "/en/record/2/"},
            "decision": None,
            "url": "/en/charter/versions/1/",
        },
        "begun": True,
        "earlier": [],
        "coming": [],
        "note": "",
        "confidence": "high confidence",
        "sources": ["S1"],
        "provisions": 6,
        "assumed": 0,
        "asleep": 0,
        "statuses": [
            basis | {"status": "member", "name": "member", "holders": "states", "decides": True, "seated": False}
        ],
        "admissions": [
            basis
            | {
                "status": "member",
                "text": "by signature.",
                "signatures": [{"id": "founding-act", "text": "Founding Act", "url": "/en/documents/founding-act/"}],
                "decision": False,
            }
        ],
        "exits": [],
        "levels": [
            {
                "level": "standing",
                "name": "Bodies that decide, prepare and serve",
                "bodies": [
                    basis
                    | {
                        "body": "summit",
                        "name": "Summit",
                        "earlier": [],
                        "level": "summit",
                        "rhythm": "4 years",
                        "function": "leads",
                        "composition": "",
                        "established": None,
                    }
                ],
            }
        ],
        "decisions": [basis | {"rule": "consensus", "name": "", "text": "by consensus.", "number": None}],
        "quorum": [
            basis | {"text": "two thirds.", "numerator": 2, "denominator": 3, "counts": [{"members": 1, "quorum": 1}]}
        ],
        "chair": [basis | {"rule": "chair-1", "name": "", "text": "one state.", "number": 2}],
        "procedures": [],
        "concerns": [],
        "languages": [],
        "seating": [],
        "settings": [],
        "settings_assumed": [],
        "acts": [],
        "contested": [],
        "symbols": [],
        "dimensions": [],
    }


def test_charter_bodies_are_called_as_on_the_day(cica):
    def summit(day):
        body = page_on(cica, day).levels[0].bodies[0]
        return body.name, [(one.name, one.until.edtf) for one in body.earlier], body.in_force

    assert (summit("2002-06-03"), summit("2002-06-04"), summit("2022-10-13")) == (
        ("Meeting of Heads of State", [], False),
        ("Meeting of Heads of State", [], True),
        ("Council of Heads of State or Government", [("Meeting of Heads of State", "2022-10-13")], True),
    )


def test_charter_chair_rules_say_which_is_in_force(cica):
    def rules(day):
        return [(rule.number, rule.in_force, plainly(rule.time)) for rule in page_on(cica, day).chair]

    times = ("until 31 August 2009", "since 1 September 2009")
    assert (rules("2009-08-31"), rules("2009-09-01")) == (
        [(4, True, times[0]), (2, False, times[1])],
        [(4, False, times[0]), (2, True, times[1])],
    )


def test_charter_body_of_which_only_a_latest_beginning_is_known_may_be_in_force_before(cica):
    bodies = page_on(cica, "2005-01-01").levels[0].bodies
    assert [(b.established.edtf, b.in_force) for b in bodies if b.body == "soc"] == [("[..2007-03]", True)]


def test_charter_quorum_of_a_day_with_an_open_count_has_a_row_for_each(cica):
    counts = page_on(cica, "2010-12-31").quorum[0].counts
    assert [(count.members, count.quorum) for count in counts] == [(22, 15), (23, 16)]


def test_charter_matrix_says_what_each_body_does(cica):
    matter = next(one for one in page_on(cica).concerns if one.matter == "outcome-documents")
    assert [(role.body, role.text, role.weighty) for role in matter.roles] == [
        ("swg", "drafts", False),
        ("soc", "finalises", True),
        ("ministerial", "decides", True),
        ("summit", "decides", True),
    ]


def test_charter_every_provision_is_sourced_or_assumed_in_words(cica):
    page = page_on(cica)
    groups = (page.statuses, page.admissions, page.decisions, page.quorum, page.chair, page.concerns, page.languages)
    more = (
        page.procedures,
        page.exits,
        page.seating,
        page.settings,
        page.settings_assumed,
        page.symbols,
        page.dimensions,
    )
    levels, subjects = (level.bodies for level in page.levels), (subject.rules for subject in page.acts)
    every = [one for group in (*groups, *more, *levels, *subjects, page.contested) for one in group]
    faults = [one for one in every if bool(one.sources) == one.assumed]
    assert (len(every), sum(one.assumed for one in every), faults) == (page.provisions, page.assumed, [])


def test_charter_says_by_subject_who_enters_which_acts(cica):
    acts = page_on(cica).acts
    assert [(subject.subject, subject.name, len(subject.rules)) for subject in acts] == [
        ("officers", "Officers and keys", 3),
        ("membership", "Membership", 4),
        ("notices", "Notes between parties", 2),
        ("openings", "Restricted acts", 1),
        ("decisions", "Decisions", 15),
        ("meetings", "Meetings", 3),
        ("documents", "Documents", 2),
        ("offices", "Chair and offices", 1),
        ("treaties", "Treaties", 7),
    ]
    signed, notes = acts[1].rules[1], acts[2].rules[0]
    assert (signed.name, plainly(signed.who), signed.own, signed.signatures, signed.task, signed.read) == (
        "Signature of a founding document",
        "any party of the register",
        True,
        2,
        "signs acts for the party",
        "everybody",
    )
    assert (notes.act, notes.name, notes.audience, notes.read, notes.narrowed) == (
        "notices.*",
        "All types without a rule of their own",
        "participants",
        "all participants",
        True,
    )
    assert notes.by == ["secretariat", "chair", "member", "observer", "partner"]
    assert plainly(notes.who).startswith("the Secretariat, the chair, holders of the status “")
    assert all(rule.assumed for subject in acts for rule in subject.rules)


def test_charter_says_what_becomes_of_a_contested_party(cica):
    (one,) = page_on(cica).contested
    assert (one.acts, one.assumed, one.in_force) == ("suspended", True, True)
    assert one.text.endswith("its acts are suspended; the register takes no side.")


def test_charter_rules_on_acts_of_one_subject_stand_together_whatever_is_between():
    page = page_on(MemoryLibrary(forum_data(adopting(acts=[
        {"act": "*", "by": ["member"], "sources": ["S1"]},
        {"act": "notices.send", "by": ["member"], "sources": ["S1"], "until": "2026-01-01"},
        {"act": "tea.pour", "by": ["chair"], "assumed": True},
        {"act": "notices.*", "by": ["party"], "assumed": True, "since": "2026-06"},
    ]))))  # fmt: skip
    assert [(subject.subject, subject.name, [rule.name for rule in subject.rules]) for subject in page.acts] == [
        ("*", "All acts that no rule here names", ["All types without a rule of their own"]),
        ("notices", "Notes between parties", ["Note to other parties", "All types without a rule of their own"]),
        # What the program does not know is called what the charter calls it.
        ("tea", "tea", ["tea.pour"]),
    ]
    times = [(rule.in_force, plainly(rule.time), rule.sources, rule.assumed) for rule in page.acts[1].rules]
    assert times == [(False, "until 1 January 2026", ["S1"], False), (True, "since June 2026", [], True)]
    assert (page.provisions, page.assumed, page.asleep) == (10, 2, 1)


def adopting(**said):
    """The next version of the small forum's charter, with something else besides."""
    adopted = next(each.body for each in forum_data().acts if each.type == "charter.adopt")
    return act("charter.adopt", **(adopted.model_dump(mode="json", exclude_unset=True) | {"version": 2} | said))


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_charter_page_shows_who_enters_which_acts(language):
    shown = [served(f"/{language}/charter/{part}").content.decode() for part in PARTS]
    found = ['id="h-acts"' in part for part in shown]
    assert (found, 'id="contested"' in shown[-1]) == ([False, False, False, True], True)
    assert max(len(part.encode()) for part in shown) < 40_000


def test_secretariat_and_its_officers_are_no_participants(cica):
    # Its keyring is kept by the rules; the register of participants knows parties, and no page knows persons of them.
    assert cica.get(Key("keyring", "SECRETARIAT")).officers
    assert [served(f"/en/participants/{party}/").status_code for party in ("SECRETARIAT", "CHAIR")] == [404, 404]
    assert b"registrar" not in served("/en/participants/").content


def test_charter_before_its_beginning_says_so(cica):
    page = page_on(cica, "1998-01-01")
    assert (page.begun, page.version.version, page.earlier) == (False, 1, [])


def test_charter_rows_are_the_matrix(cica):
    table = charter.rows(page_on(cica), None)
    assert (table.head, table.rows[6]) == (
        ("matter", "name", "swg", "soc", "ministerial", "summit", "seen", "sources"),
        ("catalogue", "Catalogue of measures and its new areas", "", "", "decides", "", "", "S16"),
    )


def test_charter_unknown_part_is_refused(cica):
    with pytest.raises(Refused, match=r"portal\.part_unknown"):
        page_on(cica, part="annex")


def test_charter_not_adopted_is_not_here():
    with pytest.raises(NotHere, match="No charter has been adopted"):
        page_on(MemoryLibrary(ForumData(IDENTITY, ())))
