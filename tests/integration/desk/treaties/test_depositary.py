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


def test_a_deposit_says_at_once_what_follows(told):
    told.deposit("CHN")
    given = {"party": "UZB", "instrument": "accession", "reference": "No. 1", "dated": "2026-11-23"}
    desk = head(told)
    sentence = "This is the 3rd instrument: the treaty enters into force on 23 December 2026, the 30th day after."
    assert sentence in desk.post("treaties/accord/deposit/", look="1", **given).plain.replace("\xa0", " ")
    sent = desk.post("treaties/accord/deposit/", **given)
    assert sent.status == 302
    signing = desk.get(sent.response.headers["Location"].removeprefix("/en/desk/"))
    assert sentence in signing.plain.replace("\xa0", " ")


def test_what_is_refused_comes_back_with_the_rule_and_all_that_was_typed(told):
    given = {"party": "UZB", "instrument": "ratification", "reference": "No. 7-7", "dated": "2026-11-23"}
    page = head(told).post("treaties/accord/deposit/", **given)
    assert page.status == 422
    assert "UZB has not signed “accord”" in page.plain
    assert 'value="No. 7-7"' in page.text
    assert '<option value="UZB" selected>' in page.text


def test_a_wrong_date_is_said_beside_its_field(told):
    given = {"party": "UZB", "instrument": "accession", "reference": "No. 1", "dated": "yesterday"}
    page = head(told).post("treaties/accord/deposit/", **given)
    assert page.status == 422
    assert "yesterday" in page.text
    assert "to be looked at" in page.plain
