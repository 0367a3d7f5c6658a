"""Seats of a rehearsal: anybody at the machine takes any; in a real forum, and from elsewhere, there are none."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from comity.forum.officers.state import keyring
from comity.secretariat.composing import Hat, View
from comity.secretariat.rehearsal.enrolment import Enrolment
from comity.secretariat.rehearsal.marks import rehearsed
from comity.secretariat.rehearsal.plan import COMMON, FILE
from comity.secretariat.rehearsal.seats import Seats
from comity.store import drafts, people, sessions
from comity.store import house as houses
from comity.store.house import House
from comity.store.living import living_in
from comity.store.models import Session
from comity.web.desk.frame import ask_here
from comity.web.desk.presence import COOKIE, now
from comity.web.desk.seats.awaited import Awaited
from comity.web.desk.seats.people import introduce
from comity.web.desk.seats.running import Running, running
from tests.support import desks
from tests.support.actsdesk import Leaf
from tests.support.authenticator import Authenticator
from tests.support.ceremonies import follow, sign_in
from tests.support.house import own_database
from tests.support.rehearsal_room import PARTIES, PLAN, acting_forum
from tests.support.small_forum import act, fact

PATIENCE_SECONDS = 20
ADDRESSES = ("", "take/", "leave/", "passkey/", "simulate/", "drill/", "clock/")
ELSEWHERE = (
    {"REMOTE_ADDR": "192.0.2.7"},
    {"REMOTE_ADDR": ""},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=192.0.2.7"},
)
NO_SEATS = ("", "KAZ", "KAZ.nobody", "UZB.drafter", "SECRETARIAT.registrar", "KAZ.x/../../keys/log", "CHAIR.nobody")


@pytest.fixture
def rehearsal(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The house of a rehearsal with everybody enrolled, lived in by the views."""
    folder = tmp_path / "var"
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        houses.begin(folder, rehearsed(acting_forum(), PLAN.marks))
        with houses.open_house(folder) as opened, living_in(opened):
            seats = Seats(opened)
            enrolment = Enrolment(opened, seats, PLAN)
            enrolment.enrol(enrolment.delegations(PARTIES))
            introduce(opened, seats.all(), ask_here("en").speech.party)
            yield opened
            running(opened).end()
    translation.deactivate()


@pytest.fixture
def going(rehearsal: House) -> Running:
    return running(rehearsal)


def page(browser: Client) -> str:
    response = browser.get("/en/seats/")
    assert response.status_code == 200, response.content.decode()
    return unescape(response.content.decode())


def take(browser: Client, seat: str) -> Client:
    response = browser.post("/en/seats/take/", {"seat": seat})
    assert (response.status_code, response.headers.get("Location")) == (302, "/en/desk/"), response.content.decode()
    return browser


def hat_of(house: House, browser: Client) -> Hat | None:
    found = sessions.find(house.vault, browser.cookies[COOKIE].value, now()) if COOKIE in browser.cookies else None
    return found.hat if found else None


def wait_until(done: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not done():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


# --- who comes here ---


def asked(browser: Client, address: str) -> HttpResponse:
    """What comes back from an address of the seats, asked as its form asks."""
    said = {"seat": "KAZ.drafter", "on": "1", "drill": "circular"}
    return browser.post(f"/en/seats/{address}", said) if address else browser.get("/en/seats/")


def test_real_forum_has_no_seats(house):
    assert {asked(desks.visitor(), address).status_code for address in ADDRESSES} == {404}
    assert not Session.objects.exists()


def test_seats_are_taken_at_the_machine_itself_and_from_nowhere_else(rehearsal):
    for came in ELSEWHERE:
        for address in ADDRESSES:
            response = asked(Client(headers={"host": desks.HOST}, **came), address)
            told = "on the machine itself" in response.content.decode()
            assert (came, address, response.status_code, told) == (came, address, 403, True)
    assert (Session.objects.exists(), running(rehearsal).simulating) == (False, False)


def test_rehearsal_that_officers_reach_from_elsewhere_gives_no_seats_there(rehearsal):
    with override_settings(COMITY_DESK_ORIGIN="https://desk.example.org", ALLOWED_HOSTS=["desk.example.org"]):
        response = Client(headers={"host": "desk.example.org"}).get("/en/seats/", secure=True)
    assert response.status_code == 403


def test_other_names_of_the_machine_lead_to_localhost(rehearsal):
    response = Client(headers={"host": "127.0.0.1:8000"}).get("/en/seats/")
    assert (response.status_code, response.headers["Location"]) == (302, "http://localhost:8000/en/seats/")


def test_form_that_comes_from_another_site_takes_no_seat(rehearsal):
    browser = Client(enforce_csrf_checks=True, headers={"host": desks.HOST})
    assert browser.post("/en/seats/take/", {"seat": "KAZ.drafter"}).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page(browser))[1]
    assert browser.post("/en/seats/take/", {"seat": "KAZ.drafter", "csrfmiddlewaretoken": token}).status_code == 302


