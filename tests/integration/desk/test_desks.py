"""The forum that tests of desks are made with is as it says it is."""

from __future__ import annotations

from comity.forum.officers.state import keyring
from comity.secretariat.composing import Hat, View
from comity.store import sessions
from comity.web.desk.presence import now
from tests.support import desks


def test_every_officer_holds_her_passkey_in_the_record(house):
    view = View(house.ledger)
    for party, officers in desks.OFFICERS.items():
        held = keyring(view, party)
        for officer in officers:
            assert held.held_by(officer, desks.passkey(Hat(party, officer)).public.fingerprint), (party, officer)


def test_officer_of_the_chairing_state_acts_for_the_chair(house):
    hat = Hat("CHAIR", "ambassador")
    note = {"to": ["KAZ"], "subject": "A meeting", "text": "It takes place."}
    receipt = desks.enter(house, hat, "notices.send", party="CHAIR", notice="chair-a-meeting", **note)
    assert house.ledger.act(receipt.index).party == "CHAIR"


def test_seat_is_a_session_of_its_officer(house):
    found = sessions.find(house.vault, desks.seat(house, "KAZ", "ambassador"), now())
    assert found.hat == Hat("KAZ", "ambassador")
