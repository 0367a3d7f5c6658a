from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity.web.shared.drawings import Axis, Band, Lane, Mark, Step, Stroke, Timeline, timeline
from comity.web.shared.drawings.placing import Box, Version
from comity.web.shared.drawings.stairs import Stairs, drawn
from comity.web.shared.drawings.timeline import storeys
from tests.unit.web.drawings.drawn import parsed, texts

AXIS = Axis(date(1992, 1, 1), date(2027, 1, 1), tuple((year, str(year)) for year in range(1992, 2027)))
NAMES = {
    "en": ("Mongolia", "Thailand", "Republic of Korea", "Jordan, United Arab Emirates", "Iraq, Viet Nam", "Bahrain"),
    "ru": (
        "Монголия",
        "Таиланд",
        "Республика Корея",
        "Иордания, Объединённые Арабские Эмираты",
        "Ирак, Вьетнам",
        "Бахрейн",
    ),
    "zh": ("蒙古", "泰国", "韩国", "约旦、阿拉伯联合酋长国", "伊拉克、越南", "巴林"),
}
DAYS = (
    date(2002, 6, 4),
    date(2004, 10, 22),
    date(2006, 6, 17),
    date(2008, 8, 25),
    date(2010, 6, 8),
    date(2011, 12, 31),
)


def forum(names, *, axis=AXIS):
    first = Step(date(1999, 9, 14), date(1999, 9, 14), 15, "15", "Fifteen states sign the Declaration", told=True)
    later = tuple(
        Step(day, day, 16 + at, str(16 + at), name) for at, (day, name) in enumerate(zip(DAYS, names, strict=True))
    )
    marks = tuple(
        Mark(day, name.split(",")[0], name, f"/{at}/", str(at))
        for at, (day, name) in enumerate(zip(DAYS, names, strict=True))
    )
    bands = tuple(
        Band(start, start + timedelta(730), end, name.split(",")[0], name, short=str(at))
        for at, (start, end, name) in enumerate(zip(DAYS, DAYS[1:], names, strict=False))
    )
    return Timeline(
        name="tl",
        title="Since 1992",
        description="Members by day.",
        axis=axis,
        steps=(first, *later),
        strokes=(Stroke(date(1992, 10, 5), "Proposed at the United Nations, 5 October 1992"), Stroke(date(1996, 2, 8))),
        lanes=(Lane("Summits", "star", marks), Lane("Ministers, regular", "ring", marks[1:])),
        bands_label="In the chair",
        bands=bands,
        today=date(2026, 5, 4),
        today_label="4 May 2026",
    )


def boxes(drawing, version):
    return [
        Box(label.box.left, label.box.top + part.top, label.box.right, label.box.bottom + part.top)
        for part in storeys(drawing)
        for label in part.placements[version].labels
    ]


def overlaps(drawing, version):
    return [(one, other) for one, other in combinations(boxes(drawing, version), 2) if one.meets(other)]


def shown(drawing, version):
    return {label.text for part in storeys(drawing) for label in part.placements[version].labels}


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("version", Version)
def test_timeline_labels_never_overlap(language, version):
    assert overlaps(forum(NAMES[language]), version) == []


@settings(max_examples=60, deadline=None)
@example([(date(2000, 1, 1), "b" * 29)])
@example([(date(2000, 1, 1), "")] * 4 + [(date(2002, 2, 1), ""), (date(2009, 1, 1), "b" * 15)])
@given(
    st.lists(st.tuples(st.dates(date(1993, 1, 1), date(2026, 1, 1)), st.text("аbЖ 亚,i", max_size=30)), max_size=60),
)
def test_timeline_labels_of_any_forum_never_overlap(entries):
    entries.sort()
    steps = tuple(Step(day, day, at + 1, str(at + 1), name) for at, (day, name) in enumerate(entries))
    marks = tuple(Mark(day, name, name, short="1") for day, name in entries)
    bands = tuple(Band(day, day, day + timedelta(400), name, name, short="1") for day, name in entries)
    drawing = Timeline("tl", "t", "d", AXIS, steps, (), (Lane("All", "ring", marks),), "Chair", bands)
    assert [overlaps(drawing, version) for version in Version] == [[], [], []]


def test_timeline_of_one_with_a_long_name_stays_above_ground():
    step = Step(date(1995, 1, 1), date(1995, 1, 1), 1, "1", "United Arab Emirates")
    drawing = Timeline("tl", "t", "d", AXIS, (step,))
    assert [overlaps(drawing, version) for version in Version] == [[], [], []]


