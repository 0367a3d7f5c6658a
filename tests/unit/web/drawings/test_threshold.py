"""A count that is to be reached: drawn as a line across, over which its words stand free of the steps' own."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from comity.web.shared.drawings import Axis, Step, Timeline, timeline
from comity.web.shared.drawings.placing import Version
from comity.web.shared.drawings.stairs import Stairs, drawn, placement
from tests.unit.web.drawings.drawn import texts

AXIS = Axis(date(2022, 1, 1), date(2027, 1, 1), tuple((year, str(year)) for year in range(2022, 2027)))
TODAY = date(2026, 11, 23)
NAMES = (
    "Kazakhstan",
    "Mongolia",
    "China, Uzbekistan",
    "India",
    "Türkiye",
    "Azerbaijan",
    "Kyrgyzstan",
    "Qatar",
    "Kuwait",
)


def steps(number):
    days = [date(2022 + n // 3, 1 + 4 * (n % 3), 7) for n in range(number)]
    return tuple(Step(day, day, n, str(n), NAMES[n - 1]) for n, day in enumerate(days, 1))


def stairs(number, wanted):
    return Stairs(AXIS, steps(number), (), TODAY, wanted, f"asked for: {wanted} instruments")


@pytest.mark.parametrize("version", Version)
@pytest.mark.parametrize(("number", "wanted"), [(1, 3), (9, 10), (9, 9), (9, 4), (3, 200)])
def test_labels_stand_free_of_each_other(number, wanted, version):
    boxes = [label.box for label in placement(stairs(number, wanted), version).labels]
    assert [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])] == []


def test_line_lies_as_high_as_the_count_that_is_wanted():
    flight = stairs(3, 5)
    assert f"M0,{flight.threshold:g}H1000" in drawn(flight)
    assert flight.threshold == 5 * flight.height(flight.steps[0])


def test_few_steps_are_high_and_many_fit():
    heights = [-stairs(3, wanted).threshold for wanted in (3, 10, 100)]
    assert (heights[0], heights[1], round(heights[2])) == (72.0, 110.0, 260)


def test_without_a_count_there_is_no_line():
    assert "H1000" not in drawn(Stairs(AXIS, steps(3), (), TODAY))


def test_step_without_words_is_drawn_and_says_nothing():
    named = Step(date(2023, 6, 1), date(2023, 6, 1), 1, "1", "Kazakhstan")
    silent = Step(date(2024, 1, 1), date(2024, 1, 1), 2, "", "")
    drawing = Timeline("t", "Title", "Description.", AXIS, (named, silent), today=TODAY, wanted=2, wanted_label="two")
    assert (texts(timeline(drawing)).count("Kazakhstan"), "two" in texts(timeline(drawing))) == (1, True)
