from __future__ import annotations

import pytest

from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import document
from tests.support.portal import built


def told(page):
    return [(change.on.edtf, change.what, change.detail) for change in page.changes]


def test_convention_is_not_in_force_and_one_instrument_is_missing():
    page = built(document.PAGE, slug="convention-privileges")
    assert (page.line.kind, page.line.symbol, page.meeting.text) == ("treaty", "CICA/SUM.3/2", "Third Summit")
    assert told(page) == [("2025-07", "not in force", "instruments missing: 1")]


def test_convention_was_signed_and_ratified_by_kazakhstan():
    page = built(document.PAGE, slug="convention-privileges")
    found = [(one.party.id, one.on.edtf, one.detail) for one in (*page.signatures, *page.consents)]
    assert found == [("KAZ", "2010-06-08", "Istanbul"), ("KAZ", "2011-11-28", "ratification, No. 500-IV")]


def test_convention_as_of_a_day_is_as_it_stood_then():
    page = built(document.PAGE, "2011-01-01", slug="convention-privileges")
    assert ([one.party.id for one in page.signatures], page.consents, told(page)) == (["KAZ"], [], [])


def test_declaration_was_signed_by_28_states_over_the_years():
    page = built(document.PAGE, slug="declaration-1999")
    founders = [one for one in page.signatures if one.on.edtf == "1999-09-14"]
    assert (len(founders), {"KWT", "BGD"} <= {one.party.id for one in page.signatures}) == (15, True)


def test_signatories_are_called_what_they_were_called_when_they_signed():
    page = built(document.PAGE, slug="declaration-1999")
    assert next(one.party.text for one in page.signatures if one.party.id == "TUR") == "Turkey"


def test_titles_are_shown_in_every_language_known():
    page = built(document.PAGE, language="zh-hans", slug="convention-privileges")
    assert list(page.titles) == ["en", "ru", "zh"]
    assert page.line.document.text == page.titles["zh"]


@pytest.mark.parametrize("slug", ["no-such", "Almaty-Act"])
def test_unknown_document_is_not_here(slug):
    with pytest.raises(NotHere, match=f"no document called {slug}"):
        built(document.PAGE, slug=slug)


def test_document_as_of_a_day_before_it_is_not_here():
    with pytest.raises(NotHere, match="still to come"):
        built(document.PAGE, "2010-06-07", slug="convention-privileges")


def test_rows_are_signatures_and_instruments():
    table = document.rows(built(document.PAGE, slug="convention-privileges"), None)
    assert [row[:3] for row in table.rows] == [
        ("KAZ", "Kazakhstan", "2010-06-08"),
        ("KAZ", "Kazakhstan", "2011-11-28"),
    ]
