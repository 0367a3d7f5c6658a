"""Nonsense about treaties, at the depositary's desk and at a party's."""

from __future__ import annotations

import pytest

from tests.support.actsdesk import officer
from tests.support.oddly import nonsense


@pytest.mark.parametrize(("party", "name"), [("SECRETARIAT", "head"), ("KAZ", "ambassador")])
def test_no_desk_breaks_down_over_nonsense_about_treaties(told, party, name):
    sent, broken = nonsense(officer(told.house, party, name).browser)
    assert broken == []
    assert sent > 100
