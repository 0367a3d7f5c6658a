"""Nonsense that is typed into any form of any desk is told so; no desk breaks down over it."""

from __future__ import annotations

import pytest

from tests.support.actsdesk import officer
from tests.support.decisiondesks import LEADS
from tests.support.oddly import nonsense

SEATS = [("SECRETARIAT", "head"), ("CHAIR", "ambassador"), ("KAZ", "ambassador"), ("BLR", LEADS["BLR"])]


@pytest.mark.parametrize(("party", "name"), SEATS)
def test_no_desk_breaks_down_over_nonsense_about_decisions(everything, party, name):
    sent, broken = nonsense(officer(everything.house, party, name).browser)
    assert broken == []
    assert sent > 30
