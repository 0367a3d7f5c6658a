from __future__ import annotations

from datetime import date

from comity.web.portal.pages import matrix, participants
from tests.support.portal import asking, drawn


def rows(on=""):
    return {block.name: block.rows for block in drawn(participants.PAGE, on)["matrix"]["blocks"]}


def test_matrix_folds_founders_that_were_never_in_the_chair():
    first = rows()["Member states, in the order of joining"][0]
    assert [link.id for _place, link in first.parties] == [
        "AFG", "EGY", "IND", "IRN", "ISR", "KGZ", "PAK", "PSE", "RUS", "UZB",
    ]  # fmt: skip


def test_matrix_shows_every_group():
    assert {name: sum(len(row.parties) for row in found) for name, found in rows().items()} == {
        "Member states, in the order of joining": 28,
        "Observer states": 10,
        "Observer organisations": 5,
        "Partner organisations": 8,
        "Once observers": 2,
    }


def test_matrix_as_of_a_day_has_no_empty_groups():
    assert list(rows("1999-09-14")) == [
        "Member states, in the order of joining",
        "Observer states",
        "Observer organisations",
    ]


def test_strip_ends_on_the_day_of_the_page():
    with asking("2011-06-01") as ask:
        strips = [matrix.strip_of(ask, code) for code in ("BHR", "KAZ", "PHL", "AUS")]
    days = [day for strip in strips for span in strip.spans for day in (span.start, span.end, span.tail_to) if day]
    assert max(days) == date(2011, 6, 1)


def test_strip_says_what_it_shows():
    with asking() as ask:
        said = [matrix.strip_of(ask, code).said for code in ("MNG", "AUS", "KAZ")]
    assert said == [
        "observer from 1999 to 2002; member since 2002",
        "observer from 2002 to 2006",
        "member since 1999",
    ]


def test_strip_has_the_terms_in_the_chair():
    with asking("2022-01-01") as ask:
        chairs = matrix.strip_of(ask, "KAZ").chairs
    assert chairs == (
        (date(2002, 6, 4), date(2006, 6, 17)),
        (date(2006, 6, 17), date(2010, 6, 8)),
        (date(2020, 9, 24), date(2022, 1, 1)),
    )


def test_axis_runs_from_the_first_status_to_the_day_of_the_page():
    with asking("2014-06-01") as ask:
        axis = matrix.axis_of(ask)
    assert (axis.first, axis.last, axis.years[0], axis.years[-1], axis.rtl) == (
        date(1999, 1, 1),
        date(2015, 1, 1),
        (1999, "1999"),
        (2014, "2014"),
        False,
    )
