from __future__ import annotations

import pytest

from comity.forum.kernel.dates import Bounds, bounds
from comity.forum.membership.counts import Count
from comity.forum.readings.claims.verdicts import (
    dated,
    nothing,
    of_count,
    of_dates,
    same_words,
    told,
    written,
    yes_or_no,
)
from comity.forum.readings.said import Said
from tests.unit.forum.readings.smallworlds import english, in_short


@pytest.mark.parametrize(
    ("claimed", "held", "verdict"),
    [
        ("2004-10-22", "2004-10-22", "agrees"),
        ("2006-06-17", "2004-10-22", "differs"),
        ("2003", "2004-10-22", "differs"),
        ("1992-10", "1992-10-05", "agrees"),
        ("[..1993]", "1992-10-05", "agrees"),
        ("[1992..]", "1992-10-05", "agrees"),
        ("[1992..]", "[..1993]", "undecidable"),
        ("1996-02-07", "1996-02-07/1996-02-08", "differs"),
        ("1996-02", "1996-02-07/1996-02-08", "agrees"),
        ("1993-03", "1993-04", "differs"),
        ("1993-04-12", "1993-04", "undecidable"),
        ("2010", "[2010-06-09..2011-12-31]", "undecidable"),
        ("2009", "[2010-06-09..2011-12-31]", "differs"),
        ("2012", "[2010-06-09..2011-12-31]", "differs"),
        ("[2010-06-09..2011-12-31]", "[2010-06-09..2011-12-31]", "agrees"),
        ("2002-06-04", "[..2002-06-04]", "undecidable"),
        ("2003", "[..2002-06-04]", "differs"),
        ("2003", "[2004-01-01..]", "differs"),
        ("[..]", "[..]", "agrees"),
        ("2003", "[..]", "undecidable"),
    ],
)
def test_of_dates(claimed, held, verdict):
    assert of_dates(claimed, held) == verdict


@pytest.mark.parametrize(
    ("claimed", "held", "said"),
    [
        ("1992-10-05", "1992-10-05", ("agrees", "It was so.")),
        ("1992", "1992-10-05", ("agrees", "It was so. The source is less exact.")),
        ("1993", "1992-10-05", ("differs", "It was so.")),
        ("1992-10-05", "1992", ("undecidable", "It was so. The register knows it only within these bounds.")),
    ],
)
def test_dated_says_what_is_less_exact(claimed, held, said):
    assert in_short(dated(claimed, held, Said("It was so."))) == said


@pytest.mark.parametrize(
    ("claimed", "least", "most", "verdict"),
    [
        (22, 22, 22, "agrees"),
        (20, 22, 22, "differs"),
        (22, 22, 23, "undecidable"),
        (23, 22, 23, "undecidable"),
        (21, 22, 23, "differs"),
        (24, 22, 23, "differs"),
    ],
)
def test_of_count(claimed, least, most, verdict):
    assert of_count(claimed, Count(least, most, (), ())) == verdict


@pytest.mark.parametrize(("agrees", "verdict"), [(True, "agrees"), (False, "differs")])
def test_yes_or_no(agrees, verdict):
    assert yes_or_no(agrees=agrees) == verdict


@pytest.mark.parametrize("when", ["2004-10-22", "[2010-06-09..2011-12-31]", "[..2002-06-04]", "[2004-01-01..]"])
def test_written_keeps_bounds(when):
    assert written(bounds(when)) == when


def test_written_of_a_date_open_on_both_sides():
    assert written(Bounds(None, None)) == "[..]"


@pytest.mark.parametrize(
    ("asked", "held", "same"),
    [
        ({"en": "memorandum"}, {"en": "Memorandum of Bangladesh"}, True),
        ({"en": "memorandum", "zh": "备忘录"}, {"en": "Memorandum", "zh": "声明"}, False),
        ({"en": "memorandum"}, {"ru": "Меморандум"}, False),
        ({"en": "memorandum"}, {}, False),
    ],
)
def test_same_words_in_every_language_that_both_have(asked, held, same):
    assert same_words(asked, held) is same


def test_told_puts_sentences_in_order():
    assert english(told(Said("One."), Said("Two."), Said("Three."))) == "One. Two. Three."


def test_nothing_is_undecidable():
    assert in_short(nothing()) == ("undecidable", "The register holds nothing that answers this.")
