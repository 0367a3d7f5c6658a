"""The first page of a desk: what awaits, in order of time, in a handful of statements however much it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.secretariat.composing import Hat
from comity.store import drafts, invitations, models, people, sessions
from comity.store.people import Profile
from comity.web.desk.presence import COOKIE, now
from tests.support import desks
from tests.support.notes import (
    CHAIR,
    HEAD,
    KAZ,
    LATER,
    MNG,
    acknowledge,
    answer,
    main,
    page,
    send,
    send_all,
    text,
    withdraw,
)


def by(**later: float) -> str:
    return f"{datetime.now(UTC) + timedelta(**later):%Y-%m-%dT%H:%M:%SZ}"


def test_nothing_awaits_and_it_is_said_why(house, sit):
    said = main(page(sit("MNG", "ambassador"), "desk/"))
    assert "Nothing is asked of you at present." in said
    assert "Nothing awaits you. What other parties ask of you by their notes stands here" in said
    assert "There is no draft." in said


def test_what_awaits_is_in_order_of_time_and_what_has_passed_is_said_calmly(house, sit, monkeypatch):
    send(house, "kaz-2026-1", subject="Far", reply="answer", by=by(days=20))
    send(house, "kaz-2026-2", subject="Near", reply="acknowledgement", by=by(days=2, hours=5, minutes=1))
    send(house, "kaz-2026-3", subject="Some day", reply="answer")
    send(house, "kaz-2026-4", subject="Gone", reply="answer", by=by(hours=1))
    monkeypatch.setattr("comity.web.desk.notices.sitting.now", lambda: now() + timedelta(hours=2))
    shown = page(sit("MNG", "ambassador"), "desk/")
    assert re.findall(r'<a href="/en/desk/notices/[^"]+">([^<]+)</a>', shown) == ["Near", "Far", "Some day", "Gone"]
    said = main(shown)
    assert "4 matters await you; the nearest on" in said
    assert "2 days 3 hrs" in said
    assert "date passed; not received yet" in said
    assert "violation" not in shown.lower()


def test_what_was_given_or_withdrawn_awaits_no_more(house, sit):
    for number in (1, 2, 3):
        send(house, f"kaz-2026-{number}", reply="acknowledgement", by=LATER)
    acknowledge(house, MNG, "kaz-2026-1")
    withdraw(house, KAZ, "MNG", notice="kaz-2026-2")
    said = main(page(sit("MNG", "ambassador"), "desk/"))
    assert "1 matter awaits you" in said


def test_note_that_asks_for_nothing_awaits_nothing_but_is_new_until_it_is_opened(house, sit):
    send(house)
    browser = sit("MNG", "ambassador")
    assert "Nothing awaits you." in (before := main(page(browser, "desk/")))
    assert "Not opened yet" in before
    page(browser, "desk/notices/kaz-2026-1/")
    assert "Not opened yet" not in page(browser, "desk/")


def test_chair_has_the_same_desk_under_its_hat(house, sit):
    send(house, to=["CHAIR"], reply="answer", by=LATER)
    said = text(page(sit("CHAIR", "ambassador"), "desk/"))
    assert "Desk of the chair: China" in said
    assert "1 matter awaits you" in said
    assert "Nothing is asked of you" in main(page(sit("CHN", "ambassador"), "desk/"))


def test_desk_of_another_party_shows_nothing_of_it(house, sit):
    send(house, subject="A secret matter", audience=("MNG",), reply="answer", by=LATER)
    for party, officer in (("CHN", "ambassador"), ("BLR", "administrator"), ("SECRETARIAT", "head")):
        shown = page(sit(party, officer), "desk/") + page(sit(party, officer), "desk/received/")
        assert "secret" not in shown
        assert "kaz-2026-1" not in shown


def test_drafts_wait_for_their_signatures_and_those_signed_in_part_come_first(house, sit):
    started = drafts.begin(
        house.vault, KAZ, "notices.send", {"subject": {"en": "On rivers"}}, now=now() - timedelta(days=1)
    )
    shown = page(sit("KAZ", "attache"), "desk/")
    assert f"/en/desk/write/?draft={started.id}" in shown
    assert "On rivers" in shown
    assert "not signed yet" in shown
    assert "On rivers" not in page(sit("MNG", "ambassador"), "desk/")


def test_invitation_that_waits_is_shown_to_administrators(house, sit):
    invitations.invite(house.vault, Hat("KAZ", "clerk"), Hat("KAZ", "administrator"), now=now())
    assert "Invitation of the officer “clerk”" in text(page(sit("KAZ", "administrator"), "desk/"))
    assert "Invitation of" not in page(sit("KAZ", "ambassador"), "desk/")


def test_house_is_shown_to_the_secretariat_alone(house, sit):
    models.Mail.objects.create(
        id="m", state="held", reason="r", sealed=b"", created=now(), after=now(), tries=0, fault=""
    )
    said = main(page(sit("SECRETARIAT", "head"), "desk/"))
    assert "1 participant has no administrator They cannot act here yet: Uzbekistan." in said
    assert "1 e-mail waits in the outbox" in said
    assert "Audit of the record None has been kept. not done yet" in said
    assert "The house" not in main(page(sit("KAZ", "ambassador"), "desk/"))


def test_times_are_the_officers_own_where_the_directory_knows_her_zone(house, sit):
    send(house, reply="answer", by="2090-01-01T20:00:00Z")
    browser = sit("MNG", "ambassador")
    person = sessions.find(house.vault, browser.cookies[COOKIE].value, now()).person
    people.save(house.vault, person, Profile("A", time_zone="Asia/Ulaanbaatar"))
    said = main(page(browser, "desk/"))
    assert "Mon, 2 Jan 2090 04:00 Ulaanbaatar Sun, 1 Jan 2090, 20:00 UTC" in said


@pytest.fixture
def burdened(house):
    """Mongolia is asked for 500 things, half of them without a time."""
    body = {"party": "KAZ", "to": ["MNG"], "text": "Text.", "reply": "answer"}
    notes = [body | {"notice": f"kaz-2026-{number}", "subject": f"Matter {number}"} for number in range(500)]
    send_all(house, KAZ, [note | ({"by": by(days=1 + nth)} if nth % 2 else {}) for nth, note in enumerate(notes)])
    return house


def test_desk_with_500_matters_asks_few_statements(burdened, sit):
    browser = sit("MNG", "ambassador")
    with CaptureQueriesContext(connection) as asked:
        said = main(page(browser, "desk/"))
    assert "500 matters await you" in said
    assert said.count("asked for: an answer") == 20
    assert "All that awaits you: 500 matters" in said
    assert len(asked) <= 15, "\n".join(each["sql"][:200] for each in asked)


def test_secretariat_is_asked_few_statements_too(house, sit):
    send(house, to=["SECRETARIAT"], reply="answer", by=LATER)
    answer(house, HEAD)
    browser = sit("SECRETARIAT", "head")
    with CaptureQueriesContext(connection) as asked:
        page(browser, "desk/")
    assert len(asked) <= 20


def test_desk_is_led_to_the_sign_in(house):
    answered = desks.visitor().get("/en/desk/")
    assert (answered.status_code, answered["Location"]) == (302, "/en/sign-in/?next=%2Fen%2Fdesk%2F")


def test_desk_is_kept_by_no_cache(house, sit):
    assert sit("KAZ", "ambassador").get("/en/desk/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_desk_is_shown_in_every_language(house, sit, language):
    send(house, hat=CHAIR, notice="chair-2026-1", reply="answer", by=LATER)
    assert sit("MNG", "ambassador").get(f"/{language}/desk/").status_code == 200


def test_page_of_a_desk_that_is_not_there_leads_back_to_the_desk(house, sit):
    said = page(sit("MNG", "ambassador"), "desk/nowhere/", 404)
    assert 'href="/en/desk/"' in said.split("<main", 1)[1]
