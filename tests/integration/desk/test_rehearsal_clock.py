"""A rehearsal set in the past: its clock is the *now* of every page, is moved forward at the seats, and never back."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from comity.config.pagecache import stamp_of
from comity.record.entry import parse_entry
from comity.secretariat.clock import HostClock
from comity.secretariat.composing import Hat
from comity.secretariat.faults import FolderRefused
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.clock import DAY, FILE, WEEK, RehearsalClock, moved, read_moment
from comity.secretariat.rehearsal.enrolment import Enrolment
from comity.secretariat.rehearsal.marks import rehearsed
from comity.secretariat.rehearsal.plan import COMMON
from comity.secretariat.rehearsal.plan import FILE as PLAN_FILE
from comity.secretariat.rehearsal.seats import Seats
from comity.store import drafts, invitations, living, outbox, sessions
from comity.store import house as houses
from comity.store.house import House, World
from comity.store.living import living_in
from comity.store.models import Session
from comity.web.api import acttypes
from comity.web.desk.frame import ask_here
from comity.web.desk.outbox.runner import Runner
from comity.web.desk.presence import COOKIE, now
from comity.web.desk.seats.people import introduce
from comity.web.desk.seats.running import Running, running
from tests.integration.desk.test_seats import page, take, wait_until
from tests.support import desks
from tests.support.authenticator import Authenticator
from tests.support.ceremonies import follow, sign_in
from tests.support.house import own_database
from tests.support.rehearsal_room import PARTIES, PLAN, acting_forum
from tests.support.small_forum import act, forum_data
from tests.support.trouble import SetClock

BEGUN = "2015-05-05T09:00Z"


@pytest.fixture
def folder(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The place of a data folder that is still to be made."""
    place = tmp_path / "var"
    with django_db_blocker.unblock(), own_database(place), override_settings(COMITY_DATA=place):
        yield place
    translation.deactivate()


@pytest.fixture
def host() -> SetClock:
    """The clock of the machine, which stands still."""
    return SetClock(HostClock().now())


@pytest.fixture
def rehearsal(folder: Path, host: SetClock) -> Iterator[House]:
    """The house of a rehearsal that was set on a day of 2015, with everybody enrolled, lived in by the views."""
    data = rehearsed(acting_forum(), PLAN.marks)
    made = houses.begin(folder, data, world=World(RehearsalClock.at(read_moment(BEGUN), host)))
    with houses.open_house(folder, world=World(RehearsalClock.of(made, host))) as opened, living_in(opened):
        seats = Seats(opened)
        enrolment = Enrolment(opened, seats, PLAN)
        enrolment.enrol(enrolment.delegations(PARTIES))
        introduce(opened, seats.all(), ask_here("en").speech.party)
        yield opened
        running(opened).end()


@pytest.fixture
def going(rehearsal: House) -> Running:
    return running(rehearsal)


def move(browser: Client, **said: str) -> int:
    return browser.post("/en/seats/clock/", said).status_code


