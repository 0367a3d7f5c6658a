from __future__ import annotations

from itertools import pairwise

import pytest

from comity.web.shared.drawings import RoundTable, Seat, round_table
from comity.web.shared.drawings.round_table import row_points, seat_points
from tests.unit.web.drawings.drawn import parsed, said


def table(count, observers=0):
    seats = tuple(Seat(str(at + 1), f"State {at + 1}", f"/{at + 1}/") for at in range(count))
    behind = tuple(Seat(str(at + 1), f"Observer {at + 1}") for at in range(observers))
    return RoundTable("rt", "The table", "Seats in order.", "Chair", seats, "Observers", behind)


def crossings(count):
    """Pairs of lines on one side whose order of seats is not the order of rows."""
    lines = list(zip(seat_points(count), row_points(count), strict=True))
    sides = [sorted((row.y, seat.y) for seat, row in lines if (row.x > 0) == right) for right in (True, False)]
    return [pair for side in sides for pair in pairwise(side) if pair[0][1] > pair[1][1] + 1e-9]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 26, 60])
def test_round_table_lists_every_seat_once_in_order(count):
    root = parsed(round_table(table(count)))
    assert [link.text for link in root.iter("a")] == [f"State {at + 1}" for at in range(count)]


@pytest.mark.parametrize("count", [1, 2, 7, 26, 60])
def test_round_table_lines_do_not_cross(count):
    assert crossings(count) == []


@pytest.mark.parametrize("count", [1, 2, 26, 60])
def test_round_table_seats_do_not_touch(count):
    seats = seat_points(count)
    near = [
        (a, b) for at, a in enumerate(seats) for b in seats[at + 1 :] if (a.x - b.x) ** 2 + (a.y - b.y) ** 2 < 11**2
    ]
    assert near == []


def test_round_table_observers_sit_behind():
    root = parsed(round_table(table(4, observers=14)))
    names = [said(item) for item in root.findall(".//ol[@class='behind']/li")]
    squares = root.findall(".//rect[@class='was']")
    assert (len(names), names[-1], len(squares), len({square.get("y") for square in squares})) == (
        14,
        "14Observer 14",
        14,
        2,
    )


def test_round_table_marks_who_joined():
    seats = (Seat("1", "Qatar", joined=True), Seat("2", "China"))
    root = parsed(round_table(RoundTable("rt", "t", "d", "Chair", seats)))
    classes = [[node.get("class") for node in root.iter(tag) if node.get("class")] for tag in ("li", "circle")]
    assert classes == [["joined"], ["ring", "is"]]


def test_round_table_escapes_names():
    markup = round_table(RoundTable("rt", "<t>", "d", "<c>", (Seat("1", "<n>"),), "<o>", (Seat("1", "<b>"),)))
    assert [letter for letter in "tcnob" if f"<{letter}>" in markup] == []
