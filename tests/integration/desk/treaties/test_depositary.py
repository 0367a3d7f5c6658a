"""The depositary's desk: what it keeps, receives and notifies."""

from __future__ import annotations

from tests.support.actsdesk import officer


def head(told):
    return officer(told.house, "SECRETARIAT", "head")


def test_the_board_says_what_stands_what_is_missing_and_what_is_to_be_notified(told):
    page = head(told).get("treaties/")
    assert page.status == 200
    assert "Accord on Floods" in page.plain
    assert "not in force; 2 instruments are missing" in page.plain
    assert "2 things are to be notified" in page.plain


def test_a_treaty_is_shown_with_what_may_be_received_now(told):
    page = head(told).get("treaties/accord/")
    assert page.status == 200
    for label in ("Deposit an instrument", "Receive full powers", "Sign", "Propose to correct an error in the text"):
        assert label in page.plain
    assert "Give notice of withdrawal" not in page.plain
