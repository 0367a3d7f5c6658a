from __future__ import annotations

import pytest

from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import participant
from tests.support.portal import built, drawn


def steps(page):
    return [
        (s.on.edtf, s.what, s.document.id if s.document else "", s.meeting.id if s.meeting else "") for s in page.steps
    ]


def test_kuwait_signed_was_recommended_and_was_accepted():
    page = built(participant.PAGE, code="KWT")
    status = page.statuses[0]
    assert (status.status, status.since.edtf, status.until, status.place) == ("member", "2022-10-13", None, "28")
    assert steps(page) == [
        ("2022-10-11", "signed", "declaration-1999", ""),
        ("2022-10-11", "signed", "almaty-act", ""),
        ("2022-10-11~", "recommended", "", "soc-2022-10-11"),
        ("2022-10-13", "accepted: member", "", "summit-6"),
    ]


def test_bangladesh_was_accepted_before_it_signed():
    page = built(participant.PAGE, code="BGD")
    assert steps(page) == [
        ("[..2014-05-20]", "accepted: member", "", ""),
        ("2014-05-20", "signed", "declaration-1999", ""),
        ("2014-05-20", "signed", "almaty-act", ""),
    ]
    statuses = [
        (s.status, s.since.edtf, s.until.edtf if s.until else "", s.manner, s.place, s.together) for s in page.statuses
    ]
    assert statuses == [
        ("observer", "2010", "2014-05-20", "became a member", "", False),
        ("member", "2014-05-20", "", "", "26", False),
    ]


def test_bangladesh_as_of_a_day_is_what_it_was_then():
    page = built(participant.PAGE, "2012-01-01", code="BGD")
    told = (page.status, steps(page), page.bonds, [(s.status, s.until, s.manner) for s in page.statuses])
    assert told == ("observer", [], [], [("observer", None, "")])


def test_bangladesh_as_of_a_day_tells_no_act_of_later_days():
    said = [sentence for _index, sentence in drawn(participant.PAGE, "2012-01-01", code="BGD")["related"]]
    assert said == ["Bangladesh comes into the register.", "Bangladesh holds the status “observer” from 2010."]


def test_kazakhstan_has_three_terms_in_the_chair():
    page = built(participant.PAGE, code="KAZ")
    terms = [(t.number, t.since.edtf, t.until.edtf if t.until else "") for t in page.terms]
    assert terms == [
        (1, "2002-06-04", "2006-06-17"),
        (2, "2006-06-17", "2010-06-08"),
        (6, "2020-09-24", "2024-12-17"),
    ]


def test_kazakhstan_as_of_a_day_has_the_terms_begun_by_then():
    page = built(participant.PAGE, "2008-01-01", code="KAZ")
    assert [(t.number, t.until.edtf if t.until else "") for t in page.terms] == [(1, "2006-06-17"), (2, "")]


def test_kazakhstan_was_host_to_eight_regular_meetings():
    page = built(participant.PAGE, code="KAZ")
    assert [(host.meeting.id, host.place) for host in page.hosted] == [
        ("ministerial-1", "Almaty"),
        ("summit-1", "Almaty"),
        ("ministerial-2", "Almaty"),
        ("summit-2", "Almaty"),
        ("ministerial-3", "Almaty"),
        ("ministerial-4", "Astana"),
        ("ministerial-6", "Nur-Sultan"),
        ("summit-6", "Astana"),
    ]


def test_kazakhstan_is_bound_by_treaties():
    page = built(participant.PAGE, code="KAZ")
    assert [(bond.what, bond.document.id, bond.on.edtf) for bond in page.bonds] == [
        ("ratification", "secretariat-agreement", "2007-02-22"),
        ("signed", "convention-privileges", "2010-06-08"),
        ("ratification", "convention-privileges", "2011-11-28"),
        ("signed", "host-agreement-protocol-2024", "[2024-11-01..2024-11-15]"),
    ]


def test_azerbaijan_is_not_yet_host_to_what_is_only_planned():
    assert [host.meeting.id for host in built(participant.PAGE, code="AZE").hosted] == ["ministerial-7"]


@pytest.mark.parametrize(
    ("on", "name", "names"),
    [("", "Türkiye", ["Turkey", "Türkiye"]), ("2014-05-21", "Turkey", ["Turkey"])],
)
def test_turkiye_is_called_what_it_was_called_that_day(on, name, names):
    page = built(participant.PAGE, on, code="TUR")
    assert (page.party.text, [one.name for one in page.names]) == (name, names)


@pytest.mark.parametrize(("language", "renamed"), [("en", True), ("ru", False)])
def test_a_renaming_is_told_where_the_names_differ(language, renamed):
    assert drawn(participant.PAGE, language=language, code="TUR")["renamed"] is renamed


def test_founder_shares_its_place():
    status = built(participant.PAGE, code="KGZ").statuses[0]
    assert (status.place, status.together) == ("1–15", True)


@pytest.mark.parametrize("code", ["AUS", "LBN"])
def test_once_observer_has_no_status_now(code):
    page = built(participant.PAGE, code=code)
    assert (page.status, page.statuses[0].manner) == ("no status", "no longer listed")


def test_acts_are_told_in_words():
    related = drawn(participant.PAGE, code="KWT")["related"]
    assert [sentence for _index, sentence in related][:3] == [
        "Kuwait comes into the register.",
        "Kuwait signs “Declaration on the Principles Guiding Relations between CICA Member States”, 11 October 2022.",
        "Kuwait signs “Almaty Act”, 11 October 2022.",
    ]


def test_sources_of_statuses_and_steps_are_cited_once_each():
    keys = [source.key for source in built(participant.PAGE, code="KAZ").sources]
    assert len(keys) == len(set(keys))
    assert {"L1", "L2"} <= set(keys)


@pytest.mark.parametrize("code", ["XXX", "kwt", "…", "KWT\ufffd"])
def test_unknown_participant_is_not_here(code):
    with pytest.raises(NotHere, match="no participant with the code"):
        built(participant.PAGE, code=code)


def test_rows_are_the_statuses():
    table = participant.rows(built(participant.PAGE, code="BGD"), None)
    assert [row[:4] for row in table.rows] == [
        ("BGD", "observer", "2010", "2014-05-20"),
        ("BGD", "member", "2014-05-20", ""),
    ]
