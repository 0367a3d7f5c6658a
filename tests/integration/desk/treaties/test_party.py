"""A party at its desk: its own part in treaties, objections in time, and receipts of notifications."""

from __future__ import annotations

import re

from comity.forum.kernel.values import Key
from tests.support.actsdesk import officer


def ambassador(told, party="KAZ"):
    return officer(told.house, party, "ambassador")


def draft_of(desk, response):
    """The draft to which a form has led."""
    found = re.search(r"/drafts/([^/]+)/sign/", response.response.headers["Location"])
    assert found
    return found[1]


def test_a_party_sees_how_it_stands_and_what_it_may_do_by_itself(told):
    page = ambassador(told).get("treaties/accord/")
    assert "Bound." in page.plain
    assert "Apply it provisionally" in page.plain
    assert "Receive full powers" not in page.plain
    assert "Deposit an instrument" not in page.plain
    assert "Deposit an instrument" in ambassador(told, "CHN").get("treaties/accord/").plain


def test_a_party_deposits_for_itself_without_a_paper(told):
    desk = ambassador(told, "CHN")
    page = desk.get("treaties/accord/deposit/")
    assert "Reference of its paper" not in page.plain
    sent = desk.post("treaties/accord/deposit/", instrument="accession")
    assert desk.draft(draft_of(desk, sent)).fields == {"treaty": "accord", "party": "CHN", "instrument": "accession"}


def test_a_notification_awaits_the_party_until_its_receipt_is_signed(told):
    told.notify(1, told.acts["sign"], told.acts["deposit"])
    desk = ambassador(told)
    home = desk.get("")
    assert "C.N.1.2026: Accord on Floods" in home.plain
    assert "1 matter awaits you" in home.plain
    page = desk.get("treaties/notifications/C.N.1.2026/")
    assert "Acknowledge receipt" in page.plain
    name = draft_of(desk, desk.post("treaties/notifications/C.N.1.2026/"))
    entered = desk.sign(name, desk.read(name))
    assert entered.status == 302, entered.plain
    held = told.house.ledger.get(Key("notification", "C.N.1.2026"))
    assert [each.party for each in held.receipts] == ["KAZ"]
    assert "C.N.1.2026" not in desk.get("").plain
    assert "We have acknowledged it" in desk.get("treaties/notifications/C.N.1.2026/").plain


def test_a_notification_awaits_nobody_whom_the_treaty_does_not_concern(told):
    told.notify(1, told.acts["deposit"])
    assert "C.N.1.2026" not in officer(told.house, "BLR", "administrator").get("").plain
    assert "C.N.1.2026" not in officer(told.house, "SECRETARIAT", "head").get("").plain


def test_one_objects_to_a_reservation_while_its_period_runs(told):
    made = told.paper("KAZ", "reserve", kind="reservation", moment="deposit", text={"en": "Not article 7."})
    told.notify(1, made)
    desk = ambassador(told, "MNG")
    page = desk.get("treaties/accord/")
    assert "Objections until 23 November 2027" in page.plain.replace("\xa0", " ")
    assert f"/treaties/accord/object/?reservation={made}" in page.text
    assert "Objections to what Kazakhstan declared" in desk.get("calendar/").plain
    told.at("2027-11-24T10:00:00")
    late = ambassador(told, "CHN").get(f"treaties/accord/object/?reservation={made}")
    assert "Periods that run" not in ambassador(told, "CHN").get("treaties/accord/").plain
    assert late.status == 200


def test_an_objection_needs_its_reason_and_keeps_what_was_chosen(told):
    made = told.paper("KAZ", "reserve", kind="reservation", moment="deposit", text={"en": "Not article 7."})
    desk = ambassador(told, "MNG")
    wrong = desk.post("treaties/accord/object/", reservation=str(made), precludes="yes")
    assert wrong.status == 422
    assert re.search(r'name="precludes" value="yes" checked', wrong.text)
    sent = desk.post(
        "treaties/accord/object/", reservation=str(made), precludes="yes", reason_en="It is the heart of it."
    )
    assert desk.draft(draft_of(desk, sent)).fields["precludes"] is True


def test_an_attache_who_only_drafts_prepares_it_for_another_to_sign(told):
    page = officer(told.house, "CHN", "attache").get("treaties/accord/")
    assert "Deposit an instrument" in page.plain


def test_nothing_grave_is_chosen_beforehand(told):
    made = told.paper("KAZ", "reserve", kind="reservation", moment="deposit", text={"en": "Not article 7."})
    page = ambassador(told, "MNG").get(f"treaties/accord/object/?reservation={made}")
    assert re.search(rf'name="reservation" value="{made}" checked', page.text)
    assert not re.search(r'name="precludes" value="yes" checked', page.text)
