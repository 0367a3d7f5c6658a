"""The board of decisions: what needs the party first; a handful of statements however much is open."""

from __future__ import annotations

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.actsdesk import officer
from tests.support.decisiondesks import LEADS, Told


def board(told: Told, party: str, query: str = "") -> str:
    leaf = officer(told.house, party, LEADS[party]).get(f"decisions/{query}")
    assert leaf.status == 200
    return leaf.plain


def test_what_needs_the_party_comes_before_all_that_is_open(everything):
    said = board(everything, "KAZ")
    places = [said.index(f"Title of {name}") for name in ("silence", "put", "budget", "stands", "proposed", "lost")]
    assert places == sorted(places)
    assert "If you agree, nothing is needed: silence is assent." in said
    assert "3 days left when this page was made" in said
    assert "Break the silence" in said


def test_own_proposals_are_the_proposers_alone(everything):
    assert "Our proposals" in board(everything, "MNG")
    assert "Our proposals" not in board(everything, "KAZ")


def test_nobody_is_offered_what_is_not_the_partys(everything):
    said = board(everything, "BLR")
    assert "Title of silence" in said
    assert "Break the silence" not in said
    assert "Propose a matter" not in said


def test_one_who_only_prepares_acts_sees_what_her_party_may_do(everything):
    said = officer(everything.house, "KAZ", "attache").get("decisions/").plain
    assert "Break the silence" in said


def test_empty_board_says_what_will_stand_there(told):
    said = board(told, "KAZ")
    assert "No text is under silence. Once one is, it stands here with its clock" in said
    assert "No matter waits for its next step." in said
    assert "Nothing has been decided through the record yet." in said


def test_first_page_of_the_desk_has_what_waits_for_a_member_the_nearest_first(everything):
    said = officer(everything.house, "KAZ", "ambassador").get("").plain
    places = [said.index(f"Title of {name}") for name in ("ballot", "silence")]
    assert places == sorted(places)
    assert "put to the vote: you have not voted yet" in said
    assert "under silence: if you agree, nothing is needed" in said
    assert "put to a meeting: is there any objection?" not in said
    assert "put to a meeting: is there any objection?" in officer(everything.house, "MNG", LEADS["MNG"]).get("").plain
    assert "undertaken by a decision: to be done" in said


def test_first_page_asks_nothing_of_one_who_does_not_decide_nor_of_one_who_has_voted(told):
    told.silence(told.propose("plan"))
    told.enter("CHAIR", "open_vote", decision=told.propose("budget", matter="money"), closes=told.at(hours=5))
    assert "Nothing awaits you." in officer(told.house, "BLR", LEADS["BLR"]).get("").plain
    told.enter("KAZ", "vote", decision="budget", party="KAZ", vote="for")
    assert "Title of budget" not in officer(told.house, "KAZ", LEADS["KAZ"]).get("").plain
    told.wait(hours=6)
    assert "the vote is closed" in officer(told.house, "MNG", LEADS["MNG"]).get("").plain


def test_silence_that_expires_sooner_stands_first_and_one_that_is_over_is_said_to_be(told):
    for name, hours in (("late", 80), ("soon", 30)):
        told.silence(told.propose(name), expires=told.at(hours=hours))
    said = board(told, "KAZ")
    assert said.index("Title of soon") < said.index("Title of late")
    told.wait(hours=31)
    said = board(told, "KAZ")
    assert "the silence has expired; it is being concluded" in said
    told.conclude_expired()
    assert "adopts" in board(told, "KAZ")


def test_long_lists_are_shown_in_parts(told):
    told.propose_many(23)
    said = board(told, "MNG", "?from=20")
    assert len(set(re.findall(r"Title of many-\d+", said.partition("All that is open")[2]))) == 3
    assert "Newer" in said
    assert board(told, "MNG", "?from=no")
    assert "No matter waits for its next step." in board(told, "MNG", "?from=99999")


def test_board_of_500_open_matters_asks_few_statements(told):
    told.propose_many(500)
    for name in ("one", "two", "three"):
        told.silence(told.propose(name))
    browser = officer(told.house, "KAZ", "ambassador")
    browser.get("decisions/")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("decisions/").status == 200
    assert len(asked) <= 15, "\n".join(each["sql"][:160] for each in asked)


def test_matter_of_60_steps_asks_few_statements(told):
    told.propose("long")
    for revision in range(1, 60):
        told.enter("CHAIR", "revise", decision="long", revision=revision, text=f"Text {revision}.")
    browser = officer(told.house, "CHAIR", "ambassador")
    browser.get("decisions/long/")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("decisions/long/").status == 200
    assert len(asked) <= 20, "\n".join(each["sql"][:160] for each in asked)
