"""Nonsense while a meeting sits, by who runs it and by who takes part."""

from __future__ import annotations

import pytest

from tests.support.actsdesk import officer
from tests.support.meetingsdesk import propose, put, sitting
from tests.support.oddly import nonsense


@pytest.mark.parametrize(("party", "name"), [("SECRETARIAT", "head"), ("CHAIR", "ambassador"), ("KAZ", "ambassador")])
def test_no_desk_breaks_down_over_nonsense_at_a_meeting(house, party, name):
    propose(house, "plan", title="Plan of work")
    sitting(house, agenda={"Opening": [], "Plans": ["plan"]})
    put(house, "plan")
    sent, broken = nonsense(officer(house, party, name).browser)
    assert broken == []
    assert sent > 100