def test_timeline_wide_shows_every_name():
    named = {name for name in NAMES["en"] if "," not in name}
    assert named - shown(forum(NAMES["en"]), Version.WIDE) == set()


def test_timeline_labels_stay_on_the_page():
    drawing = forum(NAMES["ru"])
    outside = [
        box
        for version in Version
        for box in boxes(drawing, version)
        if box.left < -0.01 or box.right > version.value + 4
    ]
    assert outside == []


def test_timeline_escapes_what_comes_in():
    markup = timeline(forum(('<script>"', "a&b", "c", "d", "e", "f")))
    assert ("<script" in markup, "&lt;script&gt;" in markup, "a&amp;b" in markup) == (False, True, True)


def test_timeline_without_anything_is_well_formed():
    root = parsed(timeline(Timeline("tl", "Empty", "Nothing yet.", AXIS)))[0]
    assert (root.get("role"), root.find("title").text, root.find("desc").text) == ("img", "Empty", "Nothing yet.")


def test_timeline_with_links_is_a_group_of_named_links():
    root = parsed(timeline(forum(NAMES["en"])))[0]
    links = [(link.get("href"), link.get("aria-label")) for link in root.iter("a")][:2]
    assert (root.get("role"), root.get("aria-labelledby"), links) == (
        "group",
        "tl-t tl-d",
        [("/0/", "Mongolia"), ("/1/", "Thailand")],
    )


def test_timeline_of_one_member():
    step = Step(date(2000, 1, 1), date(2000, 1, 1), 1, "1", "Alone")
    assert "Alone" in texts(timeline(Timeline("tl", "t", "d", AXIS, (step,))))


def test_stairs_with_a_known_day_draw_one_line():
    step = Step(date(2000, 1, 1), date(2000, 1, 1), 1, "1", "Alone")
    assert "most" not in drawn(Stairs(AXIS, (step,), (), AXIS.last))


def test_stairs_with_an_uncertain_day_draw_least_and_most():
    axis = Axis(date(2000, 1, 1), date(2000, 1, 11))
    steps = (Step(date(2000, 1, 1), date(2000, 1, 1), 1, "1", ""), Step(date(2000, 1, 3), date(2000, 1, 6), 2, "2", ""))
    root = parsed(drawn(Stairs(axis, steps, (), date(2000, 1, 11))))
    lines = {path.get("class"): path.get("d") for path in root if path.get("class") in {"least", "most"}}
    assert lines == {"most": "M0,0V-9.2H200V-18.4H1000", "least": "M0,0V-9.2H500V-18.4H1000"}


def test_stairs_with_an_uncertain_departure_fall_late_in_most():
    axis = Axis(date(2000, 1, 1), date(2000, 1, 11))
    steps = (Step(date(2000, 1, 1), date(2000, 1, 1), 2, "2", ""), Step(date(2000, 1, 3), date(2000, 1, 6), 1, "1", ""))
    root = parsed(drawn(Stairs(axis, steps, (), date(2000, 1, 11))))
    lines = {path.get("class"): path.get("d") for path in root if path.get("class") in {"least", "most"}}
    assert lines == {"most": "M0,0V-18.4H500V-9.2H1000", "least": "M0,0V-18.4H200V-9.2H1000"}


def test_timeline_from_right_to_left_is_mirrored():
    ltr, rtl = (
        parsed(timeline(forum(NAMES["en"], axis=axis)))[0]
        for axis in (AXIS, Axis(AXIS.first, AXIS.last, AXIS.years, rtl=True))
    )
    places = [[float(text.get("x").rstrip("%")) for text in root.iter("text")] for root in (ltr, rtl)]
    assert [round(100 - place, 2) for place in places[0]] == [round(place, 2) for place in places[1]]


def test_timeline_planned_mark_is_hollow():
    lane = Lane("Summits", "star", (Mark(date(2026, 10, 1), "Baku", "Seventh Summit", planned=True),))
    root = parsed(timeline(Timeline("tl", "t", "d", AXIS, lanes=(lane,))))[0]
    assert [use.get("class") for use in root.iter("use")] == ["was"]


def test_last_lane_has_room_for_its_marks_where_nothing_is_written_below_them():
    mark = Mark(date(2010, 6, 8), "", "Kazakhstan signs")
    lane = Lane("Signatures", "ring", (mark,))
    drawn_alone = Timeline("t", "Deposits", "What was deposited", AXIS, lanes=(lane,))
    root = parsed(timeline(drawn_alone))[0]
    top = storeys(drawn_alone)[-1].top
    assert float(root.get("height")) >= top + 27 + 5.5