# --- the page and taking a seat ---


def test_page_lists_every_seat_of_every_delegation_and_of_the_chair(rehearsal):
    listed = re.findall(r'name="seat" value="([A-Z]+)\.([a-z0-9-]+)"', page(desks.visitor()))
    officers = {"administrator", "authoriser-1", "authoriser-2", "drafter"}
    parties = ("SECRETARIAT", "CHAIR", "KAZ", "MNG", "CHN", "BLR")
    assert (set(listed), len(listed)) == ({(party, each) for party in parties for each in officers}, 24)


def test_page_takes_few_statements_however_many_delegations_there_are(rehearsal):
    page(desks.visitor())
    with CaptureQueriesContext(connection) as asked_of_database:
        page(desks.visitor())
    assert len(asked_of_database) <= 10


def test_delegation_that_has_lost_its_status_is_listed_apart(rehearsal, going):
    lapse = fact("membership.lapse", party="BLR", status="observer", on="2026-01-01", manner="withdrawn")
    rehearsal.desk.enter_all([lapse])
    assert "Without a status now" in page(desks.visitor())


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_every_page_says_that_it_is_a_rehearsal(rehearsal, language):
    browser = take(desks.visitor(), "KAZ.authoriser-1")
    addresses = ("", "participants/", "record/", "charter/", "seats/", "sign-in/", "desk/", "desk/hat/", "nowhere/")
    shown = {address: browser.get(f"/{language}/{address}").content.decode() for address in addresses}
    assert [address for address, text in shown.items() if '<aside class="rehearsal"' not in text] == []


def test_every_act_says_that_it_is_of_a_rehearsal(rehearsal):
    stored = rehearsal.ledger.stored(0, rehearsal.ledger.size())
    assert (len(stored) > 50, all(b'"forum":"small-rehearsal"' in each.raw for each in stored)) == (True, True)


@pytest.mark.parametrize(
    ("seat", "hat"),
    [
        ("KAZ.authoriser-1", Hat("KAZ", "authoriser-1")),
        ("SECRETARIAT.drafter", Hat("SECRETARIAT", "drafter")),
        ("CHAIR.authoriser-2", Hat("CHAIR", "authoriser-2")),
    ],
)
def test_taken_seat_is_a_session_under_its_hat_at_its_desk(rehearsal, seat, hat):
    browser = take(desks.visitor(), seat)
    assert (hat_of(rehearsal, browser), browser.get("/en/desk/").status_code) == (hat, 200)
    cookie = browser.cookies[COOKIE]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, True, "Lax", "/")


def test_seat_is_held_by_somebody_invented_whose_name_says_so(rehearsal):
    take(desks.visitor(), "MNG.drafter")
    person = people.find(rehearsal.vault, Session.objects.get().person)
    assert person.profile.name == "Delegate 4 of Mongolia (invented)"
    assert person.profile.email.endswith(".invalid")


def test_everybody_is_introduced_once(rehearsal):
    assert introduce(rehearsal, Seats(rehearsal).all(), str) == 0


def test_taking_another_seat_ends_the_session_in_the_first(rehearsal):
    browser = take(desks.visitor(), "KAZ.drafter")
    before = browser.cookies[COOKIE].value
    take(browser, "MNG.drafter")
    assert (hat_of(rehearsal, browser), Session.objects.count()) == (Hat("MNG", "drafter"), 1)
    assert sessions.find(rehearsal.vault, before, now()) is None


