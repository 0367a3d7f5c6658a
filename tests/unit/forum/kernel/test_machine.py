"""State machines: the table is the rule, and what it does not allow leads nowhere."""

from __future__ import annotations

import pytest

from comity.forum.kernel.errors import Refused
from comity.forum.kernel.machine import NOTHING, Machine, Move

LAMP = Machine(
    "lamp",
    {NOTHING: "not there", "off": "switched off", "on": "switched on"},
    (
        Move("lamps.hang", (NOTHING,), ("off",)),
        Move("lamps.switch", ("off",), ("on",)),
        Move("lamps.dust", ("off", "on")),
    ),
)


def test_act_leads_where_its_row_says_and_one_without_an_end_leaves_all_as_it_was():
    assert [LAMP.after(state, "lamps.switch") for state in ("off", "on")] == [("on",), ()]
    assert [LAMP.after(state, "lamps.dust") for state in ("off", "on", NOTHING)] == [("off",), ("on",), ()]


def test_act_out_of_turn_says_when_it_would_be_in_order():
    LAMP.check("the lamp", "off", "lamps.dust")
    with pytest.raises(Refused) as found:
        LAMP.check("the lamp", NOTHING, "lamps.dust")
    words = found.value.words
    assert (words["state"].text, [each.text for each in words["states"].items]) == (
        "not there",
        ["switched off", "switched on"],
    )