def told(browser: Client, **said: str) -> str:
    response = browser.post("/en/seats/clock/", said)
    assert response.status_code == 422
    found = re.search(r'<div class="summary" id="wrong" role="alert">(.*?)</div>', response.content.decode(), re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", found[1]))


def note(house: House, by: str) -> None:
    """A note of the secretariat to Kazakhstan that asks for an acknowledgement by a moment."""
    said = {"party": "SECRETARIAT", "notice": "secretariat-1", "to": ["KAZ"], "subject": "A note", "text": "It asks."}
    body = act("notices.send", **said, reply="acknowledgement", by=by)
    Actor(house, Seats(house)).act("SECRETARIAT", *body, audience="participants")


def entered(house: House) -> set[str]:
    """The days on which acts were entered."""
    stored = house.ledger.stored(0, house.ledger.size())
    return {parse_entry(each.raw).entered[:10] for each in stored}


# --- the forum's now ---


def test_everything_is_entered_on_the_day_that_the_rehearsal_is_set_on(rehearsal):
    assert entered(rehearsal) == {"2015-05-05"}
    assert rehearsal.folder.created == "2015-05-05T09:00:00Z"


def test_forums_now_is_the_rehearsals_and_the_hosts_is_not(rehearsal, host):
    assert (living.now(), living.today().isoformat()) == (datetime(2015, 5, 5, 9, tzinfo=UTC), "2015-05-05")
    assert (now(), acttypes.today(), living.moment()) == (living.now(), "2015-05-05", read_moment(BEGUN))
    assert living.host_now().year >= datetime.fromtimestamp(host.time / 1000, UTC).year


def test_process_without_a_house_has_the_hosts_time():
    assert abs(living.now() - living.host_now()).total_seconds() < 60


def test_pages_of_the_portal_are_of_the_rehearsals_day_and_follow_it(rehearsal):
    browser = desks.visitor()
    shown = [browser.get("/en/participants/").content.decode()]
    assert move(browser, step="week") == 302
    shown.append(browser.get("/en/participants/").content.decode())
    days = [re.sub(r"\s", " ", each) for each in shown]
    assert ["12 May 2015" in each for each in days] == [False, True]
    assert browser.get("/en/participants/?on=2015-06-01").status_code == 400


def test_pages_that_are_kept_ready_do_not_outlive_the_rehearsals_day(rehearsal):
    stamp = stamp_of(rehearsal.folder.record / "checkpoint", living.moment)
    before = stamp()
    rehearsal.clock.move(rehearsal.clock.now() + DAY)
    assert stamp() != before


def test_what_was_due_is_late_once_the_clock_has_moved_on(rehearsal):
    note(rehearsal, "2015-05-07T09:00:00Z")
    browser = take(desks.visitor(), "KAZ.drafter")
    assert "2 days" in browser.get("/en/desk/").content.decode()
    assert move(browser, step="week") == 302
    assert "date passed; not received yet" in browser.get("/en/desk/").content.decode()


def test_act_signed_after_the_clock_was_moved_is_entered_at_that_time(rehearsal):
    rehearsal.clock.move(read_moment("2015-08-01"))
    note(rehearsal, "2015-08-09T09:00:00Z")
    assert entered(rehearsal) == {"2015-05-05", "2015-08-01"}


def test_draft_is_touched_at_the_rehearsals_time(rehearsal):
    browser = take(desks.visitor(), "KAZ.drafter")
    assert "Kazakhstan" in browser.get("/en/desk/").content.decode()
    drafts.begin(rehearsal.vault, Hat("KAZ", "drafter"), "notices.send", {}, now=now())
    assert "5 May" in browser.get("/en/desk/drafts/").content.decode()


def test_mails_are_composed_at_the_rehearsals_time(rehearsal):
    note(rehearsal, "2015-05-07T09:00:00Z")
    rehearsal.clock.move(read_moment("2015-05-06T18:00Z"))
    Runner(rehearsal, "http://localhost:8000")._round()
    assert {f"{mail.created:%Y-%m-%d}" for mail in outbox.listed(rehearsal.vault)} == {"2015-05-06"}


def test_simulated_delegations_act_at_their_own_time_while_the_clock_is_moved_past_it(rehearsal, going):
    plan = (COMMON / PLAN_FILE).read_text(encoding="utf-8").replace("every = 5", "every = 3600")
    plan = plan.replace("[simulation.delegations]\n", '[simulation.delegations]\nKAZ = "diligent"\n')
    (rehearsal.folder.path / PLAN_FILE).write_text(plan, encoding="utf-8")
    note(rehearsal, "2015-05-15T09:00:00Z")
    size = rehearsal.ledger.size()
    going.simulate(on=True)
    wait_until(lambda: not going._wake.is_set())
    assert rehearsal.ledger.size() == size
    assert move(desks.visitor(), step="week") == 302
    assert (going.simulation.tally.acknowledged, living.now().date().isoformat()) == (1, "2015-05-12")
    # A diligent delegation acknowledges within a tenth of the ten days that it has.
    assert max(entered(rehearsal)) < "2015-05-07"


def test_rehearsal_that_has_ended_is_told_nothing_more(rehearsal, going):
    assert going._wake.set in moved
    going.end()
    assert going._wake.set not in moved


# --- what stays on the host's time ---


def test_session_outlives_weeks_of_the_rehearsal(rehearsal):
    browser = take(desks.visitor(), "KAZ.drafter")
    for _week in range(3):
        assert move(browser, step="week") == 302
    assert browser.get("/en/desk/").status_code == 200
    assert browser.get("/en/desk/sessions/").status_code == 200
    assert sessions.find(rehearsal.vault, browser.cookies[COOKIE].value, living.host_now())
    assert "You sit for Kazakhstan" in page(browser)
    assert page(desks.visitor()).count("somebody sits here") == 1


def test_passkey_is_made_and_signs_in_whatever_the_rehearsals_time(rehearsal):
    browser, key = take(desks.visitor(), "KAZ.drafter"), Authenticator("localhost", "a visitor's")
    address = browser.post("/en/seats/passkey/").headers["Location"]
    assert move(browser, step="week") == 302
    assert follow(browser, address, key).status_code == 302
    assert sign_in(desks.visitor(), key).status_code == 302


def test_invitation_is_good_for_as_long_as_it_would_be_in_the_real_forum(rehearsal):
    browser = take(desks.visitor(), "KAZ.administrator")
    shown = browser.post("/en/desk/officers/drafter/invite/", {}).content.decode()
    secret = re.search(r"/invitation/([\w-]+)/", shown)[1]
    found = invitations.find(rehearsal.vault, secret)
    assert found.expires - living.host_now() <= invitations.LASTS
    assert move(browser, step="week") == 302
    assert desks.visitor().get(f"/en/invitation/{secret}/").status_code == 200


# --- moving it ---


def test_page_shows_the_clock_in_the_readers_language(rehearsal):
    browser = desks.visitor()
    shown = {language: browser.get(f"/{language}/seats/").content.decode() for language in ("en", "ru", "zh-hans")}
    clocks = {
        language: re.sub(r"\s", " ", re.search(r'<time datetime="2015-05-05T09:00:00Z">([^<]+)<', text)[1])
        for language, text in shown.items()
    }
    assert clocks["en"] == "Tue, 5 May 2015, 09:00 UTC"
    assert ("мая" in clocks["ru"], "2015年5月5日" in clocks["zh-hans"]) == (True, True)


@pytest.mark.parametrize(("step", "said"), [("hour", "10:00"), ("day", "6 May 2015, 09:00"), ("week", "12 May 2015")])
def test_button_moves_the_clock_on(rehearsal, step, said):
    browser = desks.visitor()
    response = browser.post("/en/seats/clock/", {"step": step})
    assert (response.status_code, response.headers["Location"]) == (302, "/en/seats/#h-clock")
    assert said in re.sub(r"\s", " ", page(browser))


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ({"day": "2015-05-06", "time": "18:30"}, "2015-05-06T18:30:00+00:00"),
        ({"day": " 2015-05-06 ", "time": " 18:30:10 "}, "2015-05-06T18:30:10+00:00"),
        ({"day": "2015-05-06", "time": ""}, "2015-05-06T00:00:00+00:00"),
        ({"day": "2015-05-06"}, "2015-05-06T00:00:00+00:00"),
        ({"step": "year", "day": "2031-01-01"}, "2031-01-01T00:00:00+00:00"),
    ],
)
def test_clock_is_moved_to_a_day_and_time(rehearsal, said, moment):
    assert (move(desks.visitor(), **said), living.now().isoformat()) == (302, moment)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"day": "2015-05-04", "time": "23:59"}, "set back to 2015-05-04 23:59 UTC"),
        ({"day": "1066-10-14"}, "set back to 1066-10-14 00:00 UTC"),
        ({"day": "tomorrow"}, "“tomorrow” is no day, and no moment."),
        ({"day": "2015-05-06", "time": "6 p.m."}, "is no day, and no moment."),
        ({"day": "2015-05-06\0"}, "is no day, and no moment."),
        ({}, "“” is no day, and no moment."),
        ({"day": "9999-12-31"}, "and no further"),
    ],
)
def test_what_is_refused_says_why_and_leaves_the_clock_as_it_is(rehearsal, said, why):
    assert why in told(desks.visitor(), **said)
    assert living.moment() == read_moment(BEGUN)


