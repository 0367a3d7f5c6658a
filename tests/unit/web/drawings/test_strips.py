from __future__ import annotations

from datetime import date

from comity.web.shared.drawings import (
    Axis,
    Span,
    Step,
    Strip,
    Term,
    chair_strip,
    fold_alike,
    sparkline,
    strip,
    strip_key,
    strip_marks,
    year_axis,
)
from tests.unit.web.drawings.drawn import parsed, said

AXIS = Axis(date(2000, 1, 1), date(2010, 1, 1), tuple((year, str(year)) for year in range(2000, 2010)))
RTL = Axis(AXIS.first, AXIS.last, AXIS.years, rtl=True)


def bars(markup):
    return [
        (bar.get("fill") or bar.get("class"), bar.get("x"), bar.get("width")) for bar in parsed(markup).iter("rect")
    ]


def test_strip_with_uncertain_head_tail_and_chair():
    span = Span("member", date(2002, 1, 1), date(2008, 1, 1), head_from=date(2001, 1, 1), tail_to=date(2009, 1, 1))
    row = Strip("member", (span,), ((date(2003, 1, 1), date(2005, 1, 1)),))
    assert bars(strip(row, AXIS)) == [
        ("url(#tm)", "20.01%", "59.98%"),
        ("url(#tu)", "10.02%", "9.99%"),
        ("url(#tu)", "79.99%", "10.02%"),
        ("tile-chair", "30%", "20.01%"),
    ]


def test_strip_from_right_to_left_is_mirrored():
    row = Strip("observer", (Span("observer", date(2000, 1, 1), date(2001, 1, 1)),))
    assert (bars(strip(row, AXIS)), bars(strip(row, RTL))) == (
        [("url(#to)", "0%", "10.02%")],
        [("url(#to)", "89.98%", "10.02%")],
    )


def test_strip_without_spans_still_says_what_it_is():
    root = parsed(strip(Strip("never a participant <&>"), AXIS))[0]
    assert (root.get("role"), root.get("aria-label"), len(root)) == ("img", "never a participant <&>", 0)


def test_chair_strip_beyond_the_term_elected_for():
    term = Term(date(2000, 1, 1), date(2002, 1, 1), date(2004, 1, 1), "Turkey")
    lines = [
        (line.get("class"), line.get("x1"), line.get("x2")) for line in parsed(chair_strip(term, AXIS)).iter("line")
    ]
    assert lines == [("elected", "0%", "20.01%"), ("served", "20.01%", "39.99%")]


def test_chair_strip_that_ended_early_has_no_second_line():
    term = Term(date(2000, 1, 1), date(2004, 1, 1), date(2002, 1, 1), "Turkey")
    assert [line.get("class") for line in parsed(chair_strip(term, AXIS)).iter("line")] == ["elected"]


def test_year_axis_labels_every_fifth_year_that_has_room():
    labels = [(text.text, text.get("x")) for text in parsed(year_axis(AXIS)).iter("text")]
    assert labels == [("2000", "0%"), ("2005", "50.01%")]


def test_fold_alike_keeps_first_places_and_every_row():
    assert fold_alike([1, 12, 3, 14, 15], likeness=lambda row: row // 10) == [(1, 3), (12, 14, 15)]


def test_strip_key_leaves_out_empty_words():
    words = [said(item) for item in parsed(strip_key(member="m", observer="o", unknown="?")).iter("li")]
    assert words == ["m", "o", "?"]


def test_strip_marks_name_every_tile():
    assert [tile.get("id") for tile in parsed(strip_marks()).iter("pattern")] == ["tm", "to", "tp", "tu"]


def test_sparkline_rises_to_its_highest():
    steps = [Step(date(2005, 1, 1), date(2005, 1, 1), 2, "2", "")]
    assert parsed(sparkline(steps, AXIS, "members"))[0][0].get("d") == "M0,14H50.01V1H100"