def test_what_is_no_seat_is_not_taken(rehearsal):
    for seat in NO_SEATS:
        response = desks.visitor().post("/en/seats/take/", {"seat": seat})
        told = "The rehearsal keeps no key" in response.content.decode()
        assert (seat, response.status_code, told) == (seat, 422, True)
    assert not Session.objects.exists()


def test_seat_whose_key_was_revoked_is_not_taken(rehearsal, going):
    fingerprint = going.seats.key(going.seats.seat_of(Hat("KAZ", "drafter"))).public.fingerprint
    gone = act("officers.revoke_key", party="KAZ", officer="drafter", fingerprint=fingerprint, reason="lost")
    going.seats.desk(Hat("KAZ", "administrator")).enter_all([gone])
    assert desks.visitor().post("/en/seats/take/", {"seat": "KAZ.drafter"}).status_code == 422


def test_page_says_where_somebody_sits_and_where_you_do(rehearsal):
    browser = take(desks.visitor(), "KAZ.drafter")
    mine, others = page(browser), page(desks.visitor())
    assert ("You sit for Kazakhstan, as Drafter." in mine, "somebody sits here" in mine) == (True, False)
    assert ("You sit for" in others, others.count("somebody sits here")) == (False, 1)


def test_who_sits_for_the_chair_sits_in_the_chairing_state(rehearsal):
    take(desks.visitor(), "CHAIR.drafter")
    assert Awaited(rehearsal).taken() == {"CHN"}
    assert page(desks.visitor()).count("somebody sits here") == 2


def test_standing_up_ends_the_session(rehearsal):
    browser = take(desks.visitor(), "KAZ.drafter")
    assert browser.post("/en/seats/leave/").headers["Location"] == "/en/seats/"
    assert (Session.objects.count(), Awaited(rehearsal).taken()) == (0, set())
    assert desks.visitor().post("/en/seats/leave/").status_code == 302


# --- signing ---


def note(house: House, going: Running, to: str = "KAZ", reply: str = "acknowledgement") -> str:
    """A note of the secretariat that asks for a reply."""
    said = {"party": "SECRETARIAT", "notice": "secretariat-1", "to": [to], "subject": "A note", "text": "It asks."}
    body = act("notices.send", **said, reply=reply)
    going.simulation._actor.act("SECRETARIAT", *body, audience="participants")
    return "secretariat-1"


def draft_of(house: House, notice: str) -> str:
    said = {"party": "KAZ", "notice": notice}
    hat = Hat("KAZ", "authoriser-1")
    draft = drafts.begin(house.vault, hat, "notices.acknowledge", said, now=now(), audience="participants")
    return f"/en/desk/drafts/{draft.id}/sign/"


def test_act_is_signed_with_the_key_of_the_seat_and_entered(rehearsal, going):
    address = draft_of(rehearsal, note(rehearsal, going))
    browser = take(desks.visitor(), "KAZ.authoriser-1")
    shown = Leaf(browser.get(address))
    assert "Sign with this seat’s key" in shown.plain
    done = browser.post(address, {"way": "seat", "shown": shown.shown})
    index = rehearsal.ledger.size() - 1
    assert (done.status_code, done.headers["Location"]) == (302, f"/en/desk/receipts/{index}/")
    entered = rehearsal.ledger.act(index)
    assert (entered.type, entered.party, entered.office) == ("notices.acknowledge", "KAZ", "authoriser-1")


def test_who_signed_in_with_a_passkey_is_not_offered_the_key_of_the_seat(rehearsal, going):
    address, key = draft_of(rehearsal, note(rehearsal, going)), Authenticator("localhost", "a visitor's")
    browser = take(desks.visitor(), "KAZ.authoriser-1")
    follow(browser, browser.post("/en/seats/passkey/").headers["Location"], key)
    signed_in = desks.visitor()
    sign_in(signed_in, key)
    shown = Leaf(signed_in.get(address))
    assert ("seat’s key" in shown.plain, "Sign with a passkey" in shown.plain) == (False, True)
    assert signed_in.post(address, {"way": "seat", "shown": shown.shown}).status_code == 422


