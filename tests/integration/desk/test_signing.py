from __future__ import annotations

import pytest

from comity.secretariat.composing import Hat
from comity.store.house import House
from tests.support import desks
from tests.support.actsdesk import Officer, officer


@pytest.fixture
def ambassador(house: House) -> Officer:
    return officer(house, "KAZ", "ambassador")


@pytest.fixture
def note(house: House) -> str:
    """A note of Mongolia to Kazakhstan that asks for an acknowledgement."""
    said = {
        "party": "MNG",
        "notice": "mng-1",
        "to": ["KAZ"],
        "subject": "Flood",
        "text": "Water rises.",
        "reply": "acknowledgement",
    }
    desks.enter(house, Hat("MNG", "ambassador"), "notices.send", **said)
    return "mng-1"


def test_act_is_read_signed_and_entered(ambassador: Officer, note: str):
    draft = ambassador.begin("notices.acknowledge", party="KAZ", notice=note)
    page = ambassador.read(draft)
    print(page.plain)
    assert page.status == 200
    index = ambassador.entered(draft)
    receipt = ambassador.get(f"receipts/{index}/")
    print(receipt.plain)
    assert receipt.status == 200
