"""Officers and keys at the desk: what administrators do there, what the others see, and what is refused."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.forum.officers.state import keyring
from comity.secretariat.composing import Hat, View
from comity.store import drafts, invitations, people
from comity.store.people import Profile
from comity.web.desk.presence import now
from tests.support import desks
from tests.support.authenticator import Authenticator
from tests.support.ceremonies import follow

ADMINISTRATOR, ATTACHE, HEAD = Hat("KAZ", "administrator"), Hat("KAZ", "attache"), Hat("SECRETARIAT", "head")
OFFICE = {"office_en": "Counsellor, Embassy in Astana", "office_ru": "Советник", "functions": ["drafter", "authoriser"]}
NOTE = {"note-reference": "No. 13/45", "note-on": "2026-02-03"}
EVERY = [
    ("/en/desk/officers/", "KAZ", "administrator"),
    ("/en/desk/officers/", "KAZ", "attache"),
    ("/en/desk/officers/enrol/", "KAZ", "administrator"),
    ("/en/desk/officers/attache/invite/", "KAZ", "administrator"),
    ("/en/desk/officers/attache/revoke/", "KAZ", "administrator"),
    ("/en/desk/officers/attache/dismiss/", "KAZ", "administrator"),
    ("/en/desk/officers/attache/directory/", "KAZ", "administrator"),
    ("/en/desk/officers/attache/directory/", "KAZ", "attache"),
    ("/en/desk/officers/", "SECRETARIAT", "head"),
    ("/en/desk/officers/", "CHAIR", "ambassador"),
    ("/en/desk/parties/", "SECRETARIAT", "clerk"),
    ("/en/desk/parties/?status=member&standing=without", "SECRETARIAT", "clerk"),
    ("/en/desk/parties/UZB/", "SECRETARIAT", "head"),
    ("/en/desk/parties/KAZ/", "SECRETARIAT", "head"),
    ("/en/desk/parties/UZB/officers/enrol/", "SECRETARIAT", "head"),
    ("/en/desk/parties/KAZ/officers/attache/invite/", "SECRETARIAT", "head"),
    ("/en/desk/parties/KAZ/officers/attache/revoke/", "SECRETARIAT", "head"),
    ("/en/desk/parties/KAZ/contest/", "SECRETARIAT", "head"),
    ("/en/desk/parties/KAZ/settle/", "SECRETARIAT", "head"),
]


def said(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def link_in(page):
    """Where the link of an invitation leads who reads English."""
    return "/en" + re.search(r"http://localhost:8000(/invitation/[\w-]{43}/)", page)[1]


def only_draft(house, party):
    (found,) = drafts.listed(house.vault, party)
    return found


def enter(house, hat, draft):
    """Enter a draft as if it had been signed at the desk."""
    return desks.enter(house, hat, draft.kind, **draft.fields)


@pytest.mark.parametrize(("address", "party", "officer"), EVERY)
def test_page_is_there_and_nobody_else_keeps_it(sit, address, party, officer):
    response = sit(party, officer).get(address)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")


def test_administrator_enrols_an_officer_under_an_id_that_tells_nothing(house, sit):
    response = sit("KAZ", "administrator").post("/en/desk/officers/enrol/", OFFICE)
    draft = only_draft(house, "KAZ")
    assert (response.status_code, response.headers["Location"]) == (302, f"/en/desk/drafts/{draft.id}/sign/")
    assert re.fullmatch(r"o-[a-z2-9]{6}", draft.fields["officer"])
    enter(house, ADMINISTRATOR, draft)
    officer = keyring(View(house.ledger), "KAZ").officer(draft.fields["officer"])
    assert (officer.office["ru"], officer.functions) == ("Советник", ("authoriser", "drafter"))


def test_form_that_is_wrong_comes_back_with_all_that_was_typed(house, sit):
    typed = {"office_en": "", "office_zh": "参赞\u202e", "functions": ["drafter"]}
    response = sit("KAZ", "administrator").post("/en/desk/officers/enrol/", typed)
    page = response.content.decode()
    assert (response.status_code, "参赞" in page, 'value="drafter"' in page) == (422, True, True)
    assert ("no reader would see" in page, drafts.listed(house.vault, "KAZ")) == (True, [])


def test_office_in_no_language_is_asked_for(sit):
    page = said(sit("KAZ", "administrator").post("/en/desk/officers/enrol/", {"functions": ["drafter"]}))
    assert "Say in one language at the least what the office is called." in page


@pytest.mark.parametrize("what", ["enrol/", "attache/invite/", "attache/revoke/", "attache/dismiss/"])
def test_officer_who_is_no_administrator_is_told_why_not(house, sit, what):
    browser = sit("KAZ", "ambassador")
    for response in (browser.get(f"/en/desk/officers/{what}"), browser.post(f"/en/desk/officers/{what}", OFFICE)):
        assert (response.status_code, "has not the function" in said(response)) == (403, True)
    assert (drafts.listed(house.vault, "KAZ"), invitations.listed("KAZ")) == ([], [])
    page = said(browser.get("/en/desk/officers/"))
    assert ("Administrators change what stands here: Administrator" in page, "Dismiss" in page) == (True, False)


def test_chair_is_told_to_wear_the_hat_of_its_state(sit):
    page = said(sit("CHAIR", "administrator").get("/en/desk/officers/"))
    assert ("are not for the chair to enter" in page, "Enrol an officer" in page) == (True, False)


def test_directory_is_open_to_the_delegation_and_to_the_secretariat(sit):
    assert "attache@kaz.example" in said(sit("KAZ", "attache").get("/en/desk/officers/"))
    assert "attache@kaz.example" in said(sit("SECRETARIAT", "clerk").get("/en/desk/parties/KAZ/"))


@pytest.mark.parametrize(
    "address", ["", "KAZ/", "KAZ/officers/enrol/", "KAZ/officers/attache/directory/", "KAZ/contest/"]
)
def test_parties_are_no_affair_of_a_delegation(sit, address):
    response = sit("MNG", "administrator").get(f"/en/desk/parties/{address}")
    assert (response.status_code, "attache@kaz.example" in response.content.decode()) == (403, False)


def test_link_is_shown_once_to_whoever_made_it(house, sit):
    browser = sit("KAZ", "administrator")
    page = browser.post("/en/desk/officers/attache/invite/").content.decode()
    link = re.search(r"http://localhost:8000(/invitation/[\w-]{43}/)", page)
    assert link is not None
    led = desks.visitor().get(link[1], headers={"Accept-Language": "ru"})
    assert (led.status_code, led.headers["Location"]) == (302, f"/ru{link[1]}")
    assert desks.visitor().get(f"/ru{link[1]}").status_code == 200
    listing = browser.get("/en/desk/officers/")
    assert ("waits to be followed" in said(listing), link[1] in listing.content.decode()) == (True, False)


def test_key_that_awaits_a_signature_is_on_the_page_with_its_words(house, sit):
    browser, key = sit("KAZ", "administrator"), Authenticator("localhost", "further")
    page = browser.post("/en/desk/officers/attache/invite/").content.decode()
    address = link_in(page)
    visitor = desks.visitor()
    follow(visitor, address, key)
    shown = browser.get("/en/desk/officers/").content.decode()
    words = re.findall(r"<li>(\w+)</li>", shown)
    assert (len(words), words) == (6, re.findall(r"<li>(\w+)</li>", visitor.get(address).content.decode()))
    assert f"/en/desk/drafts/{only_draft(house, 'KAZ').id}/sign/" in shown
    enter(house, ADMINISTRATOR, only_draft(house, "KAZ"))
    assert len(list(keyring(View(house.ledger), "KAZ").active_keys("attache"))) == 2


def test_invitation_that_is_withdrawn_leads_nowhere(house, sit):
    browser = sit("KAZ", "administrator")
    page = browser.post("/en/desk/officers/attache/invite/").content.decode()
    address = link_in(page)
    mark = invitations.listed("KAZ")[0].mark
    for other, said_to_be in (("MNG", mark), ("KAZ", "\0"), ("KAZ", "")):
        assert sit(other, "administrator").post("/en/desk/officers/withdraw/", {"mark": said_to_be}).status_code == 302
    assert desks.visitor().get(address).status_code == 200
    browser.post("/en/desk/officers/withdraw/", {"mark": mark})
    response = desks.visitor().get(address)
    assert (response.status_code, "This invitation was withdrawn." in said(response)) == (410, True)
    assert "was withdrawn" in said(browser.get("/en/desk/officers/"))


def test_key_is_revoked_for_a_reason(house, sit):
    key = desks.passkey(ATTACHE).public.fingerprint
    browser = sit("KAZ", "administrator")
    browser.post("/en/desk/officers/attache/revoke/", {"key": key, "reason": "lost"})
    enter(house, ADMINISTRATOR, only_draft(house, "KAZ"))
    assert list(keyring(View(house.ledger), "KAZ").active_keys("attache")) == []
    assert "( lost )" in said(browser.get("/en/desk/officers/")).replace("(lost)", "( lost )")


def test_last_administrator_is_warned_before_her_key_is_revoked(sit):
    browser = sit("KAZ", "administrator")
    assert "last key of the last administrator" in said(browser.get("/en/desk/officers/administrator/revoke/"))
    assert "last key of the last administrator" in said(browser.get("/en/desk/officers/administrator/dismiss/"))
    assert "last key" not in said(browser.get("/en/desk/officers/attache/revoke/"))


def test_last_administrator_of_the_secretariat_stays_by_the_rules(house, sit):
    desks.enter(house, HEAD, "officers.dismiss", party="SECRETARIAT", officer="registrar")
    response = sit("SECRETARIAT", "head").post("/en/desk/officers/head/dismiss/")
    found = (response.status_code, "nobody could administer the officers of the Secretariat" in said(response))
    assert (found, drafts.listed(house.vault, "SECRETARIAT")) == ((422, True), [])


def test_secretariat_enters_a_first_administrator_on_a_note_verbale_and_invites_her(house, sit):
    browser = sit("SECRETARIAT", "head")
    assert "It has no officers yet." in said(browser.get("/en/desk/parties/UZB/"))
    form = {**OFFICE, "functions": ["administrator"]}
    without = browser.post("/en/desk/parties/UZB/officers/enrol/", form)
    assert (without.status_code, drafts.listed(house.vault, "SECRETARIAT")) == (422, [])
    assert "Note verbale: Reference of the note verbale : This is wanted." in said(without)
    browser.post("/en/desk/parties/UZB/officers/enrol/", {**form, **NOTE})
    enter(house, HEAD, only_draft(house, "SECRETARIAT"))
    drafts.drop("SECRETARIAT", only_draft(house, "SECRETARIAT").id)
    held = keyring(View(house.ledger), "UZB")
    assert held.notes == ("No. 13/45",)
    page = browser.post(f"/en/desk/parties/UZB/officers/{held.officers[0].officer}/invite/", NOTE).content.decode()
    follow(desks.visitor(), link_in(page), Authenticator("localhost", "first"))
    draft = only_draft(house, "SECRETARIAT")
    assert draft.fields["credentials"] == {"reference": "No. 13/45", "on": "2026-02-03"}
    assert "Awaits a signature" in said(browser.get("/en/desk/parties/UZB/"))
    enter(house, HEAD, draft)
    assert keyring(View(house.ledger), "UZB").able("administrator")


def test_note_that_was_acted_upon_is_refused_where_the_party_can_act_itself(sit):
    used = {"note-reference": desks.NOTE["reference"], "note-on": desks.NOTE["on"]}
    response = sit("SECRETARIAT", "head").post("/en/desk/parties/KAZ/officers/enrol/", {**OFFICE, **used})
    assert (response.status_code, "No. 12 has been acted upon already" in said(response)) == (422, True)


def test_digest_of_a_note_goes_into_the_act_and_is_remembered_where_the_form_comes_back(house, sit, tmp_path):
    browser, file = sit("SECRETARIAT", "head"), tmp_path / "note.pdf"
    file.write_bytes(b"a note")
    with file.open("rb") as opened:
        again = browser.post("/en/desk/parties/UZB/officers/enrol/", {**NOTE, "note-file": opened})
    noted = re.search(r'name="note-noted" value="([^"]+)"', again.content.decode())[1]
    browser.post("/en/desk/parties/UZB/officers/enrol/", {**OFFICE, **NOTE, "note-noted": noted})
    credentials = only_draft(house, "SECRETARIAT").fields["credentials"]
    assert (credentials["sha256"], credentials["size"]) == (hashlib.sha256(b"a note").hexdigest(), 6)


def test_contest_is_entered_shown_without_taking_a_side_and_settled(house, sit):
    browser = sit("SECRETARIAT", "head")
    claims = {
        "claimant0-name_en": "Second Administration",
        "claimant0-reference": "No. 1",
        "claimant0-on": "2026-01-01",
        "claimant1-name_en": "First Administration",
        "claimant1-reference": "No. 2",
        "claimant1-on": "2026-01-02",
    }
    browser.post("/en/desk/parties/KAZ/contest/", claims)
    draft = only_draft(house, "SECRETARIAT")
    assert len(draft.fields["claimants"]) == 2
    enter(house, HEAD, draft)
    drafts.drop("SECRETARIAT", draft.id)
    page = said(browser.get("/en/desk/parties/KAZ/"))
    assert page.index("First Administration") < page.index("Second Administration")
    assert "Its acts are suspended." in page
    assert "its acts are suspended" in said(sit("KAZ", "administrator").get("/en/desk/officers/"))
    assert "1 of 6 parties" in said(browser.get("/en/desk/parties/?standing=contested"))
    browser.post("/en/desk/parties/KAZ/settle/", {"paper-reference": "No. 3", "paper-on": "2026-03-03"})
    enter(house, HEAD, only_draft(house, "SECRETARIAT"))
    assert keyring(View(house.ledger), "KAZ").contested is None


def test_officer_changes_her_own_entry_and_nobody_elses(house, sit):
    entry = {"name": "A. Bek", "email": "bek@kaz.example", "languages": ["ru"], "mails": "keys", "time_zone": ""}
    browser = sit("KAZ", "attache")
    assert browser.post("/en/desk/officers/attache/directory/", entry).status_code == 302
    assert people.find(house.vault, desks.person_of(ATTACHE)).profile.name == "A. Bek"
    assert browser.post("/en/desk/officers/ambassador/directory/", entry).status_code == 403
    assert browser.post("/en/desk/officers/attache/directory/erase/").status_code == 403


@pytest.mark.parametrize(
    "address", ["no address", "a@b@c", "a@example.org\r\nBcc: b@example.org", "a@example.org, b@c.org"]
)
def test_address_that_is_none_of_one_mailbox_is_asked_for_again(house, sit, address):
    entry = {"name": "A. Bek", "email": address, "languages": ["ru"], "mails": "keys"}
    response = sit("KAZ", "attache").post("/en/desk/officers/attache/directory/", entry)
    kept = people.find(house.vault, desks.person_of(ATTACHE)).profile
    assert (response.status_code, kept.email) == (422, "attache@kaz.example")


def test_person_who_is_erased_has_left_nothing(house, sit):
    browser = sit("KAZ", "administrator")
    desks.seat(house, "KAZ", "attache")
    browser.post("/en/desk/officers/attache/invite/")
    assert browser.post("/en/desk/officers/attache/directory/erase/").status_code == 302
    person = desks.person_of(ATTACHE)
    left = [
        people.find(house.vault, person),
        people.hats_of(person),
        people.passkeys_of(person),
        [each for each in invitations.listed("KAZ") if each.person == person],
    ]
    assert (left, "nobody known yet" in said(browser.get("/en/desk/officers/"))) == ([None, [], [], []], True)


def test_person_who_serves_another_party_too_only_parts_with_this_one(house, sit):
    person = desks.person_of(ATTACHE)
    people.give_hat(person, Hat("OSCE", "administrator"))
    sit("KAZ", "administrator").post("/en/desk/officers/attache/directory/erase/")
    assert (people.hats_of(person), len(people.passkeys_of(person))) == ([Hat("OSCE", "administrator")], 1)


@pytest.mark.parametrize(("party", "address"), [("KAZ", "officers/"), ("SECRETARIAT", "parties/KAZ/officers/")])
def test_entry_of_who_serves_another_party_too_is_changed_by_herself_alone(house, sit, party, address):
    entry = {"name": "A. Bek", "email": "evil@kaz.example", "languages": ["ru"], "mails": "keys", "time_zone": ""}
    page = f"/en/desk/{address}attache/directory/"
    people.give_hat(desks.person_of(ATTACHE), Hat("OSCE", "administrator"))
    browser = sit(party, "administrator" if party == "KAZ" else "head")
    assert browser.post(page, entry).status_code == 403
    assert people.find(house.vault, desks.person_of(ATTACHE)).profile.email == "attache@kaz.example"
    seen = browser.get(page).content.decode()
    assert ('name="email"' in seen, "directory/erase/" in seen) == (False, True)
    own = sit("KAZ", "attache")
    assert 'name="email"' in own.get("/en/desk/officers/attache/directory/").content.decode()
    assert own.post("/en/desk/officers/attache/directory/", entry).status_code == 302


@pytest.mark.parametrize(
    ("address", "party", "officer", "most"),
    [
        ("/en/desk/officers/", "KAZ", "administrator", 15),
        ("/en/desk/parties/KAZ/", "SECRETARIAT", "head", 17),
        ("/en/desk/parties/", "SECRETARIAT", "head", 8),
    ],
)
def test_page_asks_the_database_as_often_for_many_officers_as_for_few(house, sit, address, party, officer, most):
    browser = sit(party, officer)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for nth in range(6):
        who = {"party": "KAZ", "officer": f"o-{nth}", "office": f"Office {nth}", "functions": ["drafter"]}
        desks.enter(house, ADMINISTRATOR, "officers.enrol", **who)
        hat = Hat("KAZ", f"o-{nth}")
        people.give_hat(people.enter(house.vault, Profile(f"Person {nth}"), now=now()), hat)
        invitations.invite(house.vault, hat, ADMINISTRATOR, now=now())
    browser.get(address)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert (len(many), len(few) <= most) == (len(few), True), len(few)