def test_real_forum_offers_no_seat_to_sign_with(house, sit):
    said = {"party": "KAZ", "notice": "kaz-1", "to": ["MNG"], "subject": {"en": "A note"}, "text": {"en": "It says."}}
    draft = drafts.begin(
        house.vault, Hat("KAZ", "ambassador"), "notices.send", said, now=now(), audience="participants"
    )
    shown = Leaf(sit("KAZ", "ambassador").get(f"/en/desk/drafts/{draft.id}/sign/"))
    assert ("To be signed" in shown.plain, "seat’s key" in shown.plain) == (True, False)


@pytest.mark.parametrize("seat", ["KAZ.drafter", "KAZ.administrator", "SECRETARIAT.drafter", "CHAIR.drafter"])
def test_passkey_of_ones_own_is_confirmed_at_once_by_the_seat_that_administers(rehearsal, seat):
    browser, key = take(desks.visitor(), seat), Authenticator("localhost", "a visitor's")
    address = browser.post("/en/seats/passkey/").headers["Location"]
    assert follow(browser, address, key).status_code == 302
    assert "Your passkey is in the record" in browser.get(address).content.decode()
    delegation = {"CHAIR": "CHN"}.get(seat.partition(".")[0], seat.partition(".")[0])
    officer = seat.partition(".")[2]
    assert keyring(View(rehearsal.ledger), delegation).held_by(officer, key.public.fingerprint)
    assert (drafts.listed(rehearsal.vault, delegation), sign_in(desks.visitor(), key).status_code) == ([], 302)


def test_passkey_is_made_from_a_seat_only(rehearsal):
    response = desks.visitor().post("/en/seats/passkey/")
    assert (response.status_code, response.headers["Location"]) == (302, "/en/seats/")


def test_passkey_that_no_seat_can_confirm_is_not_begun(rehearsal, going):
    browser = take(desks.visitor(), "KAZ.drafter")
    fingerprint = going.seats.key(going.seats.seat_of(Hat("KAZ", "administrator"))).public.fingerprint
    gone = act("officers.revoke_key", party="KAZ", officer="administrator", fingerprint=fingerprint, reason="lost")
    going.seats.desk(Hat("KAZ", "administrator")).enter_all([gone])
    assert browser.post("/en/seats/passkey/").status_code == 422


def test_invitation_that_an_administrator_has_made_waits_for_her(rehearsal, going):
    from comity.store import invitations  # noqa: PLC0415 - only here

    by, hat = Hat("KAZ", "administrator"), Hat("KAZ", "drafter")
    secret = invitations.invite(rehearsal.vault, hat, by, now=now())
    follow(desks.visitor(), f"/en/invitation/{secret}/", Authenticator("localhost", "a colleague's"))
    assert [each.kind for each in drafts.listed(rehearsal.vault, "KAZ")] == ["officers.add_key"]


# --- simulated delegations and drills ---


def diligent(house: House) -> None:
    """From now on everybody acknowledges and answers at once, and is looked after every second."""
    text = (COMMON / FILE).read_text(encoding="utf-8").replace("every = 5", "every = 1")
    named = "".join(f'{party} = "diligent"\n' for party in (*PARTIES, "CHAIR"))
    text = text.replace("[simulation.delegations]\n", f"[simulation.delegations]\n{named}")
    text = text.replace("[0.01, 0.1]", "[0.0, 0.0]").replace("[0.1, 0.5]", "[0.0, 0.0]")
    (house.folder.path / FILE).write_text(text, encoding="utf-8")


def test_simulated_delegations_act_by_themselves_in_a_thread_of_their_own(rehearsal, going):
    diligent(rehearsal)
    note(rehearsal, going)
    browser = desks.visitor()
    assert "do nothing now" in page(browser)
    assert browser.post("/en/seats/simulate/", {"on": "1"}).status_code == 302
    wait_until(lambda: going.simulation.tally.acknowledged)
    assert "they have acknowledged 1 note" in page(browser)
    assert [each.name for each in threading.enumerate() if each.name == "rehearsal"] == ["rehearsal"]
    assert browser.post("/en/seats/simulate/", {"on": "0"}).status_code == 302
    assert "do nothing now" in page(browser)


