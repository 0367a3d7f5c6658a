"""A secret ballot at the desk: cast, its slip kept, opened to the tellers, counted; each can prove its own vote."""

from __future__ import annotations

import json
import re

import pytest

from comity.forum.decisions.rules.votes import ballot
from comity.forum.decisions.state import decision
from comity.forum.kernel.names import SECRETARIAT
from comity.secretariat.composing import View
from comity.store import drafts
from tests.support.actsdesk import Leaf, Officer, officer
from tests.support.decisiondesks import LEADS, Told


def seat(told: Told, party: str) -> Officer:
    return officer(told.house, party, LEADS[party])


@pytest.fixture
def election(told):
    """An election between KAZ and MNG, put to the vote until the next day."""
    told.propose("who", matter="election", candidates=["KAZ", "MNG"])
    told.enter("CHAIR", "open_vote", decision="who", closes=told.at(hours=24))
    return told


def cast(told: Told, party: str, choice: str) -> dict[str, str]:
    """Cast a ballot at the desk, and return its slip."""
    desk = seat(told, party)
    page = desk.post("decisions/who/cast/", choice=choice)
    assert page.status == 200, page.plain
    onwards, file = (re.search(rf'href="(/en/desk/{part}[^"]+)"', page.text) for part in ("drafts/", "slips/"))
    assert onwards
    assert file
    slip = json.loads(desk.browser.get(file[1]).content)
    assert slip["number"] in page.text
    assert slip["key"] not in page.text
    desk.entered(onwards[1].split("/")[-3])
    return dict(slip)


def open_ballot(told: Told, party: str, slip: str = "") -> Leaf:
    return seat(told, party).post("decisions/who/open-ballot/", slip=slip)


def test_ballot_is_cast_kept_opened_and_counted(election):
    slips = {party: cast(election, party, "MNG" if party != "CHN" else "KAZ") for party in ("KAZ", "MNG", "CHN")}
    for name, party in (("who", "KAZ"), ("who", "SECRETARIAT")):
        assert "Ballots as counted" not in seat(election, party).get(f"decisions/{name}/").plain
    election.wait(hours=25)
    for party in ("KAZ", "MNG", "CHN"):
        sent = open_ballot(election, party)
        assert sent.status == 302, sent.plain
        seat(election, party).entered(sent.response.headers["Location"].split("/")[-3])
    teller = seat(election, SECRETARIAT)
    page = teller.get("decisions/who/count/")
    assert "3 ballots were opened to you, of 3 in the box." in page.plain
    sent = teller.post("decisions/who/count/")
    teller.entered(sent.response.headers["Location"].split("/")[-3])
    counted = decision(View(election.house.ledger), "who")
    assert counted
    assert counted.voting
    assert counted.voting.ballots == tuple(sorted((slip["number"], slip["choice"]) for slip in slips.values()))
    said = seat(election, "BLR").get("decisions/who/").plain
    assert slips["KAZ"]["number"] in said


def test_box_holds_what_the_slip_commits_to(election):
    slip = cast(election, "KAZ", "MNG")
    act = election.house.ledger.act(election.house.ledger.size() - 1)
    assert act
    assert act.body.ballot == ballot(**slip)  # type: ignore[attr-defined]


def test_slip_is_sealed_and_the_partys_alone(election):
    slip = cast(election, "KAZ", "MNG")
    kept = [each for each in drafts.listed(election.house.vault, "KAZ") if each.kind == "decisions.open_ballot"]
    assert [dict(each.fields) for each in kept] == [slip]
    assert seat(election, "MNG").get(f"slips/{kept[0].id}/").status == 404
    assert seat(election, "KAZ").get("slips/none/").status == 404


def test_ballot_is_cast_once_and_says_something(election):
    assert "Choose what your ballot says." in seat(election, "KAZ").post("decisions/who/cast/").plain
    assert seat(election, "KAZ").post("decisions/who/cast/", choice="CHN").status == 422
    cast(election, "KAZ", "MNG")
    again = seat(election, "KAZ").post("decisions/who/cast/", choice="KAZ")
    assert "has put its ballot into the box already" in again.plain


def test_ballot_is_opened_with_a_slip_from_elsewhere_and_with_no_other(election):
    slip = cast(election, "KAZ", "MNG")
    early = open_ballot(election, "KAZ", json.dumps(slip))
    assert "is open until" in early.plain
    for each in drafts.listed(election.house.vault, "KAZ"):
        drafts.drop("KAZ", each.id)
    election.wait(hours=25)
    assert "This is no slip." in open_ballot(election, "KAZ").plain
    assert "This is no slip." in open_ballot(election, "KAZ", "[]").plain
    other = open_ballot(election, "KAZ", json.dumps({**slip, "choice": "KAZ"}))
    assert "This is not the ballot that Kazakhstan put into the box." in other.plain
    assert slip["number"] in other.text
    sent = open_ballot(election, "KAZ", json.dumps(slip))
    index = seat(election, "KAZ").entered(sent.response.headers["Location"].split("/")[-3])
    assert (
        "The record holds a commitment to what this act says." in seat(election, "KAZ").get(f"receipts/{index}/").plain
    )