def test_what_was_typed_and_refused_stands_in_the_form_still(rehearsal):
    response = desks.visitor().post("/en/seats/clock/", {"day": "to<morrow", "time": "18:30"}).content.decode()
    assert 'name="day" value="to&lt;morrow"' in response
    assert re.findall(r'name="(\w+)" value="[^"]*"[^>]* aria-invalid="true"', response) == ["day", "time"]


def test_form_that_comes_from_another_site_moves_no_clock(rehearsal):
    browser = Client(enforce_csrf_checks=True, headers={"host": desks.HOST})
    assert (move(browser, step="week"), living.moment()) == (403, read_moment(BEGUN))
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page(browser))[1]
    assert move(browser, step="week", csrfmiddlewaretoken=token) == 302


def test_clock_is_not_moved_by_looking_at_its_address(rehearsal):
    assert desks.visitor().get("/en/seats/clock/", {"step": "week"}).status_code == 405


def test_moved_clock_outlives_the_process(rehearsal, host):
    assert move(desks.visitor(), step="week") == 302
    again = houses.open_within(rehearsal.folder.path)
    assert again.clock.now() - HostClock().now() == rehearsal.clock.now() - host.now()


def test_steps_that_are_made_at_once_all_count(rehearsal):
    def go() -> None:
        for _step in range(20):
            rehearsal.clock.step(WEEK)

    threads = [threading.Thread(target=go) for _each in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert rehearsal.clock.now() == read_moment(BEGUN) + 80 * WEEK


def test_clock_of_a_house_that_stands_on_another_is_not_to_be_moved(folder):
    houses.begin(folder, rehearsed(acting_forum(), PLAN.marks))
    with houses.open_house(folder, world=World(HostClock())) as opened, living_in(opened):
        assert move(desks.visitor(), step="week") == 404


# --- a real forum ---


def test_real_forum_cannot_be_begun_with_such_a_clock(folder):
    with pytest.raises(FolderRefused) as refused:
        houses.begin(folder, forum_data(), world=World(RehearsalClock.at(read_moment(BEGUN))))
    assert (refused.value.code, folder.exists() and any(folder.iterdir())) == ("rehearsal.none", False)


def test_real_forum_cannot_be_opened_with_such_a_clock_and_heeds_no_file_of_one(folder):
    houses.begin(folder, forum_data())
    (folder / FILE).write_text('set_on = ""\nahead = -86400000\n', encoding="utf-8")
    with houses.open_house(folder) as opened:
        assert isinstance(opened.clock, HostClock)
    assert isinstance(houses.open_within(folder).clock, HostClock)
    with pytest.raises(FolderRefused), houses.open_house(folder, world=World(RehearsalClock())):
        pass


def test_real_forum_has_no_address_at_which_a_clock_is_moved(house):
    assert move(desks.visitor(), step="week") == 404
    assert not Session.objects.exists()