@pytest.fixture
def by_hand(going: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    """What goes on, but without its thread: a test takes its turns."""
    monkeypatch.setattr(going, "_rouse", lambda: None)
    return going


def test_delegation_in_which_a_person_sits_is_left_to_her(rehearsal, by_hand):
    diligent(rehearsal)
    note(rehearsal, by_hand, reply="answer")
    browser = take(desks.visitor(), "KAZ.drafter")
    by_hand.simulate(on=True)
    before = rehearsal.ledger.size()
    by_hand.turn()
    assert rehearsal.ledger.size() == before
    browser.post("/en/seats/leave/")
    by_hand.turn()
    assert rehearsal.ledger.size() == before + 1


def test_drill_sends_its_first_note_at_once(rehearsal, going):
    response = desks.visitor().post("/en/seats/drill/", {"drill": "circular"})
    assert (response.status_code, len(going.drills())) == (302, 1)
    assert len(Awaited(rehearsal).dues("MNG")) == 1
    assert "A drill goes on." in page(desks.visitor())


def test_drill_of_one_note_is_over_at_once(rehearsal, going):
    assert (going.begin(PLAN.drill("roll-call")).over, going.drills()) == (True, [])


def test_unknown_drill_is_refused(rehearsal):
    response = desks.visitor().post("/en/seats/drill/", {"drill": "fire<b>"})
    assert (response.status_code, "has no drill “fire&lt;b&gt;”" in response.content.decode()) == (422, True)


def test_drill_whose_note_is_refused_is_left_and_said_on_the_page(rehearsal, by_hand):
    by_hand.begin(PLAN.drill("circular"))
    for number in (1, 2):
        (rehearsal.folder.path / "seats" / f"SECRETARIAT.authoriser-{number}").unlink()
    by_hand.drills()[0]._begun -= 3_600_000
    by_hand.turn()
    assert (by_hand.drills(), "seats can sign" in page(desks.visitor())) == ([], True)


def test_turn_that_fails_is_written_to_the_log_and_survived(rehearsal, going, monkeypatch, caplog):
    monkeypatch.setattr(Awaited, "taken", lambda _self: 1 / 0)
    going.simulating = True
    with caplog.at_level(logging.ERROR):
        going.turn()
    assert "ZeroDivisionError" in caplog.text


def test_house_that_has_stopped_is_said_on_the_page_and_tried_again(rehearsal, by_hand, monkeypatch):
    diligent(rehearsal)
    note(rehearsal, by_hand)
    by_hand.simulate(on=True)
    with monkeypatch.context() as patched:
        patched.setattr(rehearsal.door, "_clock", BackThen())
        by_hand.turn()
        assert "host’s clock" in page(desks.visitor())
    by_hand.turn()
    assert by_hand.simulation.tally.acknowledged == 1


class BackThen:
    """A clock that stands long ago."""

    def now(self) -> int:
        return 0


def test_plan_that_cannot_be_read_is_said_with_its_place(rehearsal, going):
    plan = rehearsal.folder.path / FILE
    plan.write_text("[marks\n", encoding="utf-8")
    browser = desks.visitor()
    switched = browser.post("/en/seats/simulate/", {"on": "1"})
    assert (switched.status_code, "rehearsal.toml:1" in switched.content.decode(), going.simulating) == (
        422,
        True,
        False,
    )


def test_plan_that_cannot_be_read_from_the_beginning_is_said_too(rehearsal, monkeypatch):
    (rehearsal.folder.path / FILE).write_text("[marks\n", encoding="utf-8")
    monkeypatch.setattr("comity.web.desk.seats.running._running", None)
    response = desks.visitor().get("/en/seats/")
    assert (response.status_code, "rehearsal.toml:1" in response.content.decode()) == (500, True)
    (rehearsal.folder.path / FILE).unlink()


def test_ended_rehearsal_rouses_no_thread(rehearsal, going):
    going.end()
    going.simulate(on=True)
    assert [each for each in threading.enumerate() if each.name == "rehearsal"] == []
