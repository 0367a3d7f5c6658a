"""A secret ballot as tellers hold it: ballots are opened to them alone, and the count is that of those ballots."""

from __future__ import annotations

import pytest

from comity.forum.decisions.rules.votes import ballot, ballot_key
from tests.support.closedstage import ClosedStage, hidden
from tests.support.deciding import chair, decided
from tests.unit.forum.orders.votes import BOX, CLOSED, ELECTION, KEYS, NUMBERS, casts, counts, declares, shows

TELLERS = ("SECRETARIAT",)
SHOWN = {"KAZ": "MNG", "CHN": "MNG", "TUR": "IND"}

REFUSED = {
    "decisions.ballot_left_out": [
        counts(KAZ="MNG", CHN="MNG"),
        counts(),
        # Everybody's number is there, but not with what it said.
        counts(KAZ="MNG", CHN="IND", TUR="IND"),
        counts(KAZ="IND", CHN="IND", TUR="MNG"),
        # A number that nobody has opened stands in the place of one that was.
        counts(KAZ="MNG", CHN="MNG", UZB="IND"),
    ]
}


def opened() -> ClosedStage:
    """Three members have voted, and opened their ballots to the tellers."""
    stage = ClosedStage(*decided(), *BOX)
    return stage.hear(*(hidden(shows(party, choice), TELLERS) for party, choice in SHOWN.items()))


@pytest.mark.parametrize(("count", "code"), [(step, code) for code, cases in REFUSED.items() for step in cases])
def test_count_that_is_not_of_the_opened_ballots_is_refused_where_they_are_held(count, code):
    assert opened().why_not(count) == code


def test_election_by_secret_ballot_goes_its_way():
    stage = opened().hear(counts(**SHOWN), declares(chosen="MNG", effect=chair()))
    assert stage.value("chair", "chair").terms[-1].state == "MNG"
    assert stage.value("decision", "d").result.way == "vote"


def test_ballot_is_known_to_who_holds_its_opening_and_to_nobody_else():
    stage = opened()
    keys = [ballot_key("d", party) for party in SHOWN]
    assert [stage.kept[key].choice for key in keys] == list(SHOWN.values())
    assert [stage.get(key) for key in keys] == [None] * 3
    # What is public of the matter says who has voted, and not how.
    public = stage.value("decision", "d").model_dump_json()
    assert stage.value("decision", "d").voting.cast == tuple(SHOWN)
    assert not any(NUMBERS[party] in public for party in SHOWN)


def test_count_tells_of_no_ballot_whose_it_is():
    stage = opened().hear(counts(**SHOWN))
    voting = stage.value("decision", "d").voting
    assert set(voting.ballots) == {(NUMBERS[party], choice) for party, choice in SHOWN.items()}
    # A party proves its own vote by the key that it has kept; with it no other choice fits.
    cast_by = {party: casts(party, choice)[1]["ballot"] for party, choice in SHOWN.items()}
    assert ballot("d", "TUR", "IND", NUMBERS["TUR"], KEYS["TUR"]) == cast_by["TUR"]
    assert ballot("d", "TUR", "MNG", NUMBERS["TUR"], KEYS["TUR"]) != cast_by["TUR"]


def test_wrong_opening_is_refused_where_it_is_held():
    stage = ClosedStage(*decided(), *BOX)
    assert stage.why_not(hidden(shows("TUR", "MNG"), TELLERS)) == "decisions.ballot_differs"
    assert stage.why_not(hidden(shows("UZB", "MNG"), TELLERS)) == "decisions.not_cast"


def test_ballot_that_is_not_opened_does_not_count():
    stage = ClosedStage(*decided(), *ELECTION, casts("KAZ"), casts("TUR", "IND"), CLOSED)
    stage.hear(hidden(shows("TUR", "IND"), TELLERS))
    assert stage.why_not(counts(KAZ="MNG", TUR="IND")) == "decisions.count_of_unopened"
    assert stage.why_not(counts(TUR="IND")) is None
