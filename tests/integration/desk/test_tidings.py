"""Tidings of decisions, votes, treaties and meetings: each told once, at once, to those whom it concerns."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast, get_args

import pytest
from django.test import override_settings
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from comity.secretariat.clock import time_of
from comity.secretariat.composing import Hat
from comity.secretariat.mailing.matters import Reason
from comity.store import house as houses
from comity.store import mailroom, models, outbox, people
from comity.web.desk.outbox import lines, runner
from tests.support import decisiondesks as deciding
from tests.support import desks
from tests.support.decisiondesks import Told, opened
from tests.support.house import own_database

ORIGIN = "https://desk.example.org"
MEMBERS = {"chn", "kaz", "mng", "secretariat"}
ALL = {*MEMBERS, "blr", "osce"}
SIGNING = {"ambassador", "counsellor"}


@pytest.fixture
def told(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Told]:
    """The forum that decides, once everybody has been told of her own keys."""
    folder = tmp_path / "var"
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        clock = deciding.begun(folder)
        with opened(folder, clock) as house:
            # Passkeys are made at the host's time, whenever that is.
            models.Passkey.objects.update(created=datetime(2020, 1, 1, tzinfo=UTC))
            story = Told(house, clock)
            composed(story)
            yield story
    translation.deactivate()


def composed(told: Told) -> list[outbox.Mail]:
    """Compose what is due now, and return what came into the outbox."""
    before = set(models.Mail.objects.values_list("id", flat=True))
    mailroom.compose_for(told.house, time_of(told.house.clock), ORIGIN)
    return [mail for mail in outbox.listed(told.house.vault, most=500) if mail.id not in before]


def parties(mails: list[outbox.Mail], reason: str = "") -> set[str]:
    """To officers of which parties mails went, that were written for a reason."""
    found = (mail.letter for mail in mails if reason in {"", mail.letter.reason})
    return {letter.address.partition("@")[2].removesuffix(".example") for letter in found}


def officers(mails: list[outbox.Mail]) -> set[str]:
    return {mail.letter.address.partition("@")[0] for mail in mails}


def texts(mails: list[outbox.Mail]) -> set[str]:
    return {mail.letter.text.split("\n\n")[0] for mail in mails}


def wish(told: Told, party: str, officer: str, **said: Any) -> None:
    found = people.find(told.house.vault, desks.person_of(Hat(party, officer)))
    people.save(told.house.vault, found.id, replace(found.profile, **said))


# --- silences -----------------------------------------------------------------------------------------------------


def test_silence_that_begins_is_told_once_to_all_who_decide_with_its_expiry_here_and_there(told):
    wish(told, "KAZ", "counsellor", time_zone="Asia/Almaty")
    told.silence(told.propose("plan"))
    mails = composed(told)
    assert (parties(mails), {mail.letter.reason for mail in mails}) == (MEMBERS, {"silence"})
    text = "“Title of plan” is under silence until %s: unless it is broken, the body adopts it."
    assert texts(mails) == {
        text % "26 November 2026, 10:00 UTC",
        text % "26 November 2026, 10:00 UTC (26 November 2026, 15:00 in Almaty)",
    }
    assert composed(told) == []


def test_silence_that_is_broken_is_told_to_all_and_not_by_whom_nor_why(told):
    told.silence(told.propose("plan"))
    composed(told)
    wish(told, "MNG", "counsellor", mails="daily")
    told.enter("KAZ", "break_silence", decision="plan", party="KAZ", reason="Lighthouse.", text="Lighthouses.")
    mails = composed(told)
    text = "The silence on “Title of plan” is broken. The text is not adopted."
    assert (parties(mails), texts(mails)) == (MEMBERS, {text})
    assert {"counsellor@mng.example"} <= {mail.letter.address for mail in mails}
    assert [mail for mail in mails if "ighthouse" in mail.letter.subject + mail.letter.text] == []


def test_silence_that_runs_on_or_is_not_used_is_told(told):
    told.silence(told.propose("plan"))
    told.silence(told.propose("other"))
    composed(told)
    told.enter("CHAIR", "extend_silence", decision="plan", expires=told.at(hours=96), reason="A holiday.")
    mails = composed(told)
    until = "27 November 2026, 10:00 UTC"
    assert texts(mails) == {f"The silence on “Title of plan” runs on: it expires at {until}."}
    told.enter("MNG", "veto_silence", decision="other", party="MNG")
    mails = composed(told)
    assert (parties(mails), "No silence runs any more" in texts(mails).pop()) == (MEMBERS, True)


def test_withdrawal_is_told_where_it_ends_a_silence_and_otherwise_not(told):
    told.silence(told.propose("plan"))
    told.propose("other")
    composed(told)
    for name in ("plan", "other"):
        told.enter("MNG", "withdraw", decision=name, party="MNG")
    mails = composed(told)
    assert (parties(mails), {mail.letter.subject for mail in mails}) == (
        MEMBERS,
        {"[SF] Withdrawn while the silence ran: Title of plan"},
    )


def test_expiry_is_recalled_two_days_and_six_hours_before_to_those_who_can_sign(told):
    told.silence(told.propose("plan"), expires=told.at(hours=100))
    composed(told)
    told.wait(hours=51)
    assert composed(told) == []
    told.wait(hours=2)
    mails = composed(told)
    assert (parties(mails), officers(mails)) == ({"chn", "kaz", "mng"}, SIGNING)
    assert "who is silent agrees" in texts(mails).pop()
    told.wait(hours=40)
    assert composed(told) == []
    told.wait(hours=2)
    assert (officers(composed(told)), composed(told)) == (SIGNING, [])


def test_expiry_of_a_silence_that_has_begun_within_that_time_is_not_recalled_besides(told):
    told.silence(told.propose("plan"), expires=told.at(hours=30))
    assert {mail.letter.reason for mail in composed(told)} == {"silence"}
    told.wait(hours=20)
    assert composed(told) == []
    told.wait(hours=5)
    assert {mail.letter.reason for mail in composed(told)} == {"expiry"}


def test_expiry_of_a_silence_that_was_broken_is_recalled_by_nobody(told):
    told.silence(told.propose("plan"), expires=told.at(hours=100))
    told.enter("KAZ", "break_silence", decision="plan", party="KAZ")
    composed(told)
    told.wait(hours=60)
    assert composed(told) == []


def test_last_reminder_reaches_whom_a_digest_a_day_would_reach_too_late(told):
    wish(told, "KAZ", "ambassador", mails="daily")
    told.silence(told.propose("plan"), expires=told.at(hours=30))
    composed(told)
    told.wait(hours=25)
    ours = [mail.letter for mail in composed(told) if mail.letter.address == "ambassador@kaz.example"]
    assert sorted(letter.reason for letter in ours) == ["expiry", "silence"]
    assert ["a day later it could be too late" in letter.text for letter in ours if letter.reason == "expiry"] == [True]


def test_what_silence_has_decided_is_told_to_all_participants_with_its_symbol(told):
    told.silence(told.propose("plan"))
    composed(told)
    told.wait(hours=73)
    told.conclude_expired()
    mails = [mail for mail in composed(told) if mail.letter.reason == "outcome"]
    said = "Nobody has broken the silence on “Title of plan”: the body adopts it, as of 26 November 2026, 10:00 UTC. "
    assert (parties(mails), texts(mails)) == (ALL, {f"{said}Its symbol is SF/DEC/1."})


# --- meetings, votes, undertakings --------------------------------------------------------------------------------


def test_meeting_that_is_convened_and_moved_is_told_to_all_participants(told):
    plan = {"body": "soc", "kind": "regular", "number": 1, "planned": "2026-12-01", "format": "in_person"}
    told.enter("CHAIR", "meetings.convene", meeting="soc-1", opens="2026-12-01T08:00:00Z", **plan)
    mails = composed(told)
    opens = "It is to be opened at 1 December 2026, 08:00 UTC."
    assert (parties(mails), texts(mails)) == (ALL, {f"A meeting is convened: “Committee”, 1 December 2026. {opens}"})
    told.enter("CHAIR", "meetings.move", meeting="soc-1", planned="2026-12-02")
    mails = composed(told)
    assert (parties(mails), texts(mails)) == (ALL, {"A meeting is moved: “Committee”, now 2 December 2026."})


def test_meeting_that_is_merely_planned_is_nobodys_appointment(told):
    plan = {"body": "soc", "kind": "special", "planned": "2026-12-01", "sources": ["S1"], "confidence": "high"}
    told.enter("SECRETARIAT", "meetings.plan", meeting="soc-1", **plan)
    told.enter("SECRETARIAT", "meetings.move", meeting="soc-1", planned="2026-12-02")
    assert composed(told) == []


def test_matter_that_is_put_is_told_to_who_proposed_it_and_its_outcome_to_all(told):
    told.propose("plan")
    room = told.meeting()
    composed(told)
    told.enter("CHAIR", "put", decision="plan", meeting=room)
    mails = composed(told)
    assert (parties(mails), {mail.letter.reason for mail in mails}) == ({"mng"}, {"put"})
    told.enter("CHAIR", "conclude", decision="plan", meeting=room, outcome="defers")
    mails = composed(told)
    assert (parties(mails), texts(mails)) == (ALL, {"On “Title of plan” the body defers."})


def test_vote_is_told_to_all_who_decide_and_recalled_to_those_who_have_not_voted(told):
    told.propose("budget", matter="money")
    told.enter("CHAIR", "open_vote", decision="budget", closes=told.at(hours=100))
    assert parties(composed(told), "vote") == MEMBERS
    told.enter("KAZ", "vote", decision="budget", party="KAZ", vote="for")
    told.wait(hours=60)
    mails = composed(told)
    assert (parties(mails), officers(mails), {m.letter.reason for m in mails}) == ({"chn", "mng"}, SIGNING, {"closing"})
    assert composed(told) == []


def test_undertaking_is_recalled_once_to_those_who_have_not_done_it(told):
    told.propose("plan")
    room = told.meeting()
    told.enter("CHAIR", "put", decision="plan", meeting=room)
    owed = [{"number": 1, "parties": ["KAZ", "MNG"], "what": "Name a lighthouse.", "by": told.at(days=5)}]
    said = {"decision": "plan", "meeting": room, "outcome": "adopts", "symbol": "SF/DEC/1", "undertakings": owed}
    told.enter("CHAIR", "conclude", **said)
    told.enter("KAZ", "fulfil", decision="plan", party="KAZ", undertaking=1)
    composed(told)
    told.wait(days=2)
    assert composed(told) == []
    told.wait(days=2)
    mails = composed(told)
    assert (parties(mails), {mail.letter.reason for mail in mails}) == ({"mng"}, {"undertaking"})
    assert "ighthouse" not in texts(mails).pop()
    assert composed(told) == []


# --- notifications ------------------------------------------------------------------------------------------------


def test_depositary_notification_is_told_to_whom_it_concerns_and_to_nobody_else(tmp_path, django_db_blocker):
    rules = [{"act": f"{subject}.*", "by": ["secretariat"], "assumed": True} for subject in ("treaties", "documents")]
    folder, year = tmp_path / "var", datetime.now(UTC).year
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        desks.staffed(folder, desks.charter(acts=rules))
        with houses.open_house(folder) as house:
            story = Told(house, cast("Any", house.clock))
            composed(story)
            notify(story, f"C.N.1.{year}")
            mails = composed(story)
    said = (
        f"The depositary has issued the notification C.N.1.{year} about “Pact”. Its receipt is to be acknowledged by "
    )
    assert (parties(mails), {mail.letter.reason for mail in mails}) == ({"kaz", "blr"}, {"notification"})
    assert texts(mails) == {f"{said}the delegation of {name}." for name in ("Kazakhstan", "Belarus")}


def notify(told: Told, number: str) -> None:
    """Keep a treaty that is open to Kazakhstan and Belarus, and issue a notification about it."""
    fact = {"sources": ["S1"], "confidence": "high"}
    clause = {"instruments": 2, "after": {"days": 30}}
    kept = {"treaty": "pact", "adopted": "2014-05-21", "also": ["KAZ", "BLR"], "ways": ["ratification"]}
    told.enter(
        "SECRETARIAT", "documents.register", document="pact", kind="treaty", title="Pact", on="2014-05-21", **fact
    )
    kept |= {"entry": clause, "reservations": "allowed", "objection_months": 12}
    place = told.enter("SECRETARIAT", "treaties.register", **fact, **kept)
    told.enter("SECRETARIAT", "treaties.notify", notification=number, treaty="pact", about=[place], text="It tells.")


# --- at once ------------------------------------------------------------------------------------------------------


def wait_for(happened) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def test_round_is_made_as_soon_as_a_silence_is_broken_and_for_a_note_it_is_not(told):
    told.silence(told.propose("plan"))
    composed(told)
    going = runner.start(told.house, ORIGIN)
    try:
        told.enter("MNG", "notices.send", party="MNG", notice="mng-1", to=["KAZ"], subject="A note", text="It says.")
        assert not going._wake.is_set()
        told.enter("KAZ", "break_silence", decision="plan", party="KAZ")
        wait_for(lambda: parties(outbox.listed(told.house.vault, most=500), "silence") >= MEMBERS)
    finally:
        going.stop()
    assert told.house.door.entered == []


def test_every_reason_has_a_word_in_the_outbox():
    assert lines.REASONS.keys() == {*get_args(Reason), "digest"}
